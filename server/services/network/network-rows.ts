// A stored plan of the network as rows with names and days: what view and what-if share.
import { dayToDate } from "@/lib/calendar/index.ts";
import { storageTypes } from "@/lib/optimizer/core/storage-type.ts";
import type { CapacityFunction, Bottleneck as Found } from "@/lib/optimizer/transport/index.ts";
import { MM3_PER_CUBIC_FOOT } from "@/lib/units/index.ts";
import type { NetworkAxes } from "@/server/planning/network-capacities.ts";
import type { PlaceRow } from "@/server/repositories/network.ts";
import type { Bottleneck } from "./schemas.ts";

export interface Places {
  readonly fcs: ReadonlyMap<number, PlaceRow>;
  readonly regions: ReadonlyMap<number, PlaceRow>;
}

export const placesOf = (fcs: readonly PlaceRow[], regions: readonly PlaceRow[]): Places => ({
  fcs: new Map(fcs.map((row) => [row.id, row])),
  regions: new Map(regions.map((row) => [row.id, row])),
});

/** First and last day of a period. */
export function daysOf(axes: NetworkAxes, periodDays: Int32Array, period: number) {
  let day = axes.firstDay;
  for (let t = 0; t < period; t++) day += periodDays[t] ?? 0;
  return { fromOn: dayToDate(day), toOn: dayToDate(day + (periodDays[period] ?? 1) - 1) };
}

/** Price per cubic foot, or per unit of receiving and picking. */
export const shownPrice = (name: CapacityFunction, micros: number): number =>
  name === "receiving" || name === "picking" ? micros : micros * MM3_PER_CUBIC_FOOT;

export const fcCodeAt = (axes: NetworkAxes, places: Places, index: number): string =>
  places.fcs.get(axes.fcIds[index] ?? 0)?.code ?? "?";

export function bottleneckRow(
  axes: NetworkAxes,
  periodDays: Int32Array,
  places: Places,
  found: Found,
): Bottleneck {
  const region = places.regions.get(axes.regionIds[found.region] ?? 0);
  return {
    function: found.function,
    fcCode: fcCodeAt(axes, places, found.fc),
    regionName: found.function === "lane" ? (region?.name ?? "?") : null,
    storageType: storageTypes[found.storageType] ?? null,
    ...daysOf(axes, periodDays, found.period),
    capacity: found.capacity,
    load: found.load,
    priceMicros: shownPrice(found.function, found.priceMicros),
  };
}
