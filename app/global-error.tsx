"use client";

import "@fontsource-variable/inter/opsz.css";
import "./globals.css";
import { Centred } from "./ui/centred.tsx";
import { errorFacts } from "./ui/error-facts.ts";
import { ErrorState } from "./ui/error-state.tsx";

interface GlobalErrorProps {
  readonly error: unknown;
  readonly retry: () => void;
}

/** The last resort: the document itself failed, so this brings its own. */
export default function GlobalError({ error, retry }: GlobalErrorProps) {
  const { message, requestId } = errorFacts(error);
  return (
    <html lang="en">
      <body>
        <title>Something went wrong - Whystock</title>
        <Centred title="Something went wrong">
          <ErrorState message={message} requestId={requestId} onRetry={retry} />
        </Centred>
      </body>
    </html>
  );
}
