import type { ReactNode } from "react";
import { Logo } from "./logo.tsx";

/** A page without a frame; the content brings its own h1. */
export function Centred({ children }: { readonly children: ReactNode }) {
  return (
    <div className="grid min-h-dvh grid-rows-[auto_1fr] px-4 py-5 sm:px-6">
      <header>
        <Logo />
      </header>
      <main className="mx-auto w-full max-w-120 self-center pb-[12vh]">{children}</main>
    </div>
  );
}
