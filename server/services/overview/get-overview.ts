// The first screen of a seller: limits and what uses them, the in-stock rate, and what needs attention.
import { monthText, quantityText } from "@/lib/wording/index.ts";
import { findLatestRun } from "@/server/repositories/latest-run.ts";
import { type RestockSummary, summariseRestock } from "@/server/repositories/restock.ts";
import { inScope } from "@/server/repositories/scope.ts";
import type { SellerContext } from "@/server/services/context.ts";
import { inStockOf } from "@/server/services/inventory/get-in-stock.ts";
import { limitsOf } from "@/server/services/limits/list-limits.ts";
import type { LimitsView, StorageTypeLimits } from "@/server/services/limits/schemas.ts";
import type { OverviewView } from "./schemas.ts";

type Attention = OverviewView["attention"][number];

// A change above this share of the earlier limit is worth a line of its own.
const NOTABLE_FALL_SHARE = 0.05;

export function getOverview(ctx: SellerContext): Promise<OverviewView> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const run = await findLatestRun(tx, ctx.scope);
    const limits = await limitsOf(tx, ctx.scope);
    const inStock = await inStockOf(tx, ctx.scope);
    const restock = run ? await summariseRestock(tx, ctx.scope, run.runId) : null;
    return {
      asOfOn: run?.asOfOn ?? null,
      runId: run?.runId ?? null,
      limits,
      inStock,
      restock,
      attention: [...limitAttention(limits), ...restockAttention(restock)],
    };
  });
}

function limitAttention(limits: LimitsView): Attention[] {
  return limits.storageTypes.flatMap((type) => [...overLimit(type), ...fallOf(type)]);
}

function overLimit(type: StorageTypeLimits): Attention[] {
  if (!type.usage) return [];
  const used = type.usage.onHandMm3 + type.usage.openShipmentsMm3;
  if (used <= type.usage.limitMm3) return [];
  const over = quantityText("mm3", used - type.usage.limitMm3);
  const text = `Your ${type.label} stock and open shipments are ${over} above the limit for ${monthText(type.usage.monthOn)}.`;
  return [{ kind: "overLimit", text, target: "limits" }];
}

function fallOf(type: StorageTypeLimits): Attention[] {
  const month = type.months.findLast((m) => m.current.kind === "confirmed");
  if (!month?.before) return [];
  const fall = month.before.limitMm3 - month.current.limitMm3;
  if (fall <= NOTABLE_FALL_SHARE * month.before.limitMm3) return [];
  const text = `Your ${type.label} limit for ${monthText(month.monthOn)} is ${quantityText("mm3", month.current.limitMm3)}, down ${quantityText("mm3", fall)} from ${monthText(month.before.monthOn)}.`;
  return [{ kind: "limitFell", text, target: "limits" }];
}

function restockAttention(restock: RestockSummary | null): Attention[] {
  if (!restock) return [];
  const attention: Attention[] = [];
  if (restock.outOfStockCount > 0) {
    const count = restock.outOfStockCount;
    const text =
      count === 1
        ? "1 product that sells is out of stock."
        : `${count} products that sell are out of stock.`;
    attention.push({ kind: "outOfStock", text, target: "outOfStock" });
  }
  if (restock.shortCount > 0) {
    const products = restock.shortCount === 1 ? "1 product" : `${restock.shortCount} products`;
    const text = `${products} will run out before a shipment sent today arrives.`;
    attention.push({ kind: "short", text, target: "replenishment" });
  }
  return attention;
}
