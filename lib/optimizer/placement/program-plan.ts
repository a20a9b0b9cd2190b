import { type Certificate, type LpBackend, solveLinearProgram } from "../solver/index.ts";
import { approximatePrices } from "./ascent.ts";
import { addImproving, type Columns, NOWHERE, startColumns } from "./columns.ts";
import { gapShareOf } from "./cutting-plane.ts";
import type { Economics } from "./economics.ts";
import { type LimitPrices, type SkuPrices, zeroPrices } from "./prices.ts";
import type { PlacementPlan } from "./problem.ts";
import { placementProgram, type RowMap, rowMap } from "./program.ts";
import { lagrangianBound } from "./range.ts";

/** A plan of parts of units, proved from both sides. */
export interface Fractional {
  readonly price: LimitPrices;
  /** Value no plan over all FCs can beat, and the value of this one. */
  readonly bound: number;
  readonly objective: number;
  /** [skuCount, fcCount] */
  readonly placedUnits: Float32Array;
  readonly certificate: Certificate;
  readonly method: PlacementPlan["method"];
}

const MAX_ROUNDS = 3;
const MAX_COLUMNS = 60_000;
/** Columns at most, per column to begin with, where those alone exceed the limit. */
const GROWTH = 1.5;

/**
 * The whole problem as one linear program, with columns brought in until the bound over all FCs is met: solve, look for
 * columns the prices would pay for, again. For problems without targets and limits of FCs.
 */
export async function solveProgram(
  backend: LpBackend,
  e: Economics,
  gapWanted: number,
  maxColumns = MAX_COLUMNS,
): Promise<Fractional> {
  const approximate = approximatePrices(e);
  const columns = startColumns(e, approximate.price, maxColumns);
  const most = Math.max(maxColumns, Math.ceil(GROWTH * columns.sku.length));
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
    const price = limitPrices(e, answer.rowDual);
    const own = skuPrices(e, rows, answer.rowDual);
    bound = Math.min(bound, lagrangianBound(e, price, zeroPrices(e)));
    const isDone = gapShareOf(bound, answer.objective) <= gapWanted || round === MAX_ROUNDS;
    if (!isDone && addImproving(columns, e, price, own, most - columns.sku.length) > 0) continue;
    return {
      price,
      bound,
      objective: answer.objective,
      placedUnits: placedByFc(e, columns, answer.x),
      certificate: answer.certificate,
      method: "program",
    };
  }
}

/** Prices of limits are >= 0; the solver's may be below by its tolerance. */
function limitPrices(e: Economics, rowDual: Float64Array): LimitPrices {
  const price = zeroPrices(e);
  for (let k = 0; k < price.flat.length; k++) price.flat[k] = Math.max(0, rowDual[k]!);
  return price;
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

function placedByFc(e: Economics, columns: Columns, x: Float64Array): Float32Array {
  const placed = new Float32Array(e.skuCount * e.fcCount);
  for (let j = 0; j < columns.sku.length; j++) {
    if (columns.fc[j] === NOWHERE) continue;
    placed[columns.sku[j]! * e.fcCount + columns.fc[j]!]! += x[j]!;
  }
  return placed;
}
