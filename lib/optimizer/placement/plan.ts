import type { LpBackend } from "../solver/index.ts";
import { type CoupledParts, gapShareOf } from "./cutting-plane.ts";
import { decompose, mixedUnits, partCountOf } from "./decompose.ts";
import { type Economics, economics } from "./economics.ts";
import { viewLimits } from "./prices.ts";
import {
  checkPlacement,
  PLACEMENT_OPTIONS,
  type PlacementOptions,
  type PlacementPlan,
  type PlacementProblem,
} from "./problem.ts";
import { type Fractional, solveProgram } from "./program-plan.ts";
import { type Valuation, valuation } from "./regret.ts";
import { roundToPacks } from "./rounding.ts";
import { valueOfUnits } from "./whole-value.ts";
import { demandZones } from "./zones.ts";

const MILLION = 1e6;

/**
 * Where the advised units of many SKUs shall go, ahead of regional demand: prices of the FCs' limits by decomposition
 * (README.md), proved from both sides, then whole packs. Small problems are solved as one linear program. Always has a
 * plan; units without room stay unplaced at their cost. Throws RangeError on malformed arrays; rejects when the solver
 * finds no certified optimum. Cost: about 2 s for 4,000 SKUs and 12 FCs.
 */
export async function planPlacement(
  backend: LpBackend,
  problem: PlacementProblem,
  options: PlacementOptions = PLACEMENT_OPTIONS,
): Promise<PlacementPlan> {
  checkPlacement(problem);
  const e = economics(problem, demandZones(problem, options.maxZones));
  return planEconomics(backend, e, problem.casePackUnits, options);
}

/** The same from prepared economics; `evaluate` shares the passes over threads. */
export async function planEconomics(
  backend: LpBackend,
  e: Economics,
  casePackUnits: Int32Array,
  options: PlacementOptions,
  evaluate?: CoupledParts["evaluate"],
): Promise<PlacementPlan> {
  const fractional = await solveFractional(backend, e, options, evaluate);
  const { bound, objective, placedUnits, price, certificate, method } = fractional;
  const value = valuation(e, price);
  const wholeUnits = wholePlacedUnits(e, placedUnits, casePackUnits);
  const units = roundToPacks(e, price, casePackUnits, placedUnits, wholeUnits);
  const whole = valueOfUnits(e, price, units);
  return {
    units,
    plannedUnits: placedUnits,
    unplacedUnits: unplacedOf(e, units),
    price: {
      storageMicrosPerMm3: price.storage, // per litre in currency units = per mm3 in micros
      inboundMicrosPerUnit: price.inbound.map((v) => v * MILLION),
      outboundMicrosPerUnit: price.outbound.map((v) => v * MILLION),
    },
    ...worth(e, value, units),
    objectiveMicros: objective * MILLION,
    boundMicros: bound * MILLION,
    gapShare: gapShareOf(bound, objective),
    wholeMicros: whole.value * MILLION,
    wholeGapShare: gapShareOf(bound, whole.value),
    certificate,
    method,
    overflow: overflowOf(e, units, whole.soldUnits),
    zoneOfRegion: e.zones.zoneOfRegion,
  };
}

function solveFractional(
  backend: LpBackend,
  e: Economics,
  options: PlacementOptions,
  evaluate?: CoupledParts["evaluate"],
): Promise<Fractional> {
  const cells = e.skuCount * e.fcCount * (e.zoneCount + 1);
  const isPlain = !e.targetUnits && !e.maxFcCount && !e.allowedFc;
  return isPlain && cells <= options.maxProgramCells
    ? solveProgram(backend, e, options.gapWanted)
    : solveParts(backend, e, options.gapWanted, evaluate);
}

async function solveParts(
  backend: LpBackend,
  e: Economics,
  gapWanted: number,
  evaluate?: CoupledParts["evaluate"],
): Promise<Fractional> {
  const found = await decompose(backend, e, gapWanted, evaluate);
  const placedUnits = mixedUnits(e, found.mixture, partCountOf(e.skuCount));
  const gap = gapShareOf(found.bound, found.value);
  return {
    price: viewLimits(e, found.price),
    bound: found.bound,
    objective: found.value,
    placedUnits,
    certificate: {
      primalResidual: overuseShare(e, placedUnits),
      dualResidual: 0, // prices are >= 0 by construction and every SKU's plan is its best at them
      complementarity: gap,
      gap,
    },
    method: "decomposition",
  };
}

/** Largest use of storage or inbound beyond a limit / (1 + limit), from the units themselves. */
function overuseShare(e: Economics, placedUnits: Float32Array): number {
  const { storage, inbound } = usedBy(e, placedUnits);
  let worst = 0;
  storage.forEach((used, k) => {
    worst = Math.max(worst, (used - e.capacity.storage[k]!) / (1 + e.capacity.storage[k]!));
  });
  inbound.forEach((used, w) => {
    worst = Math.max(worst, (used - e.capacity.inbound[w]!) / (1 + e.capacity.inbound[w]!));
  });
  return worst;
}

function usedBy(e: Economics, units: Float32Array | Int32Array) {
  const storage = new Float64Array(e.fcCount * e.storageTypeCount);
  const inbound = new Float64Array(e.fcCount);
  for (let p = 0; p < e.skuCount; p++) {
    for (let w = 0; w < e.fcCount; w++) {
      const count = units[p * e.fcCount + w]!;
      const cell = w * e.storageTypeCount + e.storageTypeIndex[p]!;
      storage[cell]! += count * e.volumeLitres[p]!;
      inbound[w]! += count;
    }
  }
  return { storage, inbound };
}

/** Advised units less what the plan leaves unplaced, in whole packs. [skuCount] */
function wholePlacedUnits(
  e: Economics,
  placedUnits: Float32Array,
  casePackUnits: Int32Array,
): Int32Array {
  return Int32Array.from({ length: e.skuCount }, (_, p) => {
    const supply = e.supplyUnits[p]!;
    let placed = 0;
    for (let w = 0; w < e.fcCount; w++) placed += placedUnits[p * e.fcCount + w]!;
    if (placed > supply * (1 - 1e-6) - 1e-5) return supply;
    const pack = casePackUnits[p]!;
    return Math.floor(placed / pack + 1e-5) * pack;
  });
}

function unplacedOf(e: Economics, units: Int32Array): Int32Array {
  return Int32Array.from({ length: e.skuCount }, (_, p) => {
    let left = e.supplyUnits[p]!;
    for (let w = 0; w < e.fcCount; w++) left -= units[p * e.fcCount + w]!;
    return left;
  });
}

function worth(
  e: Economics,
  value: Valuation,
  units: Int32Array,
): Pick<PlacementPlan, "unitValueMicros" | "regretMicros"> {
  const unitValueMicros = new Float64Array(e.skuCount);
  const regretMicros = new Float32Array(units.length);
  for (let p = 0; p < e.skuCount; p++) {
    if (e.supplyUnits[p] === 0) continue;
    unitValueMicros[p] = value.unitValueOf(p) * MILLION;
    for (let w = 0; w < e.fcCount; w++) {
      if (units[p * e.fcCount + w]! > 0) continue;
      regretMicros[p * e.fcCount + w] = value.lossOf(p, w) * MILLION;
    }
  }
  return { unitValueMicros, regretMicros };
}

function overflowOf(
  e: Economics,
  units: Int32Array,
  soldUnits: Float64Array,
): PlacementPlan["overflow"] {
  const { storage, inbound } = usedBy(e, units);
  const positive = (v: number) => (v > 1e-3 ? v : 0);
  return {
    storageMm3: storage.map((v, k) => positive((v - e.capacity.storage[k]!) * MILLION)),
    inboundUnits: inbound.map((v, w) => positive(v - e.capacity.inbound[w]!)),
    outboundUnits: soldUnits.map((v, w) => positive(v - e.capacity.outbound[w]!)),
  };
}
