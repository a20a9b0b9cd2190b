// A seller's own questions to support.
import { z } from "zod";
import {
  AddMessageInput,
  CaseDetail,
  CaseList,
  CaseRef,
  ListOwnCasesInput,
  OpenCaseInput,
  OwnCaseInput,
} from "@/server/services/support/schemas.ts";
import {
  addCaseMessage,
  getOwnCase,
  listOwnCases,
  openCase,
} from "@/server/services/support/seller-cases.ts";
import { router, sellerProcedure } from "../trpc.ts";

export const casesRouter = router({
  list: sellerProcedure
    .meta({ roles: ["seller"] })
    .input(ListOwnCasesInput)
    .output(CaseList)
    .query(({ ctx }) => listOwnCases(ctx)),
  get: sellerProcedure
    .meta({ roles: ["seller"] })
    .input(OwnCaseInput)
    .output(CaseDetail)
    .query(({ ctx, input }) => getOwnCase(ctx, input.caseId)),
  open: sellerProcedure
    .meta({ roles: ["seller"] })
    .input(OpenCaseInput)
    .output(CaseRef)
    .mutation(({ ctx, input }) => openCase(ctx, input)),
  addMessage: sellerProcedure
    .meta({ roles: ["seller"] })
    .input(AddMessageInput)
    .output(z.void())
    .mutation(({ ctx, input }) => addCaseMessage(ctx, input)),
});
