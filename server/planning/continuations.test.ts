import { describe, expect, it } from "vitest";
import type { PlanProductRow } from "@/server/repositories/snapshot.ts";
import { findContinuations, type SkuLife } from "./continuations.ts";

const product = (productId: number, change: Partial<PlanProductRow> = {}): PlanProductRow => ({
  sellerId: 1,
  accountId: 1,
  productId,
  sku: `sku-${productId}`,
  asin: "B0000001",
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
  ...change,
});

/** The first product sold from week 0 to 90 and has nothing left, the second sells since week 88. */
const life: SkuLife = {
  firstWeek: Int32Array.of(0, 88),
  lastSoldWeek: Int32Array.of(90, 103),
  stockUnits: Int32Array.of(0, 40),
  weekCount: 104,
};
const two = [product(11), product(12)];

describe("a product that goes on from another", () => {
  it("is told by the same ASIN where the elder has ended", () => {
    expect(findContinuations(two, [], life)).toEqual([
      { sku: 1, predecessor: 0, share: 1, continuationId: -1 },
    ]);
  });

  it.each([
    ["another ASIN", [product(11), product(12, { asin: "B0000002" })], life],
    ["no ASIN", two.map((row) => ({ ...row, asin: null })), life],
    ["another account", [product(11), product(12, { accountId: 2 })], life],
    ["stock of the elder", two, { ...life, stockUnits: Int32Array.of(3, 40) }],
    ["an order of the elder lately", two, { ...life, lastSoldWeek: Int32Array.of(101, 103) }],
    ["years side by side", two, { ...life, firstWeek: Int32Array.of(0, 60) }],
    ["the same first week", two, { ...life, firstWeek: Int32Array.of(88, 88) }],
  ])("is not told with %s", (_, products, at) => {
    expect(findContinuations(products, [], at)).toEqual([]);
  });

  it("is told of a discontinued product whatever it has left, and of the newest of several", () => {
    const three = [product(10), product(11, { isDiscontinued: true }), product(12)];
    const found = findContinuations(three, [], {
      firstWeek: Int32Array.of(0, 40, 88),
      lastSoldWeek: Int32Array.of(45, 90, 103),
      stockUnits: Int32Array.of(0, 7, 40),
      weekCount: 104,
    });
    expect(found.map(({ sku, predecessor }) => [sku, predecessor])).toEqual([
      [1, 0],
      [2, 1],
    ]);
  });

  it("is what the seller says first, within the account", () => {
    const other = [...two, product(13, { asin: "X" }), product(21, { accountId: 2, asin: "Y" })];
    const wide: SkuLife = {
      firstWeek: Int32Array.of(0, 88, 0, 0),
      lastSoldWeek: Int32Array.of(90, 103, 103, 103),
      stockUnits: Int32Array.of(0, 40, 5, 5),
      weekCount: 104,
    };
    const said = { continuationId: 7, productId: 12, predecessorId: 13, shareMillionths: 400_000 };
    expect(findContinuations(other, [said], wide)).toEqual([
      { sku: 1, predecessor: 2, share: 0.4, continuationId: 7 },
    ]);
    const abroad = { ...said, predecessorId: 21 };
    expect(findContinuations(other, [abroad], wide)[0]?.continuationId).toBe(-1);
  });
});
