// The placement table: where the advised units of each product go, as the newest run plans.
import type { z } from "zod";
import { findLatestRun } from "@/server/repositories/latest-run.ts";
import {
  countPlacedProducts,
  listFcPrices,
  listPlacedProducts,
  listPlacedUnits,
} from "@/server/repositories/placement.ts";
import { inScope } from "@/server/repositories/scope.ts";
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
    if (!run) return { asOfOn: null, runId: null, totalCount: 0, rows: [] };
    const query = {
      runId: run.runId,
      search: input.search.trim() === "" ? null : input.search.trim(),
      limit: PAGE_ROWS,
      offset: (input.page - 1) * PAGE_ROWS,
    };
    const products = await listPlacedProducts(tx, ctx.scope, query);
    const units = await listPlacedUnits(
      tx,
      ctx.scope,
      run.runId,
      products.map(({ productId }) => productId),
    );
    const ofProduct = Map.groupBy(units, ({ productId }) => productId);
    return {
      asOfOn: run.asOfOn,
      runId: run.runId,
      totalCount: await countPlacedProducts(tx, ctx.scope, query),
      rows: products.map((row) => ({
        ...row,
        fcs: (ofProduct.get(row.productId) ?? []).map((one) => ({
          fcId: one.fcId,
          code: one.fcCode,
          units: one.units,
        })),
      })),
    };
  });
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
