import { stream } from "../../core/prng.ts";
import type { LinearProgram } from "../../solver/index.ts";
import { capacityOf, type Economics } from "../economics.ts";

/**
 * A placement program whose choices are named one by one: per product a supply, per product and zone a demand that is
 * served from some FCs at a cost or left unmet at a higher one, per FC a limit of volume. Rows: products, demands, FCs.
 */
export interface ArcInstance {
  readonly economics: Economics;
  /** Cost of the program = this - gain. */
  readonly unmetCost: number;
}

const UNLIMITED = 1e12;

interface Draft {
  readonly fcCount: number;
  readonly zoneCount: number;
  readonly supply: number[];
  readonly volume: number[];
  readonly unmet: number[];
  readonly demand: number[];
  readonly start: number[];
  readonly fc: number[];
  readonly zone: number[];
  readonly gain: number[];
}

function instanceOf(draft: Draft, capacity: readonly number[]): ArcInstance {
  const { fcCount, zoneCount, supply, demand, unmet } = draft;
  const skuCount = supply.length;
  const endless = new Array<number>(2 * fcCount).fill(UNLIMITED);
  const lanes = new Float64Array(fcCount * zoneCount);
  let unmetCost = 0;
  demand.forEach((units, k) => {
    unmetCost += units * unmet[Math.floor(k / zoneCount)]!;
  });
  const economics: Economics = {
    skuCount,
    fcCount,
    zoneCount,
    storageTypeCount: 1,
    supplyUnits: Float64Array.from(supply),
    volumeLitres: Float64Array.from(draft.volume),
    massKg: new Float64Array(skuCount),
    storageTypeIndex: new Int32Array(skuCount),
    margin: Float64Array.from(unmet),
    unplacedCost: new Float64Array(skuCount),
    demandUnits: Float64Array.from(demand),
    inboundCost: new Float64Array(fcCount),
    holdingPerLitre: new Float64Array(fcCount),
    zones: {
      zoneCount,
      zoneOfRegion: Int32Array.from({ length: zoneCount }, (_, z) => z),
      laneCost: lanes,
      laneCostPerKg: lanes,
      speedShare: lanes,
      lane: new Float64Array(3 * fcCount * zoneCount),
    },
    capacity: capacityOf(fcCount, [...capacity, ...endless]),
    arcs: {
      start: Int32Array.from(draft.start),
      fc: Int32Array.from(draft.fc),
      zone: Int32Array.from(draft.zone),
      gain: Float64Array.from(draft.gain),
    },
  };
  return { economics, unmetCost };
}

/** Reads an instance from a program that is laid out as `arcProgram` lays it out. */
export function arcInstance(
  program: LinearProgram,
  skuCount: number,
  fcCount: number,
  zoneCount: number,
): ArcInstance {
  const fcRow = skuCount * (1 + zoneCount);
  const draft: Draft = {
    fcCount,
    zoneCount,
    supply: Array.from(program.rowUpper.subarray(0, skuCount)),
    volume: new Array<number>(skuCount).fill(0),
    unmet: new Array<number>(skuCount).fill(0),
    demand: Array.from(program.rowUpper.subarray(skuCount, fcRow)),
    start: [0],
    fc: [],
    zone: [],
    gain: [],
  };
  const arcs: number[][] = draft.supply.map(() => []);
  for (let j = 0; j < program.columnCount; j++) {
    const at = program.start[j]!;
    if (program.start[j + 1]! - at === 1) {
      draft.unmet[Math.floor((program.rowIndex[at]! - skuCount) / zoneCount)] = program.cost[j]!;
    } else {
      arcs[program.rowIndex[at]!]!.push(j);
      draft.volume[program.rowIndex[at]!] = program.value[at + 2]!;
    }
  }
  arcs.forEach((columns, p) => {
    for (const j of columns) {
      const at = program.start[j]!;
      draft.zone.push((program.rowIndex[at + 1]! - skuCount) % zoneCount);
      draft.fc.push(program.rowIndex[at + 2]! - fcRow);
      draft.gain.push(draft.unmet[p]! - program.cost[j]!);
    }
    draft.start.push(draft.fc.length);
  });
  return instanceOf(draft, Array.from(program.rowUpper.subarray(fcRow)));
}

/** Products on a plane with 20 FCs and 10 zones, the 6 nearest FCs per zone, volume limits that just about suffice. */
export function simulatedArcs(seed: number, skuCount: number): ArcInstance {
  const [fcCount, zoneCount, near] = [20, 10, 6];
  const draws = stream(seed, "arcs");
  const point = () => [draws.uniform(), draws.uniform()] as const;
  const fcs = Array.from({ length: fcCount }, point);
  const zones = Array.from({ length: zoneCount }, point);
  const draft: Draft = {
    fcCount,
    zoneCount,
    supply: [],
    volume: [],
    unmet: [],
    demand: [],
    start: [0],
    fc: [],
    zone: [],
    gain: [],
  };
  let volume = 0;
  for (let p = 0; p < skuCount; p++) {
    draft.volume.push(Math.round(20 + draws.lognormal(150, 0.7)) / 100);
    draft.unmet.push(20 + draws.integer(5000) / 1000);
    let total = 0;
    for (const [x, y] of zones) {
      const units = 1 + Math.floor(draws.lognormal(6, 1.1));
      total += units;
      const lanes = fcs.map(([u, v], w) => {
        const distance = Math.sqrt((x - u) ** 2 + (y - v) ** 2);
        return { w, cost: Math.round(1000 * (1 + 4 * distance) + 300 * draws.uniform()) / 1000 };
      });
      lanes.sort((a, b) => a.cost - b.cost || a.w - b.w);
      for (const { w, cost } of lanes.slice(0, near)) {
        draft.fc.push(w);
        draft.zone.push(draft.demand.length % zoneCount);
        draft.gain.push(draft.unmet[p]! - cost);
      }
      draft.demand.push(units);
    }
    draft.supply.push(total);
    volume += total * draft.volume[p]!;
    draft.start.push(draft.fc.length);
  }
  const weight = fcs.map(() => 0.6 + 0.8 * draws.uniform());
  const sum = weight.reduce((a, b) => a + b, 0);
  return instanceOf(
    draft,
    weight.map((v) => Math.round((1.02 * volume * v) / sum)),
  );
}

/** The same as a linear program, cost minimised. */
export function arcProgram({ economics: e }: ArcInstance): LinearProgram {
  const arcs = e.arcs!;
  const { skuCount, zoneCount } = e;
  const fcRow = skuCount * (1 + zoneCount);
  const arcCount = arcs.fc.length;
  const columnCount = arcCount + skuCount * zoneCount;
  const start = new Int32Array(columnCount + 1);
  const cost = new Float64Array(columnCount);
  const rowIndex: number[] = [];
  const value: number[] = [];
  for (let p = 0; p < skuCount; p++) {
    for (let a = arcs.start[p]!; a < arcs.start[p + 1]!; a++) {
      cost[a] = e.margin[p]! - arcs.gain[a]!;
      rowIndex.push(p, skuCount + p * zoneCount + arcs.zone[a]!, fcRow + arcs.fc[a]!);
      value.push(1, 1, e.volumeLitres[p]!);
      start[a + 1] = rowIndex.length;
    }
  }
  for (let k = 0; k < skuCount * zoneCount; k++) {
    cost[arcCount + k] = e.margin[Math.floor(k / zoneCount)]!;
    rowIndex.push(skuCount + k);
    value.push(1);
    start[arcCount + k + 1] = rowIndex.length;
  }
  const right = [...e.supplyUnits, ...e.demandUnits, ...e.capacity.storage];
  return {
    sense: "minimise",
    columnCount,
    rowCount: right.length,
    cost,
    columnLower: new Float64Array(columnCount),
    columnUpper: new Float64Array(columnCount).fill(Infinity),
    rowLower: Float64Array.from(right, (v, i) => (i >= skuCount && i < fcRow ? v : -Infinity)),
    rowUpper: Float64Array.from(right),
    start,
    rowIndex: Int32Array.from(rowIndex),
    value: Float64Array.from(value),
  };
}
