// Policies as versions, and the drafts that become them.
import { z } from "zod";
import { listDeclaredRecords } from "@/server/services/limits/list-declared-records.ts";
import { DeclaredRecordsView } from "@/server/services/limits/schemas.ts";
import {
  approveDraft,
  createDraft,
  editDraft,
  getDraft,
  publishDraft,
  simulateDraft,
  withdrawDraft,
} from "@/server/services/policies/drafts.ts";
import { listPolicies } from "@/server/services/policies/list-policies.ts";
import {
  CreateDraftInput,
  DraftDetail,
  DraftInput,
  DraftRef,
  EditDraftInput,
  ListPoliciesInput,
  PoliciesView,
  PublishedRef,
  PublishInput,
} from "@/server/services/policies/schemas.ts";
import { policyProcedure, router } from "../trpc.ts";

export const policiesRouter = router({
  list: policyProcedure
    .meta({ roles: ["policy_admin"] })
    .input(ListPoliciesInput)
    .output(PoliciesView)
    .query(({ ctx, input }) => listPolicies(ctx, input.locale)),
  declaredRecords: policyProcedure
    .meta({ roles: ["policy_admin"] })
    .input(z.void())
    .output(DeclaredRecordsView)
    .query(({ ctx }) => listDeclaredRecords(ctx)),
  draft: policyProcedure
    .meta({ roles: ["policy_admin"] })
    .input(DraftInput)
    .output(DraftDetail)
    .query(({ ctx, input }) => getDraft(ctx, input.draftId)),
  createDraft: policyProcedure
    .meta({ roles: ["policy_admin"] })
    .input(CreateDraftInput)
    .output(DraftRef)
    .mutation(({ ctx, input }) => createDraft(ctx, input)),
  editDraft: policyProcedure
    .meta({ roles: ["policy_admin"] })
    .input(EditDraftInput)
    .output(z.void())
    .mutation(({ ctx, input }) => editDraft(ctx, input)),
  simulateDraft: policyProcedure
    .meta({ roles: ["policy_admin"] })
    .input(DraftInput)
    .output(z.void())
    .mutation(({ ctx, input }) => simulateDraft(ctx, input.draftId)),
  approveDraft: policyProcedure
    .meta({ roles: ["policy_admin"] })
    .input(DraftInput)
    .output(z.void())
    .mutation(({ ctx, input }) => approveDraft(ctx, input.draftId)),
  publishDraft: policyProcedure
    .meta({ roles: ["policy_admin"] })
    .input(PublishInput)
    .output(PublishedRef)
    .mutation(({ ctx, input }) => publishDraft(ctx, input.draftId)),
  withdrawDraft: policyProcedure
    .meta({ roles: ["policy_admin"] })
    .input(DraftInput)
    .output(z.void())
    .mutation(({ ctx, input }) => withdrawDraft(ctx, input.draftId)),
});
