"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { whyHref } from "@/app/explanation/why-link.ts";
import { useTRPC } from "@/app/trpc/client.tsx";
import type { RouterOutputs } from "@/app/trpc/types.ts";
import { type Column, DataTable } from "@/app/ui/data-table.tsx";
import { EmptyState } from "@/app/ui/empty-state.tsx";
import { formatNumber } from "@/app/ui/format.ts";
import { NumberWithWhy } from "@/app/ui/number-with-why.tsx";
import { Panel } from "@/app/ui/panel.tsx";
import { PanelBoundary } from "@/app/ui/panel-boundary.tsx";
import { Skeleton } from "@/app/ui/skeleton.tsx";

type Row = RouterOutputs["placement"]["targets"]["rows"][number];

interface StockPerBuildingProps {
  readonly account: string;
  readonly productId: number;
  readonly sku: string;
}

/** Where the product's stock should lie, beside where it lies and what is on its way. */
export function StockPerBuilding(props: StockPerBuildingProps) {
  return (
    <Panel
      title="Stock per building"
      description="How much should lie near your buyers until new supplies can come."
      isFlush
    >
      <PanelBoundary fallback={<Skeleton className="m-4 h-24" />}>
        <Targets {...props} />
      </PanelBoundary>
    </Panel>
  );
}

function Targets({ account, productId, sku }: StockPerBuildingProps) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.placement.targets.queryOptions({ account, productId }));
  const whyOf = ({ fcId }: Row) =>
    data.runId === null
      ? undefined
      : whyHref(`/s/${account}`, { kind: "targetLevel", productId, fcId, runId: data.runId });
  return (
    <DataTable
      caption="Stock per building"
      columns={columnsOf(sku, whyOf)}
      rows={data.rows}
      rowKey={(row) => row.fcId}
      empty={
        <EmptyState title="No targets">
          The newest plan set no target for this product in any building.
        </EmptyState>
      }
    />
  );
}

const units = (id: string, header: string, unitsOf: (row: Row) => number): Column<Row> => ({
  id,
  header,
  unit: "units",
  align: "end",
  cell: (row) => formatNumber(unitsOf(row)),
});

function columnsOf(sku: string, whyOf: (row: Row) => string | undefined): Column<Row>[] {
  return [
    { id: "code", header: "Building", isRowHeader: true, cell: (row) => row.code },
    {
      id: "target",
      header: "Target",
      unit: "units",
      align: "end",
      cell: (row) => {
        const href = whyOf(row);
        const value = formatNumber(row.targetUnits);
        if (href === undefined) return value;
        const subject = `target of ${sku} at ${row.code}`;
        return <NumberWithWhy value={value} subject={subject} href={href} />;
      },
    },
    units("reserve", "Of it for fast delivery", (row) => row.reserveUnits),
    units("onHand", "On hand", (row) => row.onHandUnits),
    units("inbound", "On the way", (row) => row.inboundUnits),
  ];
}
