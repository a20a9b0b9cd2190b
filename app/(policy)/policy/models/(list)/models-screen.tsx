"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTRPC } from "@/app/trpc/client.tsx";
import { PageHeader } from "@/app/ui/page-header.tsx";
import { Panel } from "@/app/ui/panel.tsx";
import { ModelTabs } from "../model-tabs.tsx";
import { ModelTable } from "./model-table.tsx";

/** Versions of the forecast model: what there is, how good each is, which one runs use. */
export function ModelsScreen() {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.forecastModels.list.queryOptions());
  return (
    <>
      <PageHeader
        title="Forecast models"
        description="A version learns from all series at once and never changes. Runs use the version in use where it forecasts better than classical methods, and those everywhere else."
      />
      <div className="grid gap-5">
        <ModelTabs current="versions" />
        <Panel title="Versions" description="Newest first" isFlush>
          <ModelTable models={data.models} />
        </Panel>
      </div>
    </>
  );
}
