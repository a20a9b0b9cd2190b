"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { OverviewView } from "@/app/account/overview-view.tsx";
import type { Locale } from "@/app/explanation/page-words.ts";
import { useTRPC } from "@/app/trpc/client.tsx";
import { AsOf } from "@/app/ui/as-of.tsx";
import { PageHeader } from "@/app/ui/page-header.tsx";
import { SupportAskBox } from "./support-ask-box.tsx";

interface SellerOverviewProps {
  readonly account: string;
  /** Of the box; what the seller sees is in English. */
  readonly locale: Locale;
}

/** The seller's first screen, as the seller sees it. */
export function SellerOverview({ account, locale }: SellerOverviewProps) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.sellerView.overview.queryOptions({ account }));
  const source = data.runId === null ? {} : { source: `Planning run ${data.runId}` };
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Sellers", href: "/support/sellers" }]}
        title="Overview"
        description={<AsOf completeToOn={data.asOfOn} {...source} />}
      />
      <SupportAskBox account={account} locale={locale} />
      <OverviewView base={`/support/sellers/${account}`} overview={data} />
    </>
  );
}
