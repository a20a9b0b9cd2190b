"use client";

import { formatPercent } from "@/app/ui/format.ts";
import { formatDay } from "@/app/ui/format-date.ts";
import { StatGrid, StatTile } from "@/app/ui/stat-tile.tsx";
import type { useTableState } from "@/app/ui/use-table-state.ts";
import { forecastColumns } from "./forecast-columns.tsx";
import type { forecastListParams } from "./forecast-params.ts";
import { demandText, type ForecastPage, hitsText } from "./forecast-words.ts";
import { ProductTable } from "./product-table.tsx";

type TableState = ReturnType<typeof useTableState<typeof forecastListParams>>;

interface ForecastTableProps {
  readonly base: string;
  readonly page: ForecastPage;
  readonly table: TableState;
}

const filters = [
  { value: "all", label: "All products" },
  { value: "adjusted", label: "Adjusted by you" },
  { value: "new", label: "New products" },
  { value: "stockOut", label: "Ran out of stock" },
  { value: "discontinued", label: "Discontinued" },
] as const;

/** What is expected of every product, with its search, filter, chips and pages; state lives in the address. */
export function ForecastTable({ base, page, table }: ForecastTableProps) {
  return (
    <div className="grid gap-5">
      <ForecastTiles page={page} />
      <ProductTable
        caption="Forecasts"
        columns={forecastColumns(base)}
        page={page}
        table={table}
        filters={filters}
        beforeFirstRun="Forecasts appear once the first planning run has finished."
      />
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
