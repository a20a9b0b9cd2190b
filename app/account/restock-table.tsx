"use client";

import type { ReactNode } from "react";
import { Button } from "@/app/ui/button.tsx";
import { DataTable } from "@/app/ui/data-table.tsx";
import { EmptyState } from "@/app/ui/empty-state.tsx";
import { FilterChips, SearchBox, TableToolbar } from "@/app/ui/filters.tsx";
import { Select } from "@/app/ui/input.tsx";
import { Pagination } from "@/app/ui/pagination.tsx";
import { Panel } from "@/app/ui/panel.tsx";
import type { useTableState } from "@/app/ui/use-table-state.ts";
import { type RestockPage, type RestockRow, restockColumns } from "./restock-columns.tsx";
import type { restockParams } from "./restock-params.ts";

type TableState = ReturnType<typeof useTableState<typeof restockParams>>;

interface RestockTableProps {
  readonly base: string;
  readonly page: RestockPage;
  readonly table: TableState;
  /** At the end of the toolbar: the export. */
  readonly actions?: ReactNode;
  /** What can be done about a product, at the end of its row. */
  readonly rowAction?: (row: RestockRow) => ReactNode;
}

const PAGE_ROWS = 50;

const filters = [
  { value: "all", label: "All products" },
  { value: "advised", label: "To send" },
  { value: "outOfStock", label: "Out of stock" },
] as const;

/** The replenishment table with its search, filter, chips and pages; state lives in the address. */
export function RestockTable({ base, page, table, actions, rowAction }: RestockTableProps) {
  const { state, change, clear, isRefreshing } = table;
  return (
    <Panel
      isFlush
      footer={
        <Pagination
          page={state.page}
          pageSize={PAGE_ROWS}
          total={page.totalCount}
          noun="products"
          onPage={(next) => change({ page: next })}
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
          onChange={(event) => change({ only: event.target.value as typeof state.only })}
        />
        <span className="ml-auto">{actions}</span>
      </TableToolbar>
      <FilterChips chips={chipsOf(table)} onClear={clear} />
      <DataTable
        caption="Advised quantities"
        columns={restockColumns(base, page, rowAction)}
        rows={page.rows}
        rowKey={(row) => row.productId}
        sort={state.sort}
        onSort={(sort) => change({ sort: sort as typeof state.sort })}
        isRefreshing={isRefreshing}
        empty={<Empty page={page} clear={clear} />}
      />
    </Panel>
  );
}

function chipsOf({ state, change }: TableState) {
  const chips = [];
  if (state.q)
    chips.push({ id: "q", label: `Search: ${state.q}`, onRemove: () => change({ q: null }) });
  if (state.only !== "all") {
    const label = filters.find((filter) => filter.value === state.only)?.label ?? state.only;
    chips.push({ id: "only", label: `Show: ${label}`, onRemove: () => change({ only: null }) });
  }
  return chips;
}

function Empty({ page, clear }: { readonly page: RestockPage; readonly clear: () => void }) {
  if (page.runId === null) {
    return (
      <EmptyState title="No planning run yet">
        Advice appears once the first planning run has finished.
      </EmptyState>
    );
  }
  return (
    <EmptyState title="Nothing matches" action={<Button onClick={clear}>Clear filters</Button>}>
      No product matches this search and filter.
    </EmptyState>
  );
}
