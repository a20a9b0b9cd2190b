import type { LinearProgram } from "../solver/index.ts";
import { type CapacityFunction, capacityFunctions, type TransportProblem } from "./problem.ts";

/**
 * The same plan as one linear program with every arc and every limit, written down from the problem alone: what the
 * column generation must agree with. Money in currency units, capacities as they are.
 */
export function fullModel(problem: TransportProblem): LinearProgram {
  const model = new Model(problem);
  model.addServices();
  model.addStock();
  model.addDocks();
  model.addTransfers();
  model.addSteps();
  return model.program();
}

const MILLION = 1e6;
/** Volumes in litres, so that coefficients are near 1. */
const LITRE = 1e6;

class Model {
  readonly #p: TransportProblem;
  readonly #periods: number;
  readonly #rowLower: number[] = [];
  readonly #rowUpper: number[] = [];
  readonly #cost: number[] = [];
  readonly #upper: number[] = [];
  readonly #columns: [number, number][][] = [];
  readonly #demand: number;
  readonly #stock: number;
  readonly #freeDock: number;
  readonly #boundDock: number;
  readonly #limit: Record<CapacityFunction, number>;

  constructor(p: TransportProblem) {
    this.#p = p;
    this.#periods = p.periodDays.length;
    const T = this.#periods;
    this.#demand = this.#rows(p.demandUnits, p.demandUnits);
    const starts = p.boundArrivalUnits.map((_, c) => (c % T === 0 ? p.stockUnits[c / T]! : 0));
    this.#stock = this.#rows(starts, starts);
    this.#freeDock = this.#rows(p.freeArrivalUnits, p.freeArrivalUnits);
    this.#boundDock = this.#rows(p.boundArrivalUnits, p.boundArrivalUnits);
    const { capacity: c } = p;
    const below = (limits: Float64Array) =>
      this.#rows(new Float64Array(limits.length).fill(-Infinity), limits);
    this.#limit = {
      storage: below(c.storageMm3.map((v) => v / LITRE)),
      receiving: below(c.receivingUnits),
      picking: below(c.pickingUnits),
      shipping: below(c.shippingMm3.map((v) => v / LITRE)),
      lane: below(c.laneMm3.map((v) => v / LITRE)),
    };
  }

  #rows(lower: Float64Array, upper: Float64Array): number {
    const first = this.#rowLower.length;
    for (let i = 0; i < lower.length; i++) {
      this.#rowLower.push(lower[i]!);
      this.#rowUpper.push(upper[i]!);
    }
    return first;
  }

  #column(micros: number, entries: [number, number][], upper = Infinity): void {
    this.#cost.push(micros / MILLION);
    this.#upper.push(upper);
    this.#columns.push(entries.sort((a, b) => a[0] - b[0]));
  }

  #day(t: number): number {
    let day = 0;
    for (let u = 0; u < t; u++) day += this.#p.periodDays[u]!;
    return day;
  }

  #node(w: number, k: number, t: number): number {
    return this.#stock + (w * this.#p.storageTypeCount + k) * this.#periods + t;
  }

  #out(w: number, k: number, t: number): [number, number][] {
    const cell = w * this.#periods + t;
    return [
      [this.#node(w, k, t), 1],
      [this.#limit.picking + cell, 1],
      [this.#limit.shipping + cell, this.#p.unitVolumeMm3[k]! / LITRE],
    ];
  }

  addServices(): void {
    const p = this.#p;
    const T = this.#periods;
    p.demandUnits.forEach((_, g) => {
      const t0 = g % T;
      const s = Math.floor(g / T) % p.speedCount;
      const r = Math.floor(g / T / p.speedCount) % p.regionCount;
      const k = Math.floor(g / T / p.speedCount / p.regionCount);
      this.#column(p.unmetMicros[k * p.speedCount + s]!, [[this.#demand + g, 1]]);
      for (let w = 0; w < p.fcCount; w++) {
        for (let t1 = t0; t1 < T && t1 <= t0 + p.maxDelayPeriods; t1++) {
          const lane = w * p.regionCount + r;
          const days = this.#day(t1) - this.#day(t0) + p.laneTransitDays[lane]!;
          const late = Math.max(0, days - p.promiseDays[s]!) * p.lateMicrosPerDay[s]!;
          this.#column(p.laneMicrosPerUnit[lane * p.storageTypeCount + k]! + late, [
            [this.#demand + g, 1],
            ...this.#out(w, k, t1),
            [this.#limit.lane + lane * T + t1, p.unitVolumeMm3[k]! / LITRE],
          ]);
        }
      }
    });
  }

  addStock(): void {
    const p = this.#p;
    const T = this.#periods;
    for (let w = 0; w < p.fcCount; w++) {
      for (let k = 0; k < p.storageTypeCount; k++) {
        for (let t = 0; t < T; t++) {
          const node = this.#node(w, k, t);
          const mm3 = p.unitVolumeMm3[k]!;
          const entries: [number, number][] = [
            [node, 1],
            [this.#limit.storage + node - this.#stock, mm3 / LITRE],
          ];
          if (t + 1 < T) entries.push([node + 1, -1]);
          this.#column(mm3 * p.holdingMicrosPerMm3Day[w]! * p.periodDays[t]!, entries);
        }
      }
    }
  }

  addDocks(): void {
    const p = this.#p;
    const T = this.#periods;
    const wait = (dock: number, t: number) =>
      this.#column(
        p.waitMicrosPerDay * p.periodDays[t]!,
        t + 1 < T
          ? [
              [dock, 1],
              [dock + 1, -1],
            ]
          : [[dock, 1]],
      );
    for (let k = 0; k < p.storageTypeCount; k++) {
      for (let t = 0; t < T; t++) {
        const free = this.#freeDock + k * T + t;
        wait(free, t);
        for (let w = 0; w < p.fcCount; w++) {
          const node = this.#node(w, k, t);
          const receiving = this.#limit.receiving + w * T + t;
          const bound = this.#boundDock + node - this.#stock;
          this.#column(p.inboundMicrosPerUnit[w]!, [
            [free, 1],
            [node, -1],
            [receiving, 1],
          ]);
          this.#column(0, [
            [bound, 1],
            [node, -1],
            [receiving, 1],
          ]);
          wait(bound, t);
        }
      }
    }
  }

  addTransfers(): void {
    const { transfer, storageTypeCount, periodDays } = this.#p;
    const T = this.#periods;
    for (let m = 0; m < transfer.from.length; m++) {
      for (let t = 0; t < T; t++) {
        let arrival = t + 1;
        while (arrival < T && this.#day(arrival) < this.#day(t) + transfer.days[m]!) arrival += 1;
        if (arrival >= periodDays.length) continue;
        for (let k = 0; k < storageTypeCount; k++) {
          this.#column(transfer.microsPerUnit[m]!, [
            ...this.#out(transfer.from[m]!, k, t),
            [this.#node(transfer.to[m]!, k, arrival), -1],
            [this.#limit.receiving + transfer.to[m]! * T + arrival, 1],
          ]);
        }
      }
    }
  }

  addSteps(): void {
    const { steps, periodDays } = this.#p;
    for (const name of capacityFunctions) {
      const from = this.#limit[name];
      const after = capacityFunctions[capacityFunctions.indexOf(name) + 1];
      const to = after === undefined ? this.#rowLower.length : this.#limit[after];
      const per = name === "receiving" || name === "picking" ? 1 : LITRE;
      for (let row = from; row < to; row++) {
        const days = name === "storage" ? periodDays[(row - from) % this.#periods]! : 1;
        steps[name].share.forEach((share, j) => {
          const capacity = this.#rowUpper[row]!;
          const width = share === Infinity ? Infinity : capacity * share;
          if (capacity < Infinity)
            this.#column(steps[name].micros[j]! * per * days, [[row, -1]], width);
        });
      }
    }
  }

  program(): LinearProgram {
    const start = new Int32Array(this.#columns.length + 1);
    this.#columns.forEach((entries, j) => {
      start[j + 1] = start[j]! + entries.length;
    });
    const entries = this.#columns.flat();
    return {
      sense: "minimise",
      columnCount: this.#columns.length,
      rowCount: this.#rowLower.length,
      cost: Float64Array.from(this.#cost),
      columnLower: new Float64Array(this.#columns.length),
      columnUpper: Float64Array.from(this.#upper),
      rowLower: Float64Array.from(this.#rowLower),
      rowUpper: Float64Array.from(this.#rowUpper),
      start,
      rowIndex: Int32Array.from(entries, ([row]) => row),
      value: Float64Array.from(entries, ([, value]) => value),
    };
  }
}
