"use client";

import { Check } from "lucide-react";
import Link from "next/link";
import { DropdownMenu as Radix } from "radix-ui";
import type { ReactNode } from "react";

const itemClass =
  "touch-target flex w-full items-center gap-2 rounded-md px-2.5 py-1.5 text-sm outline-none " +
  "data-highlighted:bg-hover data-highlighted:text-ink [&_svg]:size-4 [&_svg]:shrink-0";

interface MenuProps {
  /** The button that opens it: one element. */
  readonly trigger: ReactNode;
  readonly label: string;
  readonly align?: "start" | "end";
  readonly children: ReactNode;
}

export function Menu({ trigger, label, align = "start", children }: MenuProps) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          aria-label={label}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className="z-50 max-h-[60dvh] min-w-56 overflow-y-auto rounded-lg border border-line bg-raised p-1 shadow-raised"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

interface MenuLinkProps {
  readonly href: string;
  readonly isCurrent?: boolean;
  readonly note?: string | undefined;
  readonly children: ReactNode;
}

/** A menu entry that goes somewhere. */
export function MenuLink({ href, isCurrent = false, note, children }: MenuLinkProps) {
  return (
    <Radix.Item asChild>
      <Link href={href} aria-current={isCurrent ? "true" : undefined} className={itemClass}>
        <span className="min-w-0 flex-1">
          <span className="block truncate">{children}</span>
          {note ? <span className="block truncate text-xs text-muted">{note}</span> : null}
        </span>
        {isCurrent ? <Check aria-hidden="true" className="text-accent" /> : null}
      </Link>
    </Radix.Item>
  );
}
