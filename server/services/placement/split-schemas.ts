import { z } from "zod";
import { SPLIT_OPTIONS } from "@/lib/optimizer/fees/index.ts";
import { SPLIT_STATES } from "@/lib/optimizer/placement/index.ts";
import { AccountInput } from "@/server/services/identity/schemas.ts";

export const SplitList = z.strictObject({
  /** null before the first run. */
  runId: z.int().nullable(),
  currency: z.string().nullable(),
  /** Optimised, partial, minimal; empty where the run advises nothing. */
  options: z.array(
    z.strictObject({
      split: z.enum(SPLIT_OPTIONS),
      state: z.enum(SPLIT_STATES),
      fcs: z.array(z.strictObject({ code: z.string(), units: z.int() })),
      units: z.int(),
      feeMicros: z.int().nullable(),
      /** Mean days to the buyers. */
      transitMilliDays: z.int().nullable(),
    }),
  ),
  choice: z
    .strictObject({
      split: z.enum(SPLIT_OPTIONS),
      codes: z.array(z.string()),
      /** As it was offered. */
      feeMicros: z.int(),
      expiresOn: z.string(),
      /** The newest plan knew it. */
      isInForce: z.boolean(),
    })
    .nullable(),
});
export type SplitList = z.infer<typeof SplitList>;

export const ChooseSplitInput = AccountInput.extend({
  split: z.enum(["minimal", "partial"]),
  /** The run that offered it. */
  runId: z.int().positive(),
});
export type ChooseSplitInput = z.infer<typeof ChooseSplitInput>;
export const SplitChosen = z.strictObject({ choiceId: z.int() });
export const SplitWithdrawn = z.strictObject({ withdrawnAt: z.string() });
