import { z } from "zod";
import { FEE_KINDS } from "@/lib/optimizer/fees/index.ts";

const monthOn = z.iso.date();
const FeeKindName = z.enum(FEE_KINDS);

export const FeesInput = z.strictObject({
  account: z.string().min(1),
  /** First day of the month; the newest whole one where left out. */
  month: monthOn.optional(),
  offset: z.number().int().min(0).max(1_000_000).default(0),
});

export const FeesExportInput = z.strictObject({ account: z.string().min(1), month: monthOn });

const FeeAmount = z.strictObject({
  kind: FeeKindName,
  label: z.string(),
  micros: z.number().int(),
  /** Of the month before; null where no card was in force. */
  beforeMicros: z.number().int().nullable(),
});

const FeeProductView = z.strictObject({
  productId: z.number().int(),
  sku: z.string(),
  title: z.string(),
  totalMicros: z.number().int(),
  /** In the order of the fees; null = has units that cannot be priced. */
  micros: z.array(z.number().int().nullable()),
});
export type FeeProductView = z.infer<typeof FeeProductView>;

export const FeesView = z.strictObject({
  asOfOn: z.string().nullable(),
  currency: z.string().nullable(),
  /** Said when there is nothing to show. */
  note: z.string().nullable(),
  /** Newest last, at most 13. */
  months: z.array(
    z.strictObject({
      monthOn,
      isComplete: z.boolean(),
      /** null where no rate card was in force. */
      totalMicros: z.number().int().nullable(),
    }),
  ),
  month: z
    .strictObject({
      monthOn,
      beforeOn: monthOn.nullable(),
      isComplete: z.boolean(),
      cardVersion: z.number().int(),
      totalMicros: z.number().int(),
      fees: z.array(FeeAmount),
      productCount: z.number().int(),
      /** Largest first, 25 from the offset on. */
      products: z.array(FeeProductView),
      /** Products of which some units have no price, per fee that has any. */
      unpriced: z.array(z.strictObject({ label: z.string(), productCount: z.number().int() })),
    })
    .nullable(),
});
export type FeesView = z.infer<typeof FeesView>;
