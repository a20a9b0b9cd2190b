"use client";

import { Printer } from "lucide-react";
import { Button } from "@/app/ui/button.tsx";

/** Prints the page, or keeps it as a file: what only works on screen is left out. */
export function PrintButton() {
  return (
    <Button onClick={() => window.print()}>
      <Printer aria-hidden="true" />
      Print
    </Button>
  );
}
