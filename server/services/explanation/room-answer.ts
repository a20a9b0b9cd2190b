// How many units of a product the limit on space leaves room for: no rule bounds one product by itself, so this is the most to send.
import type { Tx } from "@/db/client.ts";
import { addMonths, dayFromDate, dayToDate } from "@/lib/calendar/index.ts";
import { type StorageType, storageTypeIndex } from "@/lib/optimizer/core/storage-type.ts";
import { MM3_PER_CUBIC_FOOT } from "@/lib/units/index.ts";
import { DomainError } from "@/server/core/errors.ts";
import { limitKey } from "@/server/planning/traces.ts";
import type { CoveringRun } from "@/server/repositories/latest-run.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";
import type { StoredAnswer } from "./answer.ts";
import { decisionAnswer, replayedByItsRules, runOrThrow, skuOrThrow } from "./decision.ts";
import {
  announcedLimit,
  leafOf,
  type ProductSpace,
  productSpaces,
  space,
} from "./limit-use-answer.ts";
import type { Ask } from "./question.ts";
import type { ToldFacts } from "./told.ts";

export interface Room {
  readonly sku: string;
  readonly unitVolumeMm3: number;
  readonly advisedUnits: number;
  /** What scarce space takes off the advice, 0 or more; null where the rules that decided tell no such step. */
  readonly scarceMilliUnits: number | null;
  readonly onHandMm3: number;
  readonly openShipmentsMm3: number;
  /** Of the month in which what is sent now arrives, as far as one is announced. */
  readonly limit: { readonly monthOn: string; readonly limitMm3: number };
  /** Of all that is advised of the storage type; null where the size of some of it is not known. */
  readonly allAdvisedMm3: number | null;
  /** Part of the account's units of the type that are more than 90 days of sales. */
  readonly excessShareMillionths: number;
}

export async function answerRestockRoom(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"restockRoomLevel">,
): Promise<StoredAnswer> {
  const { runId, productId } = question;
  const run = await runOrThrow(tx, scope, runId);
  const sku = await skuOrThrow(tx, scope, runId, productId);
  const advice = await replayedByItsRules(tx, scope, runId, "replenishment", productId);
  const products = await productSpaces(tx, scope, run);
  const storageType = products.find((one) => one.productId === productId)?.storageType;
  if (!storageType) throw new DomainError("not_found", { runId, productId });
  const key = limitKey(storageTypeIndex(storageType), 1);
  const limit = await replayedByItsRules(tx, scope, runId, "capacity", key);
  const { definition } = advice.rule;
  const node = (id: string) => advice.values[definition.indexOf.get(id) ?? -1] ?? null;
  const scarce = node("capacityCorrection");
  const arrivesOn = dayToDate(dayFromDate(run.asOfOn) + leafOf(advice, "leadTimeDays"));
  const room: Room = {
    sku,
    unitVolumeMm3: leafOf(advice, "unitVolumeMm3"),
    advisedUnits: advice.output,
    scarceMilliUnits: scarce === null ? null : Math.max(0, -scarce),
    onHandMm3: leafOf(limit, "onHandMm3"),
    openShipmentsMm3: leafOf(limit, "openShipmentsMm3"),
    limit: await limitOnArrival(tx, scope, run, { storageType, arrivesOn }),
    allAdvisedMm3: advisedSpace(products, storageType),
    excessShareMillionths: leafOf(limit, "excessShareMillionths"),
  };
  const subject = { sku, storageType, day: run.asOfOn };
  return decisionAnswer(question, run, subject, definition, roomFacts(room, definition));
}

/** Of the month that a shipment sent now arrives in, or of the last one before it that is announced. */
async function limitOnArrival(
  tx: Tx,
  scope: SellerScope,
  run: CoveringRun,
  { storageType, arrivesOn }: { readonly storageType: StorageType; readonly arrivesOn: string },
): Promise<Room["limit"]> {
  const now = run.asOfOn.slice(0, 7);
  const months: string[] = [];
  for (let month = now; month <= arrivesOn.slice(0, 7); month = addMonths(month, 1))
    months.unshift(`${month}-01`);
  return announcedLimit(tx, scope, run, storageType, [...months, `${addMonths(now, 1)}-01`]);
}

function advisedSpace(products: readonly ProductSpace[], storageType: StorageType): number | null {
  const sum = products
    .filter((product) => product.storageType === storageType && product.advisedUnits > 0)
    .reduce(
      (all, { advisedUnits, unitVolumeMm3 }) => all + advisedUnits * (unitVolumeMm3 ?? Number.NaN),
      0,
    );
  return Number.isNaN(sum) ? null : sum;
}

/** So many units that they take a cubic foot or more: 1, 10, 100 and so on. */
function tellingCount(unitVolumeMm3: number): number {
  let count = 1;
  while (count * unitVolumeMm3 < MM3_PER_CUBIC_FOOT && count < 1_000_000) count *= 10;
  return count;
}

const units = (value: number) => ({ unit: "units", value });

/** The units that fit, and what stands behind them: the limit, what counts against it, and what all advice would take. */
export function roomFacts(
  room: Room,
  { name, version }: { readonly name: string; readonly version: string },
): ToldFacts {
  const { sku, unitVolumeMm3, advisedUnits, limit } = room;
  const used = room.onHandMm3 + room.openShipmentsMm3;
  const left = limit.limitMm3 - used;
  const fits = unitVolumeMm3 > 0 ? Math.max(0, Math.floor(left / unitVolumeMm3)) : 0;
  const count = tellingCount(unitVolumeMm3);
  const month = { month: limit.monthOn };
  return {
    type: "told",
    definition: name,
    version,
    unit: "units",
    value: fits,
    headline: { id: "roomHeadline", values: { sku, units: units(fits), month } },
    sentences: [
      { id: "roomRule", values: {} },
      {
        id: "limitUseParts",
        values: { onHand: space(room.onHandMm3), open: space(room.openShipmentsMm3) },
      },
      {
        id: "limitUseLeft",
        values: {
          state: left < 0 ? "over" : "within",
          month,
          limit: space(limit.limitMm3),
          left: space(Math.abs(left)),
        },
      },
      { id: "roomNow", values: {} },
      { id: "roomUnits", values: { units: units(count), space: space(count * unitVolumeMm3) } },
      {
        id: "roomAdvised",
        values: { units: units(advisedUnits), space: space(advisedUnits * unitVolumeMm3) },
      },
      ...allSentence(room.allAdvisedMm3, left),
      ...scarceSentence(room.scarceMilliUnits),
      {
        id: "roomExcess",
        values: { share: { unit: "millionths", value: room.excessShareMillionths } },
      },
    ],
    replayCount: 2,
  };
}

function allSentence(allMm3: number | null, left: number): ToldFacts["sentences"] {
  if (allMm3 === null) return [];
  const rest = left - allMm3;
  const values = {
    state: rest < 0 ? "over" : "within",
    all: space(allMm3),
    left: space(Math.abs(rest)),
  };
  return [{ id: "roomAllAdvised", values }];
}

const scarceSentence = (milliUnits: number | null): ToldFacts["sentences"] => {
  if (milliUnits === null) return [];
  const amount = { unit: "milliUnits", value: milliUnits };
  return [
    milliUnits > 0 ? { id: "adviceScarce", values: { amount } } : { id: "roomFree", values: {} },
  ];
};
