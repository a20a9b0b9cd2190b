import type { LpBackend } from "../solver/index.ts";
import { type Bottleneck, bottlenecks, capacityOf, whereOf } from "./bottlenecks.ts";
import type { CostParts } from "./flows.ts";
import { planTransport, type TransportPlan } from "./plan.ts";
import type { CapacityFunction, TransportOptions, TransportProblem } from "./problem.ts";

/** A change of capacity to be tried; periods inclusive. */
export type NetworkChange =
  | {
      /** The FC receives, picks and ships nothing; shipments on their way to it go elsewhere, its stock stays. */
      readonly kind: "close";
      readonly fc: number;
      readonly fromPeriod: number;
      readonly toPeriod: number;
    }
  | {
      readonly kind: "scale";
      readonly function: CapacityFunction;
      readonly fc: number;
      /** Only for storage; left out: all types. */
      readonly storageType?: number;
      /** Only for lanes; left out: all lanes of the FC. */
      readonly region?: number;
      readonly fromPeriod: number;
      readonly toPeriod: number;
      /** 1.2 = 20 % more. */
      readonly factor: number;
    };

export interface WhatIf {
  readonly plan: TransportPlan;
  /** After less before. */
  readonly costMicros: number;
  readonly parts: CostParts;
  /** Bind after and did not before, and the other way round, heaviest first. */
  readonly binding: readonly Bottleneck[];
  readonly released: readonly Bottleneck[];
}

/**
 * Plans again with the changes made, from the paths and limits of the plan before, and says what is different. Throws
 * RangeError on a change that names nothing in the network. Cost: README.md.
 */
export async function whatIf(
  backend: LpBackend,
  problem: TransportProblem,
  before: Pick<TransportPlan, "costMicros" | "parts" | "use" | "start">,
  changes: readonly NetworkChange[],
  options?: TransportOptions,
): Promise<WhatIf> {
  const changed = applyChanges(problem, changes);
  const plan = await planTransport(backend, changed, options, before.start);
  const was = bottlenecks(problem, before);
  const is = bottlenecks(changed, plan);
  const names = (list: readonly Bottleneck[]) => new Set(list.map(nameOf));
  const [wasNames, isNames] = [names(was), names(is)];
  const parts = Object.fromEntries(
    Object.entries(plan.parts).map(([name, value]) => [
      name,
      value - before.parts[name as keyof CostParts],
    ]),
  ) as unknown as CostParts;
  return {
    plan,
    costMicros: plan.costMicros - before.costMicros,
    parts,
    binding: is.filter((one) => !wasNames.has(nameOf(one))),
    released: was.filter((one) => !isNames.has(nameOf(one))),
  };
}

const nameOf = (one: Bottleneck): string =>
  [one.function, one.fc, one.region, one.storageType, one.period].join("/");

/** The problem with the changes made, in order; the input is not changed. Throws as `whatIf`. */
export function applyChanges(
  problem: TransportProblem,
  changes: readonly NetworkChange[],
): TransportProblem {
  let changed = problem;
  for (const change of changes) {
    checkChange(problem, change);
    changed = change.kind === "close" ? closed(changed, change) : scaled(changed, change);
  }
  return changed;
}

function checkChange(problem: TransportProblem, change: NetworkChange): void {
  const within = (name: string, value: number, count: number): void => {
    if (!(Number.isInteger(value) && value >= 0 && value < count))
      throw new RangeError(`what-if: ${name} must be a whole number below ${count}, got ${value}`);
  };
  const periods = problem.periodDays.length;
  within("fc", change.fc, problem.fcCount);
  within("fromPeriod", change.fromPeriod, periods);
  within("toPeriod", change.toPeriod, periods);
  if (change.kind === "close") return;
  if (change.region !== undefined) within("region", change.region, problem.regionCount);
  if (change.storageType !== undefined)
    within("storageType", change.storageType, problem.storageTypeCount);
  if (!(change.factor >= 0 && change.factor < Infinity))
    throw new RangeError(`what-if: factor must be a number >= 0, got ${change.factor}`);
}

type Scale = Extract<NetworkChange, { kind: "scale" }>;
type Close = Extract<NetworkChange, { kind: "close" }>;

const FIELD = {
  storage: "storageMm3",
  receiving: "receivingUnits",
  picking: "pickingUnits",
  shipping: "shippingMm3",
  lane: "laneMm3",
} as const;

function scaled(problem: TransportProblem, change: Scale): TransportProblem {
  const planned = capacityOf(problem, change.function);
  const isMeant = (cell: number): boolean => {
    const { fc, region, storageType, period } = whereOf(problem, change.function, cell);
    if (fc !== change.fc || period < change.fromPeriod || period > change.toPeriod) return false;
    if (change.function === "lane" && change.region !== undefined) return region === change.region;
    if (change.function === "storage" && change.storageType !== undefined)
      return storageType === change.storageType;
    return true;
  };
  const after = planned.map((value, cell) =>
    isMeant(cell) ? multiplied(value, change.factor) : value,
  );
  return {
    ...problem,
    capacity: { ...problem.capacity, [FIELD[change.function]]: after },
  };
}

const multiplied = (value: number, factor: number): number => (factor === 0 ? 0 : value * factor);

function closed(problem: TransportProblem, change: Close): TransportProblem {
  let after = problem;
  for (const name of ["receiving", "picking", "shipping", "lane"] as const)
    after = scaled(after, { ...change, kind: "scale", function: name, factor: 0 });
  return { ...after, ...diverted(after, change) };
}

/** Arrivals bound to the FC while it is closed become free to go anywhere. */
function diverted(problem: TransportProblem, { fc, fromPeriod, toPeriod }: Close) {
  const periods = problem.periodDays.length;
  const boundArrivalUnits = problem.boundArrivalUnits.slice();
  const freeArrivalUnits = problem.freeArrivalUnits.slice();
  for (let k = 0; k < problem.storageTypeCount; k++) {
    for (let t = fromPeriod; t <= toPeriod; t++) {
      const cell = (fc * problem.storageTypeCount + k) * periods + t;
      freeArrivalUnits[k * periods + t]! += boundArrivalUnits[cell]!;
      boundArrivalUnits[cell] = 0;
    }
  }
  return { boundArrivalUnits, freeArrivalUnits };
}
