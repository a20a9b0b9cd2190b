import type { ReactNode } from "react";
import { readerLocale } from "@/app/explanation/reader-locale.ts";
import { api, orNotFound } from "@/app/trpc/server.ts";
import { NoticeBar } from "@/app/ui/notice-bar.tsx";
import { sellerWords } from "../../seller-words.ts";
import { SellerTabs } from "./seller-tabs.tsx";

interface SellerViewLayoutProps {
  readonly params: Promise<{ readonly account: string }>;
  readonly children: ReactNode;
}

/** Around everything of one seller that support looks at: who is looked at, that nothing can be changed, that it is on record. */
export default async function SellerViewLayout({ params, children }: SellerViewLayoutProps) {
  const { account } = await params;
  const { name, sellerName, marketplaceName } = await orNotFound(
    api().sellerView.account({ account }),
  );
  const locale = await readerLocale();
  const words = sellerWords(locale);
  const whose = name === sellerName ? name : `${name} (${sellerName})`;
  return (
    <>
      <div className="sticky top-14 z-20 mb-5 bg-canvas lg:top-0" data-print="open" lang={locale}>
        <NoticeBar kind="viewAs" title={words.viewingAs(whose)}>
          {words.terms(marketplaceName)}
        </NoticeBar>
      </div>
      <SellerTabs account={account} locale={locale} />
      {children}
    </>
  );
}
