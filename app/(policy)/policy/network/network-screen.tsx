"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { LanguageSelect } from "@/app/explanation/language-select.tsx";
import type { Locale } from "@/app/explanation/page-words.ts";
import { useTRPC } from "@/app/trpc/client.tsx";
import { AsOf } from "@/app/ui/as-of.tsx";
import { EmptyState } from "@/app/ui/empty-state.tsx";
import { formatMoney, formatNumber, formatPercent } from "@/app/ui/format.ts";
import { formatDayIn } from "@/app/ui/format-date.ts";
import { PageHeader } from "@/app/ui/page-header.tsx";
import { Panel } from "@/app/ui/panel.tsx";
import { StatGrid, StatTile } from "@/app/ui/stat-tile.tsx";
import { marketplaceInput, marketplaceParams } from "../marketplace-params.ts";
import { MarketplaceTabs } from "../marketplace-tabs.tsx";
import { BottleneckTable } from "./bottleneck-table.tsx";
import { LaneTable } from "./lane-table.tsx";
import { NetworkMap } from "./network-map.tsx";
import { networkTexts } from "./network-texts.ts";
import { listed, type NetworkPlan } from "./network-words.ts";
import { PoolTable } from "./pool-table.tsx";
import { PriceHistory } from "./price-history.tsx";
import { WhatIfDialog } from "./what-if.tsx";

/** What the network can take in the weeks ahead, where it binds, and what a change would do. */
export function NetworkScreen({ locale }: { readonly locale: Locale }) {
  const trpc = useTRPC();
  const texts = networkTexts(locale);
  const [params] = useQueryStates(marketplaceParams);
  const { data } = useSuspenseQuery(trpc.network.view.queryOptions(marketplaceInput(params)));
  const { plan } = data;
  return (
    <div lang={locale}>
      <PageHeader
        title={texts.title}
        description={texts.about}
        actions={
          <>
            <LanguageSelect locale={locale} />
            {plan ? <WhatIfDialog plan={plan} locale={locale} /> : null}
          </>
        }
      />
      <div className="grid gap-5">
        <MarketplaceTabs
          path="/policy/network"
          marketplaces={data.marketplaces}
          current={data.marketplaceId}
          label={texts.marketplaces}
        />
        {plan ? (
          <PlanPanels plan={plan} locale={locale} />
        ) : (
          <Panel title={texts.planOfNetwork}>
            <EmptyState title={texts.noPlan}>{texts.noPlanWhy}</EmptyState>
          </Panel>
        )}
      </div>
    </div>
  );
}

interface PlanProps {
  readonly plan: NetworkPlan;
  readonly locale: Locale;
}

function PlanPanels({ plan, locale }: PlanProps) {
  const texts = networkTexts(locale);
  return (
    <>
      <Figures plan={plan} locale={locale} />
      <Panel
        title={texts.map}
        description={texts.mapAbout(
          formatDayIn(locale, plan.fromOn),
          formatDayIn(locale, plan.toOn),
        )}
        footer={
          <AsOf
            completeToOn={plan.asOfOn}
            computedAt={plan.computedAt}
            timeZone={plan.timeZone}
            source={texts.run(plan.runId)}
            locale={locale}
          />
        }
      >
        <NetworkMap plan={plan} locale={locale} />
      </Panel>
      <Panel title={texts.bottlenecks} description={texts.bottlenecksAbout} isFlush>
        <BottleneckTable
          caption={texts.bottlenecks}
          locale={locale}
          runId={plan.runId}
          rows={plan.bottlenecks}
          currency={plan.currency}
          maxHeight="28rem"
        />
      </Panel>
      <Panel title={texts.pools} description={texts.poolsAbout} isFlush>
        <PoolTable plan={plan} locale={locale} />
      </Panel>
      <Panel title={texts.lanes} description={texts.lanesAbout} isFlush>
        <LaneTable plan={plan} locale={locale} />
      </Panel>
      <Panel title={texts.history} description={texts.historyAbout}>
        <PriceHistory plan={plan} locale={locale} />
      </Panel>
      <Panel title={texts.assumes}>
        <ul className="grid list-disc gap-1 pl-5 text-sm">
          {[promisedText(plan, locale), ...texts.assumptions].map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      </Panel>
    </>
  );
}

/** Which part of all orders is promised within how many days. */
function promisedText({ promiseClasses }: NetworkPlan, locale: Locale): string {
  const { promised, promiseClass } = networkTexts(locale);
  const classes = promiseClasses.map(({ orderShareMillionths, promiseDays }) =>
    promiseClass(formatPercent(orderShareMillionths, { digits: 0, locale }), promiseDays),
  );
  return promised(listed(classes, locale));
}

function Figures({ plan, locale }: PlanProps) {
  const texts = networkTexts(locale);
  const count = (value: number) => formatNumber(Math.round(value), { locale });
  return (
    <StatGrid>
      <StatTile
        label={texts.cost}
        value={formatMoney(plan.costMicros, plan.currency, { digits: 0, locale })}
        note={texts.costNote}
      />
      <StatTile label={texts.limitsBinding} value={count(plan.bindingCount)} />
      <StatTile label={texts.unitsUnmet} value={count(plan.unmetUnits)} />
      <StatTile label={texts.unitsLate} value={count(plan.lateUnits)} />
    </StatGrid>
  );
}
