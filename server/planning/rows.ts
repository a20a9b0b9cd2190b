// Decisions as rows: what the screens and later runs read.
import { dayToDate } from "@/lib/calendar/index.ts";
import { storageTypes } from "@/lib/optimizer/core/storage-type.ts";
import { activeSlice, type Columns } from "@/lib/optimizer/decision/index.ts";
import { overrideEffect } from "@/lib/optimizer/replenishment/index.ts";
import {
  ASSUMED,
  demandProblem,
  MODEL_METHOD,
  type PlanCalendar,
  type PlanFacts,
  type ShardForecast,
  smoothingForecaster,
  sumMeanMilliUnits,
} from "@/lib/optimizer/stages/index.ts";
import { roundHalfEven } from "@/lib/units/index.ts";
import type {
  NewAnnouncement,
  NewForecast,
  NewPlacementDecision,
  NewRestockDecision,
  NewStockTarget,
} from "@/server/repositories/decision.ts";
import type { RunRow } from "@/server/repositories/run.ts";
import type { Decided } from "./decided.ts";
import { historySha256 } from "./history-sha256.ts";
import { treatmentOf } from "./history-treatment.ts";
import { monthOn } from "./plan-calendar.ts";
import type { RunModel } from "./run-model.ts";
import type { AdjustedForecast } from "./tasks.ts";
import { definitions, limitKey } from "./traces.ts";

/** Weeks of a stored forecast. */
const STORED_WEEKS = 26;
/** Weeks before the origin whose stock-outs are stored. */
const STOCK_OUT_WEEKS = 52;
/** Regions below this share of a product's demand are not stored. */
const LEAST_REGION_MILLIONTHS = 1_000;
/** Cover beyond this is not told apart. */
const MAX_SUPPLY_DAYS = 3650;

const milli = (value: number | undefined): number => roundHalfEven(1000 * (value ?? 0));

/** Limits as announced at the instant the run knew the world: next month's is confirmed, the others are estimates. */
export function announcementRows(run: RunRow, { values, row }: Decided): NewAnnouncement[] {
  const rows: NewAnnouncement[] = [];
  for (let i = 0; i < values.count; i++) {
    const type = row.storageTypeIndex?.[i] ?? 0;
    const monthAhead = row.monthAhead?.[i] ?? 1;
    rows.push({
      sellerId: row.sellerId?.[i] ?? 0,
      accountId: row.accountId?.[i] ?? 0,
      storageType: storageTypes[type] ?? "standard",
      monthOn: monthOn(run.asOfOn, monthAhead),
      kind: monthAhead === 1 ? "confirmed" : "estimate",
      announcedAt: run.knownAt,
      limitMm3: values.column.announced?.[i] ?? 0,
      grantedMm3: values.column.grantedMm3?.[i] ?? 0,
      policyVersionId: run.capacityPolicyId,
      runId: run.id,
      decisionKey: limitKey(type, monthAhead),
    });
  }
  return rows;
}

/** Owner of each SKU row of a shard. */
function ownersOf(facts: PlanFacts): Int32Array {
  const owner = new Int32Array(facts.skuCount);
  for (let a = 0; a < facts.accountCount; a++) {
    owner.fill(a, facts.accountStart[a], facts.accountStart[a + 1]);
  }
  return owner;
}

/** What a run's forecasts are told with. */
export interface ForecastSource {
  /** In the order of the forecast's regions. */
  readonly regionIds: readonly number[];
  /** The version that the run was given; null = none. */
  readonly model: RunModel | null;
}

export function forecastRows(
  run: RunRow,
  facts: PlanFacts,
  forecast: AdjustedForecast,
  calendar: PlanCalendar,
  { regionIds, model }: ForecastSource,
): NewForecast[] {
  const owner = ownersOf(facts);
  const dataSha256 = Array.from(facts.accountId, (_, a) =>
    historySha256(demandProblem(facts, calendar, a)),
  );
  const weeks = Math.min(STORED_WEEKS, forecast.horizonWeeks);
  const levels = forecast.level.length;
  const levelMillionths = Array.from(forecast.level, (level) => roundHalfEven(level * 1e6));
  const originOn = dayToDate(calendar.firstForecastDay - 1);
  return Array.from({ length: facts.skuCount }, (_, i) => {
    const at = i * forecast.horizonWeeks;
    const account = owner[i] ?? 0;
    return {
      sellerId: facts.sellerId[account] ?? 0,
      runId: run.id,
      productId: facts.productId[i] ?? 0,
      accountId: facts.accountId[account] ?? 0,
      originOn,
      ...madeBy(forecast.isByModel[i] === 1 ? model : null),
      dataSha256: dataSha256[account] ?? null,
      meanMilliUnits: Array.from(forecast.demandMean.subarray(at, at + weeks), milli),
      levelMillionths,
      quantileMilliUnits: Array.from(
        forecast.demandQuantile.subarray(at * levels, (at + weeks) * levels),
        milli,
      ),
      ...sumsOf(forecast, i),
      baseMeanMilliUnits:
        forecast.isAdjusted[i] === 1
          ? Array.from(forecast.baseDemandMean.subarray(at, at + weeks), milli)
          : null,
      historyWeeks: Math.max(0, facts.weekCount - (facts.firstWeek[i] ?? 0)),
      historyTreatment: treatmentOf(facts, calendar.firstForecastDay - 1, i),
      ...stockOutsOf(facts, forecast, i),
      ...regionsOf(forecast, i, regionIds),
      censoredWeekCount: forecast.censoredWeeks[i] ?? 0,
    };
  });
}

const madeBy = (model: RunModel | null) => ({
  method: model ? MODEL_METHOD : smoothingForecaster.method,
  modelId: model?.modelId ?? null,
  modelVersion: model?.version ?? null,
});

/** Sums over the first weeks as stored; those longer than what is stored of the weeks are kept too. */
function sumsOf(forecast: ShardForecast, i: number) {
  const { cumulativeWeeks, cumulativeLevel, cumulativeQuantile } = forecast;
  const lengths = cumulativeWeeks.length;
  const cells = lengths * cumulativeLevel.length;
  return {
    cumulativeWeeks: Array.from(cumulativeWeeks),
    cumulativeLevelMillionths: Array.from(cumulativeLevel, (level) => roundHalfEven(level * 1e6)),
    cumulativeMeanMilliUnits: sumMeanMilliUnits(forecast, i),
    cumulativeQuantileMilliUnits: Array.from(
      cumulativeQuantile.subarray(i * cells, (i + 1) * cells),
      milli,
    ),
  };
}

/** Weeks of the last year in which stock ran out, newest first; what is not known to have run out is left out. */
function stockOutsOf(
  { weekCount, firstWeek, inStockShare }: PlanFacts,
  { pastDemandMean }: ShardForecast,
  i: number,
) {
  const stockOutWeeksBack: number[] = [];
  const stockOutInStockMillionths: number[] = [];
  const stockOutDemandMilliUnits: number[] = [];
  const oldest = Math.max(0, firstWeek[i] ?? 0, weekCount - STOCK_OUT_WEEKS);
  for (let t = weekCount - 1; t >= oldest; t--) {
    const share = inStockShare[i * weekCount + t] ?? Number.NaN;
    if (!(share < 1)) continue;
    stockOutWeeksBack.push(weekCount - 1 - t);
    stockOutInStockMillionths.push(roundHalfEven(share * 1e6));
    stockOutDemandMilliUnits.push(milli(pastDemandMean[i * weekCount + t]));
  }
  return { stockOutWeeksBack, stockOutInStockMillionths, stockOutDemandMilliUnits };
}

function regionsOf(forecast: ShardForecast, i: number, ids: readonly number[]) {
  const regionIds: number[] = [];
  const regionShareMillionths: number[] = [];
  ids.forEach((id, r) => {
    const share = roundHalfEven(1e6 * (forecast.regionShare[i * forecast.regionCount + r] ?? 0));
    if (share < LEAST_REGION_MILLIONTHS) return;
    regionIds.push(id);
    regionShareMillionths.push(share);
  });
  return { regionIds, regionShareMillionths };
}

export function restockRows(
  run: RunRow,
  facts: PlanFacts,
  forecast: ShardForecast,
  calendar: PlanCalendar,
  { values, row }: Decided,
): NewRestockDecision[] {
  const skuOf = new Map(Array.from(facts.productId, (id, i) => [id, i]));
  const node = new Float64Array(definitions.replenishment.nodes.length);
  return Array.from({ length: values.count }, (_, k) => {
    const productId = row.productId?.[k] ?? 0;
    const i = skuOf.get(productId);
    if (i === undefined)
      throw new Error(`record: product ${productId} is not in its shard's facts`);
    const value = (id: string) => values.column[id]?.[k] ?? 0;
    const assumed = facts.assumed[i] ?? 0;
    const isStockAssumed = (assumed & ASSUMED.stock) !== 0;
    const leadTimeDays = value("leadTimeDays");
    const advisedUnits = value("advisedUnits");
    const cover = supplyDays(forecast, i, value("positionUnits"));
    return {
      sellerId: row.sellerId?.[k] ?? 0,
      runId: run.id,
      productId,
      accountId: row.accountId?.[k] ?? 0,
      advisedUnits,
      baseStockUnits: value("baseStockUnits"),
      positionUnits: value("positionUnits"),
      onHandUnits: isStockAssumed ? null : value("onHandUnits"),
      inboundUnits: isStockAssumed ? null : value("inboundUnits"),
      demandMilliUnitsPerDay: roundHalfEven(value("mean_w4") / 28),
      daysOfSupply: isStockAssumed ? null : supplyDays(forecast, i, value("onHandUnits")),
      leadTimeDays,
      isLeadTimeAssumed: (assumed & ASSUMED.leadTime) !== 0,
      isStockAssumed,
      isSizeAssumed: (assumed & ASSUMED.size) !== 0,
      bindingNode: bindingNode(values, k, node),
      ...judgementOf(values, k),
      sendByOn:
        advisedUnits > 0
          ? dayToDate(calendar.asOfDay + Math.max(0, (cover ?? 0) - leadTimeDays))
          : null,
    };
  });
}

/** What a quantity set by hand changes, and whether the product is worth carrying; null where it cannot be told. */
function judgementOf(values: Columns, k: number) {
  const value = (id: string) => values.column[id]?.[k] ?? 0;
  const isOverridden = value("hasOverride") === 1;
  const isPriceKnown = value("priceMicros") > 0;
  return {
    plannedUnits: isOverridden ? value("plannedUnits") : null,
    // Priced anew by every run that it holds for.
    overrideProfitChangeMicros: isOverridden
      ? overrideEffect(values, k, value("overrideUnits")).profitChangeMicros
      : null,
    isOverridden,
    isWorthCarrying: isPriceKnown ? value("isWorthCarrying") === 1 : null,
    carryRegretMicros: isPriceKnown ? value("carryRegretMicros") : null,
  };
}

/** Days that `units` last at forecast mean demand; null without demand. */
function supplyDays(forecast: ShardForecast, i: number, units: number): number | null {
  const { horizonWeeks, demandMean } = forecast;
  let left = units;
  let sum = 0;
  for (let h = 0; h < horizonWeeks; h++) {
    const demand = demandMean[i * horizonWeeks + h] ?? 0;
    if (demand > 0 && left <= demand) return Math.floor(7 * (h + left / demand));
    left -= demand;
    sum += demand;
  }
  if (!(sum > 0)) return null;
  const perWeek = sum / horizonWeeks;
  return Math.min(MAX_SUPPLY_DAYS, Math.floor(7 * (horizonWeeks + left / perWeek)));
}

/**
 * The node that set the advice: the correction for scarce space where without it more units would be missing, else what the
 * decision's own path ends in.
 */
function bindingNode(values: Columns, k: number, node: Float64Array): string {
  const definition = definitions.replenishment;
  definition.nodes.forEach(({ id }, index) => {
    node[index] = values.column[id]?.[k] ?? 0;
  });
  const binding = activeSlice(definition, node).binding?.id ?? definition.output;
  const isOfStock = binding === "zero" || binding === "baseStock";
  return isOfStock && isCutBySpace(values, k) ? "capacityCorrection" : binding;
}

function isCutBySpace({ column }: Columns, k: number): boolean {
  const value = (id: string) => column[id]?.[k] ?? 0;
  const uncorrected = Math.ceil((value("baseStock") - value("capacityCorrection")) / 1000);
  return uncorrected - value("positionUnits") > value("orderUnits");
}

/** Targets of a shard's own products at the FCs. */
export const targetRows = (run: RunRow, { values, row }: Decided): NewStockTarget[] =>
  Array.from({ length: values.count }, (_, k) => ({
    sellerId: row.sellerId?.[k] ?? 0,
    runId: run.id,
    productId: row.productId?.[k] ?? 0,
    fcId: row.fcId?.[k] ?? 0,
    accountId: row.accountId?.[k] ?? 0,
    targetUnits: values.column.targetUnits?.[k] ?? 0,
    reserveUnits: Math.floor((values.column.rationingReserve?.[k] ?? 0) / 1000),
    onHandUnits: row.onHandUnits?.[k] ?? 0,
    inboundUnits: row.inboundUnits?.[k] ?? 0,
  }));

export interface PlacementRows {
  readonly productId: Float64Array;
  readonly fcIndex: Int32Array;
  readonly units: Int32Array;
  readonly regretMicros: Float64Array;
}

/** Placement of a shard's own products. */
export function placementRows(
  run: RunRow,
  facts: PlanFacts,
  planned: PlacementRows,
  fcIds: readonly number[],
): NewPlacementDecision[] {
  const owner = ownersOf(facts);
  const skuOf = new Map(Array.from(facts.productId, (id, i) => [id, i]));
  const rows: NewPlacementDecision[] = [];
  planned.productId.forEach((productId, k) => {
    const i = skuOf.get(productId);
    if (i === undefined) return;
    const account = owner[i] ?? 0;
    const regret = planned.regretMicros[k] ?? Number.NaN;
    rows.push({
      sellerId: facts.sellerId[account] ?? 0,
      runId: run.id,
      productId,
      fcId: fcIds[planned.fcIndex[k] ?? -1] ?? 0,
      accountId: facts.accountId[account] ?? 0,
      units: planned.units[k] ?? 0,
      regretMicrosPerUnit: Number.isNaN(regret) ? null : Math.max(0, Math.round(regret)),
    });
  });
  return rows;
}
