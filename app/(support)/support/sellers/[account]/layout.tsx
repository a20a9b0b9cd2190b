import type { ReactNode } from "react";
import { api, orNotFound } from "@/app/trpc/server.ts";
import { NoticeBar } from "@/app/ui/notice-bar.tsx";
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
  const whose = name === sellerName ? name : `${name} (${sellerName})`;
  return (
    <>
      <div className="sticky top-14 z-20 mb-5 bg-canvas lg:top-0" data-print="open">
        <NoticeBar kind="viewAs" title={`Viewing as ${whose}`}>
          - {marketplaceName} - read only - on record
        </NoticeBar>
      </div>
      <SellerTabs account={account} />
      {children}
    </>
  );
}
