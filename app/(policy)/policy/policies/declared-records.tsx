"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import type { Locale } from "@/app/explanation/page-words.ts";
import { useTRPC } from "@/app/trpc/client.tsx";
import type { RouterOutputs } from "@/app/trpc/types.ts";
import { type Column, DataTable } from "@/app/ui/data-table.tsx";
import { EmptyState } from "@/app/ui/empty-state.tsx";
import { formatCubicFeetNumber, formatNumber, formatPercent } from "@/app/ui/format.ts";
import { Panel } from "@/app/ui/panel.tsx";
import { policyTexts } from "../policy-texts.ts";

type DeclaredRecord = RouterOutputs["policies"]["declaredRecords"]["records"][number];

const columnsIn = (locale: Locale): Column<DeclaredRecord>[] => {
  const words = policyTexts(locale).screen;
  return [
    { id: "account", header: words.account, isRowHeader: true, cell: ({ name }) => name },
    {
      id: "months",
      header: words.scoredMonths,
      align: "end",
      cell: ({ scoreCount }) => formatNumber(scoreCount, { locale }),
    },
    {
      id: "declared",
      header: words.declaredVolume,
      unit: "ft³",
      align: "end",
      cell: ({ declaredMm3 }) => formatCubicFeetNumber(declaredMm3, { digits: 0, locale }),
    },
    {
      id: "beyond",
      header: words.beyond,
      unit: "ft³",
      align: "end",
      cell: ({ beyondForecastMm3 }) =>
        formatCubicFeetNumber(beyondForecastMm3, { digits: 0, isSigned: true, locale }),
    },
    {
      id: "better",
      header: words.better,
      unit: words.score,
      align: "end",
      cell: ({ forecastLossMillionths, declaredLossMillionths }) =>
        formatPercent(forecastLossMillionths - declaredLossMillionths, {
          digits: 0,
          isSigned: true,
          locale,
        }),
    },
    {
      id: "weight",
      header: words.counts,
      align: "end",
      cell: ({ weightMillionths }) => formatPercent(weightMillionths, { digits: 0, locale }),
    },
  ];
};

/** Whether sellers' words about the sales ahead came true: what the figures for declared volume are judged by. */
export function DeclaredRecords({ locale }: { readonly locale: Locale }) {
  const trpc = useTRPC();
  const words = policyTexts(locale).screen;
  const { data } = useSuspenseQuery(trpc.policies.declaredRecords.queryOptions());
  return (
    <Panel title={words.records} description={words.recordsAbout} isFlush>
      <DataTable
        caption={words.recordsCaption}
        columns={columnsIn(locale)}
        rows={data.records}
        rowKey={({ slug }) => slug}
        empty={<EmptyState title={words.noRecord}>{words.noRecordWhy}</EmptyState>}
      />
    </Panel>
  );
}
