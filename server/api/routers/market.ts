// Extra space: what sellers ask for and are granted, and the operator's rounds.
import { z } from "zod";
import { getMarket } from "@/server/services/market/get-market.ts";
import {
  giveBackSpace,
  placeRequest,
  withdrawRequest,
} from "@/server/services/market/place-request.ts";
import { askToClear, listMarketRounds } from "@/server/services/market/read-rounds.ts";
import {
  AdminMarketView,
  ClearAsked,
  MarketInput,
  MarketView,
  PlacedRequest,
  PlaceRequestInput,
  ReturnedSpace,
  ReturnSpaceInput,
  RoundInput,
  RoundOfAccountInput,
  Withdrawn,
} from "@/server/services/market/schemas.ts";
import { policyProcedure, router, sellerProcedure } from "../trpc.ts";

export const marketRouter = router({
  get: sellerProcedure
    .meta({ roles: ["seller"] })
    .input(MarketInput)
    .output(MarketView)
    .query(({ ctx }) => getMarket(ctx)),
  place: sellerProcedure
    .meta({ roles: ["seller"] })
    .input(PlaceRequestInput)
    .output(PlacedRequest)
    .mutation(({ ctx, input }) => placeRequest(ctx, input)),
  withdraw: sellerProcedure
    .meta({ roles: ["seller"] })
    .input(RoundOfAccountInput)
    .output(Withdrawn)
    .mutation(({ ctx, input }) => withdrawRequest(ctx, input.roundId)),
  giveBack: sellerProcedure
    .meta({ roles: ["seller"] })
    .input(ReturnSpaceInput)
    .output(ReturnedSpace)
    .mutation(({ ctx, input }) => giveBackSpace(ctx, input)),
  rounds: policyProcedure
    .meta({ roles: ["policy_admin"] })
    .input(z.void())
    .output(AdminMarketView)
    .query(({ ctx }) => listMarketRounds(ctx)),
  clear: policyProcedure
    .meta({ roles: ["policy_admin"] })
    .input(RoundInput)
    .output(ClearAsked)
    .mutation(({ ctx, input }) => askToClear(ctx, input.roundId)),
});
