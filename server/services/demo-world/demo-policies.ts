// The rules of the demo world: those it began with, and the change that the world's calendar announces.
import { type CapacityPolicy, defaultCapacityPolicy } from "@/lib/optimizer/capacity/index.ts";
import { defaultReplenishmentPolicy } from "@/lib/optimizer/replenishment/index.ts";
import type { World } from "@/lib/optimizer/simulation/index.ts";
import { type JsonValue, jsonSha256Hex } from "@/server/core/hash.ts";
import type { Tx } from "@/server/repositories/database.ts";
import { insertPolicyVersions } from "@/server/repositories/demo-world.ts";
import type { WorkerScope } from "@/server/repositories/scope.ts";
import { dateText, recordedAt } from "./instants.ts";

/** Five months of expected sales instead of six. */
const CHANGED_COVER_WEEKS = 22;

const changedPolicy: CapacityPolicy = { ...defaultCapacityPolicy, coverWeeks: CHANGED_COVER_WEEKS };

export interface PolicyPeople {
  readonly authorId: number | null;
  readonly approverId: number | null;
}

/** Adds the versions that are missing: both policies from the first day, and the capacity policy's change if the world has it. */
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
    { policy: "capacity", ...bodyOf(defaultCapacityPolicy), ...first },
    { policy: "replenishment", ...bodyOf(defaultReplenishmentPolicy), ...first },
    ...(change
      ? [
          {
            policy: "capacity" as const,
            version: 2,
            ...bodyOf(changedPolicy),
            effectiveOn: dateText(change.startDay),
            publishedAt: recordedAt(change.recordedDay),
            reason:
              "Limits hold five months of expected sales instead of six: the network needs room for the peak season.",
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
