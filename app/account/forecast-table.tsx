"use client";

import { Button } from "@/app/ui/button.tsx";
import { DataTable } from "@/app/ui/data-table.tsx";
import { EmptyState } from "@/app/ui/empty-state.tsx";
import { FilterChips, SearchBox, TableToolbar } from "@/app/ui/filters.tsx";
import { formatPercent } from "@/app/ui/format.ts";
import { formatDay } from "@/app/ui/format-date.ts";
import { Select } from "@/app/ui/input.tsx";
import { Pagination } from "@/app/ui/pagination.tsx";
import { Panel } from "@/app/ui/panel.tsx";
import { StatGrid, StatTile } from "@/app/ui/stat-tile.tsx";
import type { useTableState } from "@/app/ui/use-table-state.ts";
import { forecastColumns } from "./forecast-columns.tsx";
import type { forecastListParams } from "./forecast-params.ts";
import { demandText, type ForecastPage, hitsText } from "./forecast-words.ts";

type TableState = ReturnType<typeof useTableState<typeof forecastListParams>>;

interface ForecastTableProps {
  readonly base: string;
  readonly page: ForecastPage;
  readonly table: TableState;
}

const PAGE_ROWS = 50;

const filters = [
  { value: "all", label: "All products" },
  { value: "adjusted", label: "Adjusted by you" },
  { value: "new", label: "New products" },
  { value: "stockOut", label: "Ran out of stock" },
  { value: "discontinued", label: "Discontinued" },
] as const;

/** What is expected of every product, with its search, filter, chips and pages; state lives in the address. */
export function ForecastTable({ base, page, table }: ForecastTableProps) {
  const { state, change, clear, isRefreshing } = table;
  return (
    <div className="grid gap-5">
      <ForecastTiles page={page} />
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
        </TableToolbar>
        <FilterChips chips={chipsOf(table)} onClear={clear} />
        <DataTable
          caption="Forecasts"
          columns={forecastColumns(base)}
          rows={page.rows}
          rowKey={(row) => row.productId}
          sort={state.sort}
          onSort={(sort) => change({ sort: sort as typeof state.sort })}
          isRefreshing={isRefreshing}
          empty={<Empty page={page} clear={clear} />}
        />
      </Panel>
    </div>
  );
}

/** Sums over all products that match. */
function ForecastTiles({ page }: { readonly page: ForecastPage }) {
  const { totals, previousAsOfOn } = page;
  if (page.runId === null) return null;
  const { changeShare, accuracy } = totals;
  const since = previousAsOfOn === null ? "" : `than on ${formatDay(previousAsOfOn)}`;
  return (
    <StatGrid>
      <StatTile label="Next 4 weeks" value={demandText(totals.next4Units)} unit="units" />
      <StatTile
        label="Next 13 weeks"
        value={demandText(totals.next13Units)}
        unit="units"
        change={
          changeShare === null
            ? undefined
            : {
                text: formatPercent(changeShare * 1e6, { isSigned: true }),
                direction: changeShare > 0 ? 1 : changeShare < 0 ? -1 : 0,
                isGood: null,
                since,
              }
        }
      />
      <StatTile
        label="Inside our range"
        value={
          accuracy.toldWeeks === 0
            ? "–"
            : formatPercent((1e6 * accuracy.hitWeeks) / accuracy.toldWeeks, { digits: 0 })
        }
        note={
          accuracy.toldWeeks === 0
            ? hitsText(accuracy)
            : `of ${demandText(accuracy.toldWeeks)} weeks of your products; the range is meant to hold 80%`
        }
      />
      <StatTile
        label="Adjusted by you"
        value={demandText(totals.adjustedCount)}
        unit={totals.adjustedCount === 1 ? "product" : "products"}
      />
    </StatGrid>
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

function Empty({ page, clear }: { readonly page: ForecastPage; readonly clear: () => void }) {
  if (page.runId === null) {
    return (
      <EmptyState title="No planning run yet">
        Forecasts appear once the first planning run has finished.
      </EmptyState>
    );
  }
  return (
    <EmptyState title="Nothing matches" action={<Button onClick={clear}>Clear filters</Button>}>
      No product matches this search and filter.
    </EmptyState>
  );
}
