import type { Definition, Group } from "../decision/index.ts";
import { placementDefinition } from "./definition.ts";

/** Groups whose leaves are numbered by demand zone. */
const BY_ZONE: ReadonlySet<string> = new Set(["demand", "lanes", "speed", "elsewhere"]);

/**
 * The placement definition as a change between two runs is explained with. Leaves of zone 3 of one run and zone 3 of the
 * other belong together only where both runs joined the regions alike; else what is counted by zone changes as one
 * cause, `regions`. Zones as PlacementPlan.zoneOfRegion, null = not known. [regionCount]
 */
export function placementByCause(
  from: readonly number[] | null,
  to: readonly number[] | null,
): Definition {
  const isAlike =
    from !== null && to !== null && from.length === to.length && from.every((z, r) => z === to[r]);
  if (isAlike) return placementDefinition;
  const { groups } = placementDefinition;
  const regions: Group = {
    id: "regions",
    owner: "network",
    leaves: groups.filter(({ id }) => BY_ZONE.has(id)).flatMap(({ leaves }) => leaves),
  };
  return {
    ...placementDefinition,
    groups: [regions, ...groups.filter(({ id }) => !BY_ZONE.has(id))],
  };
}
