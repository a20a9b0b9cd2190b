import { type Definition, evaluateOne } from "../decision/index.ts";

/** Something a seller can do about a decision: a leaf that can be moved one way, in steps of a declared effort. */
export interface Lever {
  readonly leaf: string;
  /** The way in which the seller can move the leaf. */
  readonly move: 1 | -1;
  /** Where the output goes when the leaf is raised, all else equal; never the other way. */
  readonly direction: 1 | -1;
  /** Of one step, in points that are comparable between the levers of one decision. */
  readonly effort: number;
  readonly least?: number;
  readonly most?: number;
  /** A leaf whose value is the least step, such as a case pack. */
  readonly stepLeaf?: string;
  /** Whether a leaf of 0 moves by tenths of the decision itself; without it such a leaf is no lever. */
  readonly isFromOutput?: true;
  /** A switch: the one other value it takes. */
  readonly to?: number;
  /** Leaves that change with it as soon as it moves. */
  readonly also?: Readonly<Record<string, number>>;
}

/** Tenths of its own value by which a lever moves, and how many: half of it at most. */
const STEP_SHARE = 0.1;
export const MAX_STEPS = 5;
const OUTPUT_SHARE = 0.05;

/** A decision's values that are told of what-ifs: the present one and whole steps from it, so that none tells a price. */
export interface OutputGrid {
  readonly origin: number;
  readonly step: number;
}

/** A twentieth of the present value, or `leastStep` where that is more. */
export const outputGrid = (value: number, leastStep = 1): OutputGrid => ({
  origin: value,
  step: Math.max(1, leastStep, Math.ceil(Math.abs(value) * OUTPUT_SHARE)),
});

/** The grid's value at or below (`way` -1), or at or above (`way` 1). */
export function onGrid({ origin, step }: OutputGrid, value: number, way: 1 | -1): number {
  const steps = (value - origin) / step;
  return origin + (way === 1 ? Math.ceil(steps) : Math.floor(steps)) * step;
}

/** The values a lever can take, the present one first: at most five steps, within half of it. */
export function leverValues(
  definition: Definition,
  leaves: Float64Array,
  lever: Lever,
  output: number,
): number[] {
  const present = leaves[leafIndex(definition, lever.leaf)]!;
  if (lever.to !== undefined) return lever.to === present ? [present] : [present, lever.to];
  const base = present === 0 && lever.isFromOutput ? output : present;
  const pack = lever.stepLeaf ? leaves[leafIndex(definition, lever.stepLeaf)]! : 1;
  const tenth = Math.floor(Math.abs(base) * STEP_SHARE);
  if (tenth === 0 && base === 0) return [present];
  const size = Math.max(1, Math.ceil(tenth / Math.max(1, pack))) * Math.max(1, pack);
  const values = [present];
  for (let k = 1; k <= MAX_STEPS; k++) {
    const moved = present + lever.move * k * size;
    const value = Math.min(lever.most ?? Infinity, Math.max(lever.least ?? 0, moved));
    const isTooFar = k > 1 && k * size > Math.abs(base) * STEP_SHARE * MAX_STEPS;
    if (isTooFar || (value - values[values.length - 1]!) * lever.move <= 0) break;
    values.push(value);
  }
  return values;
}

export function leafIndex(definition: Definition, id: string): number {
  const leaf = definition.indexOf.get(id);
  if (leaf === undefined || leaf >= definition.leafCount)
    throw new RangeError(`what-if: ${definition.name} has no leaf "${id}"`);
  return leaf;
}

/** Replays of one decision with some leaves exchanged; the leaves given are not changed. */
export class WhatIf {
  count = 0;
  readonly definition: Definition;
  private readonly own: Float64Array;
  private readonly leaves: Float64Array;
  private readonly values: Float64Array;

  constructor(definition: Definition, leaves: Float64Array) {
    if (leaves.length < definition.leafCount) {
      throw new RangeError(
        `what-if: ${definition.leafCount} leaves of ${definition.name} needed, got ${leaves.length}`,
      );
    }
    this.definition = definition;
    this.own = leaves;
    this.leaves = new Float64Array(definition.leafCount);
    this.values = new Float64Array(definition.nodes.length);
  }

  /** The output with the exchanges made, in their order. */
  value(...exchanges: readonly Readonly<Record<string, number>>[]): number {
    this.leaves.set(this.own.subarray(0, this.definition.leafCount));
    for (const exchange of exchanges)
      for (const [id, value] of Object.entries(exchange))
        this.leaves[leafIndex(this.definition, id)] = value;
    this.count++;
    return evaluateOne(this.definition, this.leaves, this.values);
  }
}
