// Delivery speed of days that are still to come: as stock lies, and with the shipment that the plan advises.
import type { Tx } from "@/db/client.ts";
import { dayFromDate, dayToDate } from "@/lib/calendar/index.ts";
import {
  type DeliveryArrival,
  deliverySpeed,
  speedWindow,
  speedWindowAhead,
} from "@/lib/optimizer/delivery/index.ts";
import { DomainError } from "@/server/core/errors.ts";
import { listOpenLotsByFc } from "@/server/repositories/open-shipments.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";
import { listProducts } from "@/server/repositories/stock.ts";
import { listBuildingStock, listRegionOrders } from "@/server/repositories/stock-flows.ts";
import {
  type AccountAhead,
  type DemandPath,
  loadAhead,
} from "@/server/services/inventory/load-ahead.ts";
import type { StoredAnswer } from "./answer.ts";
import { leftOutNotes, noForecast, overdueNotes } from "./left-out.ts";
import type { Measured } from "./measured.ts";
import { measuredAnswer } from "./measured-answer.ts";
import type { Ask } from "./question.ts";
import { advisedShipment, type Shipment } from "./shipment-ahead.ts";
import { changeFacts, levelFacts, unitOf } from "./speed-answer.ts";
import { type Found, type Network, networkOf, ordersOn, WINDOW_DAYS } from "./speed-windows.ts";

/** Buyers are taken from as many days before. */
const BUYER_DAYS = 91;
/** A product's own buyers weigh as they are many; those of the whole account weigh as so many units. */
const SHARED_UNITS = 10;

interface Foreseen {
  readonly network: Network;
  readonly ahead: AccountAhead;
  readonly heldUnits: Float64Array;
  readonly regionShare: Float64Array;
  readonly arrivals: readonly DeliveryArrival[];
  /** Units on their way of which no report names the building. */
  readonly unplacedUnits: number;
  /** Products in stock of which the plan says nothing. */
  readonly leftOut: number;
  readonly shipment: Shipment | null;
}

type Question = Ask<"speedForward">;

/** Throws precondition_failed without plan, forecast or buyers. */
async function foreseen(tx: Tx, scope: SellerScope, question: Question): Promise<Foreseen> {
  const { toOn, daysAhead } = question;
  const network = await networkOf(tx, scope);
  const ids = (await listProducts(tx, scope, toOn)).map(({ productId }) => productId);
  const ahead = await loadAhead(tx, scope, ids, { afterOn: toOn, dayCount: daysAhead });
  if (!ahead.hasForecast.includes(1)) throw noForecast(0);
  const heldUnits = await heldOf(tx, scope, network, { ids, toOn });
  const isHeld = (i: number) =>
    heldUnits
      .subarray(i * network.buildings.length, (i + 1) * network.buildings.length)
      .some((units) => units > 0);
  return {
    network,
    ahead,
    heldUnits,
    regionShare: await buyersOf(tx, scope, network, { ids, toOn }),
    ...(await onTheirWay(tx, scope, network, { ids, toOn })),
    leftOut: ids.filter((_, i) => !ahead.hasForecast[i] && isHeld(i)).length,
    shipment: await advisedShipment(tx, scope, { network, ahead, ids, question }),
  };
}

interface Products {
  readonly ids: readonly number[];
  readonly toOn: string;
}

const indexOf = (ids: readonly number[]) => new Map(ids.map((id, i) => [id, i]));

async function heldOf(
  tx: Tx,
  scope: SellerScope,
  { buildings }: Network,
  { ids, toOn }: Products,
): Promise<Float64Array> {
  const product = indexOf(ids);
  const building = indexOf(buildings.map(({ id }) => id));
  const held = new Float64Array(ids.length * buildings.length);
  for (const row of await listBuildingStock(tx, scope, { afterOn: toOn, toOn })) {
    const [i, j] = [product.get(row.productId), building.get(row.fcId)];
    if (i !== undefined && j !== undefined) held[i * buildings.length + j] = Math.max(0, row.units);
  }
  return held;
}

async function onTheirWay(
  tx: Tx,
  scope: SellerScope,
  { buildings }: Network,
  { ids, toOn }: Products,
): Promise<Pick<Foreseen, "arrivals" | "unplacedUnits">> {
  const product = indexOf(ids);
  const building = indexOf(buildings.map(({ id }) => id));
  const first = dayFromDate(toOn) + 1;
  const arrivals: DeliveryArrival[] = [];
  let unplacedUnits = 0;
  for (const { productId, fcId, expectedDay, units } of await listOpenLotsByFc(tx, scope, toOn)) {
    const [i, j] = [product.get(productId), building.get(fcId)];
    if (i === undefined) continue;
    if (j === undefined) unplacedUnits += units;
    // What is late or has no day is expected on the first.
    else
      arrivals.push({
        product: i,
        building: j,
        day: Math.max(0, (expectedDay ?? first) - first),
        units,
      });
  }
  return { arrivals, unplacedUnits };
}

/** Which part of a product's buyers lives in a region. Throws precondition_failed where nobody bought. */
async function buyersOf(
  tx: Tx,
  scope: SellerScope,
  { regions }: Network,
  { ids, toOn }: Products,
): Promise<Float64Array> {
  const product = indexOf(ids);
  const region = indexOf(regions.map(({ id }) => id));
  const afterOn = dayToDate(dayFromDate(toOn) - BUYER_DAYS);
  const own = new Float64Array(ids.length * regions.length);
  const all = new Float64Array(regions.length);
  const bought = new Float64Array(ids.length);
  for (const row of await listRegionOrders(tx, scope, { afterOn, toOn })) {
    const [i, r] = [product.get(row.productId), region.get(row.regionId)];
    if (i === undefined || r === undefined) continue;
    const cell = i * regions.length + r;
    own[cell] = (own[cell] ?? 0) + row.units;
    all[r] = (all[r] ?? 0) + row.units;
    bought[i] = (bought[i] ?? 0) + row.units;
  }
  const total = all.reduce((sum, units) => sum + units, 0);
  if (total === 0) throw new DomainError("precondition_failed", { rule: "nothing_promised" });
  const shared = all.map((units) => (SHARED_UNITS * units) / total);
  return own.map((units, cell) => {
    const [i, r] = [Math.floor(cell / regions.length), cell % regions.length];
    return (units + (shared[r] ?? 0)) / ((bought[i] ?? 0) + SHARED_UNITS);
  });
}

function windowAhead(
  found: Foreseen,
  shipped: readonly DeliveryArrival[],
  path: DemandPath = "mean",
): Found {
  const { network, ahead, heldUnits, regionShare, arrivals } = found;
  return speedWindowAhead(
    {
      productCount: ahead.hasForecast.length,
      regionCount: network.regions.length,
      dayCount: ahead.dayCount,
      heldUnits,
      arrivals: [...arrivals, ...shipped],
      demandUnits: ahead.demandUnits(path),
      regionShare,
      transitDays: network.transitDays,
    },
    WINDOW_DAYS,
  );
}

/** How fast expected orders of the last 30 of the days ahead can be promised. */
export async function answerSpeedForward(
  tx: Tx,
  scope: SellerScope,
  question: Question,
): Promise<StoredAnswer> {
  const { measure, toOn, daysAhead } = question;
  const found = await foreseen(tx, scope, question);
  const { network, shipment } = found;
  const left = windowAhead(found, []);
  const sent = shipment && windowAhead(found, shipment.arrivals);
  const facts = aheadFacts(network, measure, left, sent);
  const last = dayFromDate(toOn) + daysAhead;
  return measuredAnswer(
    question,
    {
      ...facts,
      parts: facts.parts.filter(({ amount }) => amount !== 0),
      notes: [
        ...facts.notes.filter(({ id }) => id === "speedNoneLeft"),
        ...(shipment?.notes ?? (await nowNotes(tx, scope, network, question))),
        ...outlookNotes(found, measure),
        ...missingNotes(found, sent ?? left),
      ],
    },
    { baseDay: dayToDate(last - WINDOW_DAYS + 1), day: dayToDate(last), topic: measure },
  );
}

/** With the shipment against without it; where no order could be promised without it, from nothing. */
function aheadFacts(
  network: Network,
  measure: Question["measure"],
  left: Found,
  sent: Found | null,
): Measured {
  const hasPromise = ({ window }: Found) => deliverySpeed(window, measure) !== null;
  if (!hasPromise(sent ?? left))
    throw new DomainError("precondition_failed", { rule: "nothing_promised" });
  if (!sent) return levelFacts(network, measure, left);
  if (hasPromise(left)) return { ...changeFacts(network, measure, left, sent), reference: "now" };
  return {
    ...levelFacts(network, measure, sent),
    notes: [{ id: "speedNoneLeft", values: {} }],
  };
}

/** The same measure of the 30 days before; nothing where no order could be promised in them. */
async function nowNotes(
  tx: Tx,
  scope: SellerScope,
  network: Network,
  { measure, toOn }: Question,
): Promise<Measured["notes"]> {
  const orders = await ordersOn(tx, scope, network, toOn);
  const { window } = speedWindow(orders, network.transitDays, network.regions.length);
  const value = deliverySpeed(window, measure);
  if (value === null) return [];
  const days = { unit: "days", value: WINDOW_DAYS };
  return [
    {
      id: "speedNow",
      values: { days, day: { day: toOn }, now: { unit: unitOf(measure), value } },
    },
  ];
}

/** Sales decide what each building still holds: the range between the plan's ends. */
function outlookNotes(found: Foreseen, measure: Question["measure"]): Measured["notes"] {
  const { shipment, ahead } = found;
  // Where an end of the plan sells nothing, nothing is promised.
  const values = (["mean", "low", "high"] as const).flatMap(
    (path) =>
      deliverySpeed(windowAhead(found, shipment?.arrivals ?? [], path).window, measure) ?? [],
  );
  const told = (value: number) => ({ unit: unitOf(measure), value });
  return [
    {
      id: shipment ? "speedOutlookDone" : "speedOutlook",
      values: {
        day: { day: ahead.run.asOfOn },
        low: told(Math.min(...values)),
        high: told(Math.max(...values)),
      },
    },
    { id: "speedBuyers", values: { days: { unit: "days", value: BUYER_DAYS } } },
  ];
}

function missingNotes(found: Foreseen, { unservedUnits }: Found): Measured["notes"] {
  const units = (value: number) => ({ unit: "units", value: Math.round(value) });
  const { unplacedUnits, leftOut, ahead } = found;
  return [
    ...(Math.round(unservedUnits) === 0
      ? []
      : [{ id: "speedUnservedAhead" as const, values: { units: units(unservedUnits) } }]),
    ...(unplacedUnits === 0
      ? []
      : [{ id: "speedUnplaced" as const, values: { units: units(unplacedUnits) } }]),
    ...overdueNotes(ahead),
    ...leftOutNotes(leftOut, ahead.run.asOfOn),
  ];
}
