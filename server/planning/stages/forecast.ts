// Stage 2: demand of a shard's products, and what limits and quantities will be decided from.
import type { DemandAdjustments } from "@/lib/optimizer/forecasting/index.ts";
import type { PlanCalendar, PlanFacts } from "@/lib/optimizer/stages/index.ts";
import { loadPolicies } from "../policies.ts";
import { loadModelTask, readRunModel } from "../run-model.ts";
import { readArtifacts, type StageContext, type StageOutcome } from "../stage.ts";
import { packageOf, structOf } from "../struct.ts";

export async function forecastStage(ctx: StageContext): Promise<StageOutcome> {
  const [facts] = await readArtifacts(ctx, "facts", ctx.shard);
  const [calendar] = await readArtifacts(ctx, "calendar", ctx.shard);
  const [adjustments] = await readArtifacts(ctx, "adjustments", ctx.shard);
  if (!facts || !calendar || !adjustments) return { status: "skipped", message: "no accounts" };
  const { capacity, replenishment } = await loadPolicies(ctx, ctx.run);
  const found = await ctx.compute.run("forecast", {
    facts: structOf<PlanFacts>(facts),
    calendar: structOf<PlanCalendar>(calendar),
    adjustments: structOf<DemandAdjustments>(adjustments),
    model: await loadModelTask(ctx, await readRunModel(ctx)),
    coverWeeks: capacity.coverWeeks,
    replenishmentPolicy: replenishment,
  });
  const measured = found.forecast.backtest.filter(({ windowCount }) => windowCount > 0);
  return {
    status: "done",
    message: `${found.forecast.skuCount} products`,
    artifacts: [
      { name: "forecast", value: packageOf(found.forecast) },
      { name: "capacityFacts", value: packageOf(found.capacity) },
      { name: "replenishmentFacts", value: packageOf(found.replenishment) },
      { name: "placementFacts", value: packageOf(found.placement) },
      { name: "networkFlows", value: packageOf(found.network) },
    ],
    result: {
      backtest: measured.map(({ windowCount, wape, biasShare }) => ({
        windowCount,
        wape,
        biasShare,
      })),
    },
  };
}
