import { expect, it } from "vitest";
import { weekStartDay } from "@/lib/calendar/index.ts";
import { buildFacts } from "./build-facts.ts";
import type { ShardRows } from "./load-facts.ts";

const LAST_WEEK = 2_900;
const weeks = { startWeekday: 0, first: LAST_WEEK - 51, last: LAST_WEEK };
const asOfDay = weekStartDay(LAST_WEEK, 0) + 6;

const account = (accountId: number) => ({
  sellerId: 1,
  accountId,
  slug: `account-${accountId}`,
  kind: "professional" as const,
  openedOn: "2020-01-01",
  leadTimeDays: null,
  reviewDays: null,
});
const product = (accountId: number, productId: number) => ({
  sellerId: 1,
  accountId,
  productId,
  sku: `sku-${productId}`,
  asin: null,
  category: null,
  storageType: null,
  unitVolumeMm3: null,
  weightMg: null,
  lengthUm: null,
  widthUm: null,
  heightUm: null,
  priceMicros: null,
  costMicros: null,
  casePackUnits: null,
  leadTimeDays: null,
  isBuyable: true,
  isDiscontinued: false,
});
/** Five units in each of the last 20 weeks. */
const sales = (productId: number) => ({
  productId,
  key: Array.from({ length: 20 }, (_, k) => LAST_WEEK - 19 + k),
  units: Array.from({ length: 20 }, () => 5),
  firstOn: "2025-01-01",
  units30: 20,
  units60: 40,
});

const nothing: ShardRows = {
  accounts: [],
  products: [],
  sales: [],
  ledger: [],
  prices: [],
  promotions: [],
  wholesale: [],
  regionSales: [],
  stock: [],
  openUnits: [],
  fcStock: [],
  continuations: [],
  shipments: [],
  overrides: [],
  terms: [],
  splits: [],
};

it("takes orders for what was shipped in an account without a ledger, whatever its neighbours have", () => {
  const rows: ShardRows = {
    ...nothing,
    accounts: [account(1), account(2)],
    products: [product(1, 11), product(1, 12), product(2, 21)],
    sales: [sales(11), sales(12), sales(21)],
    ledger: [{ productId: 11, key: [asOfDay - 3], units: [-2], shipped90: 2, shipped91: 3 }],
  };
  const facts = buildFacts({ rows, asOfDay, weeks, regionIds: [], fcIds: [] });
  // In 90 and 91 days: by the ledger, nothing by it, and 13 weeks of orders.
  expect([...facts.shippedUnits]).toEqual([2, 3, 0, 0, 65, 65]);
});

it("takes what sellers set by hand, and units between buildings only where no ledger holds them already", () => {
  const stock = (productId: number) => ({
    productId,
    snapshotOn: "2026-11-01",
    onHandUnits: 4,
    inboundUnits: 0,
    transferUnits: 7,
  });
  const rows: ShardRows = {
    ...nothing,
    accounts: [account(1), account(2)],
    products: [product(1, 11), product(1, 12), product(2, 21)],
    ledger: [{ productId: 11, key: [asOfDay - 3], units: [9], shipped90: 0, shipped91: 0 }],
    stock: [stock(11), stock(12)],
    overrides: [
      { productId: 12, units: 0 },
      { productId: 21, units: 30 },
    ],
    terms: [
      { accountId: 1, productId: 11, minimumUnits: 48, budgetMicros: null },
      { accountId: 2, productId: null, minimumUnits: null, budgetMicros: 5_000_000 },
    ],
  };
  const facts = buildFacts({ rows, asOfDay, weeks, regionIds: [], fcIds: [] });
  expect([...facts.overrideUnits]).toEqual([-1, 0, 30]);
  expect([...facts.minimumUnits]).toEqual([48, 0, 0]);
  expect([...facts.transferUnits]).toEqual([0, 7, 0]);
  expect([...facts.budgetMicros]).toEqual([Number.NaN, 5_000_000]);
});

it("opens the buildings of a chosen split alone, the newest one's, and all where none of them is left", () => {
  const rows: ShardRows = {
    ...nothing,
    accounts: [account(1), account(2), account(3)],
    products: [],
    splits: [
      { accountId: 1, fcIds: [7] },
      { accountId: 3, fcIds: [99] },
      { accountId: 1, fcIds: [5, 9] },
    ],
  };
  const facts = buildFacts({ rows, asOfDay, weeks, regionIds: [], fcIds: [5, 7, 9] });
  expect([...facts.splitFc]).toEqual([1, 0, 1, 1, 1, 1, 1, 1, 1]);
});

it("sorts the sides of a unit, and takes none where one is not told", () => {
  const sized = { ...product(1, 11), lengthUm: 20_000, widthUm: 300_000, heightUm: 100_000 };
  const rows: ShardRows = {
    ...nothing,
    accounts: [account(1)],
    products: [sized, { ...sized, productId: 12, widthUm: null }],
  };
  const { sideUm } = buildFacts({ rows, asOfDay, weeks, regionIds: [], fcIds: [] });
  expect([...sideUm]).toEqual([300_000, 100_000, 20_000, Number.NaN, Number.NaN, Number.NaN]);
});
