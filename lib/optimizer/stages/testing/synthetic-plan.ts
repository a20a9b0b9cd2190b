// A small marketplace for tests: a few accounts, two years of weekly sales, two fulfilment centres, three regions.
import { defaultCapacityPolicy } from "../../capacity/index.ts";
import { stream } from "../../core/prng.ts";
import { storageTypeCount } from "../../core/storage-type.ts";
import { SHIPMENT_OUTCOME } from "../../lead-time/index.ts";
import type { PipelineInput } from "../../pipeline.ts";
import { defaultReplenishmentPolicy } from "../../replenishment/index.ts";
import type { PlanCalendar, PlanFacts } from "../facts.ts";
import { poolCount } from "../limits-stage.ts";

const WEEKS = 104;
const HORIZON = 40;
const REGIONS = 3;
const FCS = 2;

export const syntheticCalendar: PlanCalendar = {
  asOfDay: 20_000,
  firstForecastDay: 19_998,
  horizonWeeks: HORIZON,
  weekOfYear: Int32Array.from({ length: WEEKS + HORIZON }, (_, t) => t % 52),
  eventWeek: Int32Array.of(40, 92),
  eventKind: Int32Array.of(0, 0),
  eventKindCount: 1,
  eventUpliftPrior: Float64Array.of(Number.NaN),
  monthDay: Int32Array.of(19_990, 20_021, 20_051, 20_082),
};

/** One account with `skuCount` products; everything in it depends on the account's id alone. */
export function syntheticAccount(accountId: number, skuCount: number): PlanFacts {
  const draws = stream(7, "account", accountId);
  const rates = Float64Array.from({ length: skuCount }, () => 1 + 30 * draws.uniform());
  const perSku = (value: (i: number) => number) =>
    Array.from({ length: skuCount }, (_, i) => value(i));
  const soldUnits = new Float32Array(skuCount * WEEKS);
  for (let k = 0; k < soldUnits.length; k++) {
    soldUnits[k] = draws.poisson(rates[Math.floor(k / WEEKS)]!);
  }
  const entries = (each: number) => Int32Array.from({ length: skuCount + 1 }, (_, i) => i * each);
  const onHandUnits = Int32Array.from(perSku((i) => Math.floor(3 * rates[i]! * draws.uniform())));
  return {
    accountCount: 1,
    skuCount,
    weekCount: WEEKS,
    regionCount: REGIONS,
    fcCount: FCS,
    accountId: Float64Array.of(accountId),
    sellerId: Float64Array.of(accountId),
    accountStart: Int32Array.of(0, skuCount),
    isIndividual: Uint8Array.of(0),
    reviewDays: Int32Array.of(7),
    budgetMicros: Float64Array.of(Number.NaN),
    productId: Float64Array.from(perSku((i) => accountId * 1000 + i)),
    categoryIndex: new Int32Array(skuCount),
    categoryCount: Int32Array.of(1),
    storageTypeIndex: Int32Array.from(perSku((i) => i % 2)),
    unitVolumeMm3: Float64Array.from(perSku(() => 1_000_000 + draws.integer(4_000_000))),
    weightMg: Float64Array.from(perSku(() => 400_000)),
    priceMicros: Float64Array.from(perSku(() => 20_000_000 + draws.integer(30_000_000))),
    costMicros: new Float64Array(skuCount).fill(Number.NaN),
    casePackUnits: Int32Array.from(perSku((i) => (i % 3 === 0 ? 6 : 1))),
    leadTimeDays: new Int32Array(skuCount).fill(21),
    ...syntheticShipments(accountId),
    assumed: new Uint8Array(skuCount),
    isDiscontinued: new Uint8Array(skuCount),
    isBuyable: new Uint8Array(skuCount).fill(1),
    onHandUnits,
    openUnits: new Int32Array(skuCount),
    ...nothingStated(skuCount),
    snapshotUnits: Int32Array.from({ length: skuCount * 4 }, (_, k) => onHandUnits[k >> 2]!),
    shippedUnits: Int32Array.from({ length: skuCount * 2 }, (_, k) =>
      Math.round(13 * rates[k >> 1]!),
    ),
    recentUnits: Int32Array.from({ length: skuCount * 2 }, (_, k) =>
      Math.round(4 * rates[k >> 1]!),
    ),
    stockDays: Int32Array.from({ length: skuCount * 2 }, (_, k) => (k % 2 === 0 ? 27 : 30)),
    firstWeek: new Int32Array(skuCount),
    soldUnits,
    wholesaleStart: entries(0),
    ...asOnRecord(skuCount),
    inStockShare: new Float32Array(skuCount * WEEKS).fill(1),
    regionStart: entries(REGIONS),
    regionIndex: Int32Array.from({ length: skuCount * REGIONS }, (_, k) => k % REGIONS),
    regionUnits: Float32Array.from({ length: skuCount * REGIONS }, (_, k) => 5 + (k % 7)),
    fcStart: entries(1),
    fcIndex: Int32Array.from(perSku((i) => i % FCS)),
    fcOnHandUnits: onHandUnits,
    fcOpenUnits: new Int32Array(skuCount),
  };
}

/** No wholesale order, no product that goes on from another, prices as usual and no promotion. */
const asOnRecord = (skuCount: number) => ({
  offerWeeks: WEEKS + HORIZON,
  offerLogPrice: new Float32Array(skuCount * (WEEKS + HORIZON)),
  offerPromotionShare: new Float32Array(skuCount * (WEEKS + HORIZON)),
  wholesaleDay: new Int32Array(0),
  wholesaleUnits: new Int32Array(0),
  wholesaleSetAsideUnits: new Int32Array(0),
  continuedSku: new Int32Array(0),
  continuedFrom: new Int32Array(0),
  continuedShare: new Float64Array(0),
  continuationId: new Float64Array(0),
  ownFirstWeek: new Int32Array(0),
  takenOverUnits: new Float32Array(0),
});

const nothingStated = (skuCount: number) => ({
  splitFc: new Uint8Array(FCS).fill(1),
  sideUm: new Float64Array(skuCount * 3).fill(Number.NaN),
  transferUnits: new Int32Array(skuCount),
  minimumUnits: new Int32Array(skuCount),
  overrideUnits: new Int32Array(skuCount).fill(-1),
});

/** Twelve shipments from one origin, received after 18 to 29 days, and one that is 40 days old and open. */
function syntheticShipments(accountId: number) {
  const draws = stream(7, "shipments", accountId);
  const received = Array.from({ length: 12 }, () => 18 + draws.integer(12));
  const days = [...received, 40];
  return {
    shipmentStart: Int32Array.of(0, days.length),
    shipmentKey: Int32Array.from(days, (_, k) => k),
    shipmentOriginIndex: new Int32Array(days.length),
    shipmentFcIndex: Int32Array.from(days, (_, k) => k % FCS),
    shipmentOutcome: Uint8Array.from(days, (_, k) =>
      k < received.length ? SHIPMENT_OUTCOME.received : SHIPMENT_OUTCOME.open,
    ),
    shipmentDays: Int32Array.from(days),
    shipmentUnits: new Float64Array(days.length).fill(48),
  };
}

type Joined = Record<string, unknown>;
const starts = new Set([
  "accountStart",
  "shipmentStart",
  "regionStart",
  "fcStart",
  "wholesaleStart",
]);

/** The accounts of several facts in one shard, in their order. */
export function joinFacts(parts: readonly PlanFacts[]): PlanFacts {
  const [first] = parts as readonly [PlanFacts];
  const joined: Joined = { ...first };
  for (const name of Object.keys(first) as (keyof PlanFacts)[]) {
    const values = parts.map((part) => part[name]);
    if (typeof values[0] === "number") continue;
    const arrays = values as unknown as (ArrayLike<number> & { constructor: unknown })[];
    const Type = arrays[0]!.constructor as { from: (values: number[]) => unknown };
    joined[name] = Type.from(
      starts.has(name) ? joinStarts(arrays) : arrays.flatMap((a) => Array.from(a)),
    );
  }
  const total = (pick: (part: PlanFacts) => number) =>
    parts.reduce((sum, part) => sum + pick(part), 0);
  joined.accountCount = total((part) => part.accountCount);
  joined.skuCount = total((part) => part.skuCount);
  return joined as unknown as PlanFacts;
}

/** Offsets of the second part go on where those of the first end. */
function joinStarts(arrays: readonly ArrayLike<number>[]): number[] {
  const joined = [0];
  for (const array of arrays) {
    const base = joined.at(-1)!;
    for (let k = 1; k < array.length; k++) joined.push(base + array[k]!);
  }
  return joined;
}

/** A network whose pools hold `usableMm3` of each storage type and month. */
export const syntheticNetwork = (usableMm3: number): NonNullable<PipelineInput["network"]> => ({
  pools: new Float64Array(poolCount).fill(usableMm3),
  known: { announced: [], granted: [], declared: [] },
  placement: {
    fcCount: FCS,
    regionCount: REGIONS,
    usableMm3: new Float64Array(FCS * storageTypeCount).fill(usableMm3 / FCS),
    inboundUnitsPerDay: new Float64Array(FCS).fill(2_000),
    outboundUnitsPerDay: new Float64Array(FCS).fill(2_000),
    laneMicrosPerUnit: Float64Array.of(2e6, 4e6, 5e6, 5e6, 4e6, 2e6),
    laneMicrosPerKg: new Float64Array(FCS * REGIONS).fill(300_000),
    transitDays: Int32Array.of(1, 3, 5, 5, 3, 1),
  },
});

export const syntheticPolicies: PipelineInput["policies"] = {
  capacity: defaultCapacityPolicy,
  replenishment: defaultReplenishmentPolicy,
};
