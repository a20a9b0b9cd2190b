import { firstDayOfMonth, monthOfDay } from "../../calendar/index.ts";
import { type StorageType, storageTypeIndex, storageTypes } from "../core/storage-type.ts";
import type { Catalogue } from "./catalogue.ts";
import { FC_TABLE, type FcSpec } from "./data/fc-table.ts";
import { buildRegions } from "./geography.ts";
import { squeezeRecordedDay } from "./planted-events.ts";
import type {
  Fc,
  FcPoolVersion,
  FcRateVersion,
  InventoryEvents,
  Lane,
  NetworkEvent,
  PlantedEvent,
  Route,
  WorldSpan,
} from "./types.ts";

/** Stock the operator reckons with, as a part of the space it provides. */
const PLANNED_USE = 0.765;
/** Growth of the stock over the world's year and a half that the operator has built for. */
const BUILT_GROWTH: Record<StorageType, number> = { standard: 1.31, oversize: 1.34, apparel: 1.5 };
/** Daily rates over the mean flow: sale days and arrivals come in bursts. */
const OUTBOUND_RESERVE = 3.2;
const INBOUND_RESERVE = 7;
const SHIPPING_RESERVE = 2.6;
/** Before the yearly re-slotting of the buildings. */
const EARLY_SPACE = 0.9;

const partOf = (fc: FcSpec, storageType: StorageType): number =>
  storageType === "standard"
    ? fc.standardPart
    : storageType === "oversize"
      ? fc.oversizePart
      : fc.apparelPart;

/** Part of each FC in the network's pool of a storage type; a row sums to 1. [storageTypeCount, fcCount] */
function fcShares(): Float64Array {
  const shares = new Float64Array(storageTypes.length * FC_TABLE.length);
  storageTypes.forEach((storageType, k) => {
    const total = FC_TABLE.reduce((sum, fc) => sum + partOf(fc, storageType), 0);
    FC_TABLE.forEach((fc, j) => {
      shares[k * FC_TABLE.length + j] = partOf(fc, storageType) / total;
    });
  });
  return shares;
}

/** Chance weight of each FC to be sent goods of a storage type; 0 where it has no pool. [storageTypeCount, fcCount] */
export function inflowWeights(): Float64Array {
  const weights = new Float64Array(storageTypes.length * FC_TABLE.length);
  storageTypes.forEach((storageType, k) => {
    FC_TABLE.forEach((fc, j) => {
      weights[k * FC_TABLE.length + j] = partOf(fc, storageType) > 0 ? fc.inflowPart / 100 : 0;
    });
  });
  return weights;
}

export const buildFcs = (span: WorldSpan): Fc[] =>
  FC_TABLE.map(({ code, name, city, state, latitude, longitude, openedDaysBeforeEnd }) => ({
    code,
    name,
    city,
    state,
    latitude,
    longitude,
    openedDay: span.asOfDay - openedDaysBeforeEnd,
  }));

/** What the network was built for, per day: mean demand of established products. Planted events play no part in it. */
function plannedFlow(span: WorldSpan, catalogue: Catalogue): { units: number; mm3: number } {
  let units = 0;
  let mm3 = 0;
  catalogue.products.forEach((product, i) => {
    const trait = catalogue.traits[i]!;
    if (product.createdDay > span.asOfDay - 60 || trait.lastDay < span.asOfDay) return;
    const perDay = trait.lineMean / (1 - trait.moreUnitsShare);
    units += perDay;
    mm3 += perDay * product.unitVolumeMm3;
  });
  return { units, mm3 };
}

/**
 * Lorries of a lane by the place of its FC among those of the region, nearest first; the last holds for all further ones:
 * weekdays on which one leaves (bit 0 = Sunday), and its volume as a part of what the region takes a day.
 */
const LORRIES = [
  { weekdays: 0b1111111, part: 1.8 },
  { weekdays: 0b1111110, part: 1 },
  { weekdays: 0b0101010, part: 1.2 },
  { weekdays: 0b0001010, part: 1 },
] as const;
const LORRY_STEP_MM3 = 10_000_000;

/** Every route with its lorries, ordered as the routes. `nearestFc` is [regionCount, fcCount]. */
export function buildLanes(
  span: WorldSpan,
  catalogue: Catalogue,
  routes: readonly Route[],
  nearestFc: Uint8Array,
): Lane[] {
  const flow = plannedFlow(span, catalogue);
  const fcCount = FC_TABLE.length;
  const regions = buildRegions();
  return routes.map((route) => {
    const order = nearestFc.subarray(route.region * fcCount, (route.region + 1) * fcCount);
    const lorry = LORRIES[Math.min(order.indexOf(route.fc), LORRIES.length - 1)]!;
    const dailyMm3 = flow.mm3 * regions[route.region]!.populationShare;
    return {
      ...route,
      departureWeekdays: lorry.weekdays,
      departureMm3: roundUp(dailyMm3 * lorry.part, LORRY_STEP_MM3),
    };
  });
}

/** Volume of the opening balance per storage type: no planted event lies before it. [storageTypeCount] */
function openingMm3(span: WorldSpan, catalogue: Catalogue, events: InventoryEvents): Float64Array {
  const volume = new Float64Array(storageTypes.length);
  for (let k = 0; k < events.length && events.day[k]! < span.firstDay; k++) {
    const product = catalogue.products[events.product[k]!]!;
    volume[storageTypeIndex(product.storageType)]! += events.units[k]! * product.unitVolumeMm3;
  }
  return volume;
}

const roundUp = (value: number, step: number): number => Math.ceil(value / step) * step;
const STEP_MM3 = 1_000_000;

/** Reservations differ a little from FC to FC around the planted size. */
const reservedShare = (size: number, fc: number): number => size + 0.04 * (((fc * 5) % 7) / 3 - 1);

function poolVersions(
  span: WorldSpan,
  usableMm3: number,
  fc: number,
  storageType: StorageType,
  squeeze: PlantedEvent | undefined,
): FcPoolVersion[] {
  const opened = span.asOfDay - FC_TABLE[fc]!.openedDaysBeforeEnd;
  const reslotted = firstDayOfMonth(monthOfDay(span.asOfDay) - 9);
  const version = (
    validFromDay: number,
    recordedDay: number,
    share: number,
    note: string,
  ): FcPoolVersion => ({
    fc,
    storageType,
    validFromDay,
    recordedDay,
    usableMm3: roundUp(usableMm3 * share, STEP_MM3),
    note,
  });
  const rows = [
    version(opened, opened - 60, EARLY_SPACE, "opening"),
    version(reslotted, reslotted - 45, 1, "yearly re-slotting"),
  ];
  if (squeeze !== undefined && squeeze.storageType === storageType) {
    const known = squeezeRecordedDay(span);
    rows.push(
      version(
        squeeze.startDay,
        known,
        1 - reservedShare(squeeze.size, fc),
        "reserved for the operator's own peak",
      ),
    );
    rows.push(version(squeeze.endDay + 1, known, 1, "end of the reservation"));
  }
  return rows;
}

/** Storage pools of every FC over time, ordered by (fc, storage type, recordedDay, validFromDay). */
export function buildPools(
  span: WorldSpan,
  catalogue: Catalogue,
  events: InventoryEvents,
  planted: readonly PlantedEvent[],
): FcPoolVersion[] {
  const opening = openingMm3(span, catalogue, events);
  const shares = fcShares();
  const squeeze = planted.find((e) => e.kind === "capacitySqueeze");
  const rows: FcPoolVersion[] = [];
  for (let fc = 0; fc < FC_TABLE.length; fc++) {
    storageTypes.forEach((storageType, k) => {
      const share = shares[k * FC_TABLE.length + fc]!;
      if (share === 0) return;
      const usableMm3 = (opening[k]! * BUILT_GROWTH[storageType] * share) / PLANNED_USE;
      rows.push(...poolVersions(span, usableMm3, fc, storageType, squeeze));
    });
  }
  return rows;
}

/** Inbound and outbound rates of every FC over time; an outage is a version of its own. */
export function buildRates(
  span: WorldSpan,
  catalogue: Catalogue,
  planted: readonly PlantedEvent[],
): FcRateVersion[] {
  const flow = plannedFlow(span, catalogue);
  const totalInflow = FC_TABLE.reduce((sum, fc) => sum + fc.inflowPart, 0);
  const outage = planted.find((e) => e.kind === "fcOutage");
  return FC_TABLE.flatMap((spec, fc) => {
    const part = spec.inflowPart / totalInflow;
    const unitsPerDay = flow.units * part;
    const openedDay = span.asOfDay - spec.openedDaysBeforeEnd;
    const usual: FcRateVersion = {
      fc,
      validFromDay: openedDay,
      recordedDay: openedDay - 60,
      inboundUnitsPerDay: roundUp(unitsPerDay * INBOUND_RESERVE, 10),
      outboundUnitsPerDay: roundUp(unitsPerDay * OUTBOUND_RESERVE, 10),
      shippingMm3PerDay: roundUp(flow.mm3 * part * SHIPPING_RESERVE, STEP_MM3),
    };
    if (outage?.fc !== fc) return [usual];
    const { startDay, endDay } = outage;
    const out = {
      ...usual,
      validFromDay: startDay,
      recordedDay: startDay,
      inboundUnitsPerDay: 0,
      outboundUnitsPerDay: Math.round(usual.outboundUnitsPerDay * (1 - outage.size)),
      shippingMm3PerDay: Math.round(usual.shippingMm3PerDay * (1 - outage.size)),
    };
    return [usual, out, { ...usual, validFromDay: endDay + 1, recordedDay: endDay - 1 }];
  });
}

interface Entry {
  readonly kind: NetworkEvent["kind"];
  readonly title: string;
  readonly noticeDays: number;
  readonly visibility: NetworkEvent["visibility"];
}

function calendarEntry(event: PlantedEvent, span: WorldSpan): Entry | null {
  switch (event.kind) {
    case "portDelay":
      return {
        kind: "port_delay",
        title: "Delays at the Port of Long Beach",
        noticeDays: -5,
        visibility: "bulletin",
      };
    case "fcOutage":
      return {
        kind: "fc_outage",
        title: `Outage at ${FC_TABLE[event.fc]!.code}`,
        noticeDays: 0,
        visibility: "bulletin",
      };
    case "capacitySqueeze":
      return {
        kind: "capacity_change",
        title: "Standard storage reserved for the operator's own peak",
        noticeDays: event.startDay - squeezeRecordedDay(span),
        visibility: "bulletin",
      };
    case "policyChange":
      return {
        kind: "policy_change",
        title: "Capacity policy changes",
        noticeDays: 30,
        visibility: "policyPublic",
      };
    case "saleEvent":
      return {
        kind: "sale_event",
        title: event.id.endsWith("-07") ? "Summer sale" : "November sale week",
        noticeDays: 75,
        visibility: "bulletin",
      };
    default:
      return null;
  }
}

/** The public calendar, ordered by start day. What happened to single sellers is not in it. */
export function buildNetworkEvents(
  span: WorldSpan,
  planted: readonly PlantedEvent[],
): NetworkEvent[] {
  const rows = planted.flatMap((event): NetworkEvent[] => {
    const entry = calendarEntry(event, span);
    if (entry === null) return [];
    const { noticeDays, ...text } = entry;
    const { startDay, endDay, fc, storageType } = event;
    return [{ ...text, startDay, endDay, recordedDay: startDay - noticeDays, fc, storageType }];
  });
  return rows.sort((a, b) => a.startDay - b.startDay);
}
