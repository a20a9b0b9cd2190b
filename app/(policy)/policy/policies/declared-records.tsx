"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTRPC } from "@/app/trpc/client.tsx";
import type { RouterOutputs } from "@/app/trpc/types.ts";
import { type Column, DataTable } from "@/app/ui/data-table.tsx";
import { EmptyState } from "@/app/ui/empty-state.tsx";
import { formatCubicFeetNumber, formatNumber, formatPercent } from "@/app/ui/format.ts";
import { Panel } from "@/app/ui/panel.tsx";

type DeclaredRecord = RouterOutputs["policies"]["declaredRecords"]["records"][number];

const columns: Column<DeclaredRecord>[] = [
  { id: "account", header: "Account", isRowHeader: true, cell: ({ name }) => name },
  {
    id: "months",
    header: "Scored months",
    align: "end",
    cell: ({ scoreCount }) => formatNumber(scoreCount),
  },
  {
    id: "declared",
    header: "Declared, times probability",
    unit: "ft³",
    align: "end",
    cell: ({ declaredMm3 }) => formatCubicFeetNumber(declaredMm3, { digits: 0 }),
  },
  {
    id: "beyond",
    header: "Sold beyond the forecast",
    unit: "ft³",
    align: "end",
    cell: ({ beyondForecastMm3 }) =>
      formatCubicFeetNumber(beyondForecastMm3, { digits: 0, isSigned: true }),
  },
  {
    id: "better",
    header: "Better than the forecast",
    unit: "score",
    align: "end",
    cell: ({ forecastLossMillionths, declaredLossMillionths }) =>
      formatPercent(forecastLossMillionths - declaredLossMillionths, { digits: 0, isSigned: true }),
  },
  {
    id: "weight",
    header: "Counts",
    align: "end",
    cell: ({ weightMillionths }) => formatPercent(weightMillionths, { digits: 0 }),
  },
];

/** Whether sellers' words about the sales ahead came true: what the figures for declared volume are judged by. */
export function DeclaredRecords() {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.policies.declaredRecords.queryOptions());
  return (
    <Panel
      title="How declared sales turned out"
      description="Months that are over. A word counts more where it came nearer to what was sold than the forecast without it, less where it did not or where space given for it stayed unused."
      isFlush
    >
      <DataTable
        caption="Records of declared sales"
        columns={columns}
        rows={data.records}
        rowKey={({ slug }) => slug}
        empty={
          <EmptyState title="No month is scored yet">
            A declared month is scored by the first plan after its end.
          </EmptyState>
        }
      />
    </Panel>
  );
}
