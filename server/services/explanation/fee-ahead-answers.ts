// Fees of a month that is still to come: what they will be if things go on, with units taken out, and the least to take out.
import type { Tx } from "@/db/client.ts";
import { dayFromDate, firstDayOfMonth, monthOfDay } from "@/lib/calendar/index.ts";
import {
  aheadFacts,
  FEE_KINDS,
  type FeeFacts,
  factsOfProducts,
  feeMicrosOf,
  leastRemoval,
  type MonthFees,
  monthFees,
  type RateCard,
  type Removal,
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
import { bookOf, kindsOf, type Listed, productsOf } from "./fee-months.ts";
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
  const found = await foreseen(tx, scope, question);
  const removed = nothing(found);
  const [one] = found.products;
  if (question.units > 0 && question.productId === 0)
    throw new DomainError("invalid", { field: "productId", value: 0, rule: "one_product" });
  if (one && question.units > 0) removed[one.i] = question.units;
  const before = feesWith(found, nothing(found));
  const isDone = question.units > 0;
  const after = isDone ? feesWith(found, removed) : before;
  const parts = found.kinds.map((kind) => kindPart(found, kind, { before, after }, isDone));
  const facts: Measured = {
    type: "measured",
    metric: "fees",
    unit: found.unit,
    from: isDone ? askedFees(found, before) : null,
    ...(isDone ? { reference: "now" as const } : {}),
    to: askedFees(found, after),
    parts: parts.filter(({ amount }) => amount !== 0),
    notes: [...(isDone ? [takenNote(found, question.units)] : []), ...outlookNotes(found, removed)],
  };
  return answerAhead(question, found, facts);
}

const takenNote = (found: Foreseen, units: number): Measured["notes"][number] => ({
  id: "feeTakenOut",
  values: { units: toldUnits(units), sku: found.products[0]?.product.sku ?? "" },
});

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

/** Sales decide what is left: the range between the plan's ends. */
function outlookNotes(found: Foreseen, removed: Int32Array): Measured["notes"] {
  const ends = (["low", "high"] as const).map((path) =>
    askedFees(found, feesWith(found, removed, path)),
  );
  const told = (value: number) => ({ unit: found.unit, value });
  return [
    {
      id: "feeOutlook",
      values: {
        day: { day: found.ahead.run.asOfOn },
        low: told(Math.min(...ends)),
        high: told(Math.max(...ends)),
      },
    },
    ...leftOutNotes(found.leftOut, found.ahead.run.asOfOn),
    ...(found.kinds.includes(FEE_KINDS.indexOf("placement"))
      ? [{ id: "feePlacementAhead" as const, values: {} }]
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
  const least = removals(found, before);
  const all = total === 0 ? null : least(0);
  const half = total === 0 ? null : least(Math.floor(total / 2));
  const after = feesWith(found, takenOut(found, all ?? half));
  const parts = found.kinds.map((kind) => kindPart(found, kind, { before, after }, true));
  const facts: Measured = {
    type: "measured",
    metric: "fees",
    unit: found.unit,
    from: total,
    reference: "now",
    to: askedFees(found, after),
    parts: parts.filter(({ amount }) => amount !== 0),
    notes: [
      ...(total === 0 ? [{ id: "feeNothingAhead" as const, values: {} }] : []),
      ...(total > 0 && !all ? [{ id: "feeNotAvoided" as const, values: {} }] : []),
      ...outlookNotes(found, nothing(found)),
    ],
    ways: [all, half].flatMap((way) => (way ? [wayOf(found, way, total)] : [])),
  };
  return answerAhead(question, found, facts);
}

/** Fees of a product that no other product moves: they are counted of the candidates alone. */
const SEPARATE: readonly string[] = ["storage", "aged"];

/** The search for the least to take out, as indices of all products. */
function removals(found: Foreseen, before: MonthFees): (target: number) => Removal | null {
  const { ahead, facts, kinds } = found;
  const candidates = candidatesOf(found, before);
  const isSeparate = kinds.every((kind) => SEPARATE.includes(FEE_KINDS[kind] ?? ""));
  const asked = isSeparate ? candidates.map(({ i }) => i) : found.book.product.map((_, i) => i);
  const at = new Map(asked.map((i, k) => [i, k]));
  const rows = (table: Float64Array): Float64Array =>
    Float64Array.from({ length: asked.length * ahead.dayCount }, (_, cell) => {
      const i = asked[Math.floor(cell / ahead.dayCount)] ?? 0;
      return table[i * ahead.dayCount + (cell % ahead.dayCount)] ?? 0;
    });
  const part: Foreseen = {
    ...found,
    facts: factsOfProducts(facts, asked),
    ahead: { ...ahead, arrivedUnits: rows(ahead.arrivedUnits) },
    products: found.products.flatMap(({ i, product }) => {
      const k = at.get(i);
      return k === undefined ? [] : [{ i: k, product }];
    }),
  };
  const demandUnits = rows(ahead.demandUnits("mean"));
  const own = { ...part, ahead: { ...part.ahead, demandUnits: () => demandUnits } };
  const ownFees = (removed: Int32Array) => askedFees(own, feesWith(own, removed));
  const others = askedFees(found, before) - ownFees(new Int32Array(asked.length));
  const feeOf = (removed: Int32Array) => others + ownFees(removed);
  const tried = candidates.map(({ i, heldUnits }) => ({ i: at.get(i) ?? 0, heldUnits }));
  return (target) => {
    const way = leastRemoval(feeOf, asked.length, tried, target);
    return way && { ...way, taken: way.taken.map(({ i, units }) => ({ i: asked[i] ?? 0, units })) };
  };
}

/** Products that pay most of what was asked about, with what they hold. */
function candidatesOf({ facts, products, kinds }: Foreseen, fees: MonthFees) {
  const paid = ({ i }: Listed) => kinds.reduce((sum, kind) => sum + feeMicrosOf(fees, kind, i), 0);
  return products
    .filter((one) => paid(one) > 0)
    .sort((a, b) => paid(b) - paid(a) || a.i - b.i)
    .slice(0, CANDIDATES)
    .map(({ i }) => ({ i, heldUnits: heldUnits(facts, i) }));
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
  // Counted again with all products: the search may have looked at some alone.
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
