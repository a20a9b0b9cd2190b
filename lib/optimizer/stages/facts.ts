/**
 * What the planner knows of some accounts on a run's day: one shard. SKUs lie account by account, those of account a in
 * [accountStart[a], accountStart[a + 1]). Weeks are marketplace weeks; the last one, weekCount - 1, is the last that was
 * complete on the day (the forecast's origin).
 */
export interface PlanFacts {
  readonly accountCount: number;
  readonly skuCount: number;
  readonly weekCount: number;
  readonly regionCount: number;
  readonly fcCount: number;
  /** [accountCount] */
  readonly accountId: Float64Array;
  /** [accountCount] */
  readonly sellerId: Float64Array;
  /** [accountCount + 1] */
  readonly accountStart: Int32Array;
  /** [accountCount] */
  readonly isIndividual: Uint8Array;
  /** Days between two chances to send, as the seller told; 0 = not told. [accountCount] */
  readonly reviewDays: Int32Array;
  /** What the orders of one plan may cost together; NaN = no budget told. [accountCount] */
  readonly budgetMicros: Float64Array;
  /** FCs of the split that the seller chose; all, where none was chosen. [accountCount, fcCount] */
  readonly splitFc: Uint8Array;
  /** [skuCount] */
  readonly productId: Float64Array;
  /** Index into the account's categories. [skuCount] */
  readonly categoryIndex: Int32Array;
  /** Categories of each account. [accountCount] */
  readonly categoryCount: Int32Array;
  /** [skuCount] */
  readonly storageTypeIndex: Int32Array;
  /** [skuCount] */
  readonly unitVolumeMm3: Float64Array;
  /** NaN = unknown. [skuCount] */
  readonly weightMg: Float64Array;
  /** Sides of a unit, longest first; NaN = unknown. [skuCount, 3] */
  readonly sideUm: Float64Array;
  /** NaN = unknown. [skuCount] */
  readonly priceMicros: Float64Array;
  /** NaN = unknown. [skuCount] */
  readonly costMicros: Float64Array;
  /** [skuCount] */
  readonly casePackUnits: Int32Array;
  /** As told or assumed. [skuCount] */
  readonly leadTimeDays: Int32Array;
  /** What became of the units of account a's shipments: entries [shipmentStart[a], shipmentStart[a + 1]). [accountCount + 1] */
  readonly shipmentStart: Int32Array;
  /** Entries of one shipment carry the same number, unique within the account. [shipmentEntryCount] */
  readonly shipmentKey: Int32Array;
  /** Index into the account's origins and index of the FC; -1 = not told. [shipmentEntryCount] */
  readonly shipmentOriginIndex: Int32Array;
  readonly shipmentFcIndex: Int32Array;
  /** One of SHIPMENT_OUTCOME (lead-time). [shipmentEntryCount] */
  readonly shipmentOutcome: Uint8Array;
  /** Days from the shipment's creation to that outcome; its age where it is open. [shipmentEntryCount] */
  readonly shipmentDays: Int32Array;
  /** [shipmentEntryCount] */
  readonly shipmentUnits: Float64Array;
  /** 1 = nobody has told us, so a value was assumed; see ASSUMED. [skuCount] */
  readonly assumed: Uint8Array;
  /** 1 = never to be sent again. [skuCount] */
  readonly isDiscontinued: Uint8Array;
  /** 1 = offered to customers now. [skuCount] */
  readonly isBuyable: Uint8Array;
  /** Sellable units in the network. [skuCount] */
  readonly onHandUnits: Int32Array;
  /** Units between buildings that onHandUnits does not hold. [skuCount] */
  readonly transferUnits: Int32Array;
  /** Units that an order holds at least; 0 = not told. [skuCount] */
  readonly minimumUnits: Int32Array;
  /** Quantity that a person set in place of the advice; -1 = none. [skuCount] */
  readonly overrideUnits: Int32Array;
  /** Units of open shipments not received yet. [skuCount] */
  readonly openUnits: Int32Array;
  /** Sellable units on hand today and 30, 60, 90 days ago; 0 before there are records. [skuCount, 4] */
  readonly snapshotUnits: Int32Array;
  /** Units shipped to customers in the last 90 and 91 days. [skuCount, 2] */
  readonly shippedUnits: Int32Array;
  /** Units ordered in the last 30 and 60 days. [skuCount, 2] */
  readonly recentUnits: Int32Array;
  /** Days of the last 30 that ended with stock, and days on offer. [skuCount, 2] */
  readonly stockDays: Int32Array;
  /** First week on offer. [skuCount] */
  readonly firstWeek: Int32Array;
  /** Units ordered, of wholesale lines only what a usual line counts, with weeks that were taken over. [skuCount, weekCount] */
  readonly soldUnits: Float32Array;
  /** Wholesale order lines of SKU i are [wholesaleStart[i], wholesaleStart[i + 1]), by day. [skuCount + 1] */
  readonly wholesaleStart: Int32Array;
  /** Day of purchase (epoch day). [wholesaleLineCount] */
  readonly wholesaleDay: Int32Array;
  /** Units ordered, and those of them that are left out of soldUnits. [wholesaleLineCount] */
  readonly wholesaleUnits: Int32Array;
  readonly wholesaleSetAsideUnits: Int32Array;
  /** Continuations: SKU, the one it goes on from, the latter's share of demand that it took over. [continuationCount] each */
  readonly continuedSku: Int32Array;
  readonly continuedFrom: Int32Array;
  readonly continuedShare: Float64Array;
  /** The seller's word; -1 = both have the same ASIN and the elder has ended. [continuationCount] */
  readonly continuationId: Float64Array;
  /** First week of the SKU's own, and units that soldUnits took over from weeks before it. [continuationCount], [continuationCount, weekCount] */
  readonly ownFirstWeek: Int32Array;
  readonly takenOverUnits: Float32Array;
  /** Share of the week in stock; NaN = unknown. [skuCount, weekCount] */
  readonly inStockShare: Float32Array;
  /** Weeks of the history and of those ahead. */
  readonly offerWeeks: number;
  /** ln of the week's price over the mean of the half year before; NaN = unknown. [skuCount, offerWeeks] */
  readonly offerLogPrice: Float32Array;
  /** Share of the week's days under a declared promotion. [skuCount, offerWeeks] */
  readonly offerPromotionShare: Float32Array;
  /** Entries of SKU i are [regionStart[i], regionStart[i + 1]). [skuCount + 1] */
  readonly regionStart: Int32Array;
  /** [entryCount] */
  readonly regionIndex: Int32Array;
  /** Units ordered in the last half year. [entryCount] */
  readonly regionUnits: Float32Array;
  /** Entries of SKU i are [fcStart[i], fcStart[i + 1]). [skuCount + 1] */
  readonly fcStart: Int32Array;
  /** [entryCount] */
  readonly fcIndex: Int32Array;
  /** Sellable units there. [entryCount] */
  readonly fcOnHandUnits: Int32Array;
  /** Units of open shipments on their way there. [entryCount] */
  readonly fcOpenUnits: Int32Array;
}

/** Bits of `assumed`. */
export const ASSUMED = { leadTime: 1, stock: 2, size: 4 } as const;

/** Columns of `snapshotUnits`, `shippedUnits`, `recentUnits` and `stockDays`. */
export const SNAPSHOT_COUNT = 4;

/** The run's calendar: the same for every shard of equal weekCount. */
export interface PlanCalendar {
  /** The run's day (epoch day). */
  readonly asOfDay: number;
  /** First day of the week after the origin (epoch day). */
  readonly firstForecastDay: number;
  /** Weeks that are forecast. */
  readonly horizonWeeks: number;
  /** Position in the year of every week, history then horizon. [weekCount + horizonWeeks] */
  readonly weekOfYear: Int32Array;
  /** Sale events by week of the same axis; kinds are the same event in different years. */
  readonly eventWeek: Int32Array;
  readonly eventKind: Int32Array;
  readonly eventKindCount: number;
  /** Factor on a week's demand that is expected of a kind before any is seen; NaN = not told. [eventKindCount] */
  readonly eventUpliftPrior: Float64Array;
  /** First days of the run's month and of the months ahead 1, 2, 3 (epoch days). [4] */
  readonly monthDay: Int32Array;
}

/** Throws RangeError where an array does not have the length its comment says. */
export function checkFacts(facts: PlanFacts): void {
  const { accountCount, skuCount, weekCount } = facts;
  const expect = (name: keyof PlanFacts, want: number): void => {
    const got = (facts[name] as ArrayLike<number>).length;
    if (got !== want) throw new RangeError(`facts: ${name} must have length ${want}, got ${got}`);
  };
  for (const name of perAccount) expect(name, accountCount);
  for (const name of perSku) expect(name, skuCount);
  for (const name of pairs) expect(name, skuCount * 2);
  expect("accountStart", accountCount + 1);
  expect("shipmentStart", accountCount + 1);
  for (const name of perShipmentEntry) expect(name, facts.shipmentKey.length);
  expect("snapshotUnits", skuCount * SNAPSHOT_COUNT);
  expect("soldUnits", skuCount * weekCount);
  expect("wholesaleStart", skuCount + 1);
  expect("wholesaleUnits", facts.wholesaleDay.length);
  expect("wholesaleSetAsideUnits", facts.wholesaleDay.length);
  expect("continuedFrom", facts.continuedSku.length);
  expect("takenOverUnits", facts.continuedSku.length * weekCount);
  expect("inStockShare", skuCount * weekCount);
  expect("offerLogPrice", skuCount * facts.offerWeeks);
  expect("offerPromotionShare", skuCount * facts.offerWeeks);
  expect("regionStart", skuCount + 1);
  expect("regionUnits", facts.regionIndex.length);
  expect("fcStart", skuCount + 1);
  expect("fcOnHandUnits", facts.fcIndex.length);
  expect("fcOpenUnits", facts.fcIndex.length);
}

const perAccount = [
  "accountId",
  "sellerId",
  "isIndividual",
  "reviewDays",
  "budgetMicros",
  "categoryCount",
] as const;

const perShipmentEntry = [
  "shipmentOriginIndex",
  "shipmentFcIndex",
  "shipmentOutcome",
  "shipmentDays",
  "shipmentUnits",
] as const;

const perSku = [
  "productId",
  "categoryIndex",
  "storageTypeIndex",
  "unitVolumeMm3",
  "weightMg",
  "priceMicros",
  "costMicros",
  "casePackUnits",
  "leadTimeDays",
  "assumed",
  "isDiscontinued",
  "isBuyable",
  "onHandUnits",
  "openUnits",
  "transferUnits",
  "minimumUnits",
  "overrideUnits",
  "firstWeek",
] as const;

const pairs = ["shippedUnits", "recentUnits", "stockDays"] as const;

/** SKU range of an account. */
export const skusOf = (facts: PlanFacts, account: number) => ({
  start: facts.accountStart[account]!,
  end: facts.accountStart[account + 1]!,
});
