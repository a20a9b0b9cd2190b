// Which rows of reports an in-stock rate is counted from, product by product: the ledger says when there was stock, orders what counts how much.
import type { Tx } from "@/db/client.ts";
import { roundParts } from "@/lib/optimizer/core/round-parts.ts";
import { buyableShare, inStockRate, inStockWindow } from "@/lib/optimizer/inventory/index.ts";
import { DomainError } from "@/server/core/errors.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";
import type { ProductRow } from "@/server/repositories/stock.ts";
import { loadAccountStock } from "@/server/services/inventory/daily-stock.ts";
import type { StoredAnswer } from "./answer.ts";
import type { MeasuredPart } from "./measured.ts";
import { measuredAnswer } from "./measured-answer.ts";
import type { Ask } from "./question.ts";

const WINDOW_DAYS = 30;
const LISTED_PRODUCTS = 12;

/** What a product adds to the rate. */
interface Counted {
  readonly product: ProductRow;
  readonly amount: number;
  readonly inStockDays: number;
  readonly offeredDays: number;
  readonly soldUnits: number;
}

/** The rate made of its products, each leading to its rows. Throws precondition_failed where nothing was sold, invalid without 30 days of ledger. */
export async function answerInStockSources(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"inStockSources">,
): Promise<StoredAnswer> {
  const account = await loadAccountStock(tx, scope, question.toOn);
  if (!account) throw new DomainError("precondition_failed", { rule: "stock_unknown" });
  const endDay = account.dayCount - 1;
  if (endDay < WINDOW_DAYS - 1)
    throw new DomainError("invalid", {
      field: "day",
      value: question.toOn,
      rule: "thirty_days_of_ledger",
    });
  const window = inStockWindow(account.stockOn(endDay), endDay);
  const rate = inStockRate(window);
  if (rate === null) throw new DomainError("precondition_failed", { rule: "nothing_sold" });
  const rows = account.product
    .map((product, i) => ({
      product,
      share: buyableShare(window, i),
      inStockDays: window.buyableDays[i] ?? 0,
      offeredDays: window.offeredDays[i] ?? 0,
      soldUnits: window.isCounted[i] ? (window.soldUnits[i] ?? 0) : 0,
    }))
    .filter(({ soldUnits }) => soldUnits > 0)
    .sort((a, b) => b.soldUnits - a.soldUnits || a.product.productId - b.product.productId);
  const sold = rows.reduce((sum, { soldUnits }) => sum + soldUnits, 0);
  const amounts = roundParts(
    rows.map(({ share, soldUnits }) => (1_000_000 * share * soldUnits) / sold),
    rate,
  );
  const counted = rows.map(
    ({ share: _, ...row }, k): Counted => ({ ...row, amount: amounts[k] ?? 0 }),
  );
  return measuredAnswer(
    question,
    {
      type: "measured",
      metric: "inStockRate",
      unit: "millionths",
      from: null,
      to: rate,
      parts: [
        ...counted.slice(0, LISTED_PRODUCTS).map(productPart),
        ...othersPart(counted.slice(LISTED_PRODUCTS)),
      ],
      notes: [
        {
          id: "rateRule",
          values: { days: days(WINDOW_DAYS), sold: units(sold), products: products(rows.length) },
        },
        { id: "rateRows", values: { day: { day: question.toOn } } },
      ],
    },
    { day: question.toOn },
  );
}

const units = (value: number) => ({ unit: "units", value });
const days = (value: number) => ({ unit: "days", value });
const products = (value: number) => ({ unit: "products", value });

/** A product without a day in stock adds nothing and still has rows. */
const productPart = ({ product, amount, ...row }: Counted): MeasuredPart => ({
  id: `sku:${product.productId}`,
  owner: "stock",
  label: { id: "feeOfProduct", values: { sku: product.sku } },
  amount,
  rows: [
    {
      id: `ledger:${product.productId}`,
      label: { id: "rowsOfLedger", values: {} },
      amount,
      from: null,
      to: {
        id: "rowDaysInStock",
        values: { days: days(row.inStockDays), offered: days(row.offeredDays) },
      },
      hasSource: true,
    },
    {
      id: `orders:${product.productId}`,
      label: { id: "rowsOfOrders", values: {} },
      amount: 0,
      from: null,
      to: units(row.soldUnits),
      hasSource: true,
    },
  ],
});

function othersPart(others: readonly Counted[]): MeasuredPart[] {
  if (others.length === 0) return [];
  return [
    {
      id: "others",
      owner: "stock",
      label: {
        id: "feeOfOthers",
        values: { products: { unit: "otherProducts", value: others.length } },
      },
      amount: others.reduce((sum, { amount }) => sum + amount, 0),
      rows: [],
    },
  ];
}
