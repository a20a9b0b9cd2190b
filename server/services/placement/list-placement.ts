// The placement table: where the advised units of each product go, as the newest run plans.
import type { z } from "zod";
import type { Tx } from "@/server/repositories/database.ts";
import { findLatestRun } from "@/server/repositories/latest-run.ts";
import {
  countPlacedProducts,
  listFcPrices,
  listPlacedProducts,
  listPlacedUnits,
} from "@/server/repositories/placement.ts";
import { inScope, type SellerScope } from "@/server/repositories/scope.ts";
import type { SellerContext, StaffContext } from "@/server/services/context.ts";
import {
  type FcPrices,
  type FcPricesInput,
  type ListPlacementInput,
  PAGE_ROWS,
  type PlacementPage,
} from "./schemas.ts";

/** One page of the newest run's placement, most units first. */
export function listPlacement(
  ctx: SellerContext,
  input: z.infer<typeof ListPlacementInput>,
): Promise<PlacementPage> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const run = await findLatestRun(tx, ctx.scope);
    if (!run) return { asOfOn: null, runId: null, previousRunId: null, totalCount: 0, rows: [] };
    const query = {
      runId: run.runId,
      search: input.search.trim() === "" ? null : input.search.trim(),
      limit: PAGE_ROWS,
      offset: (input.page - 1) * PAGE_ROWS,
    };
    const products = await listPlacedProducts(tx, ctx.scope, query);
    const productIds = products.map(({ productId }) => productId);
    const units = await listPlacedUnits(tx, ctx.scope, run.runId, productIds);
    const ofProduct = Map.groupBy(units, ({ productId }) => productId);
    const before = await unitsBefore(tx, ctx.scope, run.previousRunId, productIds);
    return {
      asOfOn: run.asOfOn,
      runId: run.runId,
      previousRunId: run.previousRunId,
      totalCount: await countPlacedProducts(tx, ctx.scope, query),
      rows: products.map((row) => ({
        ...row,
        fcs: (ofProduct.get(row.productId) ?? []).map((one) => ({
          fcId: one.fcId,
          code: one.fcCode,
          units: one.units,
          previousUnits: before.get(`${one.productId} ${one.fcId}`) ?? null,
        })),
      })),
    };
  });
}

/** Units of products per FC in an earlier run, by "product FC". */
async function unitsBefore(
  tx: Tx,
  scope: SellerScope,
  runId: number | null,
  productIds: readonly number[],
): Promise<ReadonlyMap<string, number>> {
  const rows = runId === null ? [] : await listPlacedUnits(tx, scope, runId, productIds);
  return new Map(rows.map(({ productId, fcId, units }) => [`${productId} ${fcId}`, units]));
}

/** Prices of the FCs' limits over the newest runs, for charts of the network. */
export function readFcPrices(
  ctx: StaffContext,
  { marketplaceId, runs }: z.infer<typeof FcPricesInput>,
): Promise<z.infer<typeof FcPrices>> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const { asOfOn, rows } = await listFcPrices(tx, marketplaceId, runs);
    return { asOfOn: [...asOfOn], rows: [...rows] };
  });
}
