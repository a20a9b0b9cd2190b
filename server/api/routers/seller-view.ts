// What a seller sees, through support's eyes: the same services in the seller's scope, and the full trace beside them.
import { proposeQuestions } from "@/server/services/explanation/ask-box/propose.ts";
import { AskBoxInput, AskBoxProposal } from "@/server/services/explanation/ask-box/schemas.ts";
import { askWhy } from "@/server/services/explanation/ask-why.ts";
import { getExplanation } from "@/server/services/explanation/get-explanation.ts";
import { getTrace } from "@/server/services/explanation/get-trace.ts";
import { listSourceRows } from "@/server/services/explanation/list-sources.ts";
import {
  AskInput,
  AskOutput,
  ExplanationView,
  ReadExplanationInput,
  SourceRows,
  SourceRowsInput,
  TraceView,
} from "@/server/services/explanation/schemas.ts";
import { getFees } from "@/server/services/fees/get-fees.ts";
import { FeesInput, FeesView } from "@/server/services/fees/schemas.ts";
import { getForecast, getForecastScores } from "@/server/services/forecast/get-forecast.ts";
import { listAccountForecasts } from "@/server/services/forecast/list-forecasts.ts";
import {
  ForecastPage,
  ForecastScoresInput,
  ForecastScoresView,
  ForecastView,
  GetForecastInput,
  ListForecastInput,
} from "@/server/services/forecast/schemas.ts";
import { describeAccount } from "@/server/services/identity/describe-session.ts";
import { AccountInput, SessionAccount } from "@/server/services/identity/schemas.ts";
import { listAccountImports } from "@/server/services/imports/list-imports.ts";
import { ImportList, ListImportsInput } from "@/server/services/imports/schemas.ts";
import { SimilarAccounts, SimilarAccountsInput } from "@/server/services/limit-changes/schemas.ts";
import { listSimilarAccounts } from "@/server/services/limit-changes/similar-accounts.ts";
import { listDeclared } from "@/server/services/limits/list-declarations.ts";
import { DeclarationsView, LimitsInput } from "@/server/services/limits/schemas.ts";
import { getMarket } from "@/server/services/market/get-market.ts";
import { MarketInput, MarketView } from "@/server/services/market/schemas.ts";
import { getOverview } from "@/server/services/overview/get-overview.ts";
import { OverviewInput, OverviewView } from "@/server/services/overview/schemas.ts";
import { listRestockAdvice } from "@/server/services/replenishment/list-restock.ts";
import { listStandingOverrides } from "@/server/services/replenishment/override.ts";
import { OverrideList } from "@/server/services/replenishment/override-schemas.ts";
import { ListRestockInput, RestockPage } from "@/server/services/replenishment/schemas.ts";
import { draftReply } from "@/server/services/support/draft-reply.ts";
import { ReplyDraft, ReplyDraftInput } from "@/server/services/support/schemas.ts";
import { router, supportSellerProcedure } from "../trpc.ts";

export const sellerViewRouter = router({
  account: supportSellerProcedure
    .meta({ roles: ["support"] })
    .input(AccountInput)
    .output(SessionAccount)
    .query(({ ctx }) => describeAccount(ctx.account)),
  overview: supportSellerProcedure
    .meta({ roles: ["support"] })
    .input(OverviewInput)
    .output(OverviewView)
    .query(({ ctx }) => getOverview(ctx)),
  declared: supportSellerProcedure
    .meta({ roles: ["support"] })
    .input(LimitsInput)
    .output(DeclarationsView)
    .query(({ ctx }) => listDeclared(ctx)),
  market: supportSellerProcedure
    .meta({ roles: ["support"] })
    .input(MarketInput)
    .output(MarketView)
    .query(({ ctx }) => getMarket(ctx)),
  fees: supportSellerProcedure
    .meta({ roles: ["support"] })
    .input(FeesInput)
    .output(FeesView)
    .query(({ ctx, input }) => getFees(ctx, input)),
  restock: supportSellerProcedure
    .meta({ roles: ["support"] })
    .input(ListRestockInput)
    .output(RestockPage)
    .query(({ ctx, input }) => listRestockAdvice(ctx, input)),
  overrides: supportSellerProcedure
    .meta({ roles: ["support"] })
    .input(AccountInput)
    .output(OverrideList)
    .query(({ ctx }) => listStandingOverrides(ctx)),
  forecasts: supportSellerProcedure
    .meta({ roles: ["support"] })
    .input(ListForecastInput)
    .output(ForecastPage)
    .query(({ ctx, input }) => listAccountForecasts(ctx, input)),
  forecast: supportSellerProcedure
    .meta({ roles: ["support"] })
    .input(GetForecastInput)
    .output(ForecastView)
    .query(({ ctx, input }) => getForecast(ctx, input.productId)),
  forecastScores: supportSellerProcedure
    .meta({ roles: ["support"] })
    .input(ForecastScoresInput)
    .output(ForecastScoresView)
    .query(({ ctx, input }) => getForecastScores(ctx, input)),
  imports: supportSellerProcedure
    .meta({ roles: ["support"] })
    .input(ListImportsInput)
    .output(ImportList)
    .query(({ ctx, input }) => listAccountImports(ctx, input)),
  ask: supportSellerProcedure
    .meta({ roles: ["support"] })
    .input(AskInput)
    .output(AskOutput)
    .query(({ ctx, input }) => askWhy(ctx, input.question)),
  understand: supportSellerProcedure
    .meta({ roles: ["support"] })
    .input(AskBoxInput)
    .output(AskBoxProposal)
    .query(({ ctx, input }) => proposeQuestions(ctx, input)),
  explanation: supportSellerProcedure
    .meta({ roles: ["support"] })
    .input(ReadExplanationInput)
    .output(ExplanationView)
    .query(({ ctx, input }) => getExplanation(ctx, input.explanationId, undefined, input.locale)),
  sources: supportSellerProcedure
    .meta({ roles: ["support"] })
    .input(SourceRowsInput)
    .output(SourceRows)
    .query(({ ctx, input }) => listSourceRows(ctx, input)),
  similar: supportSellerProcedure
    .meta({ roles: ["support"] })
    .input(SimilarAccountsInput)
    .output(SimilarAccounts)
    .query(({ ctx, input }) => listSimilarAccounts(ctx, input)),
  trace: supportSellerProcedure
    .meta({ roles: ["support"] })
    .input(ReadExplanationInput)
    .output(TraceView)
    .query(({ ctx, input }) => getTrace(ctx, input.explanationId, input.locale)),
  replyDraft: supportSellerProcedure
    .meta({ roles: ["support"] })
    .input(ReplyDraftInput)
    .output(ReplyDraft)
    .query(({ ctx, input }) => draftReply(ctx, input.explanationId, input.locale)),
});
