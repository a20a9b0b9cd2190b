import { demandAt, type Network } from "./network.ts";
import { type Columns, columnCost, MOVE } from "./paths.ts";

/** What moves where; units, matrices row-major, letters as in TransportProblem. */
export interface TransportFlows {
  /** Units of each demand that nobody serves. [storageTypeCount, regionCount, speedCount, periodCount] */
  readonly unmetUnits: Float64Array;
  /** Services with flow: demand index, FC, period of departure and units. All [serviceCount] */
  readonly serviceDemand: Int32Array;
  readonly serviceFc: Int32Array;
  readonly servicePeriod: Int32Array;
  readonly serviceUnits: Float64Array;
  /** Stock through each period. [fcCount, storageTypeCount, periodCount] */
  readonly storedUnits: Float64Array;
  /** Received of what was free to go anywhere, and of what was bound to the FC. [fcCount, storageTypeCount, periodCount] */
  readonly receivedFreeUnits: Float64Array;
  readonly receivedBoundUnits: Float64Array;
  /** Waiting at the docks through each period. [storageTypeCount, periodCount], [fcCount, storageTypeCount, periodCount] */
  readonly waitingFreeUnits: Float64Array;
  readonly waitingBoundUnits: Float64Array;
  /** Moves with flow: transfer, type, period, units. All [moveCount] */
  readonly moveTransfer: Int32Array;
  readonly moveType: Int32Array;
  readonly movePeriod: Int32Array;
  readonly moveUnits: Float64Array;
}

/** Flow below this is the solver's noise. */
const LEAST_UNITS = 1e-9;

export function flowsOf(n: Network, columns: Columns, x: Float64Array): TransportFlows {
  const { problem } = n;
  const nodes = problem.boundArrivalUnits.length;
  const byKind = {
    [MOVE.unmet]: new Float64Array(problem.demandUnits.length),
    [MOVE.store]: new Float64Array(nodes),
    [MOVE.receiveFree]: new Float64Array(nodes),
    [MOVE.receiveBound]: new Float64Array(nodes),
    [MOVE.waitFree]: new Float64Array(problem.freeArrivalUnits.length),
    [MOVE.waitBound]: new Float64Array(nodes),
  };
  for (let j = 0; j < x.length; j++) {
    const cells = byKind[columns.kind[j] as keyof typeof byKind];
    if (cells !== undefined) cells[columns.first[j]!]! += Math.max(0, x[j]!);
  }
  const used = (kind: number) => {
    const list: number[] = [];
    for (let j = 0; j < x.length; j++) {
      if (columns.kind[j] === kind && x[j]! > LEAST_UNITS) list.push(j);
    }
    return list;
  };
  const services = used(MOVE.serve);
  const moves = used(MOVE.transfer);
  return {
    unmetUnits: byKind[MOVE.unmet],
    serviceDemand: Int32Array.from(services, (j) => columns.first[j]!),
    serviceFc: Int32Array.from(services, (j) => columns.second[j]!),
    servicePeriod: Int32Array.from(services, (j) => columns.third[j]!),
    serviceUnits: Float64Array.from(services, (j) => x[j]!),
    storedUnits: byKind[MOVE.store],
    receivedFreeUnits: byKind[MOVE.receiveFree],
    receivedBoundUnits: byKind[MOVE.receiveBound],
    waitingFreeUnits: byKind[MOVE.waitFree],
    waitingBoundUnits: byKind[MOVE.waitBound],
    moveTransfer: Int32Array.from(moves, (j) => columns.first[j]!),
    moveType: Int32Array.from(moves, (j) => columns.second[j]!),
    movePeriod: Int32Array.from(moves, (j) => columns.third[j]!),
    moveUnits: Float64Array.from(moves, (j) => x[j]!),
  };
}

/** The plan's cost by what it is spent on, and the units behind the penalties; micros and units. */
export interface CostParts {
  readonly lanesMicros: number;
  readonly lateMicros: number;
  readonly unmetMicros: number;
  readonly inboundMicros: number;
  readonly holdingMicros: number;
  readonly waitingMicros: number;
  readonly transfersMicros: number;
  /** Capacity beyond the planned one. */
  readonly overtimeMicros: number;
  readonly unmetUnits: number;
  /** Units that reach the customer later than promised. */
  readonly lateUnits: number;
}

const NAME_OF_KIND: Readonly<Record<number, keyof CostParts>> = {
  [MOVE.unmet]: "unmetMicros",
  [MOVE.serve]: "lanesMicros",
  [MOVE.store]: "holdingMicros",
  [MOVE.receiveFree]: "inboundMicros",
  [MOVE.receiveBound]: "inboundMicros",
  [MOVE.waitFree]: "waitingMicros",
  [MOVE.waitBound]: "waitingMicros",
  [MOVE.transfer]: "transfersMicros",
  [MOVE.step]: "overtimeMicros",
};

const MILLION = 1e6;

export function costParts(n: Network, columns: Columns, x: Float64Array): CostParts {
  const parts = {
    lanesMicros: 0,
    lateMicros: 0,
    unmetMicros: 0,
    inboundMicros: 0,
    holdingMicros: 0,
    waitingMicros: 0,
    transfersMicros: 0,
    overtimeMicros: 0,
    unmetUnits: 0,
    lateUnits: 0,
  };
  for (let j = 0; j < x.length; j++) {
    if (!(x[j]! > 0)) continue;
    const kind = columns.kind[j]!;
    const name = NAME_OF_KIND[kind]!;
    parts[name] += columnCost(n, columns, j) * MILLION * x[j]!;
    if (kind === MOVE.unmet) parts.unmetUnits += x[j]!;
    if (kind === MOVE.serve) splitLate(n, columns, j, x[j]!, parts);
  }
  return parts;
}

/** A service's cost is its lane's, and beyond that its lateness. */
function splitLate(
  n: Network,
  columns: Columns,
  j: number,
  units: number,
  parts: { lanesMicros: number; lateMicros: number; lateUnits: number },
): void {
  const { k, r, s, t } = demandAt(n, columns.first[j]!);
  const lane = columns.second[j]! * n.regionCount + r;
  const days = n.startDay[columns.third[j]!]! - n.startDay[t]! + n.problem.laneTransitDays[lane]!;
  if (days <= n.problem.promiseDays[s]!) return;
  const late = (columnCost(n, columns, j) - n.laneCost[lane * n.typeCount + k]!) * MILLION * units;
  parts.lateMicros += late;
  parts.lanesMicros -= late;
  parts.lateUnits += units;
}
