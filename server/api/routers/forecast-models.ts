// The forecast model: its versions and which one runs use, its quality by segment, and the work on it.
import { z } from "zod";
import { cancelForecastJob } from "@/server/services/forecast-models/cancel-job.ts";
import { activateModel, retireModel } from "@/server/services/forecast-models/change-status.ts";
import { listJobs } from "@/server/services/forecast-models/read-jobs.ts";
import { getModel, listModels } from "@/server/services/forecast-models/read-models.ts";
import { readQuality } from "@/server/services/forecast-models/read-quality.ts";
import { requestForecastJob } from "@/server/services/forecast-models/request-job.ts";
import {
  ActivateModelInput,
  JobInput,
  JobList,
  ModelDetail,
  ModelInput,
  ModelList,
  QualityInput,
  QualityView,
  RequestedJobRef,
  RequestJobInput,
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
  quality: policyProcedure
    .meta({ roles: ["policy_admin"] })
    .input(QualityInput)
    .output(QualityView)
    .query(({ ctx, input }) => readQuality(ctx, input)),
  jobs: policyProcedure
    .meta({ roles: ["policy_admin"] })
    .input(QualityInput)
    .output(JobList)
    .query(({ ctx, input }) => listJobs(ctx, input)),
  requestJob: policyProcedure
    .meta({ roles: ["policy_admin"] })
    .input(RequestJobInput)
    .output(RequestedJobRef)
    .mutation(({ ctx, input }) => requestForecastJob(ctx, input)),
  cancelJob: policyProcedure
    .meta({ roles: ["policy_admin"] })
    .input(JobInput)
    .output(z.void())
    .mutation(({ ctx, input }) => cancelForecastJob(ctx, input.jobId)),
});
