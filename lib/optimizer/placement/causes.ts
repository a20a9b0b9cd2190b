import type { Definition, Group } from "../decision/index.ts";
import { placementDefinition } from "./definition.ts";

/** Groups whose leaves are numbered by demand zone. */
const BY_ZONE: ReadonlySet<string> = new Set(["demand", "lanes", "speed", "elsewhere"]);

/** How a run counts demand by zone. */
export interface PlacementWay {
  /** As PlacementPlan.zoneOfRegion; null = not known. [regionCount] */
  readonly zoneOfRegion: readonly number[] | null;
  /** Demand scenarios drawn per product. */
  readonly scenarioCount: number;
}

/**
 * The placement definition as a change between two runs is explained with. Leaves of zone 3 of one run and zone 3 of the
 * other belong together only where both runs joined the regions alike; else what is counted by zone changes as one
 * cause, `regions`. Where another number of scenarios was drawn, steps of demand come, go or shift by the operator's
 * rules: then it is the cause `uncertainty`, in which demand that changed as well cannot be told apart.
 */
export function placementByCause(from: PlacementWay, to: PlacementWay): Definition {
  const isDrawnAlike = from.scenarioCount === to.scenarioCount;
  if (isDrawnAlike && isJoinedAlike(from.zoneOfRegion, to.zoneOfRegion)) return placementDefinition;
  const { groups } = placementDefinition;
  const counted: Group = {
    ...(isDrawnAlike
      ? { id: "regions", owner: "network" }
      : { id: "uncertainty", owner: "policy" }),
    leaves: groups.filter(({ id }) => BY_ZONE.has(id)).flatMap(({ leaves }) => leaves),
  };
  return {
    ...placementDefinition,
    groups: [counted, ...groups.filter(({ id }) => !BY_ZONE.has(id))],
  };
}

const isJoinedAlike = (from: PlacementWay["zoneOfRegion"], to: PlacementWay["zoneOfRegion"]) =>
  from !== null && to !== null && from.length === to.length && from.every((z, r) => z === to[r]);
