import type { Distribution } from "./distribution.ts";
import type { Draws } from "./draws.ts";
import type { EchelonNetwork } from "./network.ts";

/** Why a stage's stock was short when it was. */
export const SHORTAGE_CAUSE = { capacity: 0, leadTime: 1, supply: 2, demand: 3 } as const;
export const CAUSE_COUNT = 4;

export interface ReplicationResult {
  /** Mean cost per period after the warm-up. */
  readonly cost: number;
  /** d cost / d base stock on this very path. [stageCount] */
  readonly gradient: Float64Array;
  /** Part of the gradient that shortages drive, by stage and cause. [stageCount, CAUSE_COUNT] */
  readonly causeWeight: Float64Array;
  /** Units demanded, and served in their period, by stage and speed. */
  readonly demandUnits: readonly Float64Array[];
  readonly servedUnits: readonly Float64Array[];
}

/**
 * One path of a distribution network under local base stocks. In each period, suppliers first: orders (the demand of the
 * period before) are released up to capacity and the supplier's stock, shortages shared in proportion; what is due
 * arrives; customers are served, fastest speed first; what is on hand, on the way and owed costs.
 * Derivatives run along: of min(a, b) that of the smaller (infinitesimal perturbation analysis, Glasserman and Tayur 1995).
 */
export class Replication {
  readonly #network: EchelonNetwork;
  readonly #tree: Distribution;
  readonly #draws: Draws;
  readonly #warmUp: number;
  /** Levels of the tree: a stage's quantities depend on the base stocks of its own line only. */
  readonly #levels: number;
  readonly #onHand: Float64Array;
  readonly #dOnHand: Float64Array;
  readonly #waiting: Float64Array;
  readonly #dWaiting: Float64Array;
  readonly #transit: Float64Array;
  readonly #dTransit: Float64Array;
  /** Released in t, and the derivative; by stage. What is due is read by the arrival period. */
  readonly #released: readonly Float64Array[];
  readonly #dReleased: readonly Float64Array[];
  readonly #nextDue: Int32Array;
  readonly #owed: readonly Float64Array[];
  readonly #dOwed: readonly Float64Array[];
  readonly #heldByCapacity: Float64Array;
  readonly #gradientByLevel: Float64Array;
  readonly #shortByLevel: Float64Array;
  readonly #causeWeight: Float64Array;
  readonly #ordered: Float64Array;
  readonly #demand: readonly Float64Array[];
  readonly #served: readonly Float64Array[];
  readonly #meanLead: Int32Array;
  readonly #totalSlope: Float64Array;
  readonly #sentSlope: Float64Array;
  #cost = 0;

  constructor(
    network: EchelonNetwork,
    tree: Distribution,
    draws: Draws,
    baseStockUnits: Float64Array,
    warmUp: number,
    meanLead: Int32Array,
  ) {
    const count = network.stages.length;
    this.#network = network;
    this.#tree = tree;
    this.#draws = draws;
    this.#warmUp = warmUp;
    this.#meanLead = meanLead;
    this.#levels = 1 + Math.max(...tree.depth);
    const levels = this.#levels;
    this.#totalSlope = new Float64Array(levels);
    this.#sentSlope = new Float64Array(levels);
    this.#onHand = baseStockUnits.slice();
    this.#dOnHand = new Float64Array(count * levels);
    for (let j = 0; j < count; j++) this.#dOnHand[j * levels + tree.depth[j]!] = 1;
    this.#waiting = new Float64Array(count);
    this.#dWaiting = new Float64Array(count * levels);
    this.#transit = new Float64Array(count);
    this.#dTransit = new Float64Array(count * levels);
    this.#released = network.stages.map(() => new Float64Array(draws.periods));
    this.#dReleased = network.stages.map(() => new Float64Array(draws.periods * levels));
    this.#nextDue = new Int32Array(count);
    const speeds = network.stages.map(({ demand }) => demand?.classes.length ?? 0);
    this.#owed = speeds.map((size) => new Float64Array(size));
    this.#dOwed = speeds.map((size) => new Float64Array(size * levels));
    this.#demand = speeds.map((size) => new Float64Array(size));
    this.#served = speeds.map((size) => new Float64Array(size));
    this.#heldByCapacity = new Float64Array(count);
    this.#gradientByLevel = new Float64Array(count * levels);
    this.#shortByLevel = new Float64Array(count * levels);
    this.#causeWeight = new Float64Array(count * CAUSE_COUNT);
    this.#ordered = new Float64Array(count);
  }

  run(): ReplicationResult {
    const { order, customers, supplier } = this.#tree;
    for (let t = 0; t < this.#draws.periods; t++) {
      for (let k = 0; k < order.length; k++) {
        const j = order[k]!;
        this.#waiting[j]! += this.#ordered[j]!;
        this.#ordered[j] = 0;
      }
      for (let k = 0; k < order.length; k++) {
        const j = order[k]!;
        if (supplier[j]! < 0) this.#release(j, t, 1, -1);
        this.#receive(j, t);
        if (customers[j]!.length > 0) this.#share(j, t);
        else this.#serve(j, t);
        if (t >= this.#warmUp) this.#charge(j);
      }
      this.#passOrders();
    }
    return this.#result();
  }

  /** Orders of this period travel up at once; they are worked on in the next. */
  #passOrders(): void {
    const { order, supplier } = this.#tree;
    for (let k = order.length - 1; k >= 0; k--) {
      const j = order[k]!;
      if (supplier[j]! >= 0) this.#ordered[supplier[j]!]! += this.#ordered[j]!;
    }
  }

  #startable(j: number, t: number): number {
    return Math.min(this.#waiting[j]!, this.#draws.capacityUnits[j]![t]!);
  }

  /** Releases `part` of what j can start; `source` is the supplier when its stock is what limits, else -1. */
  #release(j: number, t: number, part: number, source: number, total = 0): void {
    const levels = this.#levels;
    const isCapped = this.#waiting[j]! > this.#draws.capacityUnits[j]![t]!;
    const want = this.#startable(j, t);
    const units = want * part;
    this.#heldByCapacity[j] = isCapped ? this.#waiting[j]! - want : 0;
    this.#waiting[j]! -= units;
    this.#transit[j]! += units;
    this.#released[j]![t] = units;
    const d = this.#dReleased[j]!;
    for (let l = 0; l < levels; l++) {
      const dWant = isCapped ? 0 : this.#dWaiting[j * levels + l]!;
      // units = want * onHand / total: the product rule where the supplier is short.
      const slope = source < 0 ? dWant : this.#sharedSlope(l, dWant, want, source, total);
      d[t * levels + l] = slope;
      this.#dWaiting[j * levels + l]! -= slope;
      this.#dTransit[j * levels + l]! += slope;
    }
  }

  #sharedSlope(l: number, dWant: number, want: number, source: number, total: number): number {
    const onHand = this.#onHand[source]!;
    const dOnHand = this.#dOnHand[source * this.#levels + l]!;
    const share = want / total;
    return share * dOnHand + (onHand / total) * (dWant - share * this.#totalSlope[l]!);
  }

  #receive(j: number, t: number): void {
    const levels = this.#levels;
    const arrival = this.#draws.arrival[j]!;
    for (let due = this.#nextDue[j]!; due <= t && arrival[due]! <= t; due++) {
      const units = this.#released[j]![due]!;
      this.#onHand[j]! += units;
      this.#transit[j]! -= units;
      for (let l = 0; l < levels; l++) {
        const slope = this.#dReleased[j]![due * levels + l]!;
        this.#dOnHand[j * levels + l]! += slope;
        this.#dTransit[j * levels + l]! -= slope;
      }
      this.#nextDue[j] = due + 1;
    }
  }

  /** Stock of a stage to the stages it supplies. */
  #share(j: number, t: number): void {
    const levels = this.#levels;
    const customers = this.#tree.customers[j]!;
    let total = 0;
    for (const c of customers) total += this.#startable(c, t);
    const isShort = total > this.#onHand[j]!;
    if (isShort) {
      this.#sumSlopes(customers, t);
      const own = this.#dOnHand[j * levels + this.#tree.depth[j]!]!;
      this.#blame(j, t, total - this.#onHand[j]!, own);
    }
    const part = isShort ? this.#onHand[j]! / total : 1;
    let sent = 0;
    this.#sentSlope.fill(0);
    for (const c of customers) {
      this.#release(c, t, part, isShort ? j : -1, total);
      sent += this.#released[c]![t]!;
      for (let l = 0; l < levels; l++) {
        this.#sentSlope[l]! += this.#dReleased[c]![t * levels + l]!;
      }
    }
    this.#onHand[j] = isShort ? 0 : this.#onHand[j]! - sent;
    for (let l = 0; l < levels; l++) {
      const cell = j * levels + l;
      this.#dOnHand[cell] = isShort ? 0 : this.#dOnHand[cell]! - this.#sentSlope[l]!;
    }
  }

  /** Slope of what the stages together could start. */
  #sumSlopes(customers: readonly number[], t: number): void {
    const levels = this.#levels;
    this.#totalSlope.fill(0);
    for (const c of customers) {
      if (this.#waiting[c]! > this.#draws.capacityUnits[c]![t]!) continue;
      for (let l = 0; l < levels; l++) this.#totalSlope[l]! += this.#dWaiting[c * levels + l]!;
    }
  }

  #serve(j: number, t: number): void {
    const speeds = this.#owed[j]!.length;
    const isCounted = t >= this.#warmUp;
    let short = 0;
    for (let k = 0; k < speeds; k++) {
      const asked = this.#draws.demandUnits[j]![t * speeds + k]!;
      const owed = this.#owed[j]![k]!;
      const need = owed + asked;
      const isShort = need > this.#onHand[j]!;
      const given = isShort ? this.#onHand[j]! : need;
      this.#ordered[j]! += asked;
      this.#owed[j]![k] = need - given;
      this.#onHand[j]! -= given;
      short += need - given;
      this.#passSlope(j, k, isShort);
      if (!isCounted) continue;
      this.#demand[j]![k]! += asked;
      this.#served[j]![k]! += Math.max(0, given - owed);
    }
    if (short > 0 && isCounted) this.#blameEnd(j, t, short);
  }

  /** given = min(need, on hand): its slope leaves both what is owed and the stock. */
  #passSlope(j: number, k: number, isShort: boolean): void {
    const levels = this.#levels;
    for (let l = 0; l < levels; l++) {
      const cell = k * levels + l;
      const dOwed = this.#dOwed[j]![cell]!;
      const slope = isShort ? this.#dOnHand[j * levels + l]! : dOwed;
      this.#dOwed[j]![cell] = dOwed - slope;
      this.#dOnHand[j * levels + l]! -= slope;
    }
  }

  #blameEnd(j: number, t: number, short: number): void {
    const { classes } = this.#network.stages[j]!.demand!;
    let weight = 0;
    classes.forEach(({ penaltyCost }, k) => {
      weight -= penaltyCost * this.#dOwed[j]![k * this.#levels + this.#tree.depth[j]!]!;
    });
    this.#blame(j, t, short, weight);
  }

  /** The first of capacity, late arrivals and the supplier whose held-up units would have closed the gap takes them. */
  #blame(j: number, t: number, short: number, weight: number): void {
    if (t < this.#warmUp || !(weight > 0)) return;
    const at = j * CAUSE_COUNT;
    let open = short;
    const take = (cause: number, units: number) => {
      const part = Math.min(open, Math.max(0, units));
      this.#causeWeight[at + cause]! += (weight * part) / short;
      open -= part;
    };
    take(SHORTAGE_CAUSE.capacity, this.#heldByCapacity[j]!);
    take(SHORTAGE_CAUSE.leadTime, this.#lateUnits(j, t));
    take(SHORTAGE_CAUSE.supply, this.#waiting[j]! - this.#heldByCapacity[j]!);
    take(SHORTAGE_CAUSE.demand, open);
  }

  /** On the way for longer than the mean lead time. */
  #lateUnits(j: number, t: number): number {
    let units = 0;
    const before = t - this.#meanLead[j]!;
    for (let due = this.#nextDue[j]!; due <= before; due++) units += this.#released[j]![due]!;
    return units;
  }

  #charge(j: number): void {
    const levels = this.#levels;
    const { holdingCost, demand } = this.#network.stages[j]!;
    const from = this.#tree.supplier[j]!;
    const transitCost = from < 0 ? 0 : this.#network.stages[from]!.holdingCost;
    this.#cost += holdingCost * this.#onHand[j]! + transitCost * this.#transit[j]!;
    for (let l = 0; l < levels; l++) {
      const cell = j * levels + l;
      this.#gradientByLevel[cell]! +=
        holdingCost * this.#dOnHand[cell]! + transitCost * this.#dTransit[cell]!;
    }
    if (!demand) return;
    for (let k = 0; k < demand.classes.length; k++) {
      const { penaltyCost } = demand.classes[k]!;
      this.#cost += penaltyCost * this.#owed[j]![k]!;
      for (let l = 0; l < levels; l++) {
        this.#shortByLevel[j * levels + l]! += penaltyCost * this.#dOwed[j]![k * levels + l]!;
      }
    }
  }

  /** Slopes of stage j by level belong to the stages of its line. */
  #result(): ReplicationResult {
    const { supplier, depth } = this.#tree;
    const span = this.#draws.periods - this.#warmUp;
    const count = supplier.length;
    const gradient = new Float64Array(count);
    const short = new Float64Array(count);
    for (let j = 0; j < count; j++) {
      for (let at = j; at >= 0; at = supplier[at]!) {
        const cell = j * this.#levels + depth[at]!;
        gradient[at]! += (this.#gradientByLevel[cell]! + this.#shortByLevel[cell]!) / span;
        short[at]! += this.#shortByLevel[cell]! / span;
      }
    }
    const causeWeight = this.#causeWeight.slice();
    for (let j = 0; j < count; j++) {
      const at = j * CAUSE_COUNT;
      let total = 0;
      for (let c = 0; c < CAUSE_COUNT; c++) total += causeWeight[at + c]!;
      for (let c = 0; c < CAUSE_COUNT; c++) {
        causeWeight[at + c] = total > 0 ? (causeWeight[at + c]! / total) * short[j]! : 0;
      }
    }
    return {
      cost: this.#cost / span,
      gradient,
      causeWeight,
      demandUnits: this.#demand,
      servedUnits: this.#served,
    };
  }
}
