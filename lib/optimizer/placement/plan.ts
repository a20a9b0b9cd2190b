import { type LpBackend, type OptimalLp, solveLinearProgram } from "../solver/index.ts";
import { approximatePrices } from "./ascent.ts";
import { addImproving, type Columns, gainOver, NOWHERE, startColumns } from "./columns.ts";
import { type Economics, economics, RESERVE } from "./economics.ts";
import { type LimitPrices, lagrangianBound, type SkuPrices, zeroUse } from "./prices.ts";
import {
  checkPlacement,
  PLACEMENT_OPTIONS,
  type PlacementOptions,
  type PlacementPlan,
  type PlacementProblem,
} from "./problem.ts";
import { placementProgram, type RowMap, rowMap } from "./program.ts";
import { roundToPacks } from "./rounding.ts";
import { demandZones } from "./zones.ts";

const MILLION = 1e6;
const MAX_ROUNDS = 3;
/** Columns at most, per column to begin with, where those alone exceed the limit. */
const GROWTH = 1.5;

/**
 * Where the advised units of many SKUs shall go, ahead of regional demand: the linear program of README.md, solved and
 * certified, then whole packs. Always has a plan; units without room stay unplaced at their cost. Throws RangeError on
 * malformed arrays; rejects when the solver finds no certified optimum. Cost: about 3 s for 1,500 SKUs and 12 FCs.
 */
export async function planPlacement(
  backend: LpBackend,
  problem: PlacementProblem,
  options: PlacementOptions = PLACEMENT_OPTIONS,
): Promise<PlacementPlan> {
  checkPlacement(problem);
  const zones = demandZones(problem, options.maxZones);
  const e = economics(problem, zones);
  const fractional = await solveFractional(backend, e, options);
  const { objective, certificate } = fractional.answer;
  const placedUnits = placedByFc(e, fractional.columns, fractional.answer.x);
  const wholeUnits = wholePlacedUnits(e, placedUnits, problem.casePackUnits);
  const units = roundToPacks(e, problem.casePackUnits, placedUnits, wholeUnits);
  return {
    units,
    unplacedUnits: wholeUnits.map((placed, p) => e.supplyUnits[p]! - placed),
    price: {
      storageMicrosPerMm3: fractional.price.storage, // per litre in currency units = per mm3 in micros
      inboundMicrosPerUnit: fractional.price.inbound.map((v) => v * MILLION),
      outboundMicrosPerUnit: fractional.price.outbound.map((v) => v * MILLION),
    },
    unitValueMicros: fractional.own.supply.map((v) => v * MILLION),
    regretMicros: regrets(e, fractional.price, fractional.own, units),
    objectiveMicros: objective * MILLION,
    boundMicros: fractional.bound * MILLION,
    gapShare: gapShare(fractional.bound, objective),
    certificate,
    overflow: overflowOf(e, units),
    zoneOfRegion: zones.zoneOfRegion,
    columnCount: fractional.columns.sku.length,
  };
}

const gapShare = (bound: number, objective: number): number =>
  Math.max(0, bound - objective) / (1 + Math.abs(objective));

interface Fractional {
  readonly columns: Columns;
  readonly answer: OptimalLp;
  readonly price: LimitPrices;
  readonly own: SkuPrices;
  /** Value no plan over all FCs can beat. */
  readonly bound: number;
}

/** Column generation: solve, look for columns the prices would pay for, until the bound over all FCs is met. */
async function solveFractional(
  backend: LpBackend,
  e: Economics,
  options: PlacementOptions,
): Promise<Fractional> {
  const approximate = approximatePrices(e);
  const columns = startColumns(e, approximate.price, options.maxColumns);
  const most = Math.max(options.maxColumns, Math.ceil(GROWTH * columns.sku.length));
  const rows = rowMap(e);
  let { bound } = approximate;
  for (let round = 1; ; round++) {
    const program = placementProgram(e, columns, rows);
    // Highly degenerate: dual simplex takes ten times as long.
    const answer = await solveLinearProgram(backend, program, "interiorPoint");
    if (answer.status !== "optimal") {
      throw new Error(
        `planPlacement: the program is ${answer.status}, which no input should make it`,
      );
    }
    const price = limitPrices(e, rows, answer.rowDual);
    const own = skuPrices(e, rows, answer.rowDual);
    bound = Math.min(bound, lagrangianBound(e, price, zeroUse(e)));
    const isDone = gapShare(bound, answer.objective) <= options.gapWanted || round === MAX_ROUNDS;
    if (!isDone && addImproving(columns, e, price, own, most - columns.sku.length) > 0) continue;
    return { columns, answer, price, own, bound };
  }
}

function limitPrices(e: Economics, rows: RowMap, rowDual: Float64Array): LimitPrices {
  // Prices of limits are >= 0; the solver's may be below by its tolerance.
  const part = (from: number, count: number) =>
    rowDual.slice(from, from + count).map((v) => Math.max(0, v));
  return {
    storage: part(0, e.fcCount * e.storageTypeCount),
    inbound: part(rows.inboundRow, e.fcCount),
    outbound: part(rows.outboundRow, e.fcCount),
  };
}

function skuPrices(e: Economics, rows: RowMap, rowDual: Float64Array): SkuPrices {
  const own: SkuPrices = {
    supply: new Float64Array(e.skuCount),
    demand: new Float64Array(e.skuCount * e.zoneCount),
  };
  for (let p = 0; p < e.skuCount; p++) {
    const supply = rows.supplyRow[p]!;
    if (supply < 0) continue;
    own.supply[p] = rowDual[supply]!;
    for (let z = 0; z < e.zoneCount; z++) {
      own.demand[p * e.zoneCount + z] = Math.max(0, rowDual[supply + 1 + z]!);
    }
  }
  return own;
}

/** [skuCount, fcCount] */
function placedByFc(e: Economics, columns: Columns, x: Float64Array): Float64Array {
  const placed = new Float64Array(e.skuCount * e.fcCount);
  for (let j = 0; j < x.length; j++) {
    if (columns.fc[j] === NOWHERE) continue;
    placed[columns.sku[j]! * e.fcCount + columns.fc[j]!]! += Math.max(0, x[j]!);
  }
  return placed;
}

/** Units to place per SKU: all, or, where room is short, the whole packs that fit. */
function wholePlacedUnits(
  e: Economics,
  placedUnits: Float64Array,
  casePackUnits: Int32Array,
): Int32Array {
  return Int32Array.from({ length: e.skuCount }, (_, p) => {
    let placed = 0;
    for (let w = 0; w < e.fcCount; w++) placed += placedUnits[p * e.fcCount + w]!;
    if (placed > e.supplyUnits[p]! - 1e-6) return e.supplyUnits[p]!;
    const pack = casePackUnits[p]!;
    return Math.floor(placed / pack + 1e-7) * pack;
  });
}

function regrets(
  e: Economics,
  price: LimitPrices,
  own: SkuPrices,
  units: Int32Array,
): Float64Array {
  const regret = new Float64Array(units.length);
  for (let p = 0; p < e.skuCount; p++) {
    if (e.supplyUnits[p] === 0) continue;
    for (let w = 0; w < e.fcCount; w++) {
      if (units[p * e.fcCount + w]! > 0) continue;
      let gain = -Infinity;
      for (let z = RESERVE; z < e.zoneCount; z++) {
        gain = Math.max(gain, gainOver(e, price, own, p, w, z));
      }
      regret[p * e.fcCount + w] = Math.max(0, -gain * MILLION);
    }
  }
  return regret;
}

function overflowOf(e: Economics, units: Int32Array): PlacementPlan["overflow"] {
  const storageMm3 = e.capacity.storage.map((v) => -v * MILLION);
  const inboundUnits = e.capacity.inbound.map((v) => -v);
  for (let p = 0; p < e.skuCount; p++) {
    for (let w = 0; w < e.fcCount; w++) {
      const count = units[p * e.fcCount + w]!;
      const cell = w * e.storageTypeCount + e.storageTypeIndex[p]!;
      storageMm3[cell]! += count * e.volumeLitres[p]! * MILLION;
      inboundUnits[w]! += count;
    }
  }
  const positive = (v: number) => (v > 1e-3 ? v : 0);
  return { storageMm3: storageMm3.map(positive), inboundUnits: inboundUnits.map(positive) };
}
