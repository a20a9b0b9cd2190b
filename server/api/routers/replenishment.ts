// What an account should send.
import { listRestockAdvice } from "@/server/services/replenishment/list-restock.ts";
import { ListRestockInput, RestockPage } from "@/server/services/replenishment/schemas.ts";
import { router, sellerProcedure } from "../trpc.ts";

export const replenishmentRouter = router({
  list: sellerProcedure
    .meta({ roles: ["seller"] })
    .input(ListRestockInput)
    .output(RestockPage)
    .query(({ ctx, input }) => listRestockAdvice(ctx, input)),
});
