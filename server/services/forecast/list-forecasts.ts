// The forecast table: what is expected of every product, and how good the forecasts of the last weeks were.

import {
  type ForecastListRow,
  type ForecastTotals,
  listForecasts,
  totalForecasts,
} from "@/server/repositories/forecast-list.ts";
import { findCoveringRun, findLatestRun } from "@/server/repositories/latest-run.ts";
import { inScope } from "@/server/repositories/scope.ts";
import type { SellerContext } from "@/server/services/context.ts";
import { methodLabel } from "./method-label.ts";
import {
  type ForecastListRowView,
  type ForecastPage,
  type ListForecastInput,
  PAGE_ROWS,
} from "./schemas.ts";

const NO_RUN: ForecastPage = {
  asOfOn: null,
  runId: null,
  previousAsOfOn: null,
  totals: {
    next4Units: 0,
    next13Units: 0,
    changeShare: null,
    adjustedCount: 0,
    accuracy: { weeks: 0, toldWeeks: 0, hitWeeks: 0 },
  },
  totalCount: 0,
  pageCount: 0,
  rows: [],
};

/** One page of the newest run's forecasts, filtered and sorted, with sums over all that match. */
export function listAccountForecasts(
  ctx: SellerContext,
  input: ListForecastInput,
): Promise<ForecastPage> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const run = await findLatestRun(tx, ctx.scope);
    if (!run) return NO_RUN;
    const { runId, previousRunId, asOfOn } = run;
    const previous =
      previousRunId === null ? undefined : await findCoveringRun(tx, ctx.scope, previousRunId);
    const query = {
      runId,
      previousRunId,
      asOfOn,
      search: input.search.trim() === "" ? null : input.search.trim(),
      only: input.only,
      sort: input.sort,
      isDescending: input.direction === "desc",
      limit: PAGE_ROWS,
      offset: (input.page - 1) * PAGE_ROWS,
    };
    const rows = await listForecasts(tx, ctx.scope, query);
    const totals = await totalForecasts(tx, ctx.scope, query);
    return {
      asOfOn,
      runId,
      previousAsOfOn: previous?.asOfOn ?? null,
      totals: totalsView(totals),
      totalCount: totals.productCount,
      pageCount: Math.ceil(totals.productCount / PAGE_ROWS),
      rows: rows.map(rowView),
    };
  });
}

function totalsView(totals: ForecastTotals): ForecastPage["totals"] {
  const { previous13MilliUnits: before, comparable13MilliUnits: now } = totals;
  return {
    next4Units: totals.next4MilliUnits / 1000,
    next13Units: totals.next13MilliUnits / 1000,
    changeShare: before === null || now === null || before === 0 ? null : now / before - 1,
    adjustedCount: totals.adjustedCount,
    accuracy: {
      weeks: totals.judgedWeeks,
      toldWeeks: totals.toldWeeks,
      hitWeeks: totals.hitWeeks,
    },
  };
}

function rowView(row: ForecastListRow): ForecastListRowView {
  const { next13MilliUnits: now, previous13MilliUnits: before } = row;
  return {
    productId: row.productId,
    sku: row.sku,
    title: row.title,
    methodLabel: methodLabel(row.method),
    modelVersion: row.modelVersion,
    next4Units: row.next4MilliUnits / 1000,
    next13Units: now / 1000,
    changeUnits: before === null ? null : (now - before) / 1000,
    isAdjusted: row.isAdjusted,
    isNew: row.isNew,
    isDiscontinued: row.isDiscontinued,
    stockOutWeeks: row.stockOutWeeks,
    accuracy: { weeks: row.judgedWeeks, toldWeeks: row.toldWeeks, hitWeeks: row.hitWeeks },
  };
}
