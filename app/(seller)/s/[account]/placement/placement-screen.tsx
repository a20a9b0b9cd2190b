"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import Link from "next/link";
import { placementInput, placementParams } from "@/app/account/placement-params.ts";
import { whyHref } from "@/app/explanation/why-link.ts";
import { useTRPC } from "@/app/trpc/client.tsx";
import type { RouterOutputs } from "@/app/trpc/types.ts";
import { AsOf } from "@/app/ui/as-of.tsx";
import { Button } from "@/app/ui/button.tsx";
import { type Column, DataTable } from "@/app/ui/data-table.tsx";
import { EmptyState } from "@/app/ui/empty-state.tsx";
import { SearchBox, TableToolbar } from "@/app/ui/filters.tsx";
import { formatNumber } from "@/app/ui/format.ts";
import { NumberWithWhy } from "@/app/ui/number-with-why.tsx";
import { PageHeader } from "@/app/ui/page-header.tsx";
import { Pagination } from "@/app/ui/pagination.tsx";
import { Panel } from "@/app/ui/panel.tsx";
import { PanelBoundary } from "@/app/ui/panel-boundary.tsx";
import { Skeleton } from "@/app/ui/skeleton.tsx";
import { useTableState } from "@/app/ui/use-table-state.ts";
import { ContrastDialog } from "./contrast-dialog.tsx";
import { SplitPanel } from "./split-panel.tsx";

type Page = RouterOutputs["placement"]["list"];
type Row = Page["rows"][number];

const PAGE_ROWS = 50;

/** Where the advised units of each product go, and why not elsewhere. */
export function PlacementScreen({ account }: { readonly account: string }) {
  const trpc = useTRPC();
  const { state, query, change, clear, goTo, isRefreshing } = useTableState(placementParams);
  const { data } = useSuspenseQuery(
    trpc.placement.list.queryOptions(placementInput(account, query)),
  );
  return (
    <>
      <PageHeader
        title="Placement"
        description="Which building the units you are advised to send go to, so that they are near their buyers."
        actions={<AsOf completeToOn={data.asOfOn} />}
      />
      <div className="grid gap-5">
        <PanelBoundary fallback={<Skeleton className="h-40" />}>
          <SplitPanel account={account} />
        </PanelBoundary>
        <Panel
          isFlush
          footer={
            <Pagination
              page={state.page}
              pageSize={PAGE_ROWS}
              total={data.totalCount}
              noun="products"
              onPage={goTo}
            />
          }
        >
          <TableToolbar>
            <SearchBox
              label="Search SKU"
              value={state.q}
              onSearch={(q) => change({ q: q || null })}
            />
          </TableToolbar>
          <DataTable
            caption="Units by building"
            columns={columnsOf(account, data)}
            rows={data.rows}
            rowKey={(row) => row.productId}
            isRefreshing={isRefreshing}
            empty={<Empty page={data} isFiltered={state.q !== ""} clear={clear} />}
          />
        </Panel>
      </div>
    </>
  );
}

function columnsOf(account: string, page: Page): Column<Row>[] {
  const base = `/s/${account}`;
  return [
    { id: "sku", header: "SKU", isRowHeader: true, cell: (row) => row.sku },
    {
      id: "units",
      header: "Send",
      unit: "units",
      align: "end",
      cell: (row) => formatNumber(row.units),
    },
    {
      id: "fcs",
      header: "To",
      cell: (row) => <Buildings base={base} row={row} page={page} />,
    },
    {
      id: "compare",
      header: "Why not elsewhere",
      cell: (row) => <ContrastDialog account={account} row={row} />,
    },
  ];
}

interface BuildingsProps {
  readonly base: string;
  readonly row: Row;
  readonly page: Page;
}

function Buildings({ base, row, page: { runId, previousRunId } }: BuildingsProps) {
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-1">
      {row.fcs.map(({ fcId, code, units, previousUnits }) => (
        <li key={fcId} className="whitespace-nowrap">
          <span className="mr-1.5 text-muted">{code}</span>
          {runId === null ? (
            formatNumber(units)
          ) : (
            <NumberWithWhy
              value={formatNumber(units)}
              subject={`units of ${row.sku} for ${code}`}
              href={whyHref(base, {
                kind: "placementLevel",
                productId: row.productId,
                fcId,
                runId,
              })}
            />
          )}
          {runId === null || previousRunId === null || (previousUnits ?? units) === units ? null : (
            <Link
              className="ml-1.5 text-sm text-accent underline"
              aria-label={`Why ${code} had ${formatNumber(previousUnits)} units of ${row.sku} before`}
              href={whyHref(base, {
                kind: "placementChange",
                productId: row.productId,
                fcId,
                runId,
                baseRunId: previousRunId,
              })}
            >
              {`was ${formatNumber(previousUnits)}`}
            </Link>
          )}
        </li>
      ))}
    </ul>
  );
}

interface EmptyProps {
  readonly page: Page;
  readonly isFiltered: boolean;
  readonly clear: () => void;
}

function Empty({ page, isFiltered, clear }: EmptyProps) {
  if (page.runId === null) {
    return (
      <EmptyState title="No planning run yet">
        Placement appears once the first planning run has finished.
      </EmptyState>
    );
  }
  if (!isFiltered) {
    return (
      <EmptyState title="Nothing to place">
        The newest run advises no units to send to a building.
      </EmptyState>
    );
  }
  return (
    <EmptyState title="Nothing matches" action={<Button onClick={clear}>Clear search</Button>}>
      No product with units to send matches this search.
    </EmptyState>
  );
}
