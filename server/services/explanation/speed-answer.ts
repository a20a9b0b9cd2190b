// Delivery speed: what orders could be promised from where stock lay, and why that changed, region by region.
import type { Tx } from "@/db/client.ts";
import {
  deliverySpeed,
  type RegionSpeed,
  regionSpeeds,
  type SpeedMeasure,
  splitSpeedChange,
} from "@/lib/optimizer/delivery/index.ts";
import type { Told } from "@/lib/wording/index.ts";
import { DomainError } from "@/server/core/errors.ts";
import type { PlaceRow } from "@/server/repositories/network.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";
import type { StoredAnswer } from "./answer.ts";
import type { Measured, MeasuredPart } from "./measured.ts";
import { measuredAnswer } from "./measured-answer.ts";
import type { Ask } from "./question.ts";
import {
  everywhere,
  type Found,
  type Network,
  networkOf,
  ordersOn,
  windowOf,
  windowOn,
} from "./speed-windows.ts";

export const unitOf = (measure: SpeedMeasure): string =>
  measure === "meanDays" ? "milliDays" : "millionths";

/** The speed of the 30 days up to a day, made of what each region adds. */
export async function answerSpeedLevel(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"speedLevel">,
): Promise<StoredAnswer> {
  const { measure, toOn } = question;
  const network = await networkOf(tx, scope);
  const found = await windowOn(tx, scope, network, toOn);
  const facts = { ...levelFacts(network, measure, found), notes: unservedNotes(found) };
  return measuredAnswer(question, facts, { day: toOn, topic: measure });
}

/** A window made of what each region adds. */
export function levelFacts(network: Network, measure: SpeedMeasure, { window }: Found): Measured {
  const regions = regionSpeeds(window, measure);
  const rows = network.regions.map((region, r) => ({
    region,
    amount: regions[r]?.part ?? 0,
    from: null,
    to: toldRegion(regions[r], measure),
  }));
  return {
    type: "measured",
    metric: "deliverySpeed",
    unit: unitOf(measure),
    from: null,
    to: deliverySpeed(window, measure) ?? 0,
    parts: [partOf("regions", "stock", rows)],
    notes: [],
  };
}

/** Why the speed of two windows of 30 days differs: where buyers were, which orders could be served, and where stock lay. */
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
  const orders = await ordersOn(tx, scope, network, question.toOn);
  const from = windowOf(everywhere(orders, network), network, question.toOn);
  const to = windowOf(orders, network, question.toOn);
  const facts = changeFacts(network, question.measure, from, to);
  const subject = { day: question.toOn, topic: question.measure };
  // The same orders on both sides: their regions are as they are.
  const parts = facts.parts.filter(({ id, amount }) => id === "stock" || amount !== 0);
  return measuredAnswer(question, { ...facts, parts, reference: "everywhere" }, subject);
}

/** From one window to another: where buyers were, which of their orders could be served, and where stock lay. */
export function changeFacts(
  network: Network,
  measure: SpeedMeasure,
  from: Found,
  to: Found,
): Measured {
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
      partOf("served", "stock", rowsOf(change.served)),
      partOf("stock", "stock", rowsOf(change.speed)),
    ],
    notes: unservedNotes(to),
  };
}

/** "120 units at 1.4 days"; of a share, "120 units at 82%". */
export function toldRegion(region: RegionSpeed | undefined, measure: SpeedMeasure): Told {
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

const unservedNotes = ({ unservedUnits: units }: Found): Measured["notes"] =>
  units === 0 ? [] : [{ id: "speedUnserved", values: { units: { unit: "units", value: units } } }];
