"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { startTransition, useState } from "react";
import { ExplanationView } from "@/app/explanation/explanation-view.tsx";
import type { Locale } from "@/app/explanation/page-words.ts";
import { SourceRowTable } from "@/app/explanation/source-rows.tsx";
import { useTRPC } from "@/app/trpc/client.tsx";
import { PanelBoundary } from "@/app/ui/panel-boundary.tsx";
import { ChartSkeleton, TableSkeleton } from "@/app/ui/skeleton.tsx";
import { Tabs } from "@/app/ui/tabs.tsx";
import { answerWords } from "./answer-words.ts";
import { explanationParams, explanationViews } from "./explanation-params.ts";
import { RecordLinks } from "./record-links.tsx";
import { SimilarAccounts } from "./similar-accounts.tsx";
import { TraceTable } from "./trace-table.tsx";

interface ExplanationTabsProps {
  readonly account: string;
  readonly explanationId: string;
  /** What it is read in; also part of what is asked of the server. */
  readonly locale: Locale;
}

/** An explanation with everything support may see, and the raw trace behind it. */
export function ExplanationTabs(target: ExplanationTabsProps) {
  const [{ view }, set] = useQueryStates(explanationParams);
  const words = answerWords(target.locale);
  return (
    <Tabs
      label={words.views}
      value={view}
      onChange={(id) => void set({ view: explanationViews.find((known) => known === id) ?? null })}
      tabs={[
        {
          id: "explanation",
          label: words.explanation,
          content: (
            <PanelBoundary
              fallback={<ChartSkeleton height={420} note={words.loadingExplanation} />}
            >
              <Explanation {...target} />
            </PanelBoundary>
          ),
        },
        {
          id: "trace",
          label: words.trace,
          content: (
            <PanelBoundary fallback={<TableSkeleton rows={12} note={words.loadingTrace} />}>
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
  const words = answerWords(target.locale);
  return (
    <>
      <RecordLinks question={data.question} base={base} locale={target.locale} />
      <ExplanationView
        explanation={data}
        base={base}
        renderSources={(leafId, side) => (
          <PanelBoundary
            key={`${leafId}/${side}`}
            fallback={<TableSkeleton rows={3} note={words.loadingRows} />}
          >
            <Sources {...target} leafId={leafId} side={side} />
          </PanelBoundary>
        )}
      />
      {data.question.kind === "staffLimitPeers" ? (
        <PanelBoundary fallback={<TableSkeleton rows={5} note={words.loadingAccounts} />}>
          <SimilarAccounts
            account={target.account}
            question={data.question}
            locale={target.locale}
          />
        </PanelBoundary>
      ) : null}
    </>
  );
}

interface SourcesProps extends ExplanationTabsProps {
  readonly leafId: string;
  readonly side: "from" | "to";
}

function Sources({ locale: _, ...target }: SourcesProps) {
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
  return <TraceTable trace={data} words={answerWords(target.locale)} />;
}
