import {
  type LpBackend,
  type OptimalLp,
  openSession,
  type SolverSession,
} from "../solver/index.ts";
import {
  addResource,
  appendLimits,
  buildRows,
  columnsFrom,
  loadsOf,
  masterProgram,
  pricesOf,
  type Rows,
} from "./master.ts";
import type { Network } from "./network.ts";
import { addKnown, type Columns, MOVE, startColumns } from "./paths.ts";
import { lagrangianBound, type Prices } from "./prices.ts";
import { addPaying } from "./pricing.ts";
import type { TransportOptions } from "./problem.ts";

/** Overload of a resource without a row that brings its row in, relative to its capacity. */
const OVERLOAD = 1e-7;
/** Gain in currency units per unit of flow from which a path is worth a column. */
const WORTH = 1e-7;

/** Columns and limited resources of a master. */
export interface Master {
  readonly network: Network;
  readonly columns: Columns;
  /** 1 = the resource has a row. [resources.count] */
  readonly hasRow: Uint8Array;
}

/** Services, transfers and limits that a plan ended with: what another plan of the same network can start from. */
export interface TransportStart {
  /** Demand, FC and period of departure of each service. */
  readonly services: Int32Array;
  /** Transfer, type and period of each move. */
  readonly transfers: Int32Array;
  readonly resources: Int32Array;
}

export interface Generated {
  readonly master: Master;
  readonly answer: OptimalLp;
  readonly price: Prices;
  /** Value of one more unit at each node of stock, in currency units. */
  readonly node: Float64Array;
  /** Use of each resource. [resources.count] */
  readonly load: Float64Array;
  /** Cost that no plan can be below, in currency units. */
  readonly bound: number;
  readonly roundCount: number;
}

export const gapShare = (bound: number, cost: number): number =>
  Math.max(0, cost - bound) / (1 + Math.abs(cost));

/** A master with limits of storage and receiving; picking, shipping and lanes get theirs once they are overstepped. */
export function startMaster(network: Network, start: TransportStart | null): Master {
  const columns = startColumns(network);
  const hasRow = new Uint8Array(network.resources.count);
  const { offset, capacity } = network.resources;
  for (let i = 0; i < offset.picking; i++) {
    if (capacity[i]! < Infinity) addResource(network, columns, hasRow, i);
  }
  if (start !== null) {
    addKnown(network, columns, start.services, start.transfers);
    for (const i of start.resources) addResource(network, columns, hasRow, i);
  }
  return { network, columns, hasRow };
}

export function startOf({ columns, hasRow }: Master): TransportStart {
  const services: number[] = [];
  const transfers: number[] = [];
  columns.kind.forEach((kind, j) => {
    if (kind !== MOVE.serve && kind !== MOVE.transfer) return;
    const list = kind === MOVE.serve ? services : transfers;
    list.push(columns.first[j]!, columns.second[j]!, columns.third[j]!);
  });
  const resources: number[] = [];
  hasRow.forEach((has, i) => {
    if (has) resources.push(i);
  });
  return {
    services: Int32Array.from(services),
    transfers: Int32Array.from(transfers),
    resources: Int32Array.from(resources),
  };
}

/** A master in the solver; later solves go on from the last. Dispose it in the end. */
export interface OpenMaster {
  readonly solve: (options: TransportOptions) => Promise<Generated>;
  /** Gives a resource that has a row another capacity, in units or litres; its steps stay as they were. */
  readonly setCapacity: (resource: number, capacity: number) => void;
  readonly dispose: () => void;
}

export function openMaster(backend: LpBackend, master: Master): OpenMaster {
  const { network, columns, hasRow } = master;
  const rows = buildRows(network, hasRow);
  const session = openSession(backend, masterProgram(network, columns, rows));
  return {
    solve: (options) => solveMaster(master, rows, session, options),
    setCapacity: (resource, capacity) => {
      network.resources.capacity[resource] = capacity;
      const [lower, upper] = [Float64Array.of(-Infinity), Float64Array.of(capacity)];
      session.setRowBounds(Int32Array.of(rows.resource[resource]!), lower, upper);
    },
    dispose: () => session.dispose(),
  };
}

/** Column and row generation from a master that is not kept. */
export async function generate(
  backend: LpBackend,
  master: Master,
  options: TransportOptions,
): Promise<Generated> {
  const open = openMaster(backend, master);
  try {
    return await open.solve(options);
  } finally {
    open.dispose();
  }
}

/** Solves, brings in paths that pay and limits that are overstepped, until the bound is met. */
async function solveMaster(
  master: Master,
  rows: Rows,
  session: SolverSession,
  options: TransportOptions,
): Promise<Generated> {
  const { network, columns } = master;
  let bound = -Infinity;
  for (let round = 1; ; round++) {
    const answer = await session.solve({ method: options.method });
    if (answer.status !== "optimal") {
      throw new Error(`transport: the master is ${answer.status}, which no input should make it`);
    }
    const { price, node } = pricesOf(network, rows, answer.rowDual);
    bound = Math.max(bound, lagrangianBound(network, price));
    const load = loadsOf(network, columns, answer.x);
    const known = columns.kind.length;
    const limits = addOverstepped(master, load);
    const isMet = limits.length === 0 && gapShare(bound, answer.objective) <= options.gapWanted;
    const isOver = isMet || round === options.maxRounds;
    const added = isOver ? 0 : addPaying(columns, network, price, node, WORTH) + limits.length;
    if (added === 0 && limits.length === 0) {
      return { master, answer, price, node, load, bound, roundCount: round };
    }
    if (isOver) {
      throw new Error(`transport: ${limits.length} limits are overstepped in round ${round}`);
    }
    session.addRows(appendLimits(network, columns, rows, limits, known));
    session.addColumns(columnsFrom(network, columns, rows, known));
  }
}

/** Gives limits that are overstepped without a row one, and their steps columns. */
function addOverstepped({ network, columns, hasRow }: Master, load: Float64Array): number[] {
  const added: number[] = [];
  for (let i = 0; i < load.length; i++) {
    const capacity = network.resources.capacity[i]!;
    if (hasRow[i] || load[i]! <= capacity + OVERLOAD * (1 + capacity)) continue;
    addResource(network, columns, hasRow, i);
    added.push(i);
  }
  return added;
}
