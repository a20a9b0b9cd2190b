"use client";

import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import type { Locale } from "@/lib/wording/index.ts";
import { IconButton } from "./button.tsx";
import { className } from "./class-name.ts";

interface DialogProps {
  readonly title: string;
  readonly description?: ReactNode;
  /** Opens it; leave out when `isOpen` is held outside. */
  readonly trigger?: ReactNode;
  readonly isOpen?: boolean;
  readonly onOpenChange?: (isOpen: boolean) => void;
  /** dialog: in the middle; sheet: from the left edge (navigation, filters on a phone). */
  readonly shape?: "dialog" | "sheet";
  /** Buttons at the end, main action last. */
  readonly footer?: ReactNode;
  /** It stands outside the page's own language mark. */
  readonly locale?: Locale;
  readonly children: ReactNode;
}

const closeWords: Readonly<Record<Locale, string>> = { en: "Close", de: "Schließen", ja: "閉じる" };

const shapes = {
  dialog:
    "top-1/2 left-1/2 max-h-[85dvh] w-[32rem] max-w-[calc(100vw-2rem)] -translate-x-1/2 -translate-y-1/2 rounded-lg",
  sheet: "inset-y-0 left-0 h-dvh w-72 max-w-[85vw] border-y-0 border-l-0",
} as const;

export function Dialog({
  title,
  description,
  trigger,
  isOpen,
  onOpenChange,
  shape = "dialog",
  footer,
  locale = "en",
  children,
}: DialogProps) {
  return (
    <Radix.Root
      {...(isOpen === undefined ? {} : { open: isOpen })}
      {...(onOpenChange ? { onOpenChange } : {})}
    >
      {trigger ? <Radix.Trigger asChild>{trigger}</Radix.Trigger> : null}
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-[#0a0d10]/45" />
        <Radix.Content
          lang={locale}
          {...(description ? {} : { "aria-describedby": undefined })}
          className={className(
            "fixed z-50 flex flex-col border border-line bg-raised shadow-raised focus:outline-none",
            shapes[shape],
          )}
        >
          <header className="flex items-center justify-between gap-3 px-5 pt-3">
            <div>
              <Radix.Title className="text-base font-semibold">{title}</Radix.Title>
              {description ? (
                <Radix.Description className="mt-1 text-muted">{description}</Radix.Description>
              ) : null}
            </div>
            <Radix.Close asChild>
              <IconButton label={closeWords[locale]} size="small">
                <X aria-hidden="true" />
              </IconButton>
            </Radix.Close>
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto px-5 py-4">{children}</div>
          {footer ? (
            <footer className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3">
              {footer}
            </footer>
          ) : null}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** Closes the dialog it stands in; wraps one button. */
export const DialogClose = ({ children }: { readonly children: ReactNode }) => (
  <Radix.Close asChild>{children}</Radix.Close>
);
