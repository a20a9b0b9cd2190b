import {
  type Forest,
  type ForestAnswer,
  ForestProgram,
  type ServiceBox,
  spanningForest,
} from "./forest-program.ts";
import { copyOf, narrow, wholeBox } from "./service-box.ts";
import { cellOf, type ServiceProblem } from "./stage-cost.ts";

/** Relative distance of cost and bound at which a cost counts as the least. */
const GAP_WANTED = 1e-9;
const ROOT_PASSES = 200;
const NODE_PASSES = 12;

export interface ServiceTimes {
  readonly inPeriods: Int32Array;
  readonly outPeriods: Int32Array;
  readonly cost: number;
  /** No service times cost less than this. */
  readonly bound: number;
  /** Relaxations solved. */
  readonly passes: number;
}

interface Node {
  readonly box: ServiceBox;
  readonly price: Float64Array;
  readonly bound: number;
  readonly answer: ForestAnswer;
}

/**
 * Service times of least cost on any network without circles. Along a spanning forest the programme is exact; arcs outside
 * it are priced (Lagrange, Polyak steps) and, where the price leaves a gap, an arc's time is split: either the supplier
 * quotes at most v or the stage waits for at least v + 1. Best bound first; ends when the gap closes or after `mostPasses`
 * relaxations, with the bound reached. Cost O(stages * periods^2) a pass.
 */
export function bestServiceTimes(problem: ServiceProblem, mostPasses: number): ServiceTimes {
  return new Search(problem, mostPasses).run();
}

class Search {
  readonly #problem: ServiceProblem;
  readonly #forest: Forest;
  readonly #program: ForestProgram;
  readonly #inPrice: Float64Array;
  readonly #outPrice: Float64Array;
  readonly #mostPasses: number;
  #passes = 0;
  #best: Int32Array;
  #bestCost: number;

  constructor(problem: ServiceProblem, mostPasses: number) {
    this.#problem = problem;
    this.#mostPasses = mostPasses;
    this.#forest = spanningForest(problem);
    this.#program = new ForestProgram(problem, this.#forest);
    this.#inPrice = new Float64Array(problem.stageCount);
    this.#outPrice = new Float64Array(problem.stageCount);
    this.#best = new Int32Array(problem.stageCount);
    this.#bestCost = costOf(problem, this.#best).cost;
  }

  run(): ServiceTimes {
    const open: Node[] = [];
    const box = wholeBox(this.#problem);
    narrow(this.#problem, box);
    const root = this.#relax(box, new Float64Array(this.#forest.left.length), ROOT_PASSES);
    if (root) push(open, root);
    let bound = this.#bestCost;
    while (open.length > 0) {
      const node = pop(open);
      if (this.#isDone(node.bound)) break;
      bound = node.bound;
      if (this.#passes >= this.#mostPasses) return this.#answer(bound);
      for (const child of this.#split(node)) {
        const next = this.#relax(child, node.price.slice(), NODE_PASSES);
        if (next && !this.#isDone(next.bound)) push(open, next);
      }
    }
    return this.#answer(this.#bestCost);
  }

  #answer(bound: number): ServiceTimes {
    const { inPeriods, cost } = costOf(this.#problem, this.#best);
    return {
      inPeriods,
      outPeriods: this.#best,
      cost,
      bound: Math.min(bound, cost),
      passes: this.#passes,
    };
  }

  #isDone(bound: number): boolean {
    return bound >= this.#bestCost - GAP_WANTED * Math.max(1, Math.abs(this.#bestCost));
  }

  /** Best bound over some steps of the prices; null where the box is empty. */
  #relax(box: ServiceBox, price: Float64Array, passes: number): Node | null {
    const { left } = this.#forest;
    let node: Node | null = null;
    let scale = 1;
    const current = price;
    for (let pass = 0; pass < passes; pass++) {
      this.#spread(box, current);
      const answer = this.#program.solve(box, this.#inPrice, this.#outPrice);
      this.#passes++;
      if (!answer) return null;
      this.#offer(answer.outPeriods);
      const isBetter = node === null || answer.value > node.bound;
      if (isBetter) node = { box, price: current.slice(), bound: answer.value, answer };
      else scale *= 0.8;
      if (left.length === 0 || this.#isDone(node!.bound)) break;
      if (!this.#step(answer, current, scale * (this.#bestCost - answer.value))) break;
    }
    return node;
  }

  /** Prices of the left arcs as prices of their stages' times; an arc that its box already keeps has none. */
  #spread(box: ServiceBox, price: Float64Array): void {
    const { arcFrom, arcTo } = this.#problem;
    this.#inPrice.fill(0);
    this.#outPrice.fill(0);
    this.#forest.left.forEach((a, k) => {
      if (box.mostOut[arcFrom[a]!]! <= box.leastIn[arcTo[a]!]!) price[k] = 0;
      this.#outPrice[arcFrom[a]!]! += price[k]!;
      this.#inPrice[arcTo[a]!]! -= price[k]!;
    });
  }

  /** A Polyak step along what the arcs lack; false when nothing moves. */
  #step({ inPeriods, outPeriods }: ForestAnswer, price: Float64Array, aim: number): boolean {
    const { arcFrom, arcTo } = this.#problem;
    const lack = Float64Array.from(this.#forest.left, (a, k) => {
      const value = outPeriods[arcFrom[a]!]! - inPeriods[arcTo[a]!]!;
      return value < 0 && price[k] === 0 ? 0 : value;
    });
    const norm = lack.reduce((sum, value) => sum + value * value, 0);
    if (norm === 0) return false;
    lack.forEach((value, k) => {
      price[k] = Math.max(0, price[k]! + (aim * value) / norm);
    });
    return true;
  }

  /** Quoted times as they are, each supply waited for: a candidate; better ones are improved stage by stage. */
  #offer(outPeriods: Int32Array): void {
    const out = outPeriods.slice();
    const { cost } = costOf(this.#problem, out);
    if (cost >= this.#bestCost * 1.02 && this.#forest.left.length > 0) return;
    const isTight = this.#forest.left.length === 0 || this.#passes % 8 !== 1;
    const improved = isTight && cost >= this.#bestCost ? cost : descend(this.#problem, out, cost);
    if (improved >= this.#bestCost) return;
    this.#best = out;
    this.#bestCost = improved;
  }

  /** Two boxes that hold every answer of the node's box between them. */
  #split({ box, price, answer }: Node): ServiceBox[] {
    const { arcFrom, arcTo } = this.#problem;
    const { inPeriods, outPeriods } = answer;
    let arc = -1;
    let most = -1;
    this.#forest.left.forEach((a, k) => {
      const [from, to] = [arcFrom[a]!, arcTo[a]!];
      if (box.mostOut[from]! <= box.leastIn[to]!) return;
      const lack = outPeriods[from]! - inPeriods[to]!;
      const weight = lack > 0 ? lack * (1 + price[k]!) : -lack * price[k]! * 1e-3;
      if (weight > most) [arc, most] = [a, weight];
    });
    if (arc < 0) return [];
    const [from, to] = [arcFrom[arc]!, arcTo[arc]!];
    const middle = Math.floor((outPeriods[from]! + inPeriods[to]!) / 2);
    const at = Math.max(box.leastIn[to]!, Math.min(box.mostOut[from]! - 1, middle));
    const [low, high] = [copyOf(box), copyOf(box)];
    low.mostOut[from] = Math.min(low.mostOut[from]!, at);
    high.leastIn[to] = Math.max(high.leastIn[to]!, at + 1);
    return [low, high].filter((one) => narrow(this.#problem, one));
  }
}

/** Waits for every supply and quotes at most what is then possible; `out` is lowered in place where it is not. */
export function costOf(problem: ServiceProblem, out: Int32Array) {
  const { order, supplierStart, supplier, shortestIn, longestTime, cost } = problem;
  const inPeriods = shortestIn.slice();
  let total = 0;
  for (let k = 0; k < order.length; k++) {
    const j = order[k]!;
    let wait = inPeriods[j]!;
    for (let s = supplierStart[j]!; s < supplierStart[j + 1]!; s++) {
      if (out[supplier[s]!]! > wait) wait = out[supplier[s]!]!;
    }
    inPeriods[j] = wait;
    if (out[j]! > wait + longestTime[j]!) out[j] = wait + longestTime[j]!;
    total += cost[cellOf(problem, j, wait, out[j]!)]!;
  }
  return { inPeriods, cost: total };
}

/** Changes one stage's quoted time after the other as long as that pays; `out` in place, returns its cost. */
function descend(problem: ServiceProblem, out: Int32Array, from: number): number {
  let best = from;
  for (let isMoving = true; isMoving; ) {
    isMoving = false;
    for (let j = 0; j < problem.stageCount; j++) {
      for (let time = 0; time <= problem.longestOut[j]!; time++) {
        if (time === out[j]) continue;
        const trial = out.slice();
        trial[j] = time;
        const { cost } = costOf(problem, trial);
        if (cost >= best - 1e-12 * Math.abs(best)) continue;
        best = cost;
        out.set(trial);
        isMoving = true;
      }
    }
  }
  return best;
}

/** Binary heap by bound, lowest first. */
function push(heap: Node[], node: Node): void {
  let at = heap.length;
  heap.push(node);
  while (at > 0) {
    const above = (at - 1) >> 1;
    if (heap[above]!.bound <= node.bound) break;
    heap[at] = heap[above]!;
    at = above;
  }
  heap[at] = node;
}

function pop(heap: Node[]): Node {
  const top = heap[0]!;
  const last = heap.pop()!;
  const size = heap.length;
  if (size === 0) return top;
  let at = 0;
  for (;;) {
    let below = 2 * at + 1;
    if (below >= size) break;
    if (below + 1 < size && heap[below + 1]!.bound < heap[below]!.bound) below++;
    if (heap[below]!.bound >= last.bound) break;
    heap[at] = heap[below]!;
    at = below;
  }
  heap[at] = last;
  return top;
}
