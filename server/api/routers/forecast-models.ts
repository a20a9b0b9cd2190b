// Versions of the forecast model: what there is, and which one runs use.
import { z } from "zod";
import { activateModel, retireModel } from "@/server/services/forecast-models/change-status.ts";
import { getModel, listModels } from "@/server/services/forecast-models/read-models.ts";
import {
  ActivateModelInput,
  ModelDetail,
  ModelInput,
  ModelList,
  RetireModelInput,
} from "@/server/services/forecast-models/schemas.ts";
import { policyProcedure, router } from "../trpc.ts";

export const forecastModelsRouter = router({
  list: policyProcedure
    .meta({ roles: ["policy_admin"] })
    .input(z.void())
    .output(ModelList)
    .query(({ ctx }) => listModels(ctx)),
  get: policyProcedure
    .meta({ roles: ["policy_admin"] })
    .input(ModelInput)
    .output(ModelDetail)
    .query(({ ctx, input }) => getModel(ctx, input.modelId)),
  activate: policyProcedure
    .meta({ roles: ["policy_admin"] })
    .input(ActivateModelInput)
    .output(z.void())
    .mutation(({ ctx, input }) => activateModel(ctx, input)),
  retire: policyProcedure
    .meta({ roles: ["policy_admin"] })
    .input(RetireModelInput)
    .output(z.void())
    .mutation(({ ctx, input }) => retireModel(ctx, input)),
});
