import type { ServiceProblem } from "./stage-cost.ts";

/** Bounds of the service times within which a relaxation looks. All [stageCount]. */
export interface ServiceBox {
  readonly leastIn: Int32Array;
  readonly mostIn: Int32Array;
  readonly leastOut: Int32Array;
  readonly mostOut: Int32Array;
}

/** A spanning forest, each tree hung up at a root: stages after their children, with the arc to the parent. */
export interface Forest {
  readonly sequence: Int32Array;
  /** -1 at a root. */
  readonly parent: Int32Array;
  /** 1 = the stage supplies its parent, 0 = it is supplied by it. */
  readonly isSupplier: Uint8Array;
  /** Arcs outside the forest. */
  readonly left: Int32Array;
}

/** Spanning forest over the arcs in index order (breadth first from the lowest stage). */
export function spanningForest({ stageCount, arcFrom, arcTo }: ServiceProblem): Forest {
  const parent = new Int32Array(stageCount).fill(-1);
  const isSupplier = new Uint8Array(stageCount);
  const isSeen = new Uint8Array(stageCount);
  const isUsed = new Uint8Array(arcFrom.length);
  const reached: number[] = [];
  const reach = (next: number): void => {
    isSeen[next] = 1;
    reached.push(next);
  };
  const hang = (at: number, a: number): void => {
    const isOut = arcFrom[a] === at;
    const next = isOut ? arcTo[a]! : arcFrom[a]!;
    if (isSeen[next]) return;
    isUsed[a] = 1;
    parent[next] = at;
    isSupplier[next] = isOut ? 0 : 1;
    reach(next);
  };
  for (let root = 0; root < stageCount; root++) {
    if (isSeen[root]) continue;
    reach(root);
    for (let head = reached.length - 1; head < reached.length; head++) {
      const at = reached[head]!;
      for (let a = 0; a < arcFrom.length; a++)
        if (arcFrom[a] === at || arcTo[a] === at) hang(at, a);
    }
  }
  const left = Array.from(arcFrom.keys()).filter((a) => !isUsed[a]);
  return {
    sequence: Int32Array.from(reached).reverse(),
    parent,
    isSupplier,
    left: Int32Array.from(left),
  };
}

/** Reused memory of one forest's program. Rows of a stage start at `start`; a row has an entry per period. */
interface Memory {
  readonly start: Int32Array;
  /** Cost of the children by the stage's in and out. */
  readonly inCost: Float64Array;
  readonly outCost: Float64Array;
  /** What the parent's time asks: best cost, and the own (in, out) that gives it. */
  readonly bestIn: Int32Array;
  readonly bestOut: Int32Array;
  readonly value: Float64Array;
}

export interface ForestAnswer {
  readonly value: number;
  readonly inPeriods: Int32Array;
  readonly outPeriods: Int32Array;
}

/**
 * The dynamic programme of Graves and Willems (2000) over a spanning forest: cost of stage (in, out) plus prices
 * inPrice * in + outPrice * out, subject to in >= out of the supplier along the forest's arcs. Exact.
 * Cost O(stages * periods^2); call `solve` again for other boxes and prices.
 */
export class ForestProgram {
  readonly #problem: ServiceProblem;
  readonly #forest: Forest;
  readonly #memory: Memory;

  constructor(problem: ServiceProblem, forest: Forest) {
    this.#problem = problem;
    this.#forest = forest;
    const { stageCount, longestIn, longestOut } = problem;
    const start = new Int32Array(stageCount + 1);
    for (let j = 0; j < stageCount; j++) {
      const parent = forest.parent[j]!;
      const asked = parent < 0 ? 0 : Math.max(longestIn[parent]!, longestOut[parent]!);
      start[j + 1] = start[j]! + Math.max(longestIn[j]!, longestOut[j]!, asked) + 1;
    }
    const size = start[stageCount]!;
    this.#memory = {
      start,
      inCost: new Float64Array(size),
      outCost: new Float64Array(size),
      bestIn: new Int32Array(size),
      bestOut: new Int32Array(size),
      value: new Float64Array(size),
    };
  }

  /** null where no service times in the box keep to the forest's arcs. */
  solve(box: ServiceBox, inPrice: Float64Array, outPrice: Float64Array): ForestAnswer | null {
    const { sequence, parent } = this.#forest;
    const { stageCount } = this.#problem;
    this.#memory.inCost.fill(0);
    this.#memory.outCost.fill(0);
    const inPeriods = new Int32Array(stageCount);
    const outPeriods = new Int32Array(stageCount);
    let value = 0;
    for (const j of sequence) {
      if (this.#forest.isSupplier[j]) this.#rowByOut(j, box, inPrice, outPrice);
      else this.#rowByIn(j, box, inPrice, outPrice);
      if (parent[j]! < 0) value += this.#bestOfRoot(j, inPeriods, outPeriods);
      else this.#tellParent(j);
    }
    if (!Number.isFinite(value)) return null;
    for (let k = stageCount - 1; k >= 0; k--) {
      const j = sequence[k]!;
      const above = parent[j]!;
      if (above < 0) continue;
      const asked = this.#forest.isSupplier[j] ? inPeriods[above]! : outPeriods[above]!;
      const row = this.#memory.start[j]! + asked;
      inPeriods[j] = this.#memory.bestIn[row]!;
      outPeriods[j] = this.#memory.bestOut[row]!;
    }
    return { value, inPeriods, outPeriods };
  }

  /** Best in for every out. */
  #rowByOut(j: number, box: ServiceBox, inPrice: Float64Array, outPrice: Float64Array): void {
    const { costStart, cost, longestOut, longestTime } = this.#problem;
    const { start, inCost, outCost, bestIn, bestOut, value } = this.#memory;
    const row = start[j]!;
    value.fill(Infinity, row, start[j + 1]);
    const base = costStart[j]! + longestOut[j]!;
    const price = inPrice[j]!;
    for (let out = box.leastOut[j]!; out <= box.mostOut[j]!; out++) {
      let best = Infinity;
      let from = -1;
      const least = Math.max(box.leastIn[j]!, out - longestTime[j]!);
      for (let time = least; time <= box.mostIn[j]!; time++) {
        const total = cost[base + time - out]! + price * time + inCost[row + time]!;
        if (total < best) {
          best = total;
          from = time;
        }
      }
      value[row + out] = best + outPrice[j]! * out + outCost[row + out]!;
      bestIn[row + out] = from;
      bestOut[row + out] = out;
    }
  }

  /** Best out for every in. */
  #rowByIn(j: number, box: ServiceBox, inPrice: Float64Array, outPrice: Float64Array): void {
    const { costStart, cost, longestOut, longestTime } = this.#problem;
    const { start, inCost, outCost, bestIn, bestOut, value } = this.#memory;
    const row = start[j]!;
    value.fill(Infinity, row, start[j + 1]);
    const base = costStart[j]! + longestOut[j]!;
    const price = outPrice[j]!;
    for (let time = box.leastIn[j]!; time <= box.mostIn[j]!; time++) {
      let best = Infinity;
      let to = -1;
      const most = Math.min(box.mostOut[j]!, time + longestTime[j]!);
      for (let out = box.leastOut[j]!; out <= most; out++) {
        const total = cost[base + time - out]! + price * out + outCost[row + out]!;
        if (total < best) {
          best = total;
          to = out;
        }
      }
      value[row + time] = best + inPrice[j]! * time + inCost[row + time]!;
      bestIn[row + time] = time;
      bestOut[row + time] = to;
    }
  }

  #bestOfRoot(j: number, inPeriods: Int32Array, outPeriods: Int32Array): number {
    const { start, bestIn, bestOut, value } = this.#memory;
    let at = start[j]!;
    for (let row = at + 1; row < start[j + 1]!; row++) if (value[row]! < value[at]!) at = row;
    inPeriods[j] = bestIn[at]!;
    outPeriods[j] = bestOut[at]!;
    return value[at]!;
  }

  /**
   * A supplier's out must not be above the parent's in: running minimum from below. A customer's in must not be below
   * the parent's out: from above. Afterwards row t holds the best for the parent's time t.
   */
  #tellParent(j: number): void {
    const { start, inCost, outCost, bestIn, bestOut, value } = this.#memory;
    const above = this.#forest.parent[j]!;
    const isSupplier = this.#forest.isSupplier[j] === 1;
    const from = start[j]!;
    const last = start[j + 1]! - 1;
    const step = isSupplier ? 1 : -1;
    const into = isSupplier ? inCost : outCost;
    const base = start[above]!;
    const size = start[above + 1]! - base;
    for (let row = isSupplier ? from : last, k = from; k <= last; k++, row += step) {
      const before = row - step;
      if (k > from && value[before]! <= value[row]!) {
        value[row] = value[before]!;
        bestIn[row] = bestIn[before]!;
        bestOut[row] = bestOut[before]!;
      }
      if (row - from < size) into[base + row - from]! += value[row]!;
    }
  }
}
