"use client";

import { usePathname } from "next/navigation";
import type { Locale } from "@/app/explanation/page-words.ts";
import { LinkTabs } from "@/app/ui/tabs.tsx";
import { sellerWords } from "../../seller-words.ts";

interface SellerTabsProps {
  readonly account: string;
  readonly locale: Locale;
}

/** The seller's own areas, as far as support looks at them. */
export function SellerTabs({ account, locale }: SellerTabsProps) {
  const pathname = usePathname();
  const base = `/support/sellers/${account}`;
  const { areas, tabs: labels } = sellerWords(locale);
  const tabs = [
    { href: base, label: labels.overview },
    { href: `${base}/forecast`, label: labels.forecast },
    { href: `${base}/limits`, label: labels.limits },
    { href: `${base}/extra-space`, label: labels.extraSpace },
    { href: `${base}/replenishment`, label: labels.replenishment },
    { href: `${base}/fees`, label: labels.fees },
    { href: `${base}/imports`, label: labels.imports },
  ];
  return (
    <div lang={locale} className="mb-5">
      <LinkTabs
        label={areas}
        tabs={tabs.map((tab) => ({ ...tab, isCurrent: isCurrentTab(pathname, tab.href, base) }))}
      />
    </div>
  );
}

/** The overview's address is the start of all others. */
const isCurrentTab = (pathname: string, href: string, base: string): boolean =>
  pathname === href || (href !== base && pathname.startsWith(`${href}/`));
