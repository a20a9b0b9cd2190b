"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { LimitUsage } from "@/app/account/limit-cards.tsx";
import { LimitCeilings } from "@/app/account/limit-ceilings.tsx";
import { LimitMonths } from "@/app/account/limit-months.tsx";
import { useTRPC } from "@/app/trpc/client.tsx";
import { AsOf } from "@/app/ui/as-of.tsx";
import { EmptyState } from "@/app/ui/empty-state.tsx";
import { PageHeader } from "@/app/ui/page-header.tsx";
import { Panel } from "@/app/ui/panel.tsx";
import { DeclaredPanel } from "./declared-panel.tsx";

export function LimitsScreen({ account }: { readonly account: string }) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.limits.list.queryOptions({ account }));
  const { data: ceilings } = useSuspenseQuery(trpc.limits.ceilings.queryOptions({ account }));
  const base = `/s/${account}`;
  return (
    <>
      <PageHeader
        title="Limits"
        description="A confirmed limit is never cut. Estimates show the two months after it."
        actions={<AsOf completeToOn={data.asOfOn} />}
      />
      {data.note ? (
        <EmptyState title="No limits">{data.note}</EmptyState>
      ) : (
        <div className="grid gap-5">
          <Panel
            title="Use of your limits"
            description="On hand and open shipments count against a limit"
          >
            <LimitUsage base={base} limits={data} />
          </Panel>
          <LimitMonths base={base} limits={data} />
          <LimitCeilings base={base} {...ceilings} />
          <DeclaredPanel account={account} limits={data} />
        </div>
      )}
    </>
  );
}
