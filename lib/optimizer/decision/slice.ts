import type { Definition, Step } from "./define.ts";
import { activeInput } from "./evaluate.ts";
import type { NodeKind, Unit } from "./types.ts";

/** The runner-up of a min or max: how far the active input may move before this one takes over. */
export interface NextConstraint {
  readonly id: string;
  readonly value: number;
  /** Distance between the active value and this one, >= 0, in the node's unit. */
  readonly slack: number;
}

export interface SliceStep {
  readonly id: string;
  readonly node: number;
  readonly kind: NodeKind;
  readonly unit: Unit;
  readonly value: number;
  /**
   * Inputs the value came from: all of a formula's, the active one of a min or max (with the runner-up where a constant
   * was taken), condition and branch of a choice.
   */
  readonly from: readonly string[];
  /** The input a min, max or choice took; null for leaves and formulas. */
  readonly active: string | null;
  /** Only for min and max with two or more inputs. */
  readonly next: NextConstraint | null;
}

export interface ActiveSlice {
  /** Nodes that made the value, from the output down to the leaves (descending node order). */
  readonly steps: readonly SliceStep[];
  /** From the output through active branches and carried inputs to what binds, past constants to what they were compared with. */
  readonly spine: readonly string[];
  /** The node that set the value and the min, max or choice that let it; null when the spine meets none. */
  readonly binding: { readonly id: string; readonly at: string } | null;
  /** The closest runner-up on the spine and the min or max it waits at; null when there is none. */
  readonly next: (NextConstraint & { readonly at: string }) | null;
}

/**
 * What made one decision: walks back from `from` (default: the output) through the branch that was active at each
 * min, max and choice. `values` as filled by `evaluateOne`. Cost O(nodes).
 */
export function activeSlice(
  definition: Definition,
  values: Float64Array,
  from: string = definition.output,
): ActiveSlice {
  const start = definition.indexOf.get(from);
  if (start === undefined) {
    throw new RangeError(`${definition.name}: "${from}" is not a node`);
  }
  const isReached = new Uint8Array(definition.nodes.length);
  isReached[start] = 1;
  const steps: SliceStep[] = [];
  for (let node = start; node >= 0; node--) {
    if (isReached[node] === 0) continue;
    const step = sliceStep(definition, values, node);
    steps.push(step);
    for (const id of step.from) isReached[definition.indexOf.get(id)!] = 1;
  }
  return { steps, ...followSpine(definition, steps, from) };
}

/** The steps of the slice on which the output rests, as one text: two decisions with equal text took the same branches. */
export const branchCode = (slice: ActiveSlice): string =>
  slice.steps
    .filter((step) => step.active !== null)
    .map((step) => `${step.id}=${step.active}`)
    .join(";");

function sliceStep(definition: Definition, values: Float64Array, node: number): SliceStep {
  const spec = definition.nodes[node]!;
  const shared = { id: spec.id, node, kind: spec.kind, unit: spec.unit, value: values[node]! };
  if (spec.kind === "leaf") return { ...shared, from: [], active: null, next: null };
  if (spec.kind === "formula") return { ...shared, from: spec.inputs, active: null, next: null };
  const step = definition.steps[node - definition.leafCount]!;
  const position = activeInput(step, values);
  const active = spec.inputs[position]!;
  if (spec.kind === "choice") {
    return { ...shared, from: [spec.inputs[0]!, active], active, next: null };
  }
  const next = runnerUp(definition, step, values, position);
  // A constant says nothing by itself: what it was compared with belongs to the answer.
  const from = next && isConstant(definition, active) ? [active, next.id] : [active];
  return { ...shared, from, active, next };
}

function isConstant(definition: Definition, id: string): boolean {
  const spec = definition.nodes[definition.indexOf.get(id)!]!;
  return spec.kind === "formula" && spec.inputs.length === 0;
}

function runnerUp(
  definition: Definition,
  step: Step,
  values: Float64Array,
  active: number,
): NextConstraint | null {
  const activeValue = values[step.inputs[active]!]!;
  let best: NextConstraint | null = null;
  step.inputs.forEach((input, position) => {
    const slack = Math.abs(values[input]! - activeValue);
    if (position === active || (best && slack >= best.slack)) return;
    best = { id: definition.nodes[input]!.id, value: values[input]!, slack };
  });
  return best;
}

function followSpine(
  definition: Definition,
  steps: readonly SliceStep[],
  from: string,
): Pick<ActiveSlice, "spine" | "binding" | "next"> {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const spine: SliceStep[] = [];
  for (let id: string | null = from; id !== null; ) {
    const step: SliceStep = byId.get(id)!;
    spine.push(step);
    id = spineInput(definition, step);
  }
  return {
    spine: spine.map((step) => step.id),
    binding: bindingOf(definition, spine),
    next: closestNext(spine),
  };
}

/** The input the spine goes on with: the active or carried one; past a constant, what it was compared or decided by. */
function spineInput(definition: Definition, step: SliceStep): string | null {
  const input = step.active ?? carriedInput(definition, step);
  if (input === null || !isConstant(definition, input)) return input;
  return step.kind === "choice" ? step.from[0]! : (step.next?.id ?? null);
}

/** A constant that a min or max took binds; else the end of the spine, at the last selection above it. */
function bindingOf(definition: Definition, spine: readonly SliceStep[]): ActiveSlice["binding"] {
  const atConstant = spine.find(
    ({ kind, active }) => kind !== "choice" && active !== null && isConstant(definition, active),
  );
  if (atConstant) return { id: atConstant.active!, at: atConstant.id };
  const selector = spine.findLast((step) => step.active !== null);
  return selector ? { id: spine.at(-1)!.id, at: selector.id } : null;
}

function closestNext(spine: readonly SliceStep[]): ActiveSlice["next"] {
  let closest: ActiveSlice["next"] = null;
  for (const { id, next } of spine) {
    if (next && (closest === null || next.slack < closest.slack)) closest = { ...next, at: id };
  }
  return closest;
}

function carriedInput(definition: Definition, step: SliceStep): string | null {
  const spec = definition.nodes[step.node]!;
  return spec.kind === "leaf" ? null : (spec.carries ?? null);
}
