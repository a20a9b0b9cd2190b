// A run's network plan as bytes: what the network page shows and what a what-if starts from.

import type { PlannedNetwork, PoolPart } from "@/lib/optimizer/stages/index.ts";
import type { TransportPlan, TransportProblem } from "@/lib/optimizer/transport/index.ts";
import type { JsonValue } from "@/server/core/hash.ts";
import type { NetworkAxes } from "./network-capacities.ts";
import { type PackedArray, pack, unpack } from "./pack.ts";

/** What is kept of a plan: everything but its single flows. */
export type StoredPlan = Pick<
  TransportPlan,
  "costMicros" | "boundMicros" | "gapShare" | "flowResidual" | "parts" | "use" | "start"
>;

export interface StoredNetwork {
  readonly axes: NetworkAxes;
  readonly problem: TransportProblem;
  readonly plan: StoredPlan;
  readonly parts: readonly PoolPart[];
}

const isArray = (value: unknown): value is PackedArray =>
  value instanceof Float64Array || value instanceof Int32Array;

/** Numbers that JSON has no word for. */
const ENDLESS = "Infinity";

/** Replaces arrays by their names, so that the rest is JSON; lists of numbers may hold Infinity. */
function stripped(value: unknown, name: string, arrays: Record<string, PackedArray>): JsonValue {
  if (isArray(value)) {
    arrays[name] = value;
    return { array: name };
  }
  if (value === Number.POSITIVE_INFINITY) return { number: ENDLESS };
  if (Array.isArray(value)) return value.map((one, i) => stripped(one, `${name}.${i}`, arrays));
  if (typeof value !== "object" || value === null) return value as JsonValue;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, stripped(one, `${name}.${key}`, arrays)]),
  );
}

function restored(value: JsonValue, arrays: Readonly<Record<string, PackedArray>>): unknown {
  if (Array.isArray(value)) return value.map((one) => restored(one as JsonValue, arrays));
  if (typeof value !== "object" || value === null) return value;
  const { array, number, ...rest } = value as Readonly<Record<string, JsonValue>>;
  if (number === ENDLESS) return Number.POSITIVE_INFINITY;
  if (typeof array === "string") return arrays[array];
  return Object.fromEntries(Object.entries(rest).map(([key, one]) => [key, restored(one, arrays)]));
}

export function packNetwork(
  axes: NetworkAxes,
  { problem, plan, parts }: PlannedNetwork,
): Uint8Array {
  const { costMicros, boundMicros, gapShare, flowResidual, use, start } = plan;
  const stored: StoredNetwork = {
    axes,
    problem,
    plan: { costMicros, boundMicros, gapShare, flowResidual, parts: plan.parts, use, start },
    parts,
  };
  const arrays: Record<string, PackedArray> = {};
  const data = stripped(stored, "", arrays);
  return pack({ data, arrays });
}

/** Inverse of `packNetwork`. */
export function unpackNetwork(body: Uint8Array): StoredNetwork {
  const { data, arrays } = unpack(body);
  return restored(data, arrays) as StoredNetwork;
}
