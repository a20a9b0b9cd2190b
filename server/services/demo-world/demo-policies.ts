// The rules of the demo world: those it began with, and the change that the world's calendar announces.
import { type CapacityPolicy, defaultCapacityPolicy } from "@/lib/optimizer/capacity/index.ts";
import { publishedRateCards } from "@/lib/optimizer/fees/index.ts";
import { defaultMarketPolicy } from "@/lib/optimizer/market/index.ts";
import { defaultReplenishmentPolicy } from "@/lib/optimizer/replenishment/index.ts";
import type { World } from "@/lib/optimizer/simulation/index.ts";
import { type JsonValue, jsonSha256Hex } from "@/server/core/hash.ts";
import type { Tx } from "@/server/repositories/database.ts";
import { insertPolicyVersions } from "@/server/repositories/demo-world.ts";
import type { WorkerScope } from "@/server/repositories/scope.ts";
import { dateText, recordedAt } from "./instants.ts";

/**
 * Limits count what is still on its way, pools hold only what has arrived. Until a run knows how limits are used it takes
 * what fits this world: a third of the space in use is on its way and half of the limits is used, so 2.4 pools. Estimates hold
 * nothing back for surprises yet: the world's planted changes are told against limits that follow them at once.
 */
const firstPolicy: CapacityPolicy = {
  ...defaultCapacityPolicy,
  overbookingShareMillionths: 2_400_000,
  keepShareMillionths: [950_000, 900_000, 800_000],
  promisedPoolShareMillionths: [1_000_000, 1_000_000, 1_000_000],
};

const { sellThrough, excess, stranded, inStock } = firstPolicy.efficiency;

/** Five months of expected sales instead of six, and excess stock weighs more. */
const changedPolicy: CapacityPolicy = {
  ...firstPolicy,
  coverWeeks: 22,
  efficiency: {
    sellThrough: { ...sellThrough, weightMillionths: 250_000 },
    excess: { ...excess, weightMillionths: 450_000 },
    stranded,
    inStock: { ...inStock, weightMillionths: 200_000 },
  },
};

export interface PolicyPeople {
  readonly authorId: number | null;
  readonly approverId: number | null;
}

/** Adds the versions that are missing: all policies from the first day, and the capacity policy's change if the world has it. */
export async function addDemoPolicies(
  tx: Tx,
  scope: WorkerScope,
  world: World,
  people: PolicyPeople,
): Promise<void> {
  const { firstDay } = world.span;
  // The first versions came with the installation; nobody in it wrote them.
  const first = {
    version: 1,
    effectiveOn: dateText(firstDay),
    publishedAt: recordedAt(firstDay),
    reason: "The rules this installation began with.",
  };
  const change = world.networkEvents.find(({ kind }) => kind === "policy_change");
  await insertPolicyVersions(tx, scope, [
    { policy: "capacity", ...bodyOf(firstPolicy), ...first },
    { policy: "replenishment", ...bodyOf(defaultReplenishmentPolicy), ...first },
    { policy: "market", ...bodyOf(defaultMarketPolicy), ...first },
    ...publishedRateCards.map(({ effectiveOn, card }, index) => ({
      ...first,
      policy: "fees" as const,
      version: index + 1,
      effectiveOn,
      ...bodyOf(card),
    })),
    ...(change
      ? [
          {
            policy: "capacity" as const,
            version: 2,
            ...bodyOf(changedPolicy),
            effectiveOn: dateText(change.startDay),
            publishedAt: recordedAt(change.recordedDay),
            reason:
              "Room for the peak season: limits hold five months of expected sales instead of six, and stock beyond 90 days of demand weighs more.",
            ...people,
          },
        ]
      : []),
  ]);
}

const bodyOf = (body: object) => ({
  body,
  bodySha256: jsonSha256Hex(body as Readonly<Record<string, JsonValue>>),
});
