import {
  type LinearProgram,
  type LpBackend,
  ProgramBuilder,
  solveWholeProgram,
  type WholeAnswer,
  type WholeOptions,
} from "../solver/index.ts";

/** A way from one place to another that trucks can take in every period. */
export interface Lane {
  readonly from: number;
  readonly to: number;
  /** Whole periods, at least 1. */
  readonly transitPeriods: number;
  readonly costPerTruck: number;
  /** Per unit of volume carried. */
  readonly costPerUnit: number;
}

/** Goods with a window; they may be split over trucks and ways. */
export interface Consignment {
  readonly from: number;
  readonly to: number;
  readonly units: number;
  /** First period in which it can leave. */
  readonly readyPeriod: number;
  /** Last period in which it may arrive. */
  readonly duePeriod: number;
}

export interface TruckProblem {
  readonly placeCount: number;
  readonly truckUnits: number;
  readonly lanes: readonly Lane[];
  readonly consignments: readonly Consignment[];
}

/** Trucks of a lane that leave in a period, with what they carry. */
export interface Departure {
  readonly lane: number;
  readonly period: number;
  readonly trucks: number;
  readonly units: number;
  /** Cost that one more unit of room on this departure would save, given the trucks. */
  readonly roomValue: number;
}

export interface TruckPlan {
  readonly status: WholeAnswer["status"];
  readonly cost: number;
  /** By lane, then period; only departures with trucks. */
  readonly departures: readonly Departure[];
  /** Proved: no plan is cheaper. */
  readonly provedBound: number;
  readonly claimedBound: number;
  readonly claimedGapShare: number;
}

export type TruckResult = TruckPlan | { readonly status: "infeasible" | "stopped" };

/**
 * The cheapest trucks that bring every consignment in its window: service network design on a time-expanded network
 * (Crainic 2000). Goods may wait anywhere at no cost. Cost: one whole program of consignments x lanes x periods columns;
 * dozens of consignments take seconds. Throws RangeError at what is malformed.
 */
export async function scheduleTrucks(
  backend: LpBackend,
  problem: TruckProblem,
  options: WholeOptions = {},
): Promise<TruckResult> {
  checkProblem(problem);
  const model = truckProgram(problem);
  const answer = await solveWholeProgram(backend, model.program, options);
  if (answer.status === "unbounded") throw new Error("scheduleTrucks: costs without end");
  if (answer.status === "infeasible" || answer.status === "stopped")
    return { status: answer.status };
  const departures: Departure[] = [];
  for (const { lane, period, column, row, carried } of model.departures) {
    const trucks = answer.x[column]!;
    if (trucks === 0) continue;
    const units = carried.reduce((sum, k) => sum + answer.x[k]!, 0);
    departures.push({
      lane,
      period,
      trucks,
      units,
      roomValue: -(answer.fixed?.rowDual[row] ?? NaN),
    });
  }
  const { cost, ...bounds } = { cost: answer.objective, ...boundsOf(answer) };
  return { status: answer.status, cost, departures, ...bounds };
}

const boundsOf = ({ provedBound, claimedBound, claimedGapShare }: WholeAnswer) => ({
  provedBound,
  claimedBound,
  claimedGapShare,
});

interface DepartureModel {
  readonly lane: number;
  readonly period: number;
  readonly column: number;
  readonly row: number;
  readonly carried: number[];
}

interface TruckModel {
  readonly program: LinearProgram;
  readonly departures: readonly DepartureModel[];
}

/**
 * n_lt trucks, x_glt units: min sum truck n + sum unit x; per consignment and (place, period) what is there waits or
 * leaves; sum over g of x_glt <= truckUnits n_lt; and x_glt <= units_g n_lt, which follows for whole n and lifts the
 * relaxation (strong linking rows).
 */
function truckProgram(problem: TruckProblem): TruckModel {
  const builder = new ProgramBuilder("minimise");
  const lastPeriod = Math.max(0, ...problem.consignments.map(({ duePeriod }) => duePeriod));
  const departures: DepartureModel[] = [];
  problem.lanes.forEach(({ transitPeriods, costPerTruck }, lane) => {
    for (let period = 0; period + transitPeriods <= lastPeriod; period++) {
      const column = builder.addColumn({ cost: costPerTruck, isInteger: true });
      const row = builder.addRow({ upper: 0 }, [[column, -problem.truckUnits]]);
      departures.push({ lane, period, column, row, carried: [] });
    }
  });
  for (const consignment of problem.consignments)
    addConsignment(builder, problem, consignment, departures);
  return { program: builder.build(), departures };
}

function addConsignment(
  builder: ProgramBuilder,
  problem: TruckProblem,
  { from, to, units, readyPeriod, duePeriod }: Consignment,
  departures: readonly DepartureModel[],
): void {
  const width = duePeriod - readyPeriod + 1;
  const balance = (place: number, period: number) =>
    firstRow + place * width + (period - readyPeriod);
  // A window that ends before it begins has no place to be: the row below then cannot hold.
  const firstRow = builder.addRow(balanceOf(0, 0));
  for (let k = 1; k < problem.placeCount * width; k++) {
    builder.addRow(balanceOf(Math.floor(k / width), k % width));
  }
  function balanceOf(place: number, step: number): { lower: number; upper: number } {
    const source = place === from && step === 0 ? units : 0;
    const sink = place === to && step === width - 1 ? units : 0;
    return { lower: source - sink, upper: source - sink };
  }
  for (let place = 0; place < problem.placeCount; place++) {
    for (let period = readyPeriod; period < duePeriod; period++) {
      const waiting = builder.addColumn();
      builder.addEntry(balance(place, period), waiting, 1);
      builder.addEntry(balance(place, period + 1), waiting, -1);
    }
  }
  for (const { lane, period, column, row, carried } of departures) {
    const { from: a, to: b, transitPeriods, costPerUnit } = problem.lanes[lane]!;
    if (period < readyPeriod || period + transitPeriods > duePeriod) continue;
    const flow = builder.addColumn({ cost: costPerUnit });
    carried.push(flow);
    builder.addEntry(balance(a, period), flow, 1);
    builder.addEntry(balance(b, period + transitPeriods), flow, -1);
    builder.addEntry(row, flow, 1);
    builder.addRow({ upper: 0 }, [
      [flow, 1],
      [column, -units],
    ]);
  }
}

function checkProblem(problem: TruckProblem): void {
  const isPlace = (k: number) => Number.isInteger(k) && k >= 0 && k < problem.placeCount;
  const isCost = (c: number) => c >= 0 && c < Infinity;
  const refuse = (what: string): never => {
    throw new RangeError(`scheduleTrucks: ${what}`);
  };
  if (!(problem.truckUnits > 0 && problem.truckUnits < Infinity))
    refuse(`truckUnits must be > 0, got ${problem.truckUnits}`);
  problem.lanes.forEach((lane, k) => {
    if (!isPlace(lane.from) || !isPlace(lane.to))
      refuse(
        `lane ${k} joins ${lane.from} and ${lane.to}, places are 0 to ${problem.placeCount - 1}`,
      );
    if (!(Number.isInteger(lane.transitPeriods) && lane.transitPeriods >= 1))
      refuse(`lane ${k}: transitPeriods must be whole and >= 1, got ${lane.transitPeriods}`);
    if (!isCost(lane.costPerTruck) || !isCost(lane.costPerUnit))
      refuse(`lane ${k}: costs must be finite and >= 0`);
  });
  problem.consignments.forEach((consignment, k) => {
    if (!isPlace(consignment.from) || !isPlace(consignment.to))
      refuse(`consignment ${k} names a place that is not there`);
    const { readyPeriod, duePeriod, units } = consignment;
    if (
      !(
        Number.isInteger(readyPeriod) &&
        Number.isInteger(duePeriod) &&
        readyPeriod >= 0 &&
        duePeriod >= readyPeriod
      )
    )
      refuse(
        `consignment ${k}: window ${readyPeriod} to ${duePeriod} must be whole periods, not ending before it begins`,
      );
    if (!(units >= 0 && units < Infinity))
      refuse(`consignment ${k}: units must be finite and >= 0, got ${units}`);
  });
}
