"use client";

import "@fontsource-variable/inter/opsz.css";
import "./globals.css";
import { Centred } from "./ui/centred.tsx";
import { PageError, type PageErrorProps } from "./ui/page-error.tsx";

/** The last resort: the document itself failed, so this brings its own. */
export default function GlobalError(props: PageErrorProps) {
  return (
    <html lang="en">
      <body>
        <title>Something went wrong - Whystock</title>
        <Centred>
          <PageError {...props} />
        </Centred>
      </body>
    </html>
  );
}
