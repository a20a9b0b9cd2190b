// The shipment that the newest plan advises, sent at once: which units come to which building on which day.
import type { Tx } from "@/db/client.ts";
import type { DeliveryArrival } from "@/lib/optimizer/delivery/index.ts";
import { listPlacedUnits } from "@/server/repositories/placement.ts";
import { listSplits } from "@/server/repositories/placement-split.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";
import { listSentUnits } from "@/server/repositories/sent-units.ts";
import { listPlannedFlows } from "@/server/repositories/stock-flows.ts";
import type { AccountAhead } from "@/server/services/inventory/load-ahead.ts";
import type { Measured } from "./measured.ts";
import type { Ask } from "./question.ts";
import type { Network } from "./speed-windows.ts";
import { optionNote } from "./split-answers.ts";

export interface Shipment {
  readonly arrivals: readonly DeliveryArrival[];
  readonly notes: Measured["notes"];
}

interface Sending {
  readonly network: Network;
  readonly ahead: AccountAhead;
  readonly ids: readonly number[];
  readonly question: Ask<"speedForward">;
}

/** Units of a product that come to a building on the day that its lead time says. */
interface Placed {
  readonly productId: number;
  readonly fcId: number;
  readonly units: number;
}

/** Null where nothing is to be sent by the question; without arrivals where the plan advises nothing, or not that split. */
export async function advisedShipment(
  tx: Tx,
  scope: SellerScope,
  sending: Sending,
): Promise<Shipment | null> {
  const { network, ahead, ids, question } = sending;
  if (question.shipment === "none") return null;
  const left = await leftToSend(tx, scope, sending);
  const placed =
    question.shipment === "advised"
      ? await listPlacedUnits(tx, scope, ahead.run.runId, ids)
      : await inOneBuilding(tx, scope, sending, left);
  const product = new Map(ids.map((id, i) => [id, i]));
  const building = new Map(network.buildings.map(({ id }, j) => [id, j]));
  const arrivals = placed.flatMap(({ productId, fcId, units }): DeliveryArrival[] => {
    const [i, j, of] = [product.get(productId), building.get(fcId), left.get(productId)];
    if (i === undefined || j === undefined || !of || of.units === 0) return [];
    const part = (units * of.units) / of.advisedUnits;
    return [{ product: i, building: j, day: of.arrivalDay, units: part }];
  });
  return { arrivals, notes: await shippedNotes(tx, scope, sending, arrivals) };
}

interface Left {
  readonly advisedUnits: number;
  /** Not sent since the plan. */
  readonly units: number;
  readonly arrivalDay: number;
}

async function leftToSend(
  tx: Tx,
  scope: SellerScope,
  { ahead: { run }, question: { toOn } }: Sending,
): Promise<ReadonlyMap<number, Left>> {
  const sent = new Map<number, number>();
  for (const row of await listSentUnits(tx, scope, { afterOn: run.asOfOn, toOn }))
    sent.set(row.productId, (sent.get(row.productId) ?? 0) + row.units);
  const planned = await listPlannedFlows(tx, scope, run.runId);
  return new Map(
    planned.flatMap(({ productId, advisedUnits, leadTimeDays }) => {
      if (!advisedUnits || leadTimeDays === null) return [];
      const units = Math.max(0, advisedUnits - (sent.get(productId) ?? 0));
      const arrivalDay = Math.max(0, leadTimeDays - 1);
      return [[productId, { advisedUnits, units, arrivalDay }] as const];
    }),
  );
}

/** All of it in the one building of the smallest split. */
async function inOneBuilding(
  tx: Tx,
  scope: SellerScope,
  { ahead: { run } }: Sending,
  left: ReadonlyMap<number, Left>,
): Promise<Placed[]> {
  const options = await listSplits(tx, scope, run.runId);
  const option = options.find(({ split }) => split === "minimal");
  const [fcId] = option?.state === "offered" ? option.fcIds : [];
  if (fcId === undefined) return [];
  return [...left].map(([productId, { advisedUnits }]) => ({
    productId,
    fcId,
    units: advisedUnits,
  }));
}

async function shippedNotes(
  tx: Tx,
  scope: SellerScope,
  { network, ahead: { run }, question }: Sending,
  arrivals: readonly DeliveryArrival[],
): Promise<Measured["notes"]> {
  const buildings = [...new Set(arrivals.map(({ building }) => building))].sort((a, b) => a - b);
  const names = buildings.flatMap((j) => network.buildings[j]?.code ?? []);
  const units = Math.round(arrivals.reduce((sum, one) => sum + one.units, 0));
  const split = question.shipment === "advised" ? "optimised" : "minimal";
  const option = (await listSplits(tx, scope, run.runId)).find((row) => row.split === split);
  const options: Measured["notes"] = option ? [optionNote(run, option)] : [];
  const day = { day: run.asOfOn };
  if (arrivals.length === 0)
    return option?.state === "offered" || !option
      ? [{ id: "rateNothingAdvised", values: { day } }]
      : options;
  return [
    {
      id: "speedShipped",
      values: { day, units: { unit: "units", value: units }, names: { names } },
    },
    { id: "rateLeadTime", values: {} },
    ...options,
  ];
}
