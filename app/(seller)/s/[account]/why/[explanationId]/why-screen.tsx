"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { startTransition, useState } from "react";
import { AskBox } from "@/app/explanation/ask-box.tsx";
import { ExplanationView } from "@/app/explanation/explanation-view.tsx";
import { LanguageSelect } from "@/app/explanation/language-select.tsx";
import type { Locale } from "@/app/explanation/page-words.ts";
import { PrintButton } from "@/app/explanation/print-button.tsx";
import { SourceRowTable } from "@/app/explanation/source-rows.tsx";
import { useTRPC } from "@/app/trpc/client.tsx";
import { AsOf } from "@/app/ui/as-of.tsx";
import { PageHeader } from "@/app/ui/page-header.tsx";
import { PanelBoundary } from "@/app/ui/panel-boundary.tsx";
import { TableSkeleton } from "@/app/ui/skeleton.tsx";
import { AskSupport } from "./ask-support.tsx";
import { Promises } from "./promises.tsx";

interface WhyScreenProps {
  readonly account: string;
  readonly explanationId: string;
  readonly locale: Locale;
}

export function WhyScreen({ account, explanationId, locale }: WhyScreenProps) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.why.get.queryOptions({ account, explanationId, locale }));
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Overview", href: `/s/${account}/overview` }]}
        title={<span lang={data.locale}>{data.title}</span>}
        description={
          <AsOf
            completeToOn={data.run?.asOfOn}
            computedAt={data.createdAt}
            source="This answer does not change"
          />
        }
        actions={
          <>
            <LanguageSelect locale={locale} />
            <PrintButton />
            <AskSupport account={account} explanationId={explanationId} subject={data.title} />
          </>
        }
      />
      <AskBox
        account={account}
        locale={locale}
        productId={("productId" in data.question && data.question.productId) || null}
      />
      <ExplanationView
        explanation={data}
        base={`/s/${account}`}
        receiptHref={`/api/why/receipt?account=${account}&explanationId=${explanationId}`}
        renderSources={(leafId, side) => (
          <PanelBoundary
            key={`${leafId}/${side}`}
            fallback={<TableSkeleton rows={3} what="rows" />}
          >
            <Sources account={account} explanationId={explanationId} leafId={leafId} side={side} />
          </PanelBoundary>
        )}
      />
      {data.kind === "limitForward" || data.kind === "restockForward" ? (
        <PanelBoundary fallback={<TableSkeleton rows={3} what="earlier answers" />}>
          <Promises account={account} explanationId={explanationId} />
        </PanelBoundary>
      ) : null}
    </>
  );
}

interface SourcesProps {
  readonly account: string;
  readonly explanationId: string;
  readonly leafId: string;
  readonly side: "from" | "to";
}

function Sources(target: SourcesProps) {
  const trpc = useTRPC();
  const [offset, setOffset] = useState(0);
  const { data } = useSuspenseQuery(trpc.why.sources.queryOptions({ ...target, offset }));
  const lineHref = (importId: number, lineNo: number) =>
    `/s/${target.account}/imports/${importId}?line=${lineNo}`;
  return (
    <SourceRowTable
      sources={data}
      offset={offset}
      // The page that is read stays until the next one is there.
      onOffset={(next) => startTransition(() => setOffset(next))}
      lineHref={lineHref}
      forecastHref={`/s/${target.account}/forecast`}
    />
  );
}
