// Questions about numbers, and their answers.
import { proposeQuestions } from "@/server/services/explanation/ask-box/propose.ts";
import { AskBoxInput, AskBoxProposal } from "@/server/services/explanation/ask-box/schemas.ts";
import { askWhy } from "@/server/services/explanation/ask-why.ts";
import { getExplanation } from "@/server/services/explanation/get-explanation.ts";
import { listSourceRows } from "@/server/services/explanation/list-sources.ts";
import { listPromises } from "@/server/services/explanation/promises.ts";
import {
  AskInput,
  AskOutput,
  ExplanationView,
  PromisesView,
  ReadExplanationInput,
  SourceRows,
  SourceRowsInput,
} from "@/server/services/explanation/schemas.ts";
import { AccountInput } from "@/server/services/identity/schemas.ts";
import { router, sellerProcedure } from "../trpc.ts";

export const whyRouter = router({
  // A query although it stores the answer: asking again finds the same row, so it can be linked to and opened in a new tab.
  ask: sellerProcedure
    .meta({ roles: ["seller"] })
    .input(AskInput)
    .output(AskOutput)
    .query(({ ctx, input }) => askWhy(ctx, input.question)),
  // What a plain question can mean; nothing is asked until the person has chosen.
  understand: sellerProcedure
    .meta({ roles: ["seller"] })
    .input(AskBoxInput)
    .output(AskBoxProposal)
    .query(({ ctx, input }) => proposeQuestions(ctx, input)),
  get: sellerProcedure
    .meta({ roles: ["seller"] })
    .input(ReadExplanationInput)
    .output(ExplanationView)
    .query(({ ctx, input }) => getExplanation(ctx, input.explanationId, undefined, input.locale)),
  promises: sellerProcedure
    .meta({ roles: ["seller"] })
    .input(AccountInput)
    .output(PromisesView)
    .query(({ ctx }) => listPromises(ctx)),
  sources: sellerProcedure
    .meta({ roles: ["seller"] })
    .input(SourceRowsInput)
    .output(SourceRows)
    .query(({ ctx, input }) => listSourceRows(ctx, input)),
});
