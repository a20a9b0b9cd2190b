"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { OverviewView } from "@/app/account/overview-view.tsx";
import { AskBox } from "@/app/explanation/ask-box.tsx";
import type { Locale } from "@/app/explanation/page-words.ts";
import { useTRPC } from "@/app/trpc/client.tsx";
import { AsOf } from "@/app/ui/as-of.tsx";
import { PageHeader } from "@/app/ui/page-header.tsx";

interface OverviewScreenProps {
  readonly account: string;
  /** That questions are asked in. */
  readonly locale: Locale;
}

export function OverviewScreen({ account, locale }: OverviewScreenProps) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.overview.get.queryOptions({ account }));
  const source = data.runId === null ? undefined : `Planning run ${data.runId}`;
  return (
    <>
      <PageHeader
        title="Overview"
        description={<AsOf completeToOn={data.asOfOn} {...(source ? { source } : {})} />}
      />
      <AskBox account={account} locale={locale} />
      <OverviewView base={`/s/${account}`} overview={data} />
    </>
  );
}
