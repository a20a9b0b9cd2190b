"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { useTRPC } from "@/app/trpc/client.tsx";
import { AsOf } from "@/app/ui/as-of.tsx";
import { PageHeader } from "@/app/ui/page-header.tsx";
import { PanelBoundary } from "@/app/ui/panel-boundary.tsx";
import { TableSkeleton } from "@/app/ui/skeleton.tsx";
import { marketplaceInput } from "../../marketplace-params.ts";
import { MarketplaceTabs } from "../../marketplace-tabs.tsx";
import { ModelTabs } from "../model-tabs.tsx";
import { AlarmPanel } from "./alarm-panel.tsx";
import { HistoryPanel } from "./history-panel.tsx";
import { JobPanel } from "./job-panel.tsx";
import { MethodPanel } from "./method-panel.tsx";
import { type SegmentKey, segmentId } from "./quality-words.ts";
import { RunBacktest } from "./run-backtest.tsx";
import { qualityParams, segmentHref } from "./search-params.ts";
import { SegmentPanel } from "./segment-panel.tsx";

/** How well demand is forecast: by segment, against classical methods, over time, and what has left its bounds. */
export function QualityScreen() {
  const trpc = useTRPC();
  const [params] = useQueryStates(qualityParams);
  const input = marketplaceInput(params);
  const { data } = useSuspenseQuery(trpc.forecastModels.quality.queryOptions(input));
  const { marketplaceId, backtest, segments } = data;
  const selected = segments.find((one) => segmentId(one) === params.segment) ?? segments[0];
  const hrefOf = (segment: SegmentKey) => segmentHref(params.marketplace, segmentId(segment));
  return (
    <>
      <PageHeader
        title="Forecast quality"
        description={
          backtest ? (
            <AsOf
              completeToOn={backtest.completeToOn}
              computedAt={backtest.computedAt}
              source="Backtest from three past weeks"
            />
          ) : (
            "A backtest forecasts from past weeks and scores what followed."
          )
        }
        actions={marketplaceId === null ? undefined : <RunBacktest marketplaceId={marketplaceId} />}
      />
      <div className="grid gap-5">
        <ModelTabs current="quality" />
        <MarketplaceTabs
          path="/policy/models/quality"
          marketplaces={data.marketplaces}
          current={marketplaceId}
        />
        <AlarmPanel alarms={data.alarms} isMeasured={backtest !== null} hrefOf={hrefOf} />
        <SegmentPanel segments={segments} selected={selected} hrefOf={hrefOf} />
        {selected ? <MethodPanel segment={selected} /> : null}
        <HistoryPanel history={data.history} />
        <PanelBoundary fallback={<TableSkeleton rows={3} what="work" />}>
          <JobPanel input={input} />
        </PanelBoundary>
      </div>
    </>
  );
}
