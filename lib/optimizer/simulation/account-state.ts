import type { RandomStream } from "../core/prng.ts";
import { stream } from "../core/prng.ts";
import { storageTypeIndex } from "../core/storage-type.ts";
import { Agenda } from "./agenda.ts";
import type { Catalogue, Trait } from "./catalogue.ts";
import { CATEGORY_TABLE } from "./data/category-table.ts";
import { FC_TABLE } from "./data/fc-table.ts";
import { nextNoiseFactor, type RegionPicker, type WeeklyNoise } from "./demand.ts";
import type { Effects } from "./effects.ts";
import type { FactWriter } from "./fact-writer.ts";
import type { Offers } from "./offers.ts";
import type { RestockPolicy } from "./policies.ts";
import { meanSeason, type Season } from "./season.ts";
import { SETTLING_DAYS } from "./span.ts";
import type { Account, Product, WorldSpan } from "./types.ts";

export const FC_COUNT = FC_TABLE.length;

/** Everything that is fixed before the first day. */
export interface WorldPlan {
  readonly span: WorldSpan;
  readonly effects: Effects;
  readonly season: Season;
  readonly catalogue: Catalogue;
  readonly offers: Offers;
  readonly policies: readonly RestockPolicy[];
  readonly regionPicker: RegionPicker;
  /** FCs from near to far per region. [regionCount, fcCount] */
  readonly nearestFc: Uint8Array;
  /** Chance weight of an FC to be sent goods. [storageTypeCount, fcCount] */
  readonly inflowWeight: Float64Array;
  readonly fcOpenedDay: Int32Array;
  /** [originCount, fcCount] */
  readonly inboundTransitDays: Int32Array;
}

/** Truth columns that the simulation fills. */
export interface TruthWriter {
  readonly demandUnits: Uint16Array;
  readonly soldUnits: Uint16Array;
  readonly lineMean: Float32Array;
  readonly closingUnits: Int32Array;
  readonly closingUnsellableUnits: Int32Array;
}

/** Streams of one product: each purpose has its own, so that no event shifts another draw. */
export interface ProductDraws {
  /** One draw per day: how many lines. */
  readonly count: RandomStream;
  /** Split by day: what the lines are. */
  readonly line: RandomStream;
  /** Split by week: losses, damage, transfers. */
  readonly upkeep: RandomStream;
  /** Split by spell: when the seller does not buy. */
  readonly review: RandomStream;
  readonly noise: WeeklyNoise;
}

/** The moving state of one account; arrays run over its own products. */
export interface AccountState {
  readonly plan: WorldPlan;
  readonly writer: FactWriter;
  readonly truth: TruthWriter;
  readonly accountIndex: number;
  readonly account: Account;
  readonly policy: RestockPolicy;
  readonly products: readonly Product[];
  readonly traits: readonly Trait[];
  readonly draws: readonly ProductDraws[];
  readonly shipmentDraws: RandomStream;
  readonly startDay: number;
  readonly agenda: Agenda;
  /** [productCount, fcCount] */
  readonly sellable: Int32Array;
  readonly unsellable: Int32Array;
  /** Sellable over all FCs. [productCount] */
  readonly onHand: Int32Array;
  /** Sent and neither received nor written off. [productCount] */
  readonly inbound: Int32Array;
  /** The seller's running idea of units per day, season included. [productCount] */
  readonly rate: Float64Array;
  /** True level of lines per day with growth. [productCount] */
  readonly level: Float64Array;
  readonly noiseFactor: Float64Array;
  /** Version of the offer in force (index into the versions, -1 before the first), and the demand factor of its price. [productCount] */
  readonly version: Int32Array;
  readonly priceFactor: Float64Array;
  /** Lots of the day, sent together at its end. */
  lots: Lot[];
  shipmentCount: number;
  /** Orders of the day so far, and the last one per region with the product that opened it. */
  orderCount: number;
  readonly regionOrder: Int32Array;
  readonly regionOrderProduct: Int32Array;
  /** Units shipped to customers of the product at hand per FC. */
  readonly shippedByFc: Int32Array;
}

export interface Lot {
  readonly product: number;
  readonly units: number;
}

const productDraws = (seed: number, key: number): ProductDraws => ({
  count: stream(seed, "order-count", key),
  line: stream(seed, "order-line", key),
  upkeep: stream(seed, "upkeep", key),
  review: stream(seed, "review", key),
  noise: { draws: stream(seed, "weekly-noise", key), state: 0 },
});

export function accountState(
  plan: WorldPlan,
  writer: FactWriter,
  truth: TruthWriter,
  accountIndex: number,
): AccountState {
  const account = plan.catalogue.accounts[accountIndex]!;
  const { firstProduct, productCount: n } = account;
  const startDay = Math.max(plan.span.firstDay - SETTLING_DAYS, account.openedDay);
  const traits = plan.catalogue.traits.slice(firstProduct, firstProduct + n);
  const draws = traits.map((trait) => productDraws(plan.span.seed, trait.key));
  const regionCount = plan.regionPicker.regionCount;
  return {
    plan,
    writer,
    truth,
    accountIndex,
    account,
    policy: plan.policies[accountIndex]!,
    products: plan.catalogue.products.slice(firstProduct, firstProduct + n),
    traits,
    draws,
    shipmentDraws: stream(plan.span.seed, "shipment", accountIndex),
    startDay,
    agenda: new Agenda(startDay, plan.span.asOfDay),
    sellable: new Int32Array(n * FC_COUNT),
    unsellable: new Int32Array(n * FC_COUNT),
    onHand: new Int32Array(n),
    inbound: new Int32Array(n),
    rate: new Float64Array(n),
    level: Float64Array.from(traits, (t) => t.lineMean),
    noiseFactor: Float64Array.from(draws, (d) => nextNoiseFactor(d.noise)),
    version: new Int32Array(n).fill(-1),
    priceFactor: new Float64Array(n).fill(1),
    lots: [],
    shipmentCount: 0,
    orderCount: 0,
    regionOrder: new Int32Array(regionCount).fill(-1),
    regionOrderProduct: new Int32Array(regionCount).fill(-1),
    shippedByFc: new Int32Array(FC_COUNT),
  };
}

export const isRecorded = (s: AccountState, day: number): boolean => day >= s.plan.span.firstDay;

export const categoryOf = (s: AccountState, i: number) => CATEGORY_TABLE[s.products[i]!.category]!;

/** Chance weight of an FC to be sent the product; 0 where it has no pool for it. */
export const inflowWeightOf = (s: AccountState, i: number, fc: number): number =>
  s.plan.inflowWeight[storageTypeIndex(s.products[i]!.storageType) * FC_COUNT + fc]!;

/** Season of the days ahead over the season of the days the running rate has seen. */
export function seasonAhead(s: AccountState, i: number, day: number, aheadDays: number): number {
  const { season } = s.plan;
  const category = s.products[i]!.category;
  const memoryDays = Math.round(1.5 / s.policy.learnRate);
  const seen = meanSeason(season, category, day - memoryDays, day);
  return meanSeason(season, category, day, day + Math.max(1, Math.round(aheadDays))) / seen;
}

/** Writes a ledger row when the day is on record. */
export function writeLedger(
  s: AccountState,
  i: number,
  fc: number,
  day: number,
  row: {
    readonly kind: number;
    readonly disposition: number;
    readonly units: number;
    readonly item?: number;
  },
): void {
  if (!isRecorded(s, day)) return;
  const { ledger } = s.writer;
  ledger.product.push(s.account.firstProduct + i);
  ledger.fc.push(fc);
  ledger.day.push(day);
  ledger.kind.push(row.kind);
  ledger.disposition.push(row.disposition);
  ledger.units.push(row.units);
  ledger.item.push(row.item ?? -1);
}

/** Changes sellable stock and the total with it. */
export function moveSellable(s: AccountState, i: number, fc: number, units: number): void {
  s.sellable[i * FC_COUNT + fc]! += units;
  s.onHand[i]! += units;
}

/** FC with the most sellable units of a product; -1 when there are none. Ties to the lowest index. */
export function fullestFc(s: AccountState, i: number): number {
  let best = -1;
  let most = 0;
  for (let fc = 0; fc < FC_COUNT; fc++) {
    const units = s.sellable[i * FC_COUNT + fc]!;
    if (units > most) {
      most = units;
      best = fc;
    }
  }
  return best;
}
