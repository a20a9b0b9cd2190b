"use client";

import { useQueryErrorResetBoundary } from "@tanstack/react-query";
import { errorFacts } from "./error-facts.ts";
import { ErrorState } from "./error-state.tsx";

/** What Next hands to an error file. */
export interface PageErrorProps {
  readonly error: unknown;
  readonly retry: () => void;
}

/** In a page's place when it fails, inside whatever frame is around it. */
export function PageError({ error, retry }: PageErrorProps) {
  const { reset } = useQueryErrorResetBoundary();
  const { message, requestId, isWorthRetrying } = errorFacts(error);
  const again = () => {
    reset();
    retry();
  };
  return (
    <ErrorState
      level={1}
      title="This page could not be shown"
      message={message}
      requestId={requestId}
      onRetry={isWorthRetrying ? again : undefined}
    />
  );
}
