// Planning runs: asked for, watched, cancelled.
import { z } from "zod";
import { cancelRun } from "@/server/services/planning/cancel-run.ts";
import { getPlanRun, listPlanRuns, watchPlanRun } from "@/server/services/planning/read-runs.ts";
import { requestRun } from "@/server/services/planning/request-run.ts";
import {
  RunDetail,
  RunInput,
  RunList,
  type RunProgress,
  StartedRun,
  StartRunInput,
} from "@/server/services/planning/schemas.ts";
import { getOverrideRates } from "@/server/services/replenishment/override-rates.ts";
import { OverrideRates } from "@/server/services/replenishment/override-schemas.ts";
import { listAudits } from "@/server/services/traces/list-audits.ts";
import { AuditList } from "@/server/services/traces/schemas.ts";
import { policyProcedure, router } from "../trpc.ts";

export const runsRouter = router({
  list: policyProcedure
    .meta({ roles: ["policy_admin"] })
    .input(z.void())
    .output(RunList)
    .query(({ ctx }) => listPlanRuns(ctx)),
  get: policyProcedure
    .meta({ roles: ["policy_admin"] })
    .input(RunInput)
    .output(RunDetail)
    .query(({ ctx, input }) => getPlanRun(ctx, input.runId)),
  audits: policyProcedure
    .meta({ roles: ["policy_admin"] })
    .input(z.void())
    .output(AuditList)
    .query(({ ctx }) => listAudits(ctx)),
  overrides: policyProcedure
    .meta({ roles: ["policy_admin"] })
    .input(RunInput)
    .output(OverrideRates)
    .query(({ ctx, input }) => getOverrideRates(ctx, input.runId)),
  start: policyProcedure
    .meta({ roles: ["policy_admin"] })
    .input(StartRunInput)
    .output(StartedRun)
    .mutation(({ ctx, input }) => requestRun(ctx, input)),
  cancel: policyProcedure
    .meta({ roles: ["policy_admin"] })
    .input(RunInput)
    .output(z.void())
    .mutation(({ ctx, input }) => cancelRun(ctx, input.runId)),
  progress: policyProcedure
    .meta({ roles: ["policy_admin"] })
    .input(RunInput)
    .output(z.custom<AsyncIterable<z.infer<typeof RunProgress>>>())
    .subscription(({ ctx, input, signal }) => watchPlanRun(ctx, input.runId, signal)),
});
