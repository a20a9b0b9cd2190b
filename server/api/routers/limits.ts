// Capacity limits of an account.
import { listLimits } from "@/server/services/limits/list-limits.ts";
import { LimitsInput, LimitsView } from "@/server/services/limits/schemas.ts";
import { router, sellerProcedure } from "../trpc.ts";

export const limitsRouter = router({
  list: sellerProcedure
    .meta({ roles: ["seller"] })
    .input(LimitsInput)
    .output(LimitsView)
    .query(({ ctx }) => listLimits(ctx)),
});
