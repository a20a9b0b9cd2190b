import { z } from "zod";
import { AccountInput } from "@/server/services/identity/schemas.ts";

const productId = z.int().positive();
const units = z.int().min(0).max(10_000_000);

export const PriceOverrideInput = AccountInput.extend({ productId, units });
export type PriceOverrideInput = z.infer<typeof PriceOverrideInput>;

/** What a quantity by hand does against the plan, over the days that the order must cover. */
export const OverridePrice = z.strictObject({
  units,
  plannedUnits: z.int(),
  /** null = the price of the product is not known. */
  profitChangeMicros: z.int().nullable(),
  currency: z.string(),
  spaceChangeMm3: z.int(),
  plannedCoverMillionths: z.int(),
  coverMillionths: z.int(),
  /** The run that it was priced on. */
  runId: z.int(),
  asOfOn: z.string(),
  /** The last day that an override may hold. */
  lastOn: z.string(),
  minimumUnits: z.int().nullable(),
});
export type OverridePrice = z.infer<typeof OverridePrice>;

export const SetOverrideInput = PriceOverrideInput.extend({
  /** The run that it was priced on. */
  runId: z.int().positive(),
  reason: z.string().trim().min(3).max(400),
  expiresOn: z.iso.date(),
});
export type SetOverrideInput = z.infer<typeof SetOverrideInput>;
export const SetOverrideOutput = z.strictObject({ overrideId: z.int() });

export const WithdrawOverrideInput = AccountInput.extend({ overrideId: z.int().positive() });
export const OverrideWithdrawn = z.strictObject({ withdrawnAt: z.string() });

export const OverrideList = z.strictObject({
  currency: z.string().nullable(),
  overrides: z.array(
    z.strictObject({
      overrideId: z.int(),
      productId: z.int(),
      sku: z.string(),
      units: z.int(),
      plannedUnits: z.int(),
      reason: z.string(),
      expiresOn: z.string(),
      profitChangeMicros: z.int().nullable(),
      /** The newest plan knew it. */
      isInForce: z.boolean(),
    }),
  ),
});
export type OverrideList = z.infer<typeof OverrideList>;

export const BudgetView = z.strictObject({
  budgetMicros: z.int().nullable(),
  currency: z.string().nullable(),
});
export type BudgetView = z.infer<typeof BudgetView>;
export const SetBudgetInput = AccountInput.extend({
  /** null takes it back. */
  budgetMicros: z.int().min(0).max(1_000_000_000_000_000).nullable(),
});
export const SetMinimumInput = AccountInput.extend({
  productId,
  /** null takes it back. */
  minimumUnits: z.int().min(1).max(10_000_000).nullable(),
});
export type SetMinimumInput = z.infer<typeof SetMinimumInput>;

/** How often people changed the advice of a run, account by account. */
export const OverrideRates = z.strictObject({
  advisedCount: z.int(),
  overriddenCount: z.int(),
  accounts: z.array(
    z.strictObject({
      account: z.string(),
      accountName: z.string(),
      advisedCount: z.int(),
      overriddenCount: z.int(),
      plannedUnits: z.int(),
      overrideUnits: z.int(),
      /** Of the products whose price is known. */
      profitChangeMicros: z.int(),
    }),
  ),
});
export type OverrideRates = z.infer<typeof OverrideRates>;
