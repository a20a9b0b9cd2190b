// Is a counted number of mine counted like anybody's: what is the same for all accounts, each part of it to be checked, and where the number stands.
import { z } from "zod";
import type { Tx } from "@/db/client.ts";
import { dayFromDate, dayToDate, firstDayOfMonth, monthOfDay } from "@/lib/calendar/index.ts";
import { groupOf, tenthsBelow, wholePoints } from "@/lib/optimizer/capacity/index.ts";
import {
  type StorageType,
  storageTypeIndex,
  storageTypes,
} from "@/lib/optimizer/core/storage-type.ts";
import { deliverySpeed } from "@/lib/optimizer/delivery/index.ts";
import { feeMicrosOf } from "@/lib/optimizer/fees/index.ts";
import { IN_STOCK_OPTIONS, inStockRate, inStockWindow } from "@/lib/optimizer/inventory/index.ts";
import { moneyUnit } from "@/lib/wording/index.ts";
import { DomainError } from "@/server/core/errors.ts";
import { limitKey, loadRuledDecision } from "@/server/planning/traces.ts";
import { type CoveringRun, findLatestRun } from "@/server/repositories/latest-run.ts";
import { countLedgerRows } from "@/server/repositories/ledger-rows.ts";
import { listPolicyVersions } from "@/server/repositories/policy-read.ts";
import { listStages } from "@/server/repositories/run.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";
import { loadAccountStock } from "@/server/services/inventory/daily-stock.ts";
import { ANSWER_VERSION, NOBODY, type StoredAnswer } from "./answer.ts";
import {
  bookOf,
  countedNotes,
  productsOf as feeProductsOf,
  kindsOf,
  monthAt,
} from "./fee-months.ts";
import type { Ask, Question } from "./question.ts";
import { unitOf } from "./speed-answer.ts";
import {
  everywhere,
  networkOf,
  ordersOn,
  WINDOW_DAYS as SPEED_DAYS,
  windowOf,
} from "./speed-windows.ts";
import { countedOn, productsOf } from "./stock-answer.ts";
import type { ToldFacts } from "./told.ts";

type Sentence = ToldFacts["sentences"][number];

/** Of the in-stock rate, as plans and pages measure it. */
const WINDOW_DAYS = IN_STOCK_OPTIONS.windowDays;

interface Counted {
  /** What is counted, and its unit. */
  readonly metric: string;
  readonly unit: string;
  readonly value: number;
  readonly sentences: readonly Sentence[];
}

/** Told in sentences, of figures that were counted: nothing was replayed. */
export const fairAnswer = (
  question: Question,
  { metric, unit, value, sentences }: Counted,
  subject: Partial<StoredAnswer["subject"]>,
): StoredAnswer => ({
  version: ANSWER_VERSION,
  question,
  subject: { ...NOBODY, ...subject },
  facts: {
    type: "told",
    definition: metric,
    version: "1.0.0",
    unit,
    value,
    headline: { id: "fairCounted", values: { value: { unit, value } } },
    sentences: [...sentences],
    replayCount: 0,
  },
  run: null,
  baseRun: null,
  policyChange: null,
  isReplayEqual: true,
  codeSha256: null,
});

const units = (value: number) => ({ unit: "units", value });
const rows = (value: number) => ({ unit: "rows", value });
const days = (value: number) => ({ unit: "days", value });
const share = (value: number) => ({ unit: "millionths", value });

/** Units on hand: a sum of rows, each of a report, or what a report states instead; and which rows our buildings wrote. */
export async function answerStockFairness(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"stockFairness">,
): Promise<StoredAnswer> {
  const { toOn, productId } = question;
  const account = await loadAccountStock(tx, scope, toOn);
  if (!account) throw new DomainError("precondition_failed", { rule: "stock_unknown" });
  const asked = productsOf(account, productId);
  const counted = await countedOn(tx, scope, account, toOn);
  const found = await countLedgerRows(tx, scope, toOn, productId === 0 ? null : productId);
  const value = asked.reduce((sum, { i }) => sum + (counted[i] ?? 0), 0);
  return fairAnswer(
    question,
    {
      metric: "unitsOnHand",
      unit: "units",
      value,
      sentences: [
        value === found.movedUnits
          ? { id: "fairStockRule", values: {} }
          : { id: "fairStockStated", values: { moved: units(found.movedUnits) } },
        {
          id: "fairStockRows",
          values: { rows: rows(found.rows), files: String(found.files), day: { day: toOn } },
        },
        {
          id: "fairStockAdjusted",
          values: {
            rows: rows(found.adjustedRows),
            found: units(found.foundUnits),
            lost: units(found.lostUnits),
          },
        },
        { id: "fairNotCompared", values: {} },
      ],
    },
    { sku: productId === 0 ? null : (asked[0]?.product.sku ?? null), day: toOn },
  );
}

/** The in-stock rate: one rule, and where the rate that the newest plan took stands among others. */
export async function answerInStockFairness(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"inStockFairness">,
): Promise<StoredAnswer> {
  const { toOn } = question;
  const account = await loadAccountStock(tx, scope, toOn);
  if (!account) throw new DomainError("precondition_failed", { rule: "stock_unknown" });
  const endDay = account.dayCount - 1;
  if (endDay < WINDOW_DAYS - 1)
    throw new DomainError("invalid", { field: "day", value: toOn, rule: "thirty_days_of_ledger" });
  const window = inStockWindow(account.stockOn(endDay), endDay);
  const value = inStockRate(window);
  if (value === null) throw new DomainError("precondition_failed", { rule: "nothing_sold" });
  const counted = window.isCounted.reduce((sum, one) => sum + one, 0);
  const hidden = window.isExcluded.reduce((sum, one) => sum + one, 0);
  return fairAnswer(
    question,
    {
      metric: "inStockRate",
      unit: "millionths",
      value,
      sentences: [
        { id: "fairRateRule", values: { days: days(WINDOW_DAYS) } },
        {
          id: "fairRateProducts",
          values: { counted: products(counted), hidden: products(hidden) },
        },
        ...(await rateStanding(tx, scope, toOn)),
      ],
    },
    { day: toOn },
  );
}

const products = (value: number) => ({ unit: "products", value });

/** What is kept of a run for all sellers to read. */
const StandingsKept = z.object({
  inStockStandings: z.array(
    z.object({ pool: z.number(), sizeBand: z.number().nullable(), edge: z.array(z.number()) }),
  ),
});

/** By storage type, as the rate that the plan took stands; why it is not told where it is not. */
async function rateStanding(tx: Tx, scope: SellerScope, toOn: string): Promise<Sentence[]> {
  const run = await findLatestRun(tx, scope, toOn);
  if (!run) return [{ id: "fairRateNotTold", values: { reason: "notKept" } }];
  const stages = await listStages(tx, run.runId);
  const kept = StandingsKept.safeParse(stages.find(({ stage }) => stage === "price")?.result);
  if (!kept.success) return [{ id: "fairRateNotTold", values: { reason: "notKept" } }];
  const told: Sentence[] = [];
  let hasSales = false;
  for (const storageType of storageTypes) {
    const own = await rateOfType(tx, scope, run, storageType);
    if (!own) continue;
    hasSales = true;
    told.push(...standingOfType(run, storageType, own, kept.data.inStockStandings));
  }
  if (told.length > 0) return told;
  return [{ id: "fairRateNotTold", values: { reason: hasSales ? "tooFew" : "noSales" } }];
}

interface TypeRate {
  readonly rate: number;
  readonly shippedWeeklyMm3: number;
}

/** What the plan's limit took in; null where it has none, or without sales. */
async function rateOfType(
  tx: Tx,
  scope: SellerScope,
  { runId }: CoveringRun,
  storageType: StorageType,
): Promise<TypeRate | null> {
  const decision = await loadRuledDecision(tx, scope, runId, "capacity", {
    accountId: scope.accountId,
    key: limitKey(storageTypeIndex(storageType), 1),
  });
  const leaf = (id: string) => decision?.values.column[id]?.[0];
  const rate = leaf("inStockShareMillionths");
  const shippedWeeklyMm3 = leaf("shippedWeeklyMm3") ?? 0;
  return rate === undefined || shippedWeeklyMm3 <= 0 ? null : { rate, shippedWeeklyMm3 };
}

function standingOfType(
  { asOfOn }: CoveringRun,
  storageType: StorageType,
  { rate, shippedWeeklyMm3 }: TypeRate,
  standings: z.infer<typeof StandingsKept>["inStockStandings"],
): Sentence[] {
  const group = groupOf(standings, storageTypeIndex(storageType), shippedWeeklyMm3);
  if (!group) return [];
  const { low, high } = tenthsBelow(group, rate, wholePoints);
  return [
    {
      id: "fairRateStanding",
      values: {
        among: group.sizeBand === null ? "all" : "size",
        storageType: { storageType },
        day: { day: asOfOn },
        rate: share(rate),
        span: days(WINDOW_DAYS),
        low: share(100_000 * low),
        high: share(100_000 * high),
      },
    },
  ];
}

/** Delivery speed: one table of lanes for all orders, and what is left of a difference is where stock lay. */
export async function answerSpeedFairness(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"speedFairness">,
): Promise<StoredAnswer> {
  const { measure, toOn } = question;
  const network = await networkOf(tx, scope);
  const orders = await ordersOn(tx, scope, network, toOn);
  const unit = unitOf(measure);
  const speedOf = (some: typeof orders) =>
    deliverySpeed(windowOf(some, network, toOn).window, measure) ?? 0;
  const lanes = network.transitDays.filter((transit) => !Number.isNaN(transit)).length;
  return fairAnswer(
    question,
    {
      metric: "deliverySpeed",
      unit,
      value: speedOf(orders),
      sentences: [
        { id: "speedRule", values: { days: days(SPEED_DAYS) } },
        { id: "fairSpeedLanes", values: { lanes: String(lanes) } },
        {
          id: "fairSpeedWhere",
          values: { everywhere: { unit, value: speedOf(everywhere(orders, network)) } },
        },
        { id: "fairNotCompared", values: {} },
      ],
    },
    { day: toOn, topic: measure },
  );
}

/** Fees: the card in force, which names no account, and the amount charged again by it. */
export async function answerFeeFairness(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"feeFairness">,
): Promise<StoredAnswer> {
  const { fee, monthOn, productId } = question;
  const book = await bookOf(tx, scope);
  const { fees, version } = await monthAt(book, monthOn);
  const asked = feeProductsOf(book, productId);
  const kinds = kindsOf(fee);
  const sumOf = (of: typeof fees) =>
    asked.reduce(
      (sum, { i }) => sum + kinds.reduce((own, kind) => own + feeMicrosOf(of, kind, i), 0),
      0,
    );
  const value = sumOf(fees);
  const published = (await listPolicyVersions(tx, "fees")).find((row) => row.version === version);
  if (!published) throw new Error(`fee fairness: rate card ${version} is not published`);
  const month = monthOfDay(dayFromDate(monthOn));
  const again = sumOf(await book.monthWith(month, fees.card));
  if (again !== value)
    throw new Error(`fee fairness: ${value} in ${monthOn}, charged again ${again}`);
  const unit = moneyUnit(book.currency);
  return fairAnswer(
    question,
    {
      metric: "fees",
      unit,
      value,
      sentences: [
        {
          id: "fairFeeCard",
          values: {
            version: String(version),
            since: { day: published.effectiveOn },
            currency: book.currency,
          },
        },
        {
          id: "fairFeeMark",
          values: { mark: `sha256-${published.bodySha256.slice(0, MARK_LENGTH)}` },
        },
        { id: "fairFeeAgain", values: { again: { unit, value: again } } },
        ...countedNotes(fees, kinds, asked),
        { id: "fairNotCompared", values: {} },
      ],
    },
    {
      sku: productId === 0 ? null : (asked[0]?.product.sku ?? null),
      monthOn,
      day: dayToDate(firstDayOfMonth(month + 1) - 1),
      topic: fee,
    },
  );
}

/** Enough of a fingerprint to be compared by eye. */
const MARK_LENGTH = 12;
