// The in-stock rate of an account.
import { getInStock } from "@/server/services/inventory/get-in-stock.ts";
import { InStockInput, InStockView } from "@/server/services/inventory/schemas.ts";
import { router, sellerProcedure } from "../trpc.ts";

export const inventoryRouter = router({
  inStock: sellerProcedure
    .meta({ roles: ["seller"] })
    .input(InStockInput)
    .output(InStockView)
    .query(({ ctx }) => getInStock(ctx)),
});
