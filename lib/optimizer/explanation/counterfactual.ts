import type { Definition, Unit } from "../decision/index.ts";
import { type Lever, leafIndex, leverValues, type OutputGrid, onGrid, WhatIf } from "./lever.ts";

/** Which values of the output are wanted. */
export interface Target {
  readonly sense: "atLeast" | "atMost";
  readonly value: number;
}

export interface LeverChange {
  readonly leaf: string;
  readonly unit: Unit;
  readonly from: number;
  readonly to: number;
  /** On the action grid; 1 for a switch. */
  readonly steps: number;
}

/** A way to the target, replayed with the decision's own rules. */
export interface CounterfactualAnswer {
  readonly changes: readonly LeverChange[];
  readonly effort: number;
  /** What the decision would have been, on the output grid: at least (at most) this. */
  readonly reached: number;
}

export interface Counterfactual {
  readonly type: "counterfactual";
  readonly definition: string;
  readonly version: string;
  readonly output: string;
  readonly unit: Unit;
  readonly value: number;
  /** The target on the output grid: never less than what was asked for. */
  readonly target: Target;
  readonly isMet: boolean;
  /** Least effort first; none holds another's levers and more. */
  readonly answers: readonly CounterfactualAnswer[];
  /** What all levers at their farthest would give, on the output grid. */
  readonly farthest: number;
  readonly leverCount: number;
  readonly replayCount: number;
}

const MAX_ANSWERS = 3;

interface Candidate {
  /** Indices into the levers, rising, and the steps of each. */
  readonly levers: readonly number[];
  readonly steps: readonly number[];
  readonly effort: number;
}

/**
 * What must change for the output to be at least (at most) a value: over the levers' grids, the cheapest set of at most three
 * levers and up to two more of other levers, each replayed. `leaves` in leaf order. Levers that move the output the other way
 * are left out. Because every lever moves the output one way only, the last lever of a set is found by bisection. `careful` are
 * leaves as the search takes them, where they must not be told from answers: no better for the target than those given, which is
 * checked on every answer. Cost: O(levers^3 * steps^2 * log steps) replays.
 */
export function counterfactual(
  definition: Definition,
  leaves: Float64Array,
  levers: readonly Lever[],
  asked: Target,
  grid: OutputGrid,
  careful: Readonly<Record<string, number>> = {},
): Counterfactual {
  const exact = new WhatIf(definition, leaves);
  const value = exact.value();
  const replays = new WhatIf(definition, exchanged(definition, leaves, careful));
  const way = asked.sense === "atLeast" ? 1 : -1;
  const target = { sense: asked.sense, value: onGrid(grid, asked.value, way) };
  const search = new Search(replays, leaves, levers, target, value);
  const isMet = (value - target.value) * way >= 0;
  const answers = isMet
    ? []
    : diverse(search.candidates()).map((one) => search.answer(one, grid, exact));
  const farthest = onGrid(grid, search.farthest(), way === 1 ? -1 : 1);
  return {
    type: "counterfactual",
    definition: definition.name,
    version: definition.version,
    output: definition.output,
    unit: definition.nodes[definition.outputIndex]!.unit,
    value,
    target,
    isMet,
    answers,
    farthest,
    leverCount: search.count,
    replayCount: replays.count + exact.count,
  };
}

function exchanged(
  definition: Definition,
  leaves: Float64Array,
  exchange: Readonly<Record<string, number>>,
): Float64Array {
  const changed = leaves.slice();
  for (const [id, value] of Object.entries(exchange)) changed[leafIndex(definition, id)] = value;
  return changed;
}

class Search {
  private readonly replays: WhatIf;
  private readonly levers: readonly Lever[];
  private readonly values: readonly (readonly number[])[];
  private readonly target: Target;
  private readonly way: 1 | -1;

  constructor(
    replays: WhatIf,
    leaves: Float64Array,
    levers: readonly Lever[],
    target: Target,
    value: number,
  ) {
    const { definition } = replays;
    this.replays = replays;
    this.target = target;
    this.way = target.sense === "atLeast" ? 1 : -1;
    const usable = levers
      .filter((lever) => lever.move * lever.direction === this.way || lever.to !== undefined)
      .map((lever) => ({ lever, values: leverValues(definition, leaves, lever, value) }))
      .filter(({ values }) => values.length > 1);
    this.levers = usable.map(({ lever }) => lever);
    this.values = usable.map(({ values }) => values);
  }

  get count(): number {
    return this.levers.length;
  }

  /** The cheapest steps of every set of at most three levers that meets the target. */
  candidates(): Candidate[] {
    const found: Candidate[] = [];
    const n = this.levers.length;
    for (let i = 0; i < n; i++) this.add(found, [i]);
    for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) this.add(found, [i, j]);
    for (let i = 0; i < n; i++)
      for (let j = i + 1; j < n; j++) for (let k = j + 1; k < n; k++) this.add(found, [i, j, k]);
    return found;
  }

  /** A way with what it was found to give; throws Error where `exact`, which replays the leaves themselves, does not confirm it. */
  answer(
    { levers, steps, effort }: Candidate,
    grid: OutputGrid,
    exact: WhatIf,
  ): CounterfactualAnswer {
    const { definition } = this.replays;
    const changes = levers.map((lever, at): LeverChange => {
      const values = this.values[lever]!;
      const { leaf } = this.levers[lever]!;
      const { unit } = definition.nodes[leafIndex(definition, leaf)]!;
      return { leaf, unit, from: values[0]!, to: values[steps[at]!]!, steps: steps[at]! };
    });
    const reached = this.valueAt(levers, steps);
    if (!this.meets(reached) || !this.meets(this.valueAt(levers, steps, exact)))
      throw new Error(`counterfactual: ${definition.name} does not reach ${this.target.value}`);
    return { changes, effort, reached: onGrid(grid, reached, this.way === 1 ? -1 : 1) };
  }

  farthest(): number {
    const all = this.levers.map((_, lever) => lever);
    const isSwitch = (lever: number) => this.levers[lever]!.to !== undefined;
    const moved = all.filter((lever) => !isSwitch(lever));
    const ends = (levers: readonly number[]) => levers.map((lever) => this.last(lever));
    // A switch may go either way: the better of with and without all of them.
    const options = [this.valueAt(moved, ends(moved)), this.valueAt(all, ends(all))];
    return this.way === 1 ? Math.max(...options) : Math.min(...options);
  }

  private last(lever: number): number {
    return this.values[lever]!.length - 1;
  }

  private meets(value: number): boolean {
    return (value - this.target.value) * this.way >= 0;
  }

  private valueAt(
    levers: readonly number[],
    steps: readonly number[],
    replays: WhatIf = this.replays,
  ): number {
    const exchanges = levers.flatMap((lever, at) => {
      const { leaf, also } = this.levers[lever]!;
      const moved = { [leaf]: this.values[lever]![steps[at]!]! };
      return also ? [moved, also] : [moved];
    });
    return replays.value(...exchanges);
  }

  private effortOf(levers: readonly number[], steps: readonly number[]): number {
    return levers.reduce((sum, lever, at) => sum + this.levers[lever]!.effort * steps[at]!, 0);
  }

  private add(found: Candidate[], levers: readonly number[]): void {
    const ends = levers.map((lever) => this.last(lever));
    if (!this.meets(this.valueAt(levers, ends))) return;
    const candidate = this.cheapest(levers, [], null);
    if (candidate) found.push(candidate);
  }

  private cheapest(
    levers: readonly number[],
    fixed: readonly number[],
    known: Candidate | null,
  ): Candidate | null {
    const lever = levers[fixed.length]!;
    if (fixed.length === levers.length - 1) {
      const step = this.leastStep(levers, fixed);
      if (step === null) return known;
      const steps = [...fixed, step];
      const effort = this.effortOf(levers, steps);
      return known === null || effort < known.effort ? { levers, steps, effort } : known;
    }
    let best = known;
    for (let step = 1; step <= this.last(lever); step++) {
      const steps = [...fixed, step];
      if (best && this.effortOf(levers.slice(0, steps.length), steps) >= best.effort) break;
      best = this.cheapest(levers, steps, best);
    }
    return best;
  }

  /** The first step of the last lever that meets the target with the others fixed; null where none does. */
  private leastStep(levers: readonly number[], fixed: readonly number[]): number | null {
    let high = this.last(levers[fixed.length]!);
    if (!this.meets(this.valueAt(levers, [...fixed, high]))) return null;
    let low = 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.meets(this.valueAt(levers, [...fixed, middle]))) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

/** By effort, then by fewer levers, then by their order; what only adds levers to a chosen answer is left out. */
function diverse(candidates: readonly Candidate[]): Candidate[] {
  const sorted = [...candidates].sort(
    (a, b) => a.effort - b.effort || a.levers.length - b.levers.length,
  );
  const chosen: Candidate[] = [];
  for (const one of sorted) {
    const isMore = chosen.some(({ levers }) => levers.every((lever) => one.levers.includes(lever)));
    if (!isMore) chosen.push(one);
    if (chosen.length === MAX_ANSWERS) break;
  }
  return chosen;
}
