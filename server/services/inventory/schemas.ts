import { z } from "zod";

export const InStockInput = z.strictObject({ account: z.string().min(1) });

const NetworkEventView = z.strictObject({
  kind: z.string(),
  startOn: z.string(),
  endOn: z.string(),
  title: z.string(),
});

export const InStockView = z.strictObject({
  /** null before the first run. */
  asOfOn: z.string().nullable(),
  /** null when stock was never told or nothing was sold; `note` says which. */
  rateMillionths: z.number().int().nullable(),
  countedSkus: z.number().int(),
  /** Sellable units of all products at the end of the day, by the ledger; null before it is told. */
  onHandUnits: z.number().int().nullable(),
  /** Week ends, oldest first; null where the rate is not defined. */
  series: z.array(z.strictObject({ day: z.string(), rateMillionths: z.number().int().nullable() })),
  events: z.array(NetworkEventView),
  /** Products that were out of stock longest in the last 30 days among those that sell. */
  lowest: z.array(
    z.strictObject({
      productId: z.number().int(),
      sku: z.string(),
      title: z.string(),
      buyableDays: z.number().int(),
      offeredDays: z.number().int(),
      soldUnits: z.number().int(),
      /** The last of the 30 days that ended without stock; null when none did. */
      outOn: z.string().nullable(),
    }),
  ),
  note: z.string().nullable(),
});
export type InStockView = z.infer<typeof InStockView>;
