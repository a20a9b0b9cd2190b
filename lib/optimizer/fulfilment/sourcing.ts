/** An order of lines, each to be shipped whole from one FC. Money in any one unit; matrices row-major over lines. */
export interface SourcingProblem {
  readonly lineCount: number;
  readonly fcCount: number;
  /** 1 = the FC has all units of the line. [lineCount, fcCount] */
  readonly isAvailable: Uint8Array;
  /** Picking and shipping the line from the FC. [lineCount, fcCount] */
  readonly lineCost: Float64Array;
  /** What the units are worth to later orders if they stay at the FC. [lineCount, fcCount] */
  readonly inventoryPrice: Float64Array;
  /** Cost of a shipment from the FC, whatever is in it. [fcCount] */
  readonly shipmentCost: Float64Array;
}

export interface SourcingPlan {
  readonly status: "sourced";
  /** Line costs, inventory prices and shipments. */
  readonly cost: number;
  /** The part of it that is paid today. */
  readonly paidCost: number;
  /** FC of each line. [lineCount] */
  readonly fc: Int32Array;
  readonly shipmentCount: number;
}

export type SourcingResult =
  | SourcingPlan
  /** The first line that no FC has. */
  | { readonly status: "infeasible"; readonly line: number };

/** FCs beyond this make more sets than a search per order may visit. */
const MAX_FCS = 30;
/** The bound adds in another order than a plan: only what is surely dearer is left out. */
const ROUNDING = 1e-12;

/**
 * The cheapest FC for every line, shipments and inventory prices included: exact. Ties go to fewer shipments, then to
 * the lower FC, first line first. Branch and bound over the set of shipping FCs; 4 lines and 10 FCs take microseconds.
 * Throws RangeError where arrays do not fit, costs are not finite, shipments cost less than 0, or beyond 30 FCs.
 */
export function sourceOrder(problem: SourcingProblem): SourcingResult {
  checkProblem(problem);
  const full = new Search(problem);
  const line = full.unavailableLine();
  return line >= 0 ? { status: "infeasible", line } : full.solve();
}

/** The plan that looks at today's costs alone, priced like the other: what ignoring inventory prices does. */
export function sourceMyopically(problem: SourcingProblem): SourcingResult {
  const plan = sourceOrder({
    ...problem,
    inventoryPrice: new Float64Array(problem.inventoryPrice.length),
  });
  if (plan.status === "infeasible") return plan;
  return { ...plan, cost: plan.paidCost + inventoryOf(problem, plan.fc) };
}

export interface SourcingRegret {
  /** Cost beyond the best plan's. */
  readonly cost: number;
  readonly alternative: SourcingPlan;
}

/** What shipping a line from another FC would cost, all else best. Null where it has not got it. Cost of a solve. */
export function lineRegret(
  problem: SourcingProblem,
  best: SourcingPlan,
  line: number,
  fc: number,
): SourcingRegret | null {
  const isAvailable = problem.isAvailable.slice();
  for (let w = 0; w < problem.fcCount; w++) {
    if (w !== fc) isAvailable[line * problem.fcCount + w] = 0;
  }
  return regretWith({ ...problem, isAvailable }, best);
}

/** What sending everything in one shipment would cost. Null where no FC has all lines. Cost of a solve per FC. */
export function togetherRegret(
  problem: SourcingProblem,
  best: SourcingPlan,
): SourcingRegret | null {
  let least: SourcingRegret | null = null;
  for (let fc = 0; fc < problem.fcCount; fc++) {
    const isAvailable = problem.isAvailable.map((has, k) => (k % problem.fcCount === fc ? has : 0));
    const regret = regretWith({ ...problem, isAvailable }, best);
    if (regret && (!least || regret.cost < least.cost)) least = regret;
  }
  return least;
}

function regretWith(changed: SourcingProblem, best: SourcingPlan): SourcingRegret | null {
  const alternative = sourceOrder(changed);
  if (alternative.status === "infeasible") return null;
  return { cost: alternative.cost - best.cost, alternative };
}

function inventoryOf({ inventoryPrice, fcCount }: SourcingProblem, fc: Int32Array): number {
  let sum = 0;
  for (let i = 0; i < fc.length; i++) sum += inventoryPrice[i * fcCount + fc[i]!]!;
  return sum;
}

/**
 * Decides FC by FC, low index first, whether it ships. With `used` shipping and those from `depth` on undecided, no plan
 * below costs less than the shipments of `used` plus every line at its cheapest FC of both.
 */
class Search {
  readonly #problem: SourcingProblem;
  /** Cost with inventory price; Infinity where the FC has not got the line. [lineCount, fcCount] */
  readonly #price: Float64Array;
  /** Cheapest of the FCs from `depth` on. [fcCount + 1, lineCount] */
  readonly #cheapestFrom: Float64Array;
  /** Cheapest of the shipping FCs at each depth of the search. [fcCount + 1, lineCount] */
  readonly #cheapestUsed: Float64Array;
  readonly #isUsed: Uint8Array;
  #best: SourcingPlan | null = null;

  constructor(problem: SourcingProblem) {
    const { lineCount, fcCount } = problem;
    this.#problem = problem;
    this.#price = Float64Array.from({ length: lineCount * fcCount }, (_, k) =>
      problem.isAvailable[k] ? problem.lineCost[k]! + problem.inventoryPrice[k]! : Infinity,
    );
    this.#cheapestFrom = new Float64Array((fcCount + 1) * lineCount).fill(Infinity);
    for (let w = fcCount - 1; w >= 0; w--) this.#foldCheapest(this.#cheapestFrom, w + 1, w, w);
    this.#cheapestUsed = new Float64Array((fcCount + 1) * lineCount).fill(Infinity);
    this.#isUsed = new Uint8Array(fcCount);
  }

  /** target row = least of source row and FC w's prices. */
  #foldCheapest(rows: Float64Array, source: number, target: number, w: number): void {
    const { lineCount, fcCount } = this.#problem;
    for (let i = 0; i < lineCount; i++) {
      rows[target * lineCount + i] = Math.min(
        rows[source * lineCount + i]!,
        this.#price[i * fcCount + w]!,
      );
    }
  }

  unavailableLine(): number {
    return this.#cheapestFrom.subarray(0, this.#problem.lineCount).indexOf(Infinity);
  }

  solve(): SourcingPlan {
    this.#visit(0, 0);
    if (!this.#best) throw new Error("sourceOrder: no plan found although every line is available");
    return this.#best;
  }

  #visit(depth: number, opened: number): void {
    const { fcCount, lineCount, shipmentCost } = this.#problem;
    const most = this.#best
      ? this.#best.cost + ROUNDING * (1 + Math.abs(this.#best.cost))
      : Infinity;
    if (opened + this.#leastLines(depth) > most) return;
    if (depth === fcCount) {
      this.#offer();
      return;
    }
    this.#isUsed[depth] = 1;
    this.#foldCheapest(this.#cheapestUsed, depth, depth + 1, depth);
    this.#visit(depth + 1, opened + shipmentCost[depth]!);
    this.#isUsed[depth] = 0;
    this.#cheapestUsed.copyWithin(
      (depth + 1) * lineCount,
      depth * lineCount,
      (depth + 1) * lineCount,
    );
    this.#visit(depth + 1, opened);
  }

  #leastLines(depth: number): number {
    const { lineCount } = this.#problem;
    let sum = 0;
    for (let i = 0; i < lineCount; i++) {
      sum += Math.min(
        this.#cheapestUsed[depth * lineCount + i]!,
        this.#cheapestFrom[depth * lineCount + i]!,
      );
    }
    return sum;
  }

  /** Takes the plan of the shipping FCs if it is better than the best so far. */
  #offer(): void {
    const { lineCount, fcCount } = this.#problem;
    const fc = new Int32Array(lineCount).fill(-1);
    for (let i = 0; i < lineCount; i++) {
      let least = Infinity;
      for (let w = 0; w < fcCount; w++) {
        const price = this.#price[i * fcCount + w]!;
        if (!this.#isUsed[w] || price >= least) continue;
        least = price;
        fc[i] = w;
      }
      if (fc[i] === -1) return;
    }
    const plan = this.#priced(fc);
    if (!this.#best || isBetter(plan, this.#best)) this.#best = plan;
  }

  /** Sums in a fixed order, so that equal plans cost the same bits. FCs that got no line do not ship. */
  #priced(fc: Int32Array): SourcingPlan {
    const { fcCount, lineCost, shipmentCost } = this.#problem;
    let paidCost = 0;
    const ships = new Uint8Array(fcCount);
    fc.forEach((w, i) => {
      paidCost += lineCost[i * fcCount + w]!;
      ships[w] = 1;
    });
    let shipmentCount = 0;
    for (let w = 0; w < fcCount; w++) {
      if (!ships[w]) continue;
      paidCost += shipmentCost[w]!;
      shipmentCount += 1;
    }
    const cost = paidCost + inventoryOf(this.#problem, fc);
    return { status: "sourced", cost, paidCost, fc, shipmentCount };
  }
}

function isBetter(plan: SourcingPlan, best: SourcingPlan): boolean {
  if (plan.cost !== best.cost) return plan.cost < best.cost;
  if (plan.shipmentCount !== best.shipmentCount) return plan.shipmentCount < best.shipmentCount;
  const at = plan.fc.findIndex((w, i) => w !== best.fc[i]);
  return at >= 0 && plan.fc[at]! < best.fc[at]!;
}

function checkProblem(problem: SourcingProblem): void {
  const { lineCount, fcCount } = problem;
  if (fcCount > MAX_FCS)
    throw new RangeError(`sourceOrder: at most ${MAX_FCS} FCs, got ${fcCount}`);
  const cells = lineCount * fcCount;
  const lengths = {
    isAvailable: cells,
    lineCost: cells,
    inventoryPrice: cells,
    shipmentCost: fcCount,
  } as const;
  for (const [name, length] of Object.entries(lengths)) {
    const values = problem[name as keyof typeof lengths];
    if (values.length !== length) {
      throw new RangeError(`sourceOrder: ${name} must have length ${length}, got ${values.length}`);
    }
  }
  for (let k = 0; k < cells; k++) {
    const isPriced = Number.isFinite(problem.lineCost[k]! + problem.inventoryPrice[k]!);
    if (problem.isAvailable[k] && !isPriced) {
      const [line, fc] = [Math.floor(k / fcCount), k % fcCount];
      throw new RangeError(
        `sourceOrder: line ${line} at FC ${fc} costs ${problem.lineCost[k]} and ${problem.inventoryPrice[k]}`,
      );
    }
  }
  const at = problem.shipmentCost.findIndex((cost) => !(cost >= 0 && cost < Infinity));
  if (at >= 0)
    throw new RangeError(`sourceOrder: shipmentCost[${at}] is ${problem.shipmentCost[at]}`);
}
