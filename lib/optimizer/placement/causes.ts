import { mulDivFloor } from "../core/integer.ts";
import type { Definition, Group } from "../decision/index.ts";
import type { Causes, JointLeaves } from "../explanation/index.ts";
import { ZONE_SLOTS, zoneLeaf } from "./definition.ts";
import { STEP_COUNT } from "./step-count.ts";

/** Groups whose leaves are numbered by demand zone. */
const BY_ZONE: ReadonlySet<string> = new Set(["demand", "lanes", "speed", "elsewhere"]);
/** Leaves that are 0 where no scenarios are drawn, beside the demand of further steps. */
const OF_SCENARIOS = /^(elsewhere_z\d+_s\d+|meanLaneMicros|meanSpeed)$/;

/** How a run counts demand by zone. */
export interface PlacementWay {
  /** As PlacementPlan.zoneOfRegion; null = not known. [regionCount] */
  readonly zoneOfRegion: readonly number[] | null;
  /** Demand scenarios drawn per product; 0 = none, as before rules could draw any. */
  readonly scenarioCount: number;
}

/** Whether a version cuts demand into steps, so that a run by it can draw scenarios. */
export const drawsScenarios = ({ indexOf }: Definition): boolean =>
  indexOf.has(zoneLeaf("demand", 0, 1));

const slots = Array.from({ length: ZONE_SLOTS }, (_, z) => z);

/** Zones of two runs put together: for each of the second's the first's with the same regions, else one that is left over. */
interface ZonePairs {
  /** [ZONE_SLOTS] */
  readonly fromSlot: readonly number[];
  /** Zones of the second run that join other regions than their partner does. */
  readonly apart: ReadonlySet<number>;
}

function zonePairs(from: PlacementWay, to: PlacementWay): ZonePairs {
  const [there, here] = [from.zoneOfRegion, to.zoneOfRegion];
  if (there === null || here === null || there.length !== here.length)
    return { fromSlot: slots, apart: new Set(slots) };
  const regionsOf = (zoneOfRegion: readonly number[]) =>
    slots.map((z) => zoneOfRegion.flatMap((zone, r) => (zone === z ? [r] : [])).join());
  const theirs: (string | null)[] = regionsOf(there);
  const partners = regionsOf(here).map((regions) => {
    const slot = theirs.indexOf(regions);
    if (slot >= 0) theirs[slot] = null;
    return slot;
  });
  const left = theirs.flatMap((regions, slot) => (regions === null ? [] : [slot]));
  return {
    fromSlot: partners.map((slot) => (slot < 0 ? left.shift()! : slot)),
    apart: new Set(slots.filter((z) => partners[z]! < 0)),
  };
}

const zoneOfLeaf = (id: string): number => Number(/_z(\d+)/.exec(id)?.[1] ?? 0) - 1;

/**
 * Leaves of a decision of the first run with its zones numbered as the second's, so that zones of the same regions stand together. The
 * units are the same: no zone is better for its number.
 */
export function renumberedZones(
  { nodes, leafCount, indexOf }: Definition,
  leaves: Float64Array,
  from: PlacementWay,
  to: PlacementWay,
): Float64Array {
  const { fromSlot } = zonePairs(from, to);
  return leaves.map((value, leaf) => {
    const { id } = nodes[leaf]!;
    const zone = zoneOfLeaf(id);
    if (leaf >= leafCount || zone < 0) return value;
    return leaves[indexOf.get(id.replace(/_z\d+/, `_z${fromSlot[zone]! + 1}`))!]!;
  });
}

/**
 * A version of the placement definition as a change between two runs is explained with, the first one's zones renumbered. Zones that the
 * runs joined of other regions change as one cause, `regions`, but for how much is expected of them together: that is demand. Where
 * another number of scenarios was drawn, how a zone's expected demand is cut into steps is a cause of the operator's rules, `scenarios`;
 * zones of other regions are then the cause `uncertainty`. Where no zones belong together, that or `regions` is all that is counted by zone.
 */
export function placementByCause(
  definition: Definition,
  from: PlacementWay,
  to: PlacementWay,
): Causes {
  const { apart } = zonePairs(from, to);
  const isDrawnAlike = from.scenarioCount === to.scenarioCount;
  const counted: Pick<Group, "id" | "owner"> = isDrawnAlike
    ? { id: "regions", owner: "network" }
    : { id: "uncertainty", owner: "policy" };
  if (apart.size === ZONE_SLOTS) return { definition: withoutZones(definition, counted) };
  const isCut = !isDrawnAlike && drawsScenarios(definition);
  const isFromNone = from.scenarioCount === 0 || to.scenarioCount === 0;
  const idOf = (leaf: number): string | null => {
    const { id } = definition.nodes[leaf]!;
    if (apart.has(zoneOfLeaf(id))) return counted.id;
    return isCut && isFromNone && OF_SCENARIOS.test(id) ? "scenarios" : null;
  };
  const more: readonly Pick<Group, "id" | "owner">[] = [
    ...(apart.size > 0 ? [counted] : []),
    ...(isCut ? [{ id: "scenarios", owner: "policy" } as const] : []),
  ];
  if (more.length === 0) return { definition };
  const together = slots.filter((z) => !apart.has(z));
  return {
    definition: {
      ...definition,
      groups: [
        ...definition.groups.map((group) => ({
          ...group,
          leaves: group.leaves.filter((leaf) => idOf(leaf) === null),
        })),
        ...more.map((group) => ({
          ...group,
          leaves: definition.groups.flatMap(({ leaves }) =>
            leaves.filter((leaf) => idOf(leaf) === group.id),
          ),
        })),
      ],
    },
    joints: [
      ...(apart.size > 0
        ? [{ groups: ["demand", counted.id], derive: scaledSteps(definition, [...apart]) } as const]
        : []),
      ...(isCut
        ? [{ groups: ["demand", "scenarios"], derive: recutSteps(definition, together) } as const]
        : []),
    ],
  };
}

function withoutZones(definition: Definition, counted: Pick<Group, "id" | "owner">): Definition {
  const { groups } = definition;
  const leaves = groups.filter(({ id }) => BY_ZONE.has(id)).flatMap((group) => group.leaves);
  return {
    ...definition,
    groups: [{ ...counted, leaves }, ...groups.filter(({ id }) => !BY_ZONE.has(id))],
  };
}

/** Leaves of each zone's demand, as many as the version has steps. */
const demandLeaves = (definition: Definition, zones: readonly number[]): readonly number[][] =>
  zones.map((z) =>
    Array.from({ length: drawsScenarios(definition) ? STEP_COUNT : 1 }, (_, k) => k).map(
      (k) => definition.indexOf.get(zoneLeaf("demand", z, k))!,
    ),
  );

/** What is expected of steps, times STEP_COUNT: step k sells in the share 1 - k / STEP_COUNT of all scenarios. */
const sharesOf = (widths: readonly number[]): number =>
  widths.reduce((sum, width, k) => sum + (STEP_COUNT - k) * width, 0);

/** Zones' steps of one decision, with as much expected of them together as in the other. */
function scaledSteps(definition: Definition, zones: readonly number[]): JointLeaves["derive"] {
  const demand = demandLeaves(definition, zones);
  const totalOf = (leaves: Float64Array): number =>
    demand.reduce((sum, zone) => sum + sharesOf(zone.map((leaf) => leaves[leaf]!)), 0);
  return (first, second) => {
    const [wanted, there] = [totalOf(first), totalOf(second)];
    const scaled = (width: number) => (there > 0 ? mulDivFloor(width, wanted, there) : 0);
    return new Map(demand.flat().map((leaf) => [leaf, scaled(second[leaf]!)]));
  };
}

/**
 * Steps of one decision's expected demand as the other's run would cut them, zone by zone: what is drawn unit by unit spreads with the
 * square root of what is expected (`splitScenarios`). All of it is sure where the other run expects nothing of the zone.
 */
function recutSteps(definition: Definition, zones: readonly number[]): JointLeaves["derive"] {
  const demand = demandLeaves(definition, zones);
  return (first, second) => {
    const derived = new Map<number, number>();
    for (const zone of demand) {
      const wanted = sharesOf(zone.map((leaf) => first[leaf]!));
      const cut = cutAs(
        zone.map((leaf) => second[leaf]!),
        wanted,
      );
      for (const [k, width] of cut.entries()) derived.set(zone[k]!, width);
    }
    return derived;
  };
}

/** Steps of which `wanted` is expected, times STEP_COUNT, spread as `widths` are. */
function cutAs(widths: readonly number[], wanted: number): number[] {
  const there = sharesOf(widths);
  const spread = there > 0 ? sharesOf([0, ...widths.slice(1)]) : 0;
  // No more can be unsure than is expected.
  const share = spread > 0 ? Math.min(Math.sqrt(wanted / there), wanted / spread) : 0;
  const cut = widths.map((width, k) => (k === 0 ? 0 : Math.floor(width * share)));
  cut[0] = Math.floor((wanted - sharesOf(cut)) / STEP_COUNT);
  return cut;
}
