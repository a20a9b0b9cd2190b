// The replenishment table: what to send, product by product, as the newest run advises.
import type { z } from "zod";
import { nodeLabel } from "@/lib/wording/index.ts";
import { type CoveringRun, findLatestRun } from "@/server/repositories/latest-run.ts";
import { countAccountOverrides } from "@/server/repositories/override-rate.ts";
import {
  countRestock,
  listRestock,
  type RestockQuery,
  type RestockRow,
} from "@/server/repositories/restock.ts";
import { inScope } from "@/server/repositories/scope.ts";
import type { SellerContext } from "@/server/services/context.ts";
import {
  type ListRestockInput,
  PAGE_ROWS,
  type RestockFilter,
  type RestockPage,
  type RestockRowView,
} from "./schemas.ts";

const NO_RUN: RestockPage = {
  asOfOn: null,
  runId: null,
  previousRunId: null,
  currency: null,
  advisedCount: 0,
  overriddenCount: 0,
  totalCount: 0,
  pageCount: 0,
  rows: [],
};

/** One page of the advice of the newest run, filtered and sorted. */
export function listRestockAdvice(
  ctx: SellerContext,
  input: z.infer<typeof ListRestockInput>,
): Promise<RestockPage> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const run = await findLatestRun(tx, ctx.scope);
    if (!run) return NO_RUN;
    const query = {
      ...restockQuery(run, input),
      limit: PAGE_ROWS,
      offset: (input.page - 1) * PAGE_ROWS,
    };
    const [rows, totalCount, rate] = await Promise.all([
      listRestock(tx, ctx.scope, query),
      countRestock(tx, ctx.scope, query),
      countAccountOverrides(tx, ctx.scope, run.runId),
    ]);
    return {
      asOfOn: run.asOfOn,
      runId: run.runId,
      previousRunId: run.previousRunId,
      currency: run.currency,
      ...rate,
      totalCount,
      pageCount: Math.ceil(totalCount / PAGE_ROWS),
      rows: rows.map(restockRowView),
    };
  });
}

const EXPORT_ROWS = 5000;

/** Every row of the filtered table, in pages of one run: a run that ends meanwhile changes nothing. */
export async function* exportRestockAdvice(
  ctx: SellerContext,
  filter: z.infer<typeof RestockFilter>,
): AsyncGenerator<readonly RestockRowView[]> {
  const run = await inScope(ctx.db, ctx.scope, (tx) => findLatestRun(tx, ctx.scope));
  if (!run) return;
  const query = { ...restockQuery(run, filter), limit: EXPORT_ROWS };
  for (let offset = 0; ; offset += EXPORT_ROWS) {
    const rows = await inScope(ctx.db, ctx.scope, (tx) =>
      listRestock(tx, ctx.scope, { ...query, offset }),
    );
    yield rows.map(restockRowView);
    if (rows.length < EXPORT_ROWS) return;
  }
}

function restockQuery(
  { runId, previousRunId, asOfOn }: CoveringRun,
  filter: z.infer<typeof RestockFilter>,
): Omit<RestockQuery, "limit" | "offset"> {
  return {
    runId,
    previousRunId,
    asOfOn,
    search: filter.search.trim() === "" ? null : filter.search.trim(),
    onlyAdvised: filter.only === "advised",
    onlyOutOfStock: filter.only === "outOfStock",
    sort: filter.sort,
    isDescending: filter.direction === "desc",
  };
}

function restockRowView(row: RestockRow): RestockRowView {
  const assumed: RestockRowView["assumed"] = [];
  if (row.isLeadTimeAssumed) assumed.push("leadTime");
  if (row.isStockAssumed) assumed.push("stock");
  if (row.isSizeAssumed) assumed.push("size");
  const {
    demandMilliUnitsPerDay,
    bindingNode,
    isLeadTimeAssumed,
    isStockAssumed,
    isSizeAssumed,
    ...shared
  } = row;
  return {
    ...shared,
    demandUnitsPerDay: demandMilliUnitsPerDay / 1000,
    assumed,
    bindingLabel: nodeLabel("replenishment", bindingNode),
  };
}
