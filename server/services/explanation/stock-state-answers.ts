// Units on hand by state: which cannot be bought and until when, which are more than can be sold, which arrivals they came with.
import type { Tx } from "@/db/client.ts";
import { dayFromDate, dayToDate } from "@/lib/calendar/index.ts";
import { excessUnits } from "@/lib/optimizer/inventory/index.ts";
import type { Told } from "@/lib/wording/index.ts";
import { DomainError } from "@/server/core/errors.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";
import {
  findMoveDays,
  listMovingUnits,
  listReservedUnits,
  listUnfitUnits,
} from "@/server/repositories/stock-state.ts";
import { type AccountStock, loadAccountStock } from "@/server/services/inventory/daily-stock.ts";
import { loadAhead } from "@/server/services/inventory/load-ahead.ts";
import type { StoredAnswer } from "./answer.ts";
import type { Measured, MeasuredPart } from "./measured.ts";
import { type AmountRow, listedRows, measuredAnswer } from "./measured-answer.ts";
import type { Ask } from "./question.ts";
import { type Asked, countedOn, productsOf } from "./stock-answer.ts";

/** Stock beyond the sales of so many days is excess, as in the efficiency score. */
const SUPPLY_DAYS = 90;

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
  const reserved = await listReservedUnits(tx, scope, question.toOn);
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
  const ids = new Set(asked.map(({ product }) => product.productId));
  const lastOut = moving.filter(({ productId }) => ids.has(productId)).map((row) => row.lastOutDay);
  const notes: Measured["notes"] = [
    {
      id: "stockBuyable",
      values: { units: units(asked.reduce((sum, { i }) => sum + (counted[i] ?? 0), 0)) },
    },
    ...(lastOut.length > 0 ? await moveNotes(tx, scope, Math.max(...lastOut), question.toOn) : []),
    reserved.length > 0
      ? { id: "stockReservedStated", values: {} }
      : { id: "stockReservedUnknown", values: {} },
  ];
  return answerOf(question, asked, { parts, notes });
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
  const rows = asked.map(({ i, product }, k) => {
    const supply = Math.round(
      demand.subarray(k * SUPPLY_DAYS, (k + 1) * SUPPLY_DAYS).reduce((sum, day) => sum + day, 0),
    );
    return { product, held: counted[i] ?? 0, supply };
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
      ...(await pastNotes(account, asked, question.toOn)),
    ],
  });
}

/** What came and what was sold in as many days before. */
async function pastNotes(
  account: AccountStock,
  asked: readonly Asked[],
  toOn: string,
): Promise<Measured["notes"]> {
  const last = dayFromDate(toOn) - account.firstDay;
  const { soldUnits } = account.stockOn(last);
  let sold = 0;
  let change = 0;
  for (const { i } of asked)
    for (let d = Math.max(0, last - SUPPLY_DAYS + 1); d <= last; d++) {
      sold += soldUnits[i * account.dayCount + d] ?? 0;
      change += account.changeUnits[i * account.dayCount + d] ?? 0;
    }
  return [
    {
      id: "excessBefore",
      values: {
        days: { unit: "days", value: SUPPLY_DAYS },
        came: units(sold + change),
        sold: units(sold),
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
  const parts = held.slice(0, LISTED_PRODUCTS).map((one) => ({
    id: `sku:${one.product.productId}`,
    owner: "stock",
    label: { id: "feeOfProduct" as const, values: { sku: one.product.sku } },
    amount: one.units,
    rows: layerRows(account, one),
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

function layerRows(
  account: AccountStock,
  { i, product, units: heldUnits }: Asked & { readonly units: number },
): MeasuredPart["rows"] {
  const { soldUnits } = account.stockOn(account.dayCount - 1);
  const rows: MeasuredPart["rows"] = [];
  let left = heldUnits;
  for (let d = account.dayCount - 1; left > 0; d--) {
    const cell = i * account.dayCount + d;
    const came = d < 0 ? left : (account.changeUnits[cell] ?? 0) + (soldUnits[cell] ?? 0);
    const taken = Math.min(left, Math.max(0, came));
    left -= taken;
    if (taken === 0) continue;
    const day = dayToDate(account.firstDay + d);
    const label: Told =
      d < 0 ? { id: "lotBefore", values: {} } : { id: "lotOf", values: { day: { day } } };
    rows.push({
      id: `sku:${product.productId}@${d < 0 ? "before" : day}`,
      label,
      amount: taken,
      from: null,
      to: units(taken),
      hasSource: true,
    });
  }
  return rows;
}
