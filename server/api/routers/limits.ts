// Capacity limits of an account, and what it declares ahead of them.
import {
  declareVolume,
  previewDeclaration,
  withdrawDeclaration,
} from "@/server/services/limits/declare-volume.ts";
import { listDeclared } from "@/server/services/limits/list-declarations.ts";
import { listLimits } from "@/server/services/limits/list-limits.ts";
import {
  CeilingsView,
  DeclarationPreview,
  DeclarationsView,
  DeclarationWithdrawn,
  DeclareVolumeInput,
  DeclareVolumeOutput,
  LimitsInput,
  LimitsView,
  WithdrawDeclarationInput,
} from "@/server/services/limits/schemas.ts";
import { listCeilings } from "@/server/services/limits/why-not-higher.ts";
import { router, sellerProcedure } from "../trpc.ts";

export const limitsRouter = router({
  list: sellerProcedure
    .meta({ roles: ["seller"] })
    .input(LimitsInput)
    .output(LimitsView)
    .query(({ ctx }) => listLimits(ctx)),
  ceilings: sellerProcedure
    .meta({ roles: ["seller"] })
    .input(LimitsInput)
    .output(CeilingsView)
    .query(({ ctx }) => listCeilings(ctx)),
  declared: sellerProcedure
    .meta({ roles: ["seller"] })
    .input(LimitsInput)
    .output(DeclarationsView)
    .query(({ ctx }) => listDeclared(ctx)),
  previewDeclaration: sellerProcedure
    .meta({ roles: ["seller"] })
    .input(DeclareVolumeInput)
    .output(DeclarationPreview)
    .query(({ ctx, input }) => previewDeclaration(ctx, input)),
  declare: sellerProcedure
    .meta({ roles: ["seller"] })
    .input(DeclareVolumeInput)
    .output(DeclareVolumeOutput)
    .mutation(({ ctx, input }) => declareVolume(ctx, input)),
  withdrawDeclaration: sellerProcedure
    .meta({ roles: ["seller"] })
    .input(WithdrawDeclarationInput)
    .output(DeclarationWithdrawn)
    .mutation(({ ctx, input }) => withdrawDeclaration(ctx, input.declarationId)),
});
