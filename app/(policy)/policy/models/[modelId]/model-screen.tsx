"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTRPC } from "@/app/trpc/client.tsx";
import { AsOf } from "@/app/ui/as-of.tsx";
import { NoticeBar } from "@/app/ui/notice-bar.tsx";
import { PageHeader } from "@/app/ui/page-header.tsx";
import { StatusBadge } from "@/app/ui/status-badge.tsx";
import { modelTitle, warnings } from "../model-words.ts";
import { ActivateModel } from "./activate-model.tsx";
import { ModelFacts } from "./model-facts.tsx";
import { ModelScores } from "./model-scores.tsx";
import { RetireModel } from "./retire-model.tsx";

/** One version: what it learnt from, how good it was, and whether runs use it. */
export function ModelScreen({ modelId }: { readonly modelId: number }) {
  const trpc = useTRPC();
  const { data: model } = useSuspenseQuery(trpc.forecastModels.get.queryOptions({ modelId }));
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Forecast models", href: "/policy/models" }]}
        title={modelTitle(model)}
        badge={<StatusBadge kind="model" status={model.status} />}
        description={<AsOf completeToOn={model.dataToOn} computedAt={model.trainedAt} />}
        actions={
          <>
            {model.can.retire ? <RetireModel model={model} /> : null}
            {model.can.activate ? <ActivateModel model={model} /> : null}
          </>
        }
      />
      <div className="grid gap-5">
        {model.warning ? (
          <NoticeBar kind="warn" title={`${warnings[model.warning]}.`}>
            Putting it into use asks for a second look.
          </NoticeBar>
        ) : null}
        <ModelScores model={model} />
        <ModelFacts model={model} />
      </div>
    </>
  );
}
