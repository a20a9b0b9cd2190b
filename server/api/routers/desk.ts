// Questions of policy admins about all accounts together.
import { answerDesk, proposeDesk } from "@/server/services/desk/answer-desk.ts";
import {
  DeskAnswer,
  DeskAnswerInput,
  DeskBoxInput,
  DeskProposal,
} from "@/server/services/desk/schemas.ts";
import { policyProcedure, router } from "../trpc.ts";

export const deskRouter = router({
  understand: policyProcedure
    .meta({ roles: ["policy_admin"] })
    .input(DeskBoxInput)
    .output(DeskProposal)
    .query(({ input }) => proposeDesk(input)),
  answer: policyProcedure
    .meta({ roles: ["policy_admin"] })
    .input(DeskAnswerInput)
    .output(DeskAnswer)
    .query(({ ctx, input }) => answerDesk(ctx, input)),
});
