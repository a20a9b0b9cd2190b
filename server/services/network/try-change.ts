// What a change of the network's capacity would do: the run's own plan, made again with the change.
import type { z } from "zod";
import {
  type CostParts,
  type NetworkChange,
  TRANSPORT_OPTIONS,
  type WhatIf,
} from "@/lib/optimizer/transport/index.ts";
import { DomainError } from "@/server/core/errors.ts";
import { computeOnce } from "@/server/planning/compute-once.ts";
import { type StoredNetwork, unpackNetwork } from "@/server/planning/network-body.ts";
import { findMarketplace, listFcPlaces, listRegionPlaces } from "@/server/repositories/network.ts";
import { findNetworkRun } from "@/server/repositories/run-network.ts";
import { inScope } from "@/server/repositories/scope.ts";
import type { StaffContext } from "@/server/services/context.ts";
import { bottleneckRow, type Places, placesOf } from "./network-rows.ts";
import type { NetworkChangeInput, WhatIfInput, WhatIfView } from "./schemas.ts";

const LISTED = 12;
/** Enough to see what a change does; the plan itself is nearer. */
const OPTIONS = { ...TRANSPORT_OPTIONS, gapWanted: 1e-4 };

/** Plans again in a thread of its own. Refuses with not_found where the run planned no network, invalid where the change names nothing in it. */
export async function tryChange(
  ctx: StaffContext,
  input: z.infer<typeof WhatIfInput>,
): Promise<WhatIfView> {
  const { stored, places, currency } = await inScope(ctx.db, ctx.scope, async (tx) => {
    const run = await findNetworkRun(tx, input.runId);
    if (!run) throw new DomainError("not_found", { runId: input.runId });
    const marketplace = await findMarketplace(tx, run.marketplaceId);
    return {
      stored: unpackNetwork(run.body),
      currency: marketplace?.currency ?? "USD",
      places: placesOf(
        await listFcPlaces(tx, run.marketplaceId),
        await listRegionPlaces(tx, run.marketplaceId),
      ),
    };
  });
  const change = changeOf(stored, input.change);
  const { problem, plan } = stored;
  const task = { problem, plan, changes: [change], options: OPTIONS };
  const found = await computeOnce("networkChange", task);
  return { currency, ...viewOf(stored, places, found) };
}

/** The change over the whole horizon, by index. */
function changeOf({ axes, problem }: StoredNetwork, change: NetworkChangeInput): NetworkChange {
  const fc = axes.fcIds.indexOf(change.fcId);
  if (fc < 0) throw new DomainError("invalid", { field: "fcId", rule: "network_fc" });
  const span = { fc, fromPeriod: 0, toPeriod: problem.periodDays.length - 1 };
  if (change.kind === "close") return { kind: "close", ...span };
  const scale = {
    kind: "scale",
    function: change.function,
    ...span,
    factor: 1 + change.percent / 100,
  } as const;
  if (change.regionId === undefined) return scale;
  const region = axes.regionIds.indexOf(change.regionId);
  if (region < 0 || change.function !== "lane")
    throw new DomainError("invalid", { field: "regionId", rule: "network_lane" });
  return { ...scale, region };
}

const MONEY = {
  lanes: "lanesMicros",
  late: "lateMicros",
  unmet: "unmetMicros",
  overtime: "overtimeMicros",
  waiting: "waitingMicros",
} as const satisfies Record<string, keyof CostParts>;

function viewOf(
  { axes, problem, plan: before }: StoredNetwork,
  places: Places,
  { plan: after, binding, released }: WhatIf,
): Omit<WhatIfView, "currency"> {
  const row = (one: Parameters<typeof bottleneckRow>[3]) =>
    bottleneckRow(axes, problem.periodDays, places, one);
  const money = Object.entries(MONEY).map(([id, name]) => ({
    id: id as keyof typeof MONEY,
    unit: "money" as const,
    before: before.parts[name],
    after: after.parts[name],
  }));
  const units = (["unmetUnits", "lateUnits"] as const).map((id) => ({
    id,
    unit: "units" as const,
    before: before.parts[id],
    after: after.parts[id],
  }));
  const cost = { before: before.costMicros, after: after.costMicros };
  return {
    lines: [{ id: "cost", unit: "money", ...cost }, ...money, ...units],
    binding: binding.slice(0, LISTED).map(row),
    bindingCount: binding.length,
    released: released.slice(0, LISTED).map(row),
    releasedCount: released.length,
  };
}
