import { cellGain, type Economics, RESERVE, valueCell } from "./economics.ts";
import {
  type BestFcs,
  bestFcs,
  bestFcsOf,
  entryPrice,
  type LimitPrices,
  type SkuPrices,
} from "./prices.ts";

/** FC of the column that leaves units unplaced. */
export const NOWHERE = -1;
/** Demand below this is left to the reserve: it would only make columns. */
const LEAST_DEMAND = 0.01;
/** Share of the column limit to begin with; the rest is for columns that prices bring in. */
const START_SHARE = 0.6;
/** Columns to begin with, at least, per column that no SKU can do without. */
const START_SLACK = 1.2;

const cellCount = (e: Economics): number => e.skuCount * e.fcCount * (e.zoneCount + 1);

/** Columns of the program: units of SKU p at FC w for zone z. */
export interface Columns {
  readonly sku: number[];
  readonly fc: number[];
  readonly zone: number[];
  /** 1 = the cell of Economics.value has a column. */
  readonly isKnown: Uint8Array;
}

export function addColumn(columns: Columns, e: Economics, p: number, w: number, z: number): void {
  if (w !== NOWHERE) {
    const cell = valueCell(e, p, w, z);
    if (columns.isKnown[cell]) return;
    columns.isKnown[cell] = 1;
  }
  columns.sku.push(p);
  columns.fc.push(w);
  columns.zone.push(z);
}

export const columnValue = (e: Economics, p: number, w: number, z: number): number =>
  w === NOWHERE ? -e.unplacedCost[p]! : cellGain(e, p, w, z);

function isWorthAColumn(e: Economics, p: number, z: number): boolean {
  return z === RESERVE || e.demandUnits[p * e.zoneCount + z]! >= LEAST_DEMAND;
}

/** Units that a column can carry at most. */
const reach = (e: Economics, p: number, z: number): number =>
  z === RESERVE
    ? e.supplyUnits[p]!
    : Math.min(e.supplyUnits[p]!, e.demandUnits[p * e.zoneCount + z]!);

interface Candidate {
  readonly cell: readonly [number, number, number];
  readonly score: number;
}

const takeBest = (columns: Columns, e: Economics, found: Candidate[], count: number): number => {
  found.sort((a, b) => a.score - b.score);
  const taken = found.slice(0, Math.max(0, count));
  for (const { cell } of taken) addColumn(columns, e, cell[0], cell[1], cell[2]);
  return taken.length;
};

/**
 * Columns to begin with at approximate prices: for every SKU the best FC of each zone, the best reserve and nowhere; then,
 * up to the column limit, the choices that lose least against the best, where the true prices may decide otherwise.
 */
export function startColumns(e: Economics, price: LimitPrices, maxColumns: number): Columns {
  const columns: Columns = { sku: [], fc: [], zone: [], isKnown: new Uint8Array(cellCount(e)) };
  const best = bestFcsOf(e);
  const isOpen = new Uint8Array(e.fcCount).fill(1);
  const close: Candidate[] = [];
  for (let p = 0; p < e.skuCount; p++) {
    if (e.supplyUnits[p] === 0) continue;
    bestFcs(e, price, p, best, isOpen);
    addColumn(columns, e, p, NOWHERE, RESERVE);
    for (let z = RESERVE; z < e.zoneCount; z++) {
      if (!isWorthAColumn(e, p, z)) continue;
      addColumn(columns, e, p, best.fc[z + 1]!, z);
      collectOthers(e, price, p, z, best, close);
    }
  }
  const base = columns.sku.length;
  const wanted = Math.max(Math.floor(START_SHARE * maxColumns), Math.ceil(START_SLACK * base));
  takeBest(columns, e, close, wanted - base);
  return columns;
}

function collectOthers(
  e: Economics,
  price: LimitPrices,
  p: number,
  z: number,
  best: BestFcs,
  close: Candidate[],
): void {
  for (let w = 0; w < e.fcCount; w++) {
    if (w === best.fc[z + 1]) continue;
    const loss = best.gain[z + 1]! - pricedGain(e, price, p, w, z);
    close.push({ cell: [p, w, z], score: loss });
  }
}

function pricedGain(e: Economics, price: LimitPrices, p: number, w: number, z: number): number {
  const out = z === RESERVE ? 0 : price.outbound[w]!;
  return cellGain(e, p, w, z) - entryPrice(e, price, p, w) - out;
}

/** Gain of forcing in one unit at (p, w, z): positive where it would improve the plan, negative = regret. */
export function gainOver(
  e: Economics,
  price: LimitPrices,
  own: SkuPrices,
  p: number,
  w: number,
  z: number,
): number {
  const demand = z === RESERVE ? 0 : own.demand[p * e.zoneCount + z]!;
  return pricedGain(e, price, p, w, z) - own.supply[p]! - demand;
}

/** Adds columns that raise the value at these prices, most gain first, at most `room`; returns how many. */
export function addImproving(
  columns: Columns,
  e: Economics,
  price: LimitPrices,
  own: SkuPrices,
  room: number,
): number {
  const found: Candidate[] = [];
  const width = e.zoneCount + 1;
  for (let cell = 0; cell < columns.isKnown.length; cell++) {
    const p = Math.floor(cell / (width * e.fcCount));
    const w = Math.floor(cell / width) % e.fcCount;
    const z = (cell % width) - 1;
    if (e.supplyUnits[p] === 0 || columns.isKnown[cell] || !isWorthAColumn(e, p, z)) continue;
    const gain = gainOver(e, price, own, p, w, z);
    if (gain > 1e-7) found.push({ cell: [p, w, z], score: -gain * reach(e, p, z) });
  }
  return takeBest(columns, e, found, room);
}
