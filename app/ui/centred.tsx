import type { ReactNode } from "react";
import { className } from "./class-name.ts";
import { Logo } from "./logo.tsx";

interface CentredProps {
  /** The page's h1; hidden when the content shows its own words for it. */
  readonly title: string;
  readonly isTitleShown?: boolean;
  readonly children: ReactNode;
}

/** A page without a frame: sign-in, not found, errors. */
export function Centred({ title, isTitleShown = false, children }: CentredProps) {
  return (
    <div className="grid min-h-dvh grid-rows-[auto_1fr] px-4 py-5 sm:px-6">
      <header>
        <Logo />
      </header>
      <main className="mx-auto w-full max-w-100 self-center pb-[12vh]">
        <h1
          className={className(
            isTitleShown ? "mb-6 text-2xl font-semibold tracking-tight" : "sr-only",
          )}
        >
          {title}
        </h1>
        {children}
      </main>
    </div>
  );
}
