"use client";

import { TriangleAlert } from "lucide-react";
import { Button } from "./button.tsx";
import { CopyButton } from "./copy-button.tsx";

interface ErrorStateProps {
  readonly title?: string;
  /** What it means for the reader; never an internal message. */
  readonly message?: string | undefined;
  /** The id to quote to support; the same one stands in the server's log. */
  readonly requestId?: string | undefined;
  readonly onRetry?: (() => void) | undefined;
  readonly level?: 1 | 2 | 3;
}

export function ErrorState({
  title = "This could not be loaded",
  message = "Something went wrong on our side. Nothing was changed. Try again in a moment.",
  requestId,
  onRetry,
  level = 2,
}: ErrorStateProps) {
  const Heading = `h${level}` as const;
  return (
    <div
      role="alert"
      className="mx-auto grid max-w-md justify-items-center gap-2 px-4 py-10 text-center"
    >
      <span className="grid size-10 place-items-center rounded-full bg-bad-soft text-bad">
        <TriangleAlert aria-hidden="true" className="size-5" />
      </span>
      <Heading className="font-semibold">{title}</Heading>
      <p className="text-pretty text-muted">{message}</p>
      {onRetry ? (
        <Button onClick={onRetry} className="mt-2">
          Try again
        </Button>
      ) : null}
      {requestId ? (
        <p className="mt-1 flex flex-wrap items-center justify-center gap-x-1 text-xs text-muted">
          Request id <code className="font-mono text-ink">{requestId}</code>
          <CopyButton text={requestId} label="Copy request id" />
        </p>
      ) : null}
    </div>
  );
}
