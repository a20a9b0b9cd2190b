"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { startTransition, useState } from "react";
import { ExplanationView } from "@/app/explanation/explanation-view.tsx";
import { SourceRowTable } from "@/app/explanation/source-rows.tsx";
import { useTRPC } from "@/app/trpc/client.tsx";
import { PanelBoundary } from "@/app/ui/panel-boundary.tsx";
import { ChartSkeleton, TableSkeleton } from "@/app/ui/skeleton.tsx";
import { Tabs } from "@/app/ui/tabs.tsx";
import { explanationParams, explanationViews } from "./explanation-params.ts";
import { RecordLinks } from "./record-links.tsx";
import { SimilarAccounts } from "./similar-accounts.tsx";
import { TraceTable } from "./trace-table.tsx";

interface ExplanationTabsProps {
  readonly account: string;
  readonly explanationId: string;
}

/** An explanation with everything support may see, and the raw trace behind it. */
export function ExplanationTabs(target: ExplanationTabsProps) {
  const [{ view }, set] = useQueryStates(explanationParams);
  return (
    <Tabs
      label="Explanation and trace"
      value={view}
      onChange={(id) => void set({ view: explanationViews.find((known) => known === id) ?? null })}
      tabs={[
        {
          id: "explanation",
          label: "Explanation",
          content: (
            <PanelBoundary fallback={<ChartSkeleton height={420} />}>
              <Explanation {...target} />
            </PanelBoundary>
          ),
        },
        {
          id: "trace",
          label: "Raw trace",
          content: (
            <PanelBoundary fallback={<TableSkeleton rows={12} what="trace" />}>
              <Trace {...target} />
            </PanelBoundary>
          ),
        },
      ]}
    />
  );
}

function Explanation(target: ExplanationTabsProps) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.sellerView.explanation.queryOptions(target));
  const base = `/support/sellers/${target.account}`;
  return (
    <>
      <RecordLinks question={data.question} base={base} />
      <ExplanationView
        explanation={data}
        base={base}
        renderSources={(leafId, side) => (
          <PanelBoundary
            key={`${leafId}/${side}`}
            fallback={<TableSkeleton rows={3} what="rows" />}
          >
            <Sources {...target} leafId={leafId} side={side} />
          </PanelBoundary>
        )}
      />
      {data.question.kind === "staffLimitPeers" ? (
        <PanelBoundary fallback={<TableSkeleton rows={5} what="accounts" />}>
          <SimilarAccounts account={target.account} question={data.question} />
        </PanelBoundary>
      ) : null}
    </>
  );
}

interface SourcesProps extends ExplanationTabsProps {
  readonly leafId: string;
  readonly side: "from" | "to";
}

function Sources(target: SourcesProps) {
  const trpc = useTRPC();
  const [offset, setOffset] = useState(0);
  const { data } = useSuspenseQuery(trpc.sellerView.sources.queryOptions({ ...target, offset }));
  return (
    <SourceRowTable
      sources={data}
      offset={offset}
      onOffset={(next) => startTransition(() => setOffset(next))}
      forecastHref={`/support/sellers/${target.account}/forecast`}
    />
  );
}

function Trace(target: ExplanationTabsProps) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.sellerView.trace.queryOptions(target));
  return <TraceTable trace={data} />;
}
