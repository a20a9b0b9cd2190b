// Fees of a month that is still to come: what they will be if things go on, with units taken out, and the least to take out.
import type { Tx } from "@/db/client.ts";
import { dayFromDate, firstDayOfMonth, monthOfDay } from "@/lib/calendar/index.ts";
import {
  aheadFacts,
  FEE_KINDS,
  type FeeFacts,
  feeMicrosOf,
  leastRemoval,
  type MonthFees,
  monthFees,
  type RateCard,
  type RemovableFee,
  type Removal,
  removalFee,
} from "@/lib/optimizer/fees/index.ts";
import { moneyUnit } from "@/lib/wording/index.ts";
import { DomainError } from "@/server/core/errors.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";
import type { FeeBook } from "@/server/services/fees/account-months.ts";
import {
  type AccountAhead,
  type DemandPath,
  loadAhead,
} from "@/server/services/inventory/load-ahead.ts";
import type { StoredAnswer } from "./answer.ts";
import { bookOf, kindsOf, type Listed, productsOf, unpricedNotes } from "./fee-months.ts";
import { leftOutNotes, noForecast } from "./left-out.ts";
import type { Measured, MeasuredPart } from "./measured.ts";
import { listedRows, measuredAnswer } from "./measured-answer.ts";
import type { Ask } from "./question.ts";

/** Months after the last known day that can be foreseen. */
const MONTHS_AHEAD = 3;
/** Products that a search tries: those that pay most. */
const CANDIDATES = 40;
const LISTED_CHANGES = 6;

interface Foreseen {
  readonly book: FeeBook;
  readonly ahead: AccountAhead;
  /** Products that were asked about and that the plan says something of. */
  readonly products: readonly Listed[];
  /** Products in stock of which it says nothing. */
  readonly leftOut: number;
  readonly kinds: readonly number[];
  readonly facts: FeeFacts;
  readonly card: RateCard;
  readonly unit: string;
}

/** Throws invalid for a month that is over or too far ahead, precondition_failed without stock, plan or rate card. */
async function foreseen(
  tx: Tx,
  scope: SellerScope,
  { monthOn, fee, productId }: Ask<"feeForward"> | Ask<"feeTarget">,
): Promise<Foreseen> {
  const book = await bookOf(tx, scope);
  const month = monthOfDay(dayFromDate(monthOn));
  const lastDay = dayFromDate(book.asOfOn);
  const isOpen = firstDayOfMonth(month + 1) > lastDay + 1;
  if (!isOpen || month > monthOfDay(lastDay) + MONTHS_AHEAD)
    throw new DomainError("invalid", { field: "monthOn", value: monthOn, rule: "month_ahead" });
  const found = await book.factsOf(month);
  if (!found)
    throw new DomainError("precondition_failed", { rule: "no_rate_card", month: monthOn });
  const ids = book.product.map((product) => product.productId);
  const dayCount = firstDayOfMonth(month + 1) - lastDay - 1;
  const ahead = await loadAhead(tx, scope, ids, { afterOn: book.asOfOn, dayCount });
  const asked = productsOf(book, productId);
  const products = asked.filter(({ i }) => ahead.hasForecast[i] === 1);
  if (asked.length > 0 && products.length === 0) throw noForecast(productId);
  return {
    ...found,
    book,
    ahead,
    products,
    leftOut: asked.filter(({ i }) => !ahead.hasForecast[i] && heldUnits(found.facts, i) > 0).length,
    kinds: kindsOf(fee),
    unit: moneyUnit(book.currency),
  };
}

/** Units of a product at the end of the last known day. */
const heldUnits = (facts: FeeFacts, i: number): number =>
  facts.heldUnits[(i + 1) * facts.dayCount - 1] ?? 0;

/** The month with units taken out on the day after the last known one. */
function feesWith(
  { facts, card, ahead }: Foreseen,
  removedUnits: Int32Array,
  path: DemandPath = "mean",
): MonthFees {
  const { arrivedUnits, dayCount } = ahead;
  const days = { demandUnits: ahead.demandUnits(path), arrivedUnits, dayCount, removedUnits };
  return monthFees(aheadFacts(facts, days), card);
}

const nothing = ({ facts }: Foreseen): Int32Array => new Int32Array(facts.skuCount);

const askedFees = (found: Foreseen, fees: MonthFees): number =>
  found.products.reduce(
    (sum, { i }) => sum + found.kinds.reduce((own, kind) => own + feeMicrosOf(fees, kind, i), 0),
    0,
  );

/** A month's fees as they will be, and what taking out the oldest units of a product changes. */
export async function answerFeeForward(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"feeForward">,
): Promise<StoredAnswer> {
  if (question.units > 0 && question.productId === 0)
    throw new DomainError("invalid", { field: "productId", value: 0, rule: "one_product" });
  const found = await foreseen(tx, scope, question);
  const [one] = found.products;
  const units = one ? Math.min(question.units, heldUnits(found.facts, one.i)) : 0;
  const removed = nothing(found);
  if (one) removed[one.i] = units;
  const before = feesWith(found, nothing(found));
  const isDone = units > 0;
  return answerAhead(question, found, {
    ...figures(found, before, isDone ? feesWith(found, removed) : null),
    notes: [
      ...takenNotes(found, question.units, units),
      ...outlookNotes(found, removed, isDone ? "feeOutlookDone" : "feeOutlook"),
      ...missingNotes(found, before),
    ],
  });
}

/** The fees with units taken out beside those without; where nothing is done, those alone. */
function figures(found: Foreseen, before: MonthFees, after: MonthFees | null): Measured {
  const { unit } = found;
  const parts = found.kinds
    .map((kind) => kindPart(found, kind, { before, after: after ?? before }, after !== null))
    .filter(({ amount }) => amount !== 0);
  const level = askedFees(found, before);
  return {
    type: "measured",
    metric: "fees",
    unit,
    from: after && level,
    ...(after ? { reference: "now" as const } : {}),
    to: after ? askedFees(found, after) : level,
    parts,
    notes: [],
  };
}

function takenNotes(found: Foreseen, asked: number, units: number): Measured["notes"] {
  const sku = found.products[0]?.product.sku ?? "";
  if (asked === 0) return [];
  if (units === 0) return [{ id: "feeNoneToTake", values: { sku } }];
  const id = units < asked ? "feeTakenAll" : "feeTakenOut";
  return [{ id, values: { units: toldUnits(units), sku } }];
}

function kindPart(
  found: Foreseen,
  kind: number,
  { before, after }: { readonly before: MonthFees; readonly after: MonthFees },
  isDone: boolean,
): MeasuredPart {
  const rows = found.products.map(({ i, product }) => {
    const [from, to] = [feeMicrosOf(before, kind, i), feeMicrosOf(after, kind, i)];
    const told = (value: number) => ({ unit: found.unit, value });
    return {
      product,
      amount: isDone ? to - from : to,
      from: isDone ? told(from) : null,
      to: told(to),
    };
  });
  return {
    id: FEE_KINDS[kind] ?? "",
    owner: "stock",
    label: null,
    amount: rows.reduce((sum, { amount }) => sum + amount, 0),
    rows: listedRows(rows),
  };
}

/** Sales decide what is left: the range between the plan's ends, of the amount that the note names. */
function outlookNotes(
  found: Foreseen,
  removed: Int32Array,
  id: "feeOutlook" | "feeOutlookLeft" | "feeOutlookDone",
): Measured["notes"] {
  const ends = (["low", "high"] as const).map((path) =>
    askedFees(found, feesWith(found, removed, path)),
  );
  const told = (value: number) => ({ unit: found.unit, value });
  const day = { day: found.ahead.run.asOfOn };
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  return [
    low === high
      ? { id: "feeOutlookSame", values: { day } }
      : { id, values: { day, low: told(low), high: told(high) } },
    ...leftOutNotes(found.leftOut, found.ahead.run.asOfOn),
    ...(found.kinds.includes(FEE_KINDS.indexOf("placement"))
      ? [{ id: "feePlacementAhead" as const, values: {} }]
      : []),
  ];
}

/** What cannot be counted: products without a price, stock of a type whose limit is not known. */
function missingNotes(found: Foreseen, fees: MonthFees): Measured["notes"] {
  const { facts, kinds, products } = found;
  const isUnlimited = (one: Listed) =>
    heldUnits(found.facts, one.i) > 0 &&
    Number.isNaN(facts.limitMm3[facts.storageType[one.i] ?? -1]);
  return [
    ...unpricedNotes(fees, kinds, products),
    ...(products.some(isUnlimited) && kinds.includes(FEE_KINDS.indexOf("overage"))
      ? [{ id: "feeNoLimit" as const, values: {} }]
      : []),
  ];
}

const toldUnits = (value: number) => ({ unit: "units", value });

/** The least to take out (or to sell besides) for nothing to be paid, and for half of it. */
export async function answerFeeTarget(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"feeTarget">,
): Promise<StoredAnswer> {
  const found = await foreseen(tx, scope, question);
  const before = feesWith(found, nothing(found));
  const total = askedFees(found, before);
  const least = removals(found, question.fee, before);
  const all = total === 0 ? null : least(0);
  const half = total === 0 ? null : least(Math.floor(total / 2));
  const way = all ?? half;
  return answerAhead(question, found, {
    ...figures(found, before, way && feesWith(found, takenOut(found, way))),
    notes: [
      ...(total === 0 ? [{ id: "feeNothingAhead" as const, values: {} }] : []),
      ...(total > 0 && !all ? [{ id: "feeNotAvoided" as const, values: {} }] : []),
      ...outlookNotes(found, nothing(found), way ? "feeOutlookLeft" : "feeOutlook"),
      ...missingNotes(found, before),
    ],
    ways: [all, half].flatMap((one) => (one ? [wayOf(found, one, total)] : [])),
  });
}

/** The search for the least to take out, as indices of all products. */
function removals(
  found: Foreseen,
  fee: RemovableFee,
  before: MonthFees,
): (target: number) => Removal | null {
  const { ahead, facts, card, products } = found;
  const candidates = candidatesOf(found, before);
  const moved = candidates.map(({ i }) => i);
  const days = { ...ahead, demandUnits: ahead.demandUnits("mean") };
  const asked = products.map(({ i }) => i);
  const feeOf = removalFee(facts, days, card, { fee, asked, moved });
  const tried = candidates.map(({ heldUnits: held }, k) => ({ i: k, heldUnits: held }));
  return (target) => {
    const way = leastRemoval(feeOf, moved.length, tried, target);
    return way && { ...way, taken: way.taken.map(({ i, units }) => ({ i: moved[i] ?? 0, units })) };
  };
}

/** Products that pay most of what was asked about, with what they hold. */
function candidatesOf(found: Foreseen, fees: MonthFees) {
  const { products, kinds } = found;
  const paid = ({ i }: Listed) => kinds.reduce((sum, kind) => sum + feeMicrosOf(fees, kind, i), 0);
  return products
    .filter((one) => paid(one) > 0)
    .sort((a, b) => paid(b) - paid(a) || a.i - b.i)
    .slice(0, CANDIDATES)
    .map(({ i }) => ({ i, heldUnits: heldUnits(found.facts, i) }));
}

function takenOut(found: Foreseen, way: Removal | null): Int32Array {
  const removed = nothing(found);
  for (const { i, units } of way?.taken ?? []) removed[i] = units;
  return removed;
}

function wayOf(
  found: Foreseen,
  way: Removal,
  total: number,
): NonNullable<Measured["ways"]>[number] {
  const { book, unit } = found;
  // Counted again with all products, each rounded on its own.
  const feeMicros = askedFees(found, feesWith(found, takenOut(found, way)));
  const most = [...way.taken].sort((a, b) => b.units - a.units || a.i - b.i);
  const listed = most.length > LISTED_CHANGES ? most.slice(0, LISTED_CHANGES - 1) : most;
  const others = most.slice(listed.length);
  const sum = (rows: typeof most) => rows.reduce((units, row) => units + row.units, 0);
  const units = sum(most);
  return {
    changes: [
      ...listed.map((row) => ({
        id: "wayTakeOut" as const,
        values: { units: toldUnits(row.units), sku: book.product[row.i]?.sku ?? "" },
      })),
      ...(others.length > 0
        ? [
            {
              id: "wayTakeOutOthers" as const,
              values: {
                units: toldUnits(sum(others)),
                products: { unit: "otherProducts", value: others.length },
              },
            },
          ]
        : []),
    ],
    result: {
      id: "wayFee",
      values: { fee: { unit, value: feeMicros }, saved: { unit, value: total - feeMicros } },
    },
    effort: {
      id: "wayUnits",
      values: {
        units: toldUnits(units),
        each: { unit, value: units === 0 ? 0 : Math.round((total - feeMicros) / units) },
      },
    },
  };
}

const answerAhead = (
  question: Ask<"feeForward"> | Ask<"feeTarget">,
  { products, book }: Foreseen,
  facts: Measured,
): StoredAnswer =>
  measuredAnswer(question, facts, {
    sku: question.productId === 0 ? null : (products[0]?.product.sku ?? null),
    monthOn: question.monthOn,
    day: book.asOfOn,
    topic: question.fee,
  });
