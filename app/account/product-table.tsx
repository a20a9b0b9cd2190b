"use client";

import type { ReactNode } from "react";
import { Button } from "@/app/ui/button.tsx";
import { type Column, DataTable } from "@/app/ui/data-table.tsx";
import { EmptyState } from "@/app/ui/empty-state.tsx";
import { FilterChips, SearchBox, TableToolbar } from "@/app/ui/filters.tsx";
import { Select } from "@/app/ui/input.tsx";
import { Pagination } from "@/app/ui/pagination.tsx";
import { Panel } from "@/app/ui/panel.tsx";

const PAGE_ROWS = 50;

/** What `useTableState` gives of parameters that hold a search, a filter, a sort and a page. */
interface ProductTableState {
  readonly state: {
    readonly q: string;
    readonly only: string;
    readonly sort: string;
    readonly page: number;
  };
  change(patch: { readonly q?: string | null; readonly only?: string | null }): void;
  readonly clear: () => void;
  readonly sortBy: (sort: string) => void;
  readonly goTo: (page: number) => void;
  readonly isRefreshing: boolean;
}

interface ProductTableProps<Row> {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly page: {
    readonly runId: number | null;
    readonly totalCount: number;
    readonly rows: readonly Row[];
  };
  readonly table: ProductTableState;
  /** The first one is "all" and filters nothing. */
  readonly filters: readonly { readonly value: string; readonly label: string }[];
  /** What the first planning run will bring. */
  readonly beforeFirstRun: string;
  /** At the end of the toolbar. */
  readonly actions?: ReactNode;
}

/** A table of a run's products with its search, filter, chips and pages; state lives in the address. */
export function ProductTable<Row extends { readonly productId: number }>({
  caption,
  columns,
  page,
  table,
  filters,
  beforeFirstRun,
  actions,
}: ProductTableProps<Row>) {
  const { state, change, clear, sortBy, goTo, isRefreshing } = table;
  return (
    <Panel
      isFlush
      footer={
        <Pagination
          page={state.page}
          pageSize={PAGE_ROWS}
          total={page.totalCount}
          noun="products"
          onPage={goTo}
        />
      }
    >
      <TableToolbar>
        <SearchBox
          label="Search SKU or title"
          value={state.q}
          onSearch={(q) => change({ q: q || null })}
        />
        <Select
          className="w-full sm:w-44"
          aria-label="Show"
          options={filters}
          value={state.only}
          onChange={(event) => change({ only: event.target.value })}
        />
        <span className="ml-auto">{actions}</span>
      </TableToolbar>
      <FilterChips chips={chipsOf(table, filters)} onClear={clear} />
      <DataTable
        caption={caption}
        columns={columns}
        rows={page.rows}
        rowKey={(row) => row.productId}
        sort={state.sort}
        onSort={sortBy}
        isRefreshing={isRefreshing}
        empty={
          page.runId === null ? (
            <EmptyState title="No planning run yet">{beforeFirstRun}</EmptyState>
          ) : (
            <NothingMatches clear={clear} />
          )
        }
      />
    </Panel>
  );
}

function chipsOf(
  { state, change }: ProductTableState,
  filters: ProductTableProps<unknown>["filters"],
) {
  const chips = [];
  if (state.q)
    chips.push({ id: "q", label: `Search: ${state.q}`, onRemove: () => change({ q: null }) });
  if (state.only !== "all") {
    const label = filters.find((filter) => filter.value === state.only)?.label ?? state.only;
    chips.push({ id: "only", label: `Show: ${label}`, onRemove: () => change({ only: null }) });
  }
  return chips;
}

function NothingMatches({ clear }: { readonly clear: () => void }) {
  return (
    <EmptyState title="Nothing matches" action={<Button onClick={clear}>Clear filters</Button>}>
      No product matches this search and filter.
    </EmptyState>
  );
}
