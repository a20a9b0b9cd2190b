import { evaluateOne } from "../decision/index.ts";
import { placementDefinition, ZONE_SLOTS, zoneLeaf } from "./definition.ts";

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
  demand: slots((z) => zoneLeaf("demand", z)),
  lane: slots((z) => zoneLeaf("lane", z)),
  speed: slots((z) => zoneLeaf("speed", z)),
  elsewhere: slots((z) => zoneLeaf("elsewhere", z)),
  gain: slots((z) => `gain_z${z + 1}`),
  served: slots((z) => `served_z${z + 1}`),
  isInSplit: at("isInSplit"),
  building: at("buildingMicros"),
  room: at("roomMicros"),
  placed: at("placedUnits"),
};

function slots(id: (z: number) => string): readonly number[] {
  return Array.from({ length: ZONE_SLOTS }, (_, z) => at(id(z)));
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
  for (let z = 0; z < ZONE_SLOTS; z++) {
    if (here[INDEX.demand[z]!] !== there[INDEX.demand[z]!]) {
      throw new RangeError(`contrastPlacement: demand of zone ${z + 1} differs: not one SKU`);
    }
    const served = here[INDEX.served[z]!]!;
    if (served === 0) continue;
    milliUnits += served;
    // Below any gain: the other FC takes the zone.
    forced[INDEX.elsewhere[z]!] = there[INDEX.gain[z]!]! - there[INDEX.room]!;
    const lane = there[INDEX.lane[z]!]! - here[INDEX.lane[z]!]!;
    const building = there[INDEX.building]! - here[INDEX.building]!;
    const gain = here[INDEX.gain[z]!]! - there[INDEX.gain[z]!]!;
    sum.lane += BigInt(lane) * BigInt(served);
    sum.building += BigInt(building) * BigInt(served);
    // What the gains differ by beyond lane and building is the faster promise.
    sum.speed += BigInt(gain - lane - building) * BigInt(served);
    sum.room += BigInt(there[INDEX.room]! - here[INDEX.room]!) * BigInt(served);
  }
  return worded(sum, milliUnits, there, valuesOf(forced));
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
