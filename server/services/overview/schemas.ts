import { z } from "zod";
import { InStockView } from "@/server/services/inventory/schemas.ts";
import { LimitsView } from "@/server/services/limits/schemas.ts";

export const OverviewInput = z.strictObject({ account: z.string().min(1) });

const Attention = z.strictObject({
  kind: z.enum(["limitFell", "overLimit", "outOfStock", "short", "importErrors", "assumed"]),
  /** What happened, in one sentence. */
  text: z.string(),
  /** Where to act: the limits screen, the replenishment table (filtered), or imports. */
  target: z.enum(["limits", "replenishment", "outOfStock", "imports"]),
});

export const OverviewView = z.strictObject({
  asOfOn: z.string().nullable(),
  runId: z.number().int().nullable(),
  limits: LimitsView,
  inStock: InStockView,
  restock: z
    .strictObject({
      skuCount: z.number().int(),
      advisedSkuCount: z.number().int(),
      advisedUnits: z.number().int(),
      outOfStockCount: z.number().int(),
      shortCount: z.number().int(),
    })
    .nullable(),
  attention: z.array(Attention),
});
export type OverviewView = z.infer<typeof OverviewView>;
