// What an account should send, what it sets by hand, and the terms it buys on.
import { z } from "zod";
import { AccountInput } from "@/server/services/identity/schemas.ts";
import { listRestockAdvice } from "@/server/services/replenishment/list-restock.ts";
import {
  listStandingOverrides,
  priceOverride,
  setOverride,
  withdrawOverride,
} from "@/server/services/replenishment/override.ts";
import {
  BudgetView,
  OverrideList,
  OverridePrice,
  OverrideWithdrawn,
  PriceOverrideInput,
  SetBudgetInput,
  SetMinimumInput,
  SetOverrideInput,
  SetOverrideOutput,
  WithdrawOverrideInput,
} from "@/server/services/replenishment/override-schemas.ts";
import { ListRestockInput, RestockPage } from "@/server/services/replenishment/schemas.ts";
import { getBudget, setBudget, setMinimum } from "@/server/services/replenishment/terms.ts";
import { router, sellerProcedure } from "../trpc.ts";

export const replenishmentRouter = router({
  list: sellerProcedure
    .meta({ roles: ["seller"] })
    .input(ListRestockInput)
    .output(RestockPage)
    .query(({ ctx, input }) => listRestockAdvice(ctx, input)),
  overrides: sellerProcedure
    .meta({ roles: ["seller"] })
    .input(AccountInput)
    .output(OverrideList)
    .query(({ ctx }) => listStandingOverrides(ctx)),
  priceOverride: sellerProcedure
    .meta({ roles: ["seller"] })
    .input(PriceOverrideInput)
    .output(OverridePrice)
    .query(({ ctx, input }) => priceOverride(ctx, input)),
  setOverride: sellerProcedure
    .meta({ roles: ["seller"] })
    .input(SetOverrideInput)
    .output(SetOverrideOutput)
    .mutation(({ ctx, input }) => setOverride(ctx, input)),
  withdrawOverride: sellerProcedure
    .meta({ roles: ["seller"] })
    .input(WithdrawOverrideInput)
    .output(OverrideWithdrawn)
    .mutation(({ ctx, input }) => withdrawOverride(ctx, input.overrideId)),
  budget: sellerProcedure
    .meta({ roles: ["seller"] })
    .input(AccountInput)
    .output(BudgetView)
    .query(({ ctx }) => getBudget(ctx)),
  setBudget: sellerProcedure
    .meta({ roles: ["seller"] })
    .input(SetBudgetInput)
    .output(BudgetView)
    .mutation(({ ctx, input }) => setBudget(ctx, input.budgetMicros)),
  setMinimum: sellerProcedure
    .meta({ roles: ["seller"] })
    .input(SetMinimumInput)
    .output(z.void())
    .mutation(({ ctx, input }) => setMinimum(ctx, input)),
});
