import { Operation, type Step } from "./define.ts";
import type { Formula } from "./types.ts";

/** Computes rows [start, end) of one node from the columns of its inputs. */
type Kernel = (
  out: Float64Array,
  inputs: readonly Float64Array[],
  formula: Formula,
  start: number,
  end: number,
) => void;

// One loop per arity, so that a formula is called with plain arguments. Adding 0 turns -0 into 0.
const byArity: readonly Kernel[] = [
  (out, _, f, start, end) => {
    out.fill(f() + 0, start, end);
  },
  (out, [a], f, start, end) => {
    for (let r = start; r < end; r++) out[r] = f(a![r]!) + 0;
  },
  (out, [a, b], f, start, end) => {
    for (let r = start; r < end; r++) out[r] = f(a![r]!, b![r]!) + 0;
  },
  (out, [a, b, c], f, start, end) => {
    for (let r = start; r < end; r++) out[r] = f(a![r]!, b![r]!, c![r]!) + 0;
  },
  (out, [a, b, c, d], f, start, end) => {
    for (let r = start; r < end; r++) out[r] = f(a![r]!, b![r]!, c![r]!, d![r]!) + 0;
  },
  (out, [a, b, c, d, e], f, start, end) => {
    for (let r = start; r < end; r++) out[r] = f(a![r]!, b![r]!, c![r]!, d![r]!, e![r]!) + 0;
  },
  (out, [a, b, c, d, e, g], f, start, end) => {
    for (let r = start; r < end; r++) {
      out[r] = f(a![r]!, b![r]!, c![r]!, d![r]!, e![r]!, g![r]!) + 0;
    }
  },
];

const fifteen = (i: readonly Float64Array[], f: Formula, r: number): number =>
  f(
    i[0]![r]!,
    i[1]![r]!,
    i[2]![r]!,
    i[3]![r]!,
    i[4]![r]!,
    i[5]![r]!,
    i[6]![r]!,
    i[7]![r]!,
    i[8]![r]!,
    i[9]![r]!,
    i[10]![r]!,
    i[11]![r]!,
    i[12]![r]!,
    i[13]![r]!,
    i[14]![r]!,
  );

const wide: Kernel = (out, inputs, f, start, end) => {
  const [a, b, c, d, e, g, h, i, j, k] = inputs;
  const count = inputs.length;
  for (let r = start; r < end; r++) {
    if (count === 8) {
      out[r] = f(a![r]!, b![r]!, c![r]!, d![r]!, e![r]!, g![r]!, h![r]!, i![r]!) + 0;
    } else if (count === 10) {
      out[r] =
        f(a![r]!, b![r]!, c![r]!, d![r]!, e![r]!, g![r]!, h![r]!, i![r]!, j![r]!, k![r]!) + 0;
    } else if (count === 15) out[r] = fifteen(inputs, f, r) + 0;
    else out[r] = f(...inputs.map((input) => input[r]!)) + 0;
  }
};

const least: Kernel = (out, inputs, _, start, end) => {
  out.set(inputs[0]!.subarray(start, end), start);
  for (let k = 1; k < inputs.length; k++) {
    const input = inputs[k]!;
    for (let r = start; r < end; r++) if (input[r]! < out[r]!) out[r] = input[r]!;
  }
};

const most: Kernel = (out, inputs, _, start, end) => {
  out.set(inputs[0]!.subarray(start, end), start);
  for (let k = 1; k < inputs.length; k++) {
    const input = inputs[k]!;
    for (let r = start; r < end; r++) if (input[r]! > out[r]!) out[r] = input[r]!;
  }
};

const chosen: Kernel = (out, [condition, ifTrue, ifFalse], _, start, end) => {
  for (let r = start; r < end; r++) out[r] = condition![r] !== 0 ? ifTrue![r]! : ifFalse![r]!;
};

/** The loop that computes a step over columns. */
export function kernelOf(step: Step): Kernel {
  if (step.operation === Operation.min) return least;
  if (step.operation === Operation.max) return most;
  if (step.operation === Operation.choice) return chosen;
  return byArity[step.inputs.length] ?? wide;
}
