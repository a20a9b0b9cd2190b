"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { DeclaredList, DeclaredRecord } from "@/app/account/declared-list.tsx";
import { LimitUsage } from "@/app/account/limit-cards.tsx";
import { LimitMonths } from "@/app/account/limit-months.tsx";
import { useTRPC } from "@/app/trpc/client.tsx";
import { AsOf } from "@/app/ui/as-of.tsx";
import { EmptyState } from "@/app/ui/empty-state.tsx";
import { PageHeader } from "@/app/ui/page-header.tsx";
import { Panel } from "@/app/ui/panel.tsx";

/** The seller's limits with every announcement, as the seller sees them. */
export function SellerLimits({ account }: { readonly account: string }) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.sellerView.overview.queryOptions({ account }));
  const { data: declared } = useSuspenseQuery(trpc.sellerView.declared.queryOptions({ account }));
  const { limits } = data;
  const base = `/support/sellers/${account}`;
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Sellers", href: "/support/sellers" }]}
        title="Limits"
        description={<AsOf completeToOn={limits.asOfOn} />}
      />
      {limits.storageTypes.length === 0 ? (
        <EmptyState title="No limits">{limits.note}</EmptyState>
      ) : (
        <div className="grid gap-5">
          <Panel title="Use of the limits">
            <LimitUsage base={base} limits={limits} />
          </Panel>
          <LimitMonths base={base} limits={limits} />
          {declared.record ? (
            <Panel title="Declared ahead">
              <div className="grid gap-5">
                <DeclaredRecord record={declared.record} />
                <DeclaredList declarations={declared.declarations} />
              </div>
            </Panel>
          ) : null}
        </div>
      )}
    </>
  );
}
