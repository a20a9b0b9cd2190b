"use client";

import { Centred } from "./ui/centred.tsx";
import { PageError, type PageErrorProps } from "./ui/page-error.tsx";

/** Failures outside the areas' frames; each area has its own file, so that its frame stays. */
export default function RootError(props: PageErrorProps) {
  return (
    <Centred>
      <PageError {...props} />
    </Centred>
  );
}
