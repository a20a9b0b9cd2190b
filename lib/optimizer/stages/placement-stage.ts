import { storageTypeCount } from "../core/storage-type.ts";
import type { Columns } from "../decision/index.ts";
import {
  decidePlacement,
  demandZones,
  economics,
  PLACEMENT_OPTIONS,
  type PlacementDecisions,
  type PlacementPlan,
  type PlacementPrices,
  type PlacementProblem,
  planEconomics,
  splitScenarios,
  stepDemand,
  zoneTransitDays,
} from "../placement/index.ts";
import type { LpBackend } from "../solver/index.ts";
import type { PlanFacts } from "./facts.ts";
import type { ShardForecast } from "./forecast-stage.ts";
import {
  type PlacementFees,
  type PlannedSplits,
  planSplits,
  type SizedSku,
} from "./placement-splits.ts";

/** Days of receiving and shipping that one run's placement may use. */
const PLAN_DAYS = 35;

/** Share by which a promise of so many days raises the gain of a unit; days beyond the list raise nothing. */
const SPEED_SHARE = [0.1, 0.08, 0.05, 0.02, 0.01, 0] as const;

/** Loss of a unit without a place where its margin is unknown or small: it was advised, so it shall go somewhere. */
const LEAST_UNPLACED_MICROS = 1_000_000;

/** What placement needs of a shard's SKUs beside the advice. */
export interface PlacementFacts {
  readonly skuCount: number;
  readonly regionCount: number;
  /** [skuCount] */
  readonly productId: Float64Array;
  /** [skuCount] */
  readonly storageTypeIndex: Int32Array;
  /** [skuCount] */
  readonly unitVolumeMm3: Float64Array;
  /** NaN = unknown. [skuCount] */
  readonly weightMg: Float64Array;
  /** Sides of a unit, longest first; NaN = unknown. [skuCount, 3] */
  readonly sideUm: Float64Array;
  /** Whose it is. [skuCount] */
  readonly accountId: Float64Array;
  /** FCs of the split that the account's seller chose; all, where none was chosen. [skuCount, fcCount] */
  readonly splitFc: Uint8Array;
  /** [skuCount] */
  readonly casePackUnits: Int32Array;
  /** [skuCount] */
  readonly onHandUnits: Int32Array;
  /** [skuCount, regionCount] */
  readonly regionShare: Float32Array;
  /** Entries per FC as in PlanFacts. [skuCount + 1] */
  readonly fcStart: Int32Array;
  readonly fcIndex: Int32Array;
  readonly fcOnHandUnits: Int32Array;
  readonly fcOpenUnits: Int32Array;
}

export const placementFacts = (facts: PlanFacts, forecast: ShardForecast): PlacementFacts => ({
  skuCount: facts.skuCount,
  regionCount: facts.regionCount,
  productId: facts.productId,
  storageTypeIndex: facts.storageTypeIndex,
  unitVolumeMm3: facts.unitVolumeMm3,
  weightMg: facts.weightMg,
  sideUm: facts.sideUm,
  ...ownership(facts),
  casePackUnits: facts.casePackUnits,
  onHandUnits: facts.onHandUnits,
  regionShare: forecast.regionShare,
  fcStart: facts.fcStart,
  fcIndex: facts.fcIndex,
  fcOnHandUnits: facts.fcOnHandUnits,
  fcOpenUnits: facts.fcOpenUnits,
});

function ownership({ accountId, accountStart, splitFc, fcCount, skuCount }: PlanFacts) {
  const owner = new Float64Array(skuCount);
  const allowed = new Uint8Array(skuCount * fcCount);
  accountId.forEach((id, a) => {
    const own = splitFc.subarray(a * fcCount, (a + 1) * fcCount);
    for (let i = accountStart[a]!; i < accountStart[a + 1]!; i++) {
      owner[i] = id;
      allowed.set(own, i * fcCount);
    }
  });
  return { accountId: owner, splitFc: allowed };
}

/** The network as the plan may use it; matrices row-major over FC. */
export interface PlacementNetwork {
  readonly fcCount: number;
  readonly regionCount: number;
  /** [fcCount, storageTypeCount] */
  readonly usableMm3: Float64Array;
  /** [fcCount] */
  readonly inboundUnitsPerDay: Float64Array;
  readonly outboundUnitsPerDay: Float64Array;
  /** [fcCount, regionCount] */
  readonly laneMicrosPerUnit: Float64Array;
  readonly laneMicrosPerKg: Float64Array;
  readonly transitDays: Int32Array;
}

/** Advised units and what one of them earns, by product. */
export interface Advice {
  readonly productId: Float64Array;
  readonly units: Float64Array;
  readonly marginMicros: Float64Array;
}

/** FCs decided about per product beside those that get units: the next best. */
const OTHER_FCS = 2;

/** Decisions of the placement definition: FCs that get units of a product, and the next best. All [count]. */
export interface DecidedPlacement {
  readonly productId: Float64Array;
  readonly fcIndex: Int32Array;
  /** All nodes. */
  readonly columns: Columns;
}

/** Where advised units go: one row per product and FC that gets some. All [rowCount]. */
export interface PlannedPlacement {
  readonly productId: Float64Array;
  readonly fcIndex: Int32Array;
  readonly units: Int32Array;
  /** Loss per unit at the best FC that gets none; NaN without one. */
  readonly regretMicros: Float64Array;
  readonly decided: DecidedPlacement;
  readonly price: PlacementPrices;
  readonly splits: PlannedSplits;
  readonly summary: {
    readonly placedUnits: number;
    readonly unplacedUnits: number;
    readonly gapShare: number;
    /** Distance of the whole packs to the same bound. */
    readonly wholeGapShare: number;
    /** Part of the units that the plan moved away from where the rule alone puts them. */
    readonly movedShare: number;
    readonly worstResidual: number;
    readonly objectiveMicros: number;
    /** Demand zone of each region. */
    readonly zoneOfRegion: readonly number[];
  };
}

interface Chosen {
  readonly shard: PlacementFacts;
  readonly i: number;
  readonly units: number;
  readonly marginMicros: number;
}

/** Demand scenarios that units are placed for: how many (0 = the expected demand alone), and what they are drawn with. */
export interface ScenarioDraws {
  readonly count: number;
  readonly seed: number;
}

/** Places all advised units over the FCs. Rejects when the solver proves no optimum. Cost as `planPlacement`. */
export async function planAllPlacement(
  backend: LpBackend,
  shards: readonly PlacementFacts[],
  advice: Advice,
  network: PlacementNetwork,
  fees: PlacementFees,
  scenarios: ScenarioDraws,
): Promise<PlannedPlacement> {
  const chosen = chooseSkus(shards, advice);
  const problem = problemOf(chosen, shards, network);
  const zones = demandZones(problem, PLACEMENT_OPTIONS.maxZones);
  const products = Float64Array.from(chosen, ({ shard, i }) => shard.productId[i]!);
  const expected = economics(problem, zones);
  const e =
    scenarios.count > 0
      ? stepDemand(
          problem,
          expected,
          splitScenarios(problem, zones, scenarios.count, scenarios.seed, products),
        )
      : expected;
  const plan = await planEconomics(backend, e, problem.casePackUnits, PLACEMENT_OPTIONS);
  const decisions = decidePlacement(e, plan, problem.casePackUnits, OTHER_FCS);
  const { sku, fc, columns } = decisions;
  return {
    ...rowsOf(plan, chosen, network.fcCount),
    decided: {
      productId: Float64Array.from(sku, (p) => products[p]!),
      fcIndex: fc,
      columns,
    },
    price: plan.price,
    splits: planSplits(
      e,
      plan,
      chosen.map(sizedSku),
      problem.casePackUnits,
      zoneTransitDays(problem, zones),
      fees,
    ),
    summary: summaryOf(plan, decisions),
  };
}

const sizedSku = ({ shard, i }: Chosen): SizedSku => ({
  accountId: shard.accountId[i]!,
  unitVolumeMm3: shard.unitVolumeMm3[i]!,
  weightMg: shard.weightMg[i]!,
  storageTypeIndex: shard.storageTypeIndex[i]!,
  sideUm: shard.sideUm.subarray(3 * i, 3 * i + 3),
});

/** Where each SKU may go, if a chosen split holds any back. [chosen, fcCount] */
function allowedFcs(chosen: readonly Chosen[], fcCount: number): Uint8Array | undefined {
  const allowed = new Uint8Array(chosen.length * fcCount);
  chosen.forEach(({ shard, i }, p) => {
    allowed.set(shard.splitFc.subarray(i * fcCount, (i + 1) * fcCount), p * fcCount);
  });
  return allowed.includes(0) ? allowed : undefined;
}

/** SKUs with advised units, in product order so that the sharding does not show. */
function chooseSkus(shards: readonly PlacementFacts[], advice: Advice): Chosen[] {
  const advised = new Map<number, number>();
  advice.units.forEach((units, row) => {
    if (units > 0) advised.set(advice.productId[row]!, row);
  });
  const chosen: Chosen[] = [];
  for (const shard of shards) {
    for (let i = 0; i < shard.skuCount; i++) {
      const row = advised.get(shard.productId[i]!);
      if (row === undefined) continue;
      const [units, marginMicros] = [advice.units[row]!, advice.marginMicros[row]!];
      chosen.push({ shard, i, units, marginMicros });
    }
  }
  return chosen.sort((a, b) => a.shard.productId[a.i]! - b.shard.productId[b.i]!);
}

function problemOf(
  chosen: readonly Chosen[],
  shards: readonly PlacementFacts[],
  network: PlacementNetwork,
): PlacementProblem {
  const { fcCount, regionCount } = network;
  const used = usedOf(shards, fcCount);
  const allowedFc = allowedFcs(chosen, fcCount);
  const onHandUnits = new Int32Array(chosen.length * fcCount);
  const demandUnits = new Float32Array(chosen.length * regionCount);
  chosen.forEach(({ shard, i, units }, p) => {
    for (let k = shard.fcStart[i]!; k < shard.fcStart[i + 1]!; k++) {
      onHandUnits[p * fcCount + shard.fcIndex[k]!]! += shard.fcOnHandUnits[k]!;
    }
    const covered = units + shard.onHandUnits[i]!;
    for (let r = 0; r < regionCount; r++) {
      demandUnits[p * regionCount + r] = covered * shard.regionShare[i * regionCount + r]!;
    }
  });
  const float = (value: (sku: Chosen) => number) => Float64Array.from(chosen, value);
  const marginMicros = float((sku) => Math.max(0, sku.marginMicros));
  return {
    skuCount: chosen.length,
    fcCount,
    regionCount,
    storageTypeCount,
    advisedUnits: Int32Array.from(chosen, ({ units }) => units),
    casePackUnits: Int32Array.from(chosen, ({ shard, i }) => shard.casePackUnits[i]!),
    unitVolumeMm3: float(({ shard, i }) => shard.unitVolumeMm3[i]!),
    unitMassMg: float(({ shard, i }) => shard.weightMg[i]! || 0),
    storageTypeIndex: Int32Array.from(chosen, ({ shard, i }) => shard.storageTypeIndex[i]!),
    marginMicros,
    unplacedCostMicros: marginMicros.map((margin) => Math.max(margin, LEAST_UNPLACED_MICROS)),
    demandUnits,
    onHandUnits,
    inboundCostMicros: new Float64Array(fcCount),
    holdingMicrosPerMm3: new Float64Array(fcCount),
    laneMicrosPerUnit: network.laneMicrosPerUnit,
    laneMicrosPerKg: network.laneMicrosPerKg,
    transitDays: network.transitDays,
    speedShare: Float64Array.from(SPEED_SHARE),
    freeStorageMm3: network.usableMm3.map((usable, k) => Math.max(0, usable - used.volume[k]!)),
    inboundCapacityUnits: network.inboundUnitsPerDay.map((rate, w) =>
      Math.max(0, rate * PLAN_DAYS - used.comingUnits[w]!),
    ),
    outboundCapacityUnits: network.outboundUnitsPerDay.map((rate) => rate * PLAN_DAYS),
    ...(allowedFc ? { allowedFc } : {}),
  };
}

/** Space that stock and open shipments of all SKUs take, and units that are still to be received. */
function usedOf(shards: readonly PlacementFacts[], fcCount: number) {
  const volume = new Float64Array(fcCount * storageTypeCount);
  const comingUnits = new Float64Array(fcCount);
  for (const shard of shards) {
    for (let i = 0; i < shard.skuCount; i++) {
      for (let k = shard.fcStart[i]!; k < shard.fcStart[i + 1]!; k++) {
        const w = shard.fcIndex[k]!;
        const units = shard.fcOnHandUnits[k]! + shard.fcOpenUnits[k]!;
        volume[w * storageTypeCount + shard.storageTypeIndex[i]!]! +=
          units * shard.unitVolumeMm3[i]!;
        comingUnits[w]! += shard.fcOpenUnits[k]!;
      }
    }
  }
  return { volume, comingUnits };
}

function rowsOf(plan: PlacementPlan, chosen: readonly Chosen[], fcCount: number) {
  const productId: number[] = [];
  const fcIndex: number[] = [];
  const units: number[] = [];
  const regretMicros: number[] = [];
  chosen.forEach(({ shard, i }, p) => {
    let regret = Number.NaN;
    for (let w = 0; w < fcCount; w++) {
      if (plan.units[p * fcCount + w]! > 0) continue;
      const loss = plan.regretMicros[p * fcCount + w]!;
      if (!(loss >= regret)) regret = loss;
    }
    for (let w = 0; w < fcCount; w++) {
      if (plan.units[p * fcCount + w]! === 0) continue;
      productId.push(shard.productId[i]!);
      fcIndex.push(w);
      units.push(plan.units[p * fcCount + w]!);
      regretMicros.push(regret);
    }
  });
  return {
    productId: Float64Array.from(productId),
    fcIndex: Int32Array.from(fcIndex),
    units: Int32Array.from(units),
    regretMicros: Float64Array.from(regretMicros),
  };
}

function summaryOf(
  plan: PlacementPlan,
  { columns }: PlacementDecisions,
): PlannedPlacement["summary"] {
  const { primalResidual, dualResidual, complementarity, gap } = plan.certificate;
  const total = (values: Int32Array | Float64Array): number => {
    let sum = 0;
    for (const value of values) sum += value;
    return sum;
  };
  return {
    placedUnits: total(plan.units),
    unplacedUnits: total(plan.unplacedUnits),
    gapShare: plan.gapShare,
    wholeGapShare: plan.wholeGapShare,
    movedShare:
      total(columns.column.movedMilliUnits!.map(Math.abs)) /
      Math.max(1, 2 * total(columns.column.plannedMilliUnits!)),
    worstResidual: Math.max(primalResidual, dualResidual, complementarity, gap),
    objectiveMicros: plan.objectiveMicros,
    zoneOfRegion: [...plan.zoneOfRegion],
  };
}
