"use client";

import { usePathname } from "next/navigation";
import { LinkTabs } from "@/app/ui/tabs.tsx";

/** The seller's own areas, as far as support looks at them. */
export function SellerTabs({ account }: { readonly account: string }) {
  const pathname = usePathname();
  const base = `/support/sellers/${account}`;
  const tabs = [
    { href: base, label: "Overview" },
    { href: `${base}/forecast`, label: "Forecast" },
    { href: `${base}/limits`, label: "Limits" },
    { href: `${base}/extra-space`, label: "Extra space" },
    { href: `${base}/replenishment`, label: "Replenishment" },
    { href: `${base}/fees`, label: "Fees" },
    { href: `${base}/imports`, label: "Imports" },
  ];
  return (
    <div className="mb-5">
      <LinkTabs
        label="Areas of this seller"
        tabs={tabs.map((tab) => ({ ...tab, isCurrent: isCurrentTab(pathname, tab.href, base) }))}
      />
    </div>
  );
}

/** The overview's address is the start of all others. */
const isCurrentTab = (pathname: string, href: string, base: string): boolean =>
  pathname === href || (href !== base && pathname.startsWith(`${href}/`));
