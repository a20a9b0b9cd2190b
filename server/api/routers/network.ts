// What the network can take, where it binds, and what a change would do.
import { findLimitPrice } from "@/server/services/network/limit-price.ts";
import {
  LimitPriceInput,
  LimitPriceView,
  NetworkInput,
  NetworkView,
  WhatIfInput,
  WhatIfView,
} from "@/server/services/network/schemas.ts";
import { tryChange } from "@/server/services/network/try-change.ts";
import { viewNetwork } from "@/server/services/network/view-network.ts";
import { policyProcedure, router } from "../trpc.ts";

export const networkRouter = router({
  view: policyProcedure
    .meta({ roles: ["policy_admin"] })
    .input(NetworkInput)
    .output(NetworkView)
    .query(({ ctx, input }) => viewNetwork(ctx, input)),
  whatIf: policyProcedure
    .meta({ roles: ["policy_admin"] })
    .input(WhatIfInput)
    .output(WhatIfView)
    .query(({ ctx, input }) => tryChange(ctx, input)),
  limitPrice: policyProcedure
    .meta({ roles: ["policy_admin"] })
    .input(LimitPriceInput)
    .output(LimitPriceView)
    .query(({ ctx, input }) => findLimitPrice(ctx, input)),
});
