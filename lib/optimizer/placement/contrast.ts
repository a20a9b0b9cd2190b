import { evaluateOne } from "../decision/index.ts";
import { placementDefinition, stepGainOf, ZONE_SLOTS, zoneLeaf } from "./definition.ts";
import { STEP_COUNT } from "./step-count.ts";

/** What makes one FC dearer than another for the units in question, in the order they are told. */
export const CONTRAST_PARTS = ["lane", "speed", "building", "room"] as const;
export type ContrastPart = (typeof CONTRAST_PARTS)[number];

/** How much a part speaks against the other FC, without its figure. */
export type ContrastBand = "noDearer" | "dearer" | "clearlyDearer";

/** "Why not the other FC": the units of one FC, forced to another. Money in micros; positive = the other FC costs more. */
export interface PlacementContrast {
  /** Units this FC would serve at these prices, in thousandths: those that are compared. */
  readonly milliUnits: number;
  /** Units the other FC's own rules give it, as decided and when it is made to take these. */
  readonly otherUnits: number;
  readonly forcedUnits: number;
  /** Difference for all units; the parts add up to it exactly. */
  readonly totalMicros: number;
  readonly part: Readonly<Record<ContrastPart, number>>;
  /** Rounded down, of one unit. null without units. */
  readonly perUnitMicros: number | null;
  /** The largest part that speaks against the other FC; null where none does. */
  readonly deciding: ContrastPart | null;
  /** The seller's chosen split leaves the other FC out. */
  readonly isOutsideSplit: boolean;
}

const at = (id: string): number => placementDefinition.nodes.findIndex((node) => node.id === id);
const INDEX = {
  demand: stepSlots("demand"),
  lane: slots((z) => zoneLeaf("lane", z)),
  elsewhere: stepSlots("elsewhere"),
  gain: slots((z) => `gain_z${z + 1}`),
  risk: slots((z) => `risk_z${z + 1}`),
  isInSplit: at("isInSplit"),
  meanLane: at("meanLaneMicros"),
  rest: at("restMicros"),
  building: at("buildingMicros"),
  room: at("roomMicros"),
  placed: at("placedUnits"),
};

function slots(id: (z: number) => string): readonly number[] {
  return Array.from({ length: ZONE_SLOTS }, (_, z) => at(id(z)));
}

/** Step `k` of zone `z` is entry STEP_COUNT * z + k. */
function stepSlots(name: "demand" | "elsewhere"): readonly number[] {
  return Array.from({ length: ZONE_SLOTS * STEP_COUNT }, (_, k) =>
    at(zoneLeaf(name, Math.floor(k / STEP_COUNT), k % STEP_COUNT)),
  );
}

/**
 * Compares two FCs of one SKU from their decisions' leaves alone: the zones that `chosen` serves are given to `other` by
 * force and its rules are run again. Throws RangeError when the decisions are not of the same SKU (demand differs).
 * Exact: amounts are thousandths of micros summed, then divided once, so that the parts add up.
 */
export function contrastPlacement(chosen: Float64Array, other: Float64Array): PlacementContrast {
  const here = valuesOf(chosen);
  const there = valuesOf(other);
  const forced = Float64Array.from(other);
  // What the seller chose stands apart from what the building would cost.
  forced[INDEX.isInSplit] = 1;
  const sum = { lane: 0n, speed: 0n, building: 0n, room: 0n };
  let milliUnits = 0;
  for (let k = 0; k < ZONE_SLOTS * STEP_COUNT; k++) {
    const served = servedOf(here, there, k);
    if (served === 0) continue;
    milliUnits += served;
    // Below any gain: the other FC takes the step.
    forced[INDEX.elsewhere[k]!] = gainOf(there, k) - there[INDEX.room]!;
    const lane = laneOf(there, k) - laneOf(here, k);
    const building = there[INDEX.building]! - here[INDEX.building]!;
    const gain = gainOf(here, k) - gainOf(there, k);
    sum.lane += BigInt(lane) * BigInt(served);
    sum.building += BigInt(building) * BigInt(served);
    // What the gains differ by beyond lane and building is the faster promise.
    sum.speed += BigInt(gain - lane - building) * BigInt(served);
    sum.room += BigInt(there[INDEX.room]! - here[INDEX.room]!) * BigInt(served);
  }
  return worded(sum, milliUnits, there, valuesOf(forced));
}

function servedOf(here: Float64Array, there: Float64Array, k: number): number {
  const demand = here[INDEX.demand[k]!]!;
  if (demand !== there[INDEX.demand[k]!]) {
    const zone = Math.floor(k / STEP_COUNT) + 1;
    throw new RangeError(`contrastPlacement: demand of zone ${zone} differs: not one SKU`);
  }
  const priced = gainOf(here, k) - here[INDEX.room]!;
  return here[INDEX.isInSplit] === 1 && priced >= here[INDEX.elsewhere[k]!]! ? demand : 0;
}

/** What a unit of the step gains, the prices of room not yet paid. */
const gainOf = (values: Float64Array, k: number): number =>
  stepGainOf(
    values[INDEX.gain[Math.floor(k / STEP_COUNT)]!]!,
    values[INDEX.risk[Math.floor(k / STEP_COUNT)]!]!,
    k % STEP_COUNT,
  );

/** Shipping of a unit of the step: where its zone may not buy it, half of the mean lane where it does not. */
function laneOf(values: Float64Array, k: number): number {
  const z = Math.floor(k / STEP_COUNT);
  const lane = values[INDEX.lane[z]!]!;
  if (values[INDEX.risk[z]!] === 0) return lane;
  const restLane = values[INDEX.rest]! > 0 ? values[INDEX.meanLane]! / 2 : 0;
  return lane + Math.floor(((k % STEP_COUNT) * (restLane - lane)) / STEP_COUNT);
}

function valuesOf(leaves: Float64Array): Float64Array {
  const values = new Float64Array(placementDefinition.nodes.length);
  evaluateOne(placementDefinition, leaves, values);
  return values;
}

function worded(
  sum: Readonly<Record<ContrastPart, bigint>>,
  milliUnits: number,
  there: Float64Array,
  forced: Float64Array,
): PlacementContrast {
  const total = CONTRAST_PARTS.reduce((all, id) => all + sum[id], 0n);
  const totalMicros = Number(total / 1000n);
  const part = { lane: 0, speed: 0, building: 0, room: Number(sum.room / 1000n) };
  for (const id of ["speed", "building"] as const) part[id] = Number(sum[id] / 1000n);
  // Division leaves less than three micros over; they go to the lane.
  part.lane = totalMicros - part.speed - part.building - part.room;
  let deciding: ContrastPart | null = null;
  for (const id of CONTRAST_PARTS) {
    if (part[id] > 0 && (deciding === null || part[id] > part[deciding])) deciding = id;
  }
  return {
    milliUnits,
    otherUnits: there[INDEX.placed]!,
    forcedUnits: forced[INDEX.placed]!,
    totalMicros,
    part,
    perUnitMicros: milliUnits === 0 ? null : Number(total / BigInt(milliUnits)),
    deciding,
    isOutsideSplit: there[INDEX.isInSplit] === 0,
  };
}

/**
 * A part as those may read it who must not learn what carriers and buildings are paid: no dearer, dearer, or clearly dearer
 * (at least half of all that speaks against the other FC).
 */
export function contrastBand({ part }: PlacementContrast, id: ContrastPart): ContrastBand {
  if (part[id] <= 0) return "noDearer";
  const against = CONTRAST_PARTS.reduce((sum, one) => sum + Math.max(0, part[one]), 0);
  return 2 * part[id] >= against ? "clearlyDearer" : "dearer";
}
