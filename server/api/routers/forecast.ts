// What is expected to sell, how good earlier expectations were, and what a seller states about the weeks ahead.
import { adjustForecast, withdrawAdjustment } from "@/server/services/forecast/adjust-forecast.ts";
import {
  continueProduct,
  withdrawContinuation,
} from "@/server/services/forecast/continue-product.ts";
import {
  declarePromotion,
  withdrawPromotion,
} from "@/server/services/forecast/declare-promotion.ts";
import { getForecast, getForecastScores } from "@/server/services/forecast/get-forecast.ts";
import { listAccountForecasts } from "@/server/services/forecast/list-forecasts.ts";
import {
  AdjustInput,
  AdjustOutput,
  ContinueInput,
  ContinueOutput,
  DeclarePromotionInput,
  DeclarePromotionOutput,
  ForecastPage,
  ForecastScoresInput,
  ForecastScoresView,
  ForecastView,
  GetForecastInput,
  ListForecastInput,
  WithdrawAdjustmentInput,
  WithdrawContinuationInput,
  Withdrawn,
  WithdrawPromotionInput,
} from "@/server/services/forecast/schemas.ts";
import { router, sellerProcedure } from "../trpc.ts";

export const forecastRouter = router({
  list: sellerProcedure
    .meta({ roles: ["seller"] })
    .input(ListForecastInput)
    .output(ForecastPage)
    .query(({ ctx, input }) => listAccountForecasts(ctx, input)),
  get: sellerProcedure
    .meta({ roles: ["seller"] })
    .input(GetForecastInput)
    .output(ForecastView)
    .query(({ ctx, input }) => getForecast(ctx, input.productId)),
  scores: sellerProcedure
    .meta({ roles: ["seller"] })
    .input(ForecastScoresInput)
    .output(ForecastScoresView)
    .query(({ ctx, input }) => getForecastScores(ctx, input)),
  adjust: sellerProcedure
    .meta({ roles: ["seller"] })
    .input(AdjustInput)
    .output(AdjustOutput)
    .mutation(({ ctx, input }) => adjustForecast(ctx, input)),
  withdrawAdjustment: sellerProcedure
    .meta({ roles: ["seller"] })
    .input(WithdrawAdjustmentInput)
    .output(Withdrawn)
    .mutation(({ ctx, input }) => withdrawAdjustment(ctx, input.adjustmentId)),
  declarePromotion: sellerProcedure
    .meta({ roles: ["seller"] })
    .input(DeclarePromotionInput)
    .output(DeclarePromotionOutput)
    .mutation(({ ctx, input }) => declarePromotion(ctx, input)),
  continueProduct: sellerProcedure
    .meta({ roles: ["seller"] })
    .input(ContinueInput)
    .output(ContinueOutput)
    .mutation(({ ctx, input }) => continueProduct(ctx, input)),
  withdrawContinuation: sellerProcedure
    .meta({ roles: ["seller"] })
    .input(WithdrawContinuationInput)
    .output(Withdrawn)
    .mutation(({ ctx, input }) => withdrawContinuation(ctx, input.continuationId)),
  withdrawPromotion: sellerProcedure
    .meta({ roles: ["seller"] })
    .input(WithdrawPromotionInput)
    .output(Withdrawn)
    .mutation(({ ctx, input }) => withdrawPromotion(ctx, input.promotionId)),
});
