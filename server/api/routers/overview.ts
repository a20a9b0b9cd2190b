// A seller's first screen.
import { getOverview } from "@/server/services/overview/get-overview.ts";
import { OverviewInput, OverviewView } from "@/server/services/overview/schemas.ts";
import { router, sellerProcedure } from "../trpc.ts";

export const overviewRouter = router({
  get: sellerProcedure
    .meta({ roles: ["seller"] })
    .input(OverviewInput)
    .output(OverviewView)
    .query(({ ctx }) => getOverview(ctx)),
});
