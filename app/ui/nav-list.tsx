"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";

export interface NavItem {
  readonly href: string;
  readonly label: string;
  readonly icon: ReactNode;
}

/** True on the page itself and on pages below it. */
export const isCurrentPath = (pathname: string, href: string): boolean =>
  pathname === href || pathname.startsWith(`${href}/`);

/** The areas of the rail, the present one marked by colour, weight and a bar. */
export function NavList({ items }: { readonly items: readonly NavItem[] }) {
  const pathname = usePathname();
  return (
    <ul className="grid gap-0.5">
      {items.map(({ href, label, icon }) => (
        <li key={href}>
          <Link
            href={href}
            aria-current={isCurrentPath(pathname, href) ? "page" : undefined}
            className={
              "touch-target relative flex h-8.5 items-center gap-2.5 rounded-md px-2 font-medium text-muted hover:bg-hover hover:text-ink " +
              "aria-[current=page]:bg-accent-soft aria-[current=page]:text-ink [&_svg]:size-4 aria-[current=page]:[&_svg]:text-accent " +
              "aria-[current=page]:before:absolute aria-[current=page]:before:inset-y-2 aria-[current=page]:before:left-0 " +
              "aria-[current=page]:before:w-0.5 aria-[current=page]:before:rounded-full aria-[current=page]:before:bg-accent"
            }
          >
            {icon}
            {label}
          </Link>
        </li>
      ))}
    </ul>
  );
}
