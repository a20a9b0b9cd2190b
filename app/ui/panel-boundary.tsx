"use client";

import { useQueryErrorResetBoundary } from "@tanstack/react-query";
import { catchError, type ErrorInfo } from "next/error";
import { type ReactNode, Suspense } from "react";
import { errorFacts } from "./error-facts.ts";
import { ErrorState } from "./error-state.tsx";

function PanelError({ error, retry }: Pick<ErrorInfo, "error" | "retry">) {
  const { reset } = useQueryErrorResetBoundary();
  const { message, requestId, isWorthRetrying } = errorFacts(error);
  const again = () => {
    reset();
    retry();
  };
  return (
    <ErrorState
      level={3}
      message={message}
      requestId={requestId}
      onRetry={isWorthRetrying ? again : undefined}
    />
  );
}

const Boundary = catchError((_props: object, { error, retry }: ErrorInfo) => (
  <PanelError error={error} retry={retry} />
));

interface PanelBoundaryProps {
  /** Keeps the panel's place while it loads. */
  readonly fallback: ReactNode;
  readonly children: ReactNode;
}

/** Loading and failing stay inside the panel: the rest of the page lives. */
export function PanelBoundary({ fallback, children }: PanelBoundaryProps) {
  return (
    <Boundary>
      <Suspense fallback={fallback}>{children}</Suspense>
    </Boundary>
  );
}
