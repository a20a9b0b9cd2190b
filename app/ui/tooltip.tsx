"use client";

import { Tooltip as Radix } from "radix-ui";
import type { ReactNode } from "react";

interface TooltipProps {
  readonly text: ReactNode;
  /** One focusable element; the tooltip shows on hover and on focus. */
  readonly children: ReactNode;
}

/** A few words more on hover and on focus. Never the only place of something one needs. */
export function Tooltip({ text, children }: TooltipProps) {
  return (
    <Radix.Provider delayDuration={300}>
      <Radix.Root>
        <Radix.Trigger asChild>{children}</Radix.Trigger>
        <Radix.Portal>
          <Radix.Content
            sideOffset={6}
            collisionPadding={12}
            className="z-50 max-w-72 rounded-md border border-line bg-raised px-2.5 py-1.5 text-xs text-ink shadow-raised"
          >
            {text}
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
    </Radix.Provider>
  );
}

/** A word of the trade with its meaning on hover and on focus. */
export function Term({
  children,
  meaning,
}: {
  readonly children: ReactNode;
  readonly meaning: string;
}) {
  return (
    <Tooltip text={meaning}>
      <button
        type="button"
        className="cursor-help underline decoration-faint decoration-dotted underline-offset-3"
      >
        {children}
      </button>
    </Tooltip>
  );
}
