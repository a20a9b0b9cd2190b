// Stage 3: expected flows through the network, the prices of its limits, and how much of each pool can be used.
import { dayToDate } from "@/lib/calendar/index.ts";
import { storageTypes } from "@/lib/optimizer/core/storage-type.ts";
import type { NetworkFlows, PlannedNetwork } from "@/lib/optimizer/stages/index.ts";
import { insertNetwork, type NetworkPriceRow } from "@/server/repositories/run-network.ts";
import { inScope } from "@/server/repositories/scope.ts";
import { packNetwork } from "../network-body.ts";
import { loadNetwork, type NetworkAxes } from "../network-capacities.ts";
import { readArtifacts, type StageContext, type StageOutcome, WORKER } from "../stage.ts";
import { packageOf, structOf } from "../struct.ts";

export async function networkStage(ctx: StageContext): Promise<StageOutcome> {
  const { run } = ctx;
  const loaded = await inScope(ctx.db, WORKER, (tx) => loadNetwork(tx, run));
  if (loaded === null) {
    return {
      status: "skipped",
      message: `${run.marketplaceId} has no fulfilment centres, so no network to plan`,
    };
  }
  const { axes, capacities } = loaded;
  const shards = (await readArtifacts(ctx, "networkFlows")).map((p) => structOf<NetworkFlows>(p));
  const planned = await ctx.compute.run("network", { shards, capacities });
  const { plan, bottlenecks } = planned;
  const body = packNetwork(axes, planned);
  const prices = priceRows(planned, axes);
  return {
    status: "done",
    message: `${bottlenecks.length} limits bind; ${Math.round(plan.parts.unmetUnits)} units would find no way`,
    artifacts: [{ name: "network", value: packageOf(planned.feeds) }],
    result: {
      bindingCount: bottlenecks.length,
      costMicros: plan.costMicros,
      gapShare: plan.gapShare,
      flowResidual: plan.flowResidual,
      unmetUnits: plan.parts.unmetUnits,
      lateUnits: plan.parts.lateUnits,
      roundCount: plan.roundCount,
      columnCount: plan.columnCount,
    },
    write: (tx) => insertNetwork(tx, run.id, body, prices),
  };
}

function priceRows({ bottlenecks, problem }: PlannedNetwork, axes: NetworkAxes): NetworkPriceRow[] {
  const start: number[] = [];
  let day = axes.firstDay;
  for (const days of problem.periodDays) {
    start.push(day);
    day += days;
  }
  return bottlenecks.map((one, rank) => ({
    rank,
    function: one.function,
    fcId: axes.fcIds[one.fc] ?? 0,
    regionId: one.region < 0 ? null : (axes.regionIds[one.region] ?? null),
    storageType: storageTypes[one.storageType] ?? null,
    periodStartOn: dayToDate(start[one.period] ?? axes.firstDay),
    periodDays: problem.periodDays[one.period] ?? 0,
    capacity: one.capacity,
    load: one.load,
    priceMicros: one.priceMicros,
  }));
}
