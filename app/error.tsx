"use client";

import { useQueryErrorResetBoundary } from "@tanstack/react-query";
import { errorFacts } from "./ui/error-facts.ts";
import { ErrorState } from "./ui/error-state.tsx";

interface ErrorPageProps {
  readonly error: unknown;
  readonly retry: () => void;
}

/** Shown in a page's place when it fails; frames around it stay. */
export default function ErrorPage({ error, retry }: ErrorPageProps) {
  const { reset } = useQueryErrorResetBoundary();
  const { message, requestId } = errorFacts(error);
  return (
    <ErrorState
      level={1}
      title="This page could not be shown"
      message={message}
      requestId={requestId}
      onRetry={() => {
        reset();
        retry();
      }}
    />
  );
}
