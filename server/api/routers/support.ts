// Support's desk: the queue, cases, and finding a seller or SKU.
import { z } from "zod";
import {
  AddNoteInput,
  CaseDetail,
  CaseList,
  FindInput,
  Found,
  QueueInput,
  ReplyInput,
  SetCasePriorityInput,
  SetCaseStatusInput,
  StaffCaseInput,
} from "@/server/services/support/schemas.ts";
import {
  addNote,
  findSellers,
  getCase,
  listQueue,
  replyToCase,
  setCasePriority,
  setCaseStatus,
} from "@/server/services/support/staff-cases.ts";
import { router, supportProcedure } from "../trpc.ts";

export const supportRouter = router({
  queue: supportProcedure
    .meta({ roles: ["support"] })
    .input(QueueInput)
    .output(CaseList)
    .query(({ ctx, input }) => listQueue(ctx, input)),
  case: supportProcedure
    .meta({ roles: ["support"] })
    .input(StaffCaseInput)
    .output(CaseDetail)
    .query(({ ctx, input }) => getCase(ctx, input.caseId)),
  addNote: supportProcedure
    .meta({ roles: ["support"] })
    .input(AddNoteInput)
    .output(z.void())
    .mutation(({ ctx, input }) => addNote(ctx, input)),
  reply: supportProcedure
    .meta({ roles: ["support"] })
    .input(ReplyInput)
    .output(z.void())
    .mutation(({ ctx, input }) => replyToCase(ctx, input)),
  setStatus: supportProcedure
    .meta({ roles: ["support"] })
    .input(SetCaseStatusInput)
    .output(z.void())
    .mutation(({ ctx, input }) => setCaseStatus(ctx, input)),
  setPriority: supportProcedure
    .meta({ roles: ["support"] })
    .input(SetCasePriorityInput)
    .output(z.void())
    .mutation(({ ctx, input }) => setCasePriority(ctx, input)),
  find: supportProcedure
    .meta({ roles: ["support"] })
    .input(FindInput)
    .output(Found)
    .query(({ ctx, input }) => findSellers(ctx, input.search)),
});
