"use client";

import { ChevronsUpDown, Store } from "lucide-react";
import { usePathname } from "next/navigation";
import { sameSection } from "./account-path.ts";
import { Menu, MenuLink } from "./menu.tsx";

export interface SwitchableAccount {
  readonly slug: string;
  readonly name: string;
  readonly marketplaceName: string;
}

interface AccountSwitcherProps {
  readonly accounts: readonly SwitchableAccount[];
  readonly current: string;
}

/** Which account one looks at, and the way to the others; the account itself stands in the address. */
export function AccountSwitcher({ accounts, current }: AccountSwitcherProps) {
  const pathname = usePathname();
  const account = accounts.find(({ slug }) => slug === current);
  if (!account) return null;
  const face = (
    <>
      <span className="grid size-7 shrink-0 place-items-center rounded-sm bg-accent-soft text-accent">
        <Store aria-hidden="true" className="size-4" />
      </span>
      <span className="min-w-0 flex-1 leading-tight">
        <span className="block truncate font-medium">{account.name}</span>
        <span className="block truncate text-xs text-muted">{account.marketplaceName}</span>
      </span>
    </>
  );
  if (accounts.length === 1) return <p className="flex items-center gap-2.5 px-2 py-1.5">{face}</p>;
  return (
    <Menu
      label="Accounts"
      trigger={
        <button
          type="button"
          className="flex w-full items-center gap-2.5 rounded-md border border-line bg-surface px-2 py-1.5 text-left hover:bg-hover"
        >
          <span className="sr-only">Account:</span>
          {face}
          <ChevronsUpDown aria-hidden="true" className="size-4 shrink-0 text-muted" />
        </button>
      }
    >
      {accounts.map(({ slug, name, marketplaceName }) => (
        <MenuLink
          key={slug}
          href={sameSection(pathname, slug)}
          isCurrent={slug === current}
          note={marketplaceName}
        >
          {name}
        </MenuLink>
      ))}
    </Menu>
  );
}
