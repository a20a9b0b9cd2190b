"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { useTRPC } from "@/app/trpc/client.tsx";
import { PageHeader } from "@/app/ui/page-header.tsx";
import { Panel } from "@/app/ui/panel.tsx";
import { PanelBoundary } from "@/app/ui/panel-boundary.tsx";
import { TableSkeleton } from "@/app/ui/skeleton.tsx";
import { marketplaceInput, marketplaceParams } from "../../marketplace-params.ts";
import { MarketplaceTabs } from "../../marketplace-tabs.tsx";
import { ModelTabs } from "../model-tabs.tsx";
import { JobPanel } from "../quality/job-panel.tsx";
import { ModelTable } from "./model-table.tsx";
import { TrainModel } from "./train-model.tsx";

/** Versions of the forecast model: what there is, how good each is, which one runs use, and the training of new ones. */
export function ModelsScreen() {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.forecastModels.list.queryOptions());
  const [params] = useQueryStates(marketplaceParams);
  const input = marketplaceInput(params);
  const trained = data.marketplaces.find(
    ({ marketplaceId }) => marketplaceId === (input.marketplaceId ?? marketplaceId),
  );
  return (
    <>
      <PageHeader
        title="Forecast models"
        description="A version learns from all series at once and never changes. Runs use the version in use where it forecasts better than classical methods, and those everywhere else."
        actions={trained && <TrainModel marketplaceId={trained.marketplaceId} />}
      />
      <div className="grid gap-5">
        <ModelTabs current="versions" />
        <Panel title="Versions" description="Newest first" isFlush>
          <ModelTable models={data.models} />
        </Panel>
        <MarketplaceTabs
          path="/policy/models"
          marketplaces={data.marketplaces}
          current={trained?.marketplaceId ?? null}
        />
        <PanelBoundary fallback={<TableSkeleton rows={3} what="work" />}>
          <JobPanel input={input} />
        </PanelBoundary>
      </div>
    </>
  );
}
