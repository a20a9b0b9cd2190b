// Why not the other building: the units of one FC forced to others, from the decisions' own leaves.
import type { z } from "zod";
import type { Tx } from "@/db/client.ts";
import type { Viewer } from "@/lib/optimizer/explanation/index.ts";
import {
  CONTRAST_PARTS,
  contrastPlacement,
  type PlacementContrast,
} from "@/lib/optimizer/placement/index.ts";
import {
  contrastPartLabel,
  moneyUnit,
  signedQuantityText,
  wordContrast,
} from "@/lib/wording/index.ts";
import { DomainError } from "@/server/core/errors.ts";
import { presentLeaves } from "@/server/planning/lifts.ts";
import { otherRules } from "@/server/planning/rules.ts";
import { productOfPlacementKey, readRuledChunks } from "@/server/planning/traces.ts";
import { findLatestRun } from "@/server/repositories/latest-run.ts";
import { listFcs } from "@/server/repositories/network.ts";
import { findRestock } from "@/server/repositories/restock.ts";
import { inScope, type SellerScope } from "@/server/repositories/scope.ts";
import { listTraceChunks } from "@/server/repositories/trace.ts";
import type { SellerContext } from "@/server/services/context.ts";
import { contrastPartText } from "@/server/services/explanation/placement-contrast-view.ts";
import { viewerOf } from "@/server/services/explanation/staff-only.ts";
import type { ContrastInput, ContrastView } from "./schemas.ts";

export interface FcDecision {
  readonly fcId: number;
  readonly leaves: Float64Array;
  readonly units: number;
}

/** The newest run's units at an FC against the other FCs that were decided about for the product, the least dear one first. */
export function contrastOf(
  ctx: SellerContext,
  { productId, fcId }: Omit<z.infer<typeof ContrastInput>, "account">,
): Promise<ContrastView> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const run = await findLatestRun(tx, ctx.scope);
    if (!run) throw new DomainError("not_found", { productId });
    const product = await findRestock(tx, ctx.scope, run.runId, { productId });
    const decisions = await decisionsOf(tx, ctx.scope, run.runId, productId);
    const chosen = decisions.find((one) => one.fcId === fcId);
    if (!product || !chosen) throw new DomainError("not_found", { productId, fcId });
    const fcs = await listFcs(tx, run.marketplaceId, run.asOfOn);
    const codes = new Map(fcs.map(({ id, code }) => [id, code]));
    const code = (id: number) => codes.get(id) ?? String(id);
    const reader = { viewer: viewerOf(ctx.scope), currency: run.currency };
    return {
      runId: run.runId,
      sku: product.sku,
      code: code(fcId),
      units: chosen.units,
      asOfOn: run.asOfOn,
      others: decisions
        .filter((other) => other.fcId !== fcId)
        .map((other) => ({ ...other, ...contrastPlacement(chosen.leaves, other.leaves) }))
        .sort((a, b) => a.totalMicros - b.totalMicros || a.fcId - b.fcId)
        .map((other) => ({
          fcId: other.fcId,
          code: code(other.fcId),
          ...viewOf(other, code(other.fcId), reader),
        })),
    };
  });
}

/**
 * The account's decisions about a product, in the order of FC ids, with leaves that this build's rules may compute further with. Throws
 * precondition_failed where other rules decided that do not say the same.
 */
export async function decisionsOf(
  tx: Tx,
  scope: SellerScope,
  runId: number,
  productId: number,
): Promise<FcDecision[]> {
  const rows = await listTraceChunks(tx, scope, runId, "placement");
  const chunks = await readRuledChunks(tx, scope, "placement", rows);
  const found: FcDecision[] = [];
  for (const [i, { rule, values }] of chunks.entries())
    for (const [row, key] of (rows[i]?.decisionKeys ?? []).entries()) {
      const about = productOfPlacementKey(key);
      if (about.productId !== productId) continue;
      const { nodes } = rule.definition;
      const own = Float64Array.from(nodes, ({ id }) => values.column[id]?.[row] ?? Number.NaN);
      const leaves = await presentLeaves(rule, own);
      if (!leaves) throw otherRules(runId);
      found.push({ fcId: about.fcId, leaves, units: own[rule.definition.outputIndex] ?? 0 });
    }
  return found.sort((a, b) => a.fcId - b.fcId);
}

interface MoneyReader {
  readonly viewer: Viewer;
  readonly currency: string;
}

function viewOf(contrast: PlacementContrast, other: string, reader: MoneyReader) {
  const { viewer, currency } = reader;
  const money = (micros: number) => signedQuantityText(moneyUnit(currency), micros);
  const { perUnitMicros } = contrast;
  return {
    units: contrast.otherUnits,
    forcedUnits: contrast.forcedUnits,
    sentence: wordContrast(contrast, other),
    parts: CONTRAST_PARTS.map((id) => ({
      label: contrastPartLabel(id),
      text: contrastPartText(contrast, id, reader),
    })),
    sum:
      viewer === "policyAdmin"
        ? {
            total: money(contrast.totalMicros),
            perUnit: perUnitMicros === null ? null : money(perUnitMicros),
          }
        : null,
  };
}
