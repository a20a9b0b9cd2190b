// What counts against a limit: stock on hand and open shipments, as the run's own limit decision took them in.
import type { Tx } from "@/db/client.ts";
import { addMonths } from "@/lib/calendar/index.ts";
import { type StorageType, storageTypeIndex } from "@/lib/optimizer/core/storage-type.ts";
import { DomainError } from "@/server/core/errors.ts";
import { limitKey } from "@/server/planning/traces.ts";
import { listHeldUnits } from "@/server/repositories/held-units.ts";
import type { CoveringRun } from "@/server/repositories/latest-run.ts";
import { listAnnouncements } from "@/server/repositories/limit.ts";
import { findRun } from "@/server/repositories/run.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";
import { listPlanProducts } from "@/server/repositories/snapshot.ts";
import type { StoredAnswer } from "./answer.ts";
import { decisionAnswer, type Replayed, replayedByItsRules, runOrThrow } from "./decision.ts";
import type { Measured } from "./measured.ts";
import type { Ask } from "./question.ts";
import type { ToldFacts } from "./told.ts";

type Note = Measured["notes"][number];

export interface LimitUse {
  /** The day of what is in use. */
  readonly asOfOn: string;
  readonly onHandMm3: number;
  readonly openShipmentsMm3: number;
  /** Of the month that is asked about; without one, of the month of the run, or of the next one that has one. */
  readonly limit: { readonly monthOn: string; readonly limitMm3: number };
  /** What takes most space; empty where the products do not add up to the whole. */
  readonly products: readonly { readonly sku: string; readonly mm3: number }[];
}

const PRODUCTS_TOLD = 3;

export const space = (value: number) => ({ unit: "mm3", value: Math.round(value) });

export async function answerLimitUse(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"limitUseLevel">,
): Promise<StoredAnswer> {
  const { runId, storageType } = question;
  const run = await runOrThrow(tx, scope, runId);
  const key = limitKey(storageTypeIndex(storageType), 1);
  const decision = await replayedByItsRules(tx, scope, runId, "capacity", key);
  const held = {
    onHandMm3: leafOf(decision, "onHandMm3"),
    openShipmentsMm3: leafOf(decision, "openShipmentsMm3"),
  };
  const limit = await limitOf(tx, scope, run, question);
  const products = await largest(tx, scope, run, storageType, held);
  const { definition } = decision.rule;
  const facts = limitUseFacts({ asOfOn: run.asOfOn, ...held, limit, products }, definition);
  return decisionAnswer(question, run, { storageType, day: run.asOfOn }, definition, facts);
}

export function leafOf({ rule, leaves }: Replayed, id: string): number {
  const value = leaves[rule.definition.nodes.findIndex((node) => node.id === id)];
  if (value === undefined)
    throw new Error(`explanation: the rules of ${rule.definition.name} have no leaf ${id}`);
  return value;
}

const limitOf = (
  tx: Tx,
  scope: SellerScope,
  run: CoveringRun,
  { storageType, monthOn }: Ask<"limitUseLevel">,
): Promise<LimitUse["limit"]> => {
  const month = run.asOfOn.slice(0, 7);
  const months = monthOn ? [monthOn] : [`${month}-01`, `${addMonths(month, 1)}-01`];
  return announcedLimit(tx, scope, run, storageType, months);
};

/** Of the first of several months that has one, as announced by the run's day; throws not_found where none has. */
export async function announcedLimit(
  tx: Tx,
  scope: SellerScope,
  run: CoveringRun,
  storageType: StorageType,
  months: readonly string[],
): Promise<LimitUse["limit"]> {
  const announced = (await listAnnouncements(tx, scope)).filter(
    (row) => row.storageType === storageType && row.runId <= run.runId && row.asOfOn <= run.asOfOn,
  );
  for (const monthOn of months) {
    const newest = announced.findLast((row) => row.monthOn === monthOn);
    if (newest) return { monthOn, limitMm3: newest.limitMm3 };
  }
  throw new DomainError("not_found", { runId: run.runId, storageType, monthOn: months[0] ?? null });
}

/** Units of a product that the run saw and advised, and how much space each takes. */
export interface ProductSpace {
  readonly productId: number;
  readonly sku: string;
  readonly storageType: StorageType | null;
  /** null = not known. */
  readonly unitVolumeMm3: number | null;
  readonly onHandUnits: number;
  readonly openUnits: number;
  readonly advisedUnits: number;
}

/** Of all products that the run knew of the account. */
export async function productSpaces(
  tx: Tx,
  scope: SellerScope,
  { runId, asOfOn }: Pick<CoveringRun, "runId" | "asOfOn">,
): Promise<ProductSpace[]> {
  const known = await findRun(tx, runId);
  if (!known) throw new DomainError("not_found", { runId });
  const set = { sellerIds: [scope.sellerId], accountIds: [scope.accountId] };
  const pair = { asOfOn, knownAt: known.knownAt };
  const versions = await listPlanProducts(tx, scope, set, pair);
  const heldOf = new Map(
    (await listHeldUnits(tx, scope, runId)).map((row) => [row.productId, row]),
  );
  return versions.map(({ productId, sku, storageType, unitVolumeMm3 }) => {
    const held = heldOf.get(productId);
    return {
      productId,
      sku,
      storageType,
      unitVolumeMm3,
      onHandUnits: held?.onHandUnits ?? 0,
      openUnits: held?.inboundUnits ?? 0,
      advisedUnits: held?.advisedUnits ?? 0,
    };
  });
}

/** Told only where all products together are what the limit's decision took in, to the last mm³. */
async function largest(
  tx: Tx,
  scope: SellerScope,
  run: CoveringRun,
  storageType: StorageType,
  { onHandMm3, openShipmentsMm3 }: Pick<LimitUse, "onHandMm3" | "openShipmentsMm3">,
): Promise<LimitUse["products"]> {
  const rows = (await productSpaces(tx, scope, run))
    .filter((product) => product.storageType === storageType)
    .map(({ sku, unitVolumeMm3, onHandUnits, openUnits }) => {
      const each = unitVolumeMm3 ?? Number.NaN;
      return { sku, onHand: onHandUnits * each, open: openUnits * each };
    });
  const sum = (of: "onHand" | "open") => rows.reduce((all, row) => all + row[of], 0);
  if (sum("onHand") !== onHandMm3 || sum("open") !== openShipmentsMm3) return [];
  return rows
    .map(({ sku, onHand, open }) => ({ sku, mm3: onHand + open }))
    .filter(({ mm3 }) => mm3 > 0)
    .sort((a, b) => b.mm3 - a.mm3)
    .slice(0, PRODUCTS_TOLD);
}

/** The space in use and its two parts, what is left, and which products take most. */
export function limitUseFacts(
  { asOfOn, onHandMm3, openShipmentsMm3, limit, products }: LimitUse,
  { name, version }: { readonly name: string; readonly version: string },
): ToldFacts {
  const used = onHandMm3 + openShipmentsMm3;
  const left = limit.limitMm3 - used;
  // Of a month that is still to come nobody knows what will be in use.
  const [within, over] = limit.monthOn > asOfOn ? ["ahead", "aheadOver"] : ["within", "over"];
  const most: Note[] = products.map(({ sku, mm3 }) => ({
    id: "limitUseProduct",
    values: { sku, amount: space(mm3) },
  }));
  return {
    type: "told",
    definition: name,
    version,
    unit: "mm3",
    value: Math.round(used),
    headline: { id: "levelHeadline", values: { value: space(used) } },
    sentences: [
      {
        id: "limitUseParts",
        values: { onHand: space(onHandMm3), open: space(openShipmentsMm3) },
      },
      {
        id: "limitUseLeft",
        values: {
          state: left < 0 ? over : within,
          day: { day: asOfOn },
          month: { month: limit.monthOn },
          limit: space(limit.limitMm3),
          left: space(Math.abs(left)),
        },
      },
      ...most,
      { id: "limitUseRule", values: {} },
    ],
    replayCount: 1,
  };
}
