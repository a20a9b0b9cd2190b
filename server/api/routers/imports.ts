// Report files of an account, what became of their rows, and what no report tells.

import { AccountInput } from "@/server/services/identity/schemas.ts";
import {
  getAccountSetting,
  setAccountSetting,
} from "@/server/services/imports/account-settings.ts";
import { getSourceRow } from "@/server/services/imports/get-source-row.ts";
import {
  getImport,
  listAccountImports,
  listImportErrors,
} from "@/server/services/imports/list-imports.ts";
import {
  AccountSettingView,
  ImportInput,
  ImportList,
  ImportView,
  ListErrorsInput,
  ListImportsInput,
  RemarkPage,
  SetAccountSettingInput,
  SourceRowInput,
  SourceRowView,
} from "@/server/services/imports/schemas.ts";
import { router, sellerProcedure } from "../trpc.ts";

export const importsRouter = router({
  list: sellerProcedure
    .meta({ roles: ["seller"] })
    .input(ListImportsInput)
    .output(ImportList)
    .query(({ ctx, input }) => listAccountImports(ctx, input)),
  get: sellerProcedure
    .meta({ roles: ["seller"] })
    .input(ImportInput)
    .output(ImportView)
    .query(({ ctx, input }) => getImport(ctx, input.importId)),
  errors: sellerProcedure
    .meta({ roles: ["seller"] })
    .input(ListErrorsInput)
    .output(RemarkPage)
    .query(({ ctx, input }) => listImportErrors(ctx, input)),
  sourceRow: sellerProcedure
    .meta({ roles: ["seller"] })
    .input(SourceRowInput)
    .output(SourceRowView)
    .query(({ ctx, input: { importId, lineNo } }) => getSourceRow(ctx, { importId, lineNo })),
  accountSetting: sellerProcedure
    .meta({ roles: ["seller"] })
    .input(AccountInput)
    .output(AccountSettingView)
    .query(({ ctx }) => getAccountSetting(ctx)),
  setAccountSetting: sellerProcedure
    .meta({ roles: ["seller"] })
    .input(SetAccountSettingInput)
    .output(AccountSettingView)
    .mutation(({ ctx, input }) => setAccountSetting(ctx, input)),
});
