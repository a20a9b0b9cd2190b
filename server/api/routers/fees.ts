// What an account pays, by month, fee and product.
import { getFees } from "@/server/services/fees/get-fees.ts";
import { FeesInput, FeesView } from "@/server/services/fees/schemas.ts";
import { router, sellerProcedure } from "../trpc.ts";

export const feesRouter = router({
  get: sellerProcedure
    .meta({ roles: ["seller"] })
    .input(FeesInput)
    .output(FeesView)
    .query(({ ctx, input }) => getFees(ctx, input)),
});
