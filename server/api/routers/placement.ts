// Where an account's advised units go, and why not elsewhere.
import { AccountInput } from "@/server/services/identity/schemas.ts";
import { contrastOf } from "@/server/services/placement/contrast-placement.ts";
import { listPlacement, readFcPrices } from "@/server/services/placement/list-placement.ts";
import { listTargets } from "@/server/services/placement/list-targets.ts";
import {
  ContrastInput,
  ContrastView,
  FcPrices,
  FcPricesInput,
  ListPlacementInput,
  PlacementPage,
  StockTargets,
  StockTargetsInput,
} from "@/server/services/placement/schemas.ts";
import { chooseSplit, listSplitOptions, withdrawSplit } from "@/server/services/placement/split.ts";
import {
  ChooseSplitInput,
  SplitChosen,
  SplitList,
  SplitWithdrawn,
} from "@/server/services/placement/split-schemas.ts";
import { policyProcedure, router, sellerProcedure } from "../trpc.ts";

export const placementRouter = router({
  list: sellerProcedure
    .meta({ roles: ["seller"] })
    .input(ListPlacementInput)
    .output(PlacementPage)
    .query(({ ctx, input }) => listPlacement(ctx, input)),
  contrast: sellerProcedure
    .meta({ roles: ["seller"] })
    .input(ContrastInput)
    .output(ContrastView)
    .query(({ ctx, input }) => contrastOf(ctx, input)),
  targets: sellerProcedure
    .meta({ roles: ["seller"] })
    .input(StockTargetsInput)
    .output(StockTargets)
    .query(({ ctx, input }) => listTargets(ctx, input)),
  splits: sellerProcedure
    .meta({ roles: ["seller"] })
    .input(AccountInput)
    .output(SplitList)
    .query(({ ctx }) => listSplitOptions(ctx)),
  chooseSplit: sellerProcedure
    .meta({ roles: ["seller"] })
    .input(ChooseSplitInput)
    .output(SplitChosen)
    .mutation(({ ctx, input }) => chooseSplit(ctx, input)),
  withdrawSplit: sellerProcedure
    .meta({ roles: ["seller"] })
    .input(AccountInput)
    .output(SplitWithdrawn)
    .mutation(({ ctx }) => withdrawSplit(ctx)),
  prices: policyProcedure
    .meta({ roles: ["policy_admin"] })
    .input(FcPricesInput)
    .output(FcPrices)
    .query(({ ctx, input }) => readFcPrices(ctx, input)),
});
