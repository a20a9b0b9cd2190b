// Delivery speed: what orders could be promised from where stock lay, and why that changed, region by region.
import type { Tx } from "@/db/client.ts";
import { dayFromDate, dayToDate } from "@/lib/calendar/index.ts";
import {
  deliverySpeed,
  type RegionSpeed,
  regionSpeeds,
  type SpeedMeasure,
  speedWindow,
  splitSpeedChange,
} from "@/lib/optimizer/delivery/index.ts";
import type { Told } from "@/lib/wording/index.ts";
import { DomainError } from "@/server/core/errors.ts";
import { findFeeAccount } from "@/server/repositories/fee-facts.ts";
import {
  listFcPlaces,
  listLanes,
  listRegionPlaces,
  type PlaceRow,
} from "@/server/repositories/network.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";
import {
  type BuildingStockRow,
  listBuildingStock,
  listRegionOrders,
  type RegionOrderRow,
} from "@/server/repositories/stock-flows.ts";
import type { StoredAnswer } from "./answer.ts";
import type { Measured, MeasuredPart } from "./measured.ts";
import { measuredAnswer } from "./measured-answer.ts";
import type { Ask } from "./question.ts";

const WINDOW_DAYS = 30;

const unitOf = (measure: SpeedMeasure): string =>
  measure === "meanDays" ? "milliDays" : "millionths";

interface Network {
  readonly buildings: readonly PlaceRow[];
  readonly regions: readonly PlaceRow[];
  /** [building, region], NaN = no lane. */
  readonly transitDays: Float64Array;
}

async function networkOf(tx: Tx, scope: SellerScope): Promise<Network> {
  const account = await findFeeAccount(tx, scope, scope.accountId);
  if (!account) throw new DomainError("not_found");
  const buildings = await listFcPlaces(tx, account.marketplaceId);
  const regions = await listRegionPlaces(tx, account.marketplaceId);
  const building = new Map(buildings.map(({ id }, j) => [id, j]));
  const region = new Map(regions.map(({ id }, r) => [id, r]));
  const transitDays = new Float64Array(buildings.length * regions.length).fill(Number.NaN);
  for (const lane of await listLanes(tx, account.marketplaceId)) {
    const j = building.get(lane.fcId);
    const r = region.get(lane.regionId);
    if (j !== undefined && r !== undefined) transitDays[j * regions.length + r] = lane.transitDays;
  }
  return { buildings, regions, transitDays };
}

/** The 30 days that end with a day; `isEverywhere`: the same orders with every product in every building. Throws precondition_failed where nothing was ordered that a building held. */
async function windowOn(
  tx: Tx,
  scope: SellerScope,
  network: Network,
  day: string,
  isEverywhere = false,
) {
  const span = { afterOn: dayToDate(dayFromDate(day) - WINDOW_DAYS), toOn: day };
  const orders = await listRegionOrders(tx, scope, span);
  const everyBuilding = 2 ** network.buildings.length - 1;
  const held = heldOn(await listBuildingStock(tx, scope, span), network, span.afterOn);
  const region = new Map(network.regions.map(({ id }, r) => [id, r]));
  const known = orders.filter(({ regionId }) => region.has(regionId));
  const found = speedWindow(
    {
      region: Int32Array.from(known, ({ regionId }) => region.get(regionId) ?? 0),
      units: Int32Array.from(known, ({ units }) => units),
      buildings: Float64Array.from(known, (order) => {
        const mask = held(order);
        if (!isEverywhere) return mask;
        return isServed(network, region.get(order.regionId) ?? 0, mask) ? everyBuilding : 0;
      }),
    },
    network.transitDays,
    network.regions.length,
  );
  if (deliverySpeed(found.window, "withinOneDay") === null)
    throw new DomainError("precondition_failed", { rule: "nothing_promised", day });
  return found;
}

/** Whether a lane leads from one of the buildings to the region. */
const isServed = ({ buildings, regions, transitDays }: Network, r: number, mask: number): boolean =>
  buildings.some(
    (_, j) =>
      Math.floor(mask / 2 ** j) % 2 === 1 && !Number.isNaN(transitDays[j * regions.length + r]),
  );

/** Which buildings held a product when it was ordered: at the end of the day before, or of the day itself. */
function heldOn(
  rows: readonly BuildingStockRow[],
  network: Network,
  openingOn: string,
): (order: RegionOrderRow) => number {
  const bit = new Map(network.buildings.map(({ id }, j) => [id, 2 ** j]));
  const first = dayFromDate(openingOn);
  // Balance by product and building at the end of each day of the window, opening day first.
  const balance = new Map<number, Map<number, Int32Array>>();
  for (const row of rows) {
    const ofProduct = balance.get(row.productId) ?? new Map<number, Int32Array>();
    const days = ofProduct.get(row.fcId) ?? new Int32Array(WINDOW_DAYS + 1);
    const at = row.day === null ? 0 : dayFromDate(row.day) - first;
    for (let d = at; d < days.length; d++) days[d] = (days[d] ?? 0) + row.units;
    balance.set(row.productId, ofProduct.set(row.fcId, days));
  }
  return ({ productId, day }) => {
    const d = dayFromDate(day) - first;
    let mask = 0;
    for (const [fcId, days] of balance.get(productId) ?? [])
      if ((days[d] ?? 0) > 0 || (days[d - 1] ?? 0) > 0) mask += bit.get(fcId) ?? 0;
    return mask;
  };
}

/** The speed of the 30 days up to a day, made of what each region adds. */
export async function answerSpeedLevel(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"speedLevel">,
): Promise<StoredAnswer> {
  const { measure } = question;
  const network = await networkOf(tx, scope);
  const found = await windowOn(tx, scope, network, question.toOn);
  const regions = regionSpeeds(found.window, measure);
  const rows = network.regions.map((region, r) => ({
    region,
    amount: regions[r]?.part ?? 0,
    from: null,
    to: toldRegion(regions[r], measure),
  }));
  const facts: Measured = {
    type: "measured",
    metric: "deliverySpeed",
    unit: unitOf(measure),
    from: null,
    to: deliverySpeed(found.window, measure) ?? 0,
    parts: [partOf("regions", "stock", rows)],
    notes: unservedNotes(found.unservedUnits),
  };
  return measuredAnswer(question, facts, { day: question.toOn, topic: measure });
}

/** Why the speed of two windows of 30 days differs: where buyers were, and where stock lay. */
export async function answerSpeedChange(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"speedChange">,
): Promise<StoredAnswer> {
  const network = await networkOf(tx, scope);
  const from = await windowOn(tx, scope, network, question.fromOn);
  const to = await windowOn(tx, scope, network, question.toOn);
  const subject = { day: question.toOn, baseDay: question.fromOn, topic: question.measure };
  return measuredAnswer(question, changeFacts(network, question.measure, from, to), subject);
}

/** Why the speed is not what it would be with every product in every building: where stock lay instead. */
export async function answerSpeedContrast(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"speedContrast">,
): Promise<StoredAnswer> {
  const network = await networkOf(tx, scope);
  const everywhere = await windowOn(tx, scope, network, question.toOn, true);
  const to = await windowOn(tx, scope, network, question.toOn);
  const facts = changeFacts(network, question.measure, everywhere, to);
  const subject = { day: question.toOn, topic: question.measure };
  // The same orders on both sides: their regions are as they are.
  const parts = facts.parts.filter(({ id, amount }) => id === "stock" || amount !== 0);
  return measuredAnswer(question, { ...facts, parts, reference: "everywhere" }, subject);
}

type Found = Awaited<ReturnType<typeof windowOn>>;

function changeFacts(network: Network, measure: SpeedMeasure, from: Found, to: Found): Measured {
  const change = splitSpeedChange(from.window, to.window, measure);
  if (!change) throw new DomainError("precondition_failed", { rule: "nothing_promised" });
  const before = regionSpeeds(from.window, measure);
  const after = regionSpeeds(to.window, measure);
  const rowsOf = (amounts: readonly number[]) =>
    network.regions.map((region, r) => ({
      region,
      amount: amounts[r] ?? 0,
      from: toldRegion(before[r], measure),
      to: toldRegion(after[r], measure),
    }));
  return {
    type: "measured",
    metric: "deliverySpeed",
    unit: unitOf(measure),
    from: change.before,
    to: change.after,
    parts: [
      partOf("buyers", "customers", rowsOf(change.mix)),
      partOf("stock", "stock", rowsOf(change.speed)),
    ],
    notes: unservedNotes(to.unservedUnits),
  };
}

/** "120 units at 1.4 days"; of a share, "120 units at 82%". */
function toldRegion(region: RegionSpeed | undefined, measure: SpeedMeasure): Told {
  const units = { unit: "units", value: region?.units ?? 0 };
  if (region === undefined || region.speed === null) return units;
  const price = { unit: unitOf(measure), value: region.speed };
  return { id: "rowAtPrice", values: { units, price } };
}

interface RegionRow {
  readonly region: PlaceRow;
  readonly amount: number;
  readonly from: Told | null;
  readonly to: Told;
}

/** A part with its regions, the largest first. */
function partOf(id: string, owner: string, rows: readonly RegionRow[]): MeasuredPart {
  return {
    id,
    owner,
    label: null,
    amount: rows.reduce((sum, { amount }) => sum + amount, 0),
    rows: rows
      .filter(({ amount }) => amount !== 0)
      .sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount) || a.region.id - b.region.id)
      .map(({ region, ...row }) => ({
        ...row,
        id: `region:${region.id}`,
        label: region.name,
        hasSource: false,
      })),
  };
}

const unservedNotes = (units: number): Measured["notes"] =>
  units === 0 ? [] : [{ id: "speedUnserved", values: { units: { unit: "units", value: units } } }];
