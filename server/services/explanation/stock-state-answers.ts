// Units on hand by state: which cannot be bought and until when, which are more than can be sold, which arrivals they came with.
import type { Tx } from "@/db/client.ts";
import { dayFromDate, dayToDate } from "@/lib/calendar/index.ts";
import { ageLayers, excessUnits } from "@/lib/optimizer/inventory/index.ts";
import { DomainError } from "@/server/core/errors.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";
import {
  findMoveDays,
  listMovingUnits,
  listReservedUnits,
  listUnfitUnits,
  type ReservedRow,
} from "@/server/repositories/stock-state.ts";
import { loadArrivedUnits } from "@/server/services/inventory/arrived-units.ts";
import { type AccountStock, loadAccountStock } from "@/server/services/inventory/daily-stock.ts";
import { loadAhead } from "@/server/services/inventory/load-ahead.ts";
import type { StoredAnswer } from "./answer.ts";
import { leftOutNotes, noForecast } from "./left-out.ts";
import { lotRow } from "./lot-rows.ts";
import type { Measured, MeasuredPart } from "./measured.ts";
import { type AmountRow, listedRows, measuredAnswer } from "./measured-answer.ts";
import type { Ask } from "./question.ts";
import { type Asked, countedOn, productsOf } from "./stock-answer.ts";

/** Stock beyond the sales of so many days is excess, as in the efficiency score. */
const SUPPLY_DAYS = 90;
/** What is reserved changes within days: a report of more than two weeks ago says nothing of a day. */
const REPORT_DAYS = 14;

const units = (value: number) => ({ unit: "units", value });
const sumOf = (rows: readonly AmountRow[]) => rows.reduce((sum, { amount }) => sum + amount, 0);

async function stockOrThrow(tx: Tx, scope: SellerScope, day: string): Promise<AccountStock> {
  const account = await loadAccountStock(tx, scope, day);
  if (!account) throw new DomainError("precondition_failed", { rule: "stock_unknown" });
  return account;
}

const partOf = (id: string, owner: string, rows: readonly AmountRow[]): MeasuredPart => ({
  id,
  owner,
  label: null,
  amount: sumOf(rows),
  rows: listedRows(rows),
});

type StateQuestion = Ask<"reservedLevel"> | Ask<"excessLevel"> | Ask<"stockSources">;

const answerOf = (
  question: StateQuestion,
  asked: readonly Asked[],
  facts: Pick<Measured, "parts" | "notes">,
): StoredAnswer =>
  measuredAnswer(
    question,
    {
      type: "measured",
      metric: "unitsOnHand",
      unit: "units",
      from: null,
      to: facts.parts.reduce((sum, { amount }) => sum + amount, 0),
      ...facts,
    },
    {
      sku: question.productId === 0 ? null : (asked[0]?.product.sku ?? null),
      day: question.toOn,
    },
  );

/** Units in the buildings that cannot be bought, by what they wait for. */
export async function answerReserved(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"reservedLevel">,
): Promise<StoredAnswer> {
  const account = await stockOrThrow(tx, scope, question.toOn);
  const asked = productsOf(account, question.productId);
  const counted = await countedOn(tx, scope, account, question.toOn);
  const moving = await listMovingUnits(tx, scope, question.toOn);
  const unfit = await listUnfitUnits(tx, scope, question.toOn);
  const afterOn = dayToDate(dayFromDate(question.toOn) - REPORT_DAYS);
  const ids = new Set(asked.map(({ product }) => product.productId));
  const stated = await listReservedUnits(tx, scope, { afterOn, toOn: question.toOn });
  const reserved = stated.filter(({ productId }) => ids.has(productId));
  const rowsOf = (
    list: readonly { readonly productId: number; readonly units: number | null }[],
  ) => {
    const byId = new Map(list.map((row) => [row.productId, row.units ?? 0]));
    return asked.map(({ product }): AmountRow => {
      const amount = byId.get(product.productId) ?? 0;
      return { product, amount, from: null, to: units(amount) };
    });
  };
  const parts = [
    partOf("moving", "fulfilment", rowsOf(moving)),
    partOf(
      "ordered",
      "customers",
      rowsOf(reserved.map(({ productId, orderUnits }) => ({ productId, units: orderUnits }))),
    ),
    partOf(
      "processing",
      "fulfilment",
      rowsOf(
        reserved.map(({ productId, processingUnits }) => ({ productId, units: processingUnits })),
      ),
    ),
    partOf("unfit", "stock", rowsOf(unfit)),
  ].filter(({ amount }) => amount !== 0);
  const lastOut = moving.filter(({ productId }) => ids.has(productId)).map((row) => row.lastOutDay);
  const notes: Measured["notes"] = [
    {
      id: "stockBuyable",
      values: { units: units(asked.reduce((sum, { i }) => sum + (counted[i] ?? 0), 0)) },
    },
    ...(lastOut.length > 0 ? await moveNotes(tx, scope, Math.max(...lastOut), question.toOn) : []),
    ...reservedNotes(reserved, asked, (one) => counted[one.i] ?? 0),
  ];
  return answerOf(question, asked, { parts, notes });
}

/** Of which days the reports are that state units as reserved, and for how many products in stock there is none. */
function reservedNotes(
  reserved: readonly ReservedRow[],
  asked: readonly Asked[],
  heldUnits: (one: Asked) => number,
): Measured["notes"] {
  const days = reserved.map(({ snapshotOn }) => snapshotOn).sort();
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined)
    return [{ id: "stockReservedUnknown", values: {} }];
  const known = new Set(reserved.map(({ productId }) => productId));
  const untold = asked.filter((one) => !known.has(one.product.productId) && heldUnits(one) > 0);
  const products = { unit: "products", value: untold.length };
  return [
    first === last
      ? { id: "stockReservedOn", values: { day: { day: first } } }
      : { id: "stockReservedFrom", values: { from: { day: first }, to: { day: last } } },
    ...(untold.length === 0 ? [] : [{ id: "stockReservedUntold" as const, values: { products } }]),
  ];
}

/** Until when what is on the move is expected. */
async function moveNotes(
  tx: Tx,
  scope: SellerScope,
  lastOutDay: number,
  toOn: string,
): Promise<Measured["notes"]> {
  const days = await findMoveDays(tx, scope, toOn);
  if (days === null) return [];
  return [
    {
      id: "stockMovingUntil",
      values: {
        out: { day: dayToDate(lastOutDay) },
        days: { unit: "milliDays", value: Math.round(days * 1000) },
        until: { day: dayToDate(lastOutDay + Math.ceil(days)) },
      },
    },
  ];
}

/** Units beyond what is expected to be sold in 90 days, product by product. */
export async function answerExcess(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"excessLevel">,
): Promise<StoredAnswer> {
  const account = await stockOrThrow(tx, scope, question.toOn);
  const asked = productsOf(account, question.productId);
  const counted = await countedOn(tx, scope, account, question.toOn);
  const ids = asked.map(({ product }) => product.productId);
  const span = { afterOn: question.toOn, dayCount: SUPPLY_DAYS };
  const ahead = await loadAhead(tx, scope, ids, span);
  const demand = ahead.demandUnits("mean");
  if (asked.length > 0 && !ahead.hasForecast.includes(1)) throw noForecast(question.productId);
  const told = asked.map((one, k) => ({ ...one, k, held: counted[one.i] ?? 0 }));
  const leftOut = told.filter(({ k, held }) => held > 0 && !ahead.hasForecast[k]);
  const rows = told.flatMap(({ product, held, k }) => {
    if (!ahead.hasForecast[k]) return [];
    const supply = Math.round(
      demand.subarray(k * SUPPLY_DAYS, (k + 1) * SUPPLY_DAYS).reduce((sum, day) => sum + day, 0),
    );
    return [{ product, held, supply }];
  });
  const over = rows.filter(({ held, supply }) => excessUnits(held, supply) > 0);
  const part = (id: string, owner: string, value: (row: (typeof over)[number]) => number) =>
    partOf(
      id,
      owner,
      over.map((row) => ({
        product: row.product,
        amount: value(row),
        from: null,
        to: units(Math.abs(value(row))),
      })),
    );
  return answerOf(question, asked, {
    parts:
      over.length === 0
        ? []
        : [
            part("held", "seller", ({ held }) => held),
            part("supply", "customers", ({ supply }) => -supply),
          ],
    notes: [
      {
        id: "excessRule",
        values: {
          days: { unit: "days", value: SUPPLY_DAYS },
          day: { day: ahead.run.asOfOn },
          products: { unit: "products", value: over.length },
        },
      },
      ...leftOutNotes(leftOut.length, ahead.run.asOfOn),
      ...pastNotes(account, await loadArrivedUnits(tx, scope, account), asked),
    ],
  });
}

/** What came and what was sold in as many days before. */
function pastNotes(
  account: AccountStock,
  arrivedUnits: Int32Array,
  asked: readonly Asked[],
): Measured["notes"] {
  const { soldUnits } = account.stockOn(account.dayCount - 1);
  const sum = (table: Int32Array) =>
    asked.reduce((total, { i }) => {
      const row = table.subarray(i * account.dayCount, (i + 1) * account.dayCount);
      return total + row.slice(-SUPPLY_DAYS).reduce((own, value) => own + value, 0);
    }, 0);
  return [
    {
      id: "excessBefore",
      values: {
        days: { unit: "days", value: SUPPLY_DAYS },
        came: units(sum(arrivedUnits)),
        sold: units(sum(soldUnits)),
      },
    },
  ];
}

const LISTED_PRODUCTS = 12;

/** Units on hand by the days on which they came: stock leaves oldest first. */
export async function answerStockSources(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"stockSources">,
): Promise<StoredAnswer> {
  const account = await stockOrThrow(tx, scope, question.toOn);
  const asked = productsOf(account, question.productId);
  const counted = await countedOn(tx, scope, account, question.toOn);
  const held = asked
    .map((one) => ({ ...one, units: counted[one.i] ?? 0 }))
    .filter((one) => one.units > 0)
    .sort((a, b) => b.units - a.units || a.i - b.i);
  const arrived = await loadArrivedUnits(tx, scope, account);
  const parts = held.slice(0, LISTED_PRODUCTS).map((one) => ({
    id: `sku:${one.product.productId}`,
    owner: "stock",
    label: { id: "feeOfProduct" as const, values: { sku: one.product.sku } },
    amount: one.units,
    rows: layerRows(account, arrived, one),
  }));
  const others = held.slice(LISTED_PRODUCTS);
  const otherProducts = { unit: "otherProducts", value: others.length };
  return answerOf(question, asked, {
    parts:
      others.length === 0
        ? parts
        : [
            ...parts,
            {
              id: "others",
              owner: "stock",
              label: { id: "feeOfOthers", values: { products: otherProducts } },
              amount: others.reduce((sum, one) => sum + one.units, 0),
              rows: [],
            },
          ],
    notes: [
      { id: "feeOldestFirst", values: {} },
      { id: "feeRowsOf", values: { day: { day: question.toOn } } },
    ],
  });
}

/** A product's units by the days on which they came. */
function layerRows(
  { dayCount, firstDay }: AccountStock,
  arrivedUnits: Int32Array,
  { i, product, units: heldUnits }: Asked & { readonly units: number },
): MeasuredPart["rows"] {
  const arrived = arrivedUnits.subarray(i * dayCount, (i + 1) * dayCount);
  return ageLayers(heldUnits, arrived, dayCount - 1).map(([d, amount]) => ({
    ...lotRow(product, d < 0 ? null : firstDay + d),
    amount,
    from: null,
    to: units(amount),
  }));
}
