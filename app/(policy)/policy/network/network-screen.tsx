"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { useTRPC } from "@/app/trpc/client.tsx";
import { AsOf } from "@/app/ui/as-of.tsx";
import { EmptyState } from "@/app/ui/empty-state.tsx";
import { formatMoney, formatNumber } from "@/app/ui/format.ts";
import { formatDay } from "@/app/ui/format-date.ts";
import { PageHeader } from "@/app/ui/page-header.tsx";
import { Panel } from "@/app/ui/panel.tsx";
import { StatGrid, StatTile } from "@/app/ui/stat-tile.tsx";
import { marketplaceInput, marketplaceParams } from "../marketplace-params.ts";
import { MarketplaceTabs } from "../marketplace-tabs.tsx";
import { BottleneckTable } from "./bottleneck-table.tsx";
import { LaneTable } from "./lane-table.tsx";
import { NetworkMap } from "./network-map.tsx";
import type { NetworkPlan } from "./network-words.ts";
import { PoolTable } from "./pool-table.tsx";
import { PriceHistory } from "./price-history.tsx";
import { WhatIfDialog } from "./what-if.tsx";

/** What the network can take in the weeks ahead, where it binds, and what a change would do. */
export function NetworkScreen() {
  const trpc = useTRPC();
  const [params] = useQueryStates(marketplaceParams);
  const { data } = useSuspenseQuery(trpc.network.view.queryOptions(marketplaceInput(params)));
  const { plan } = data;
  return (
    <>
      <PageHeader
        title="Network"
        description="What centres and lanes can take in the 26 weeks ahead, which limits bind, and what one more of each would bring."
        actions={plan ? <WhatIfDialog plan={plan} /> : undefined}
      />
      <div className="grid gap-5">
        <MarketplaceTabs
          path="/policy/network"
          marketplaces={data.marketplaces}
          current={data.marketplaceId}
        />
        {plan ? (
          <PlanPanels plan={plan} />
        ) : (
          <Panel title="Plan of the network">
            <EmptyState title="No run has planned this network yet">
              The next planning run of a marketplace with fulfilment centres plans its flows too.
            </EmptyState>
          </Panel>
        )}
      </div>
    </>
  );
}

function PlanPanels({ plan }: { readonly plan: NetworkPlan }) {
  const source = `Planning run ${plan.runId}`;
  return (
    <>
      <Figures plan={plan} />
      <Panel
        title="Map"
        description={`Expected flows from ${formatDay(plan.fromOn)} to ${formatDay(plan.toOn)}.`}
        footer={
          <AsOf
            completeToOn={plan.asOfOn}
            computedAt={plan.computedAt}
            timeZone={plan.timeZone}
            source={source}
          />
        }
      >
        <NetworkMap plan={plan} />
      </Panel>
      <Panel
        title="Bottlenecks"
        description="Limits that bind, the one that weighs most first. The price is what one more unit or cubic foot would save."
        isFlush
      >
        <BottleneckTable
          caption="Bottlenecks"
          runId={plan.runId}
          rows={plan.bottlenecks}
          currency={plan.currency}
          maxHeight="28rem"
        />
      </Panel>
      <Panel
        title="Pools of space"
        description="Per storage type and month. Limits may add up to more than is usable, because not all of them are used at once."
        isFlush
      >
        <PoolTable plan={plan} />
      </Panel>
      <Panel title="Lanes" description="Volume, fullest period and price of each." isFlush>
        <LaneTable plan={plan} />
      </Panel>
      <Panel
        title="Limits from run to run"
        description="Price times capacity, all limits of a centre."
      >
        <PriceHistory plan={plan} />
      </Panel>
      <Panel title="What the plan assumes">
        <ul className="grid list-disc gap-1 pl-5 text-sm">
          {plan.assumptions.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      </Panel>
    </>
  );
}

function Figures({ plan }: { readonly plan: NetworkPlan }) {
  return (
    <StatGrid>
      <StatTile
        label="Cost of the plan"
        value={formatMoney(plan.costMicros, plan.currency, { digits: 0 })}
        note="26 weeks; no plan can cost less by more than the proved gap"
      />
      <StatTile label="Limits that bind" value={formatNumber(plan.bindingCount)} />
      <StatTile label="Units without a way" value={formatNumber(Math.round(plan.unmetUnits))} />
      <StatTile label="Units late" value={formatNumber(Math.round(plan.lateUnits))} />
    </StatGrid>
  );
}
