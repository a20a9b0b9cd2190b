import type { ServiceBox } from "./forest-program.ts";
import type { ServiceProblem } from "./stage-cost.ts";

/** Everything that the promises leave open. */
export const wholeBox = (problem: ServiceProblem): ServiceBox => ({
  leastIn: problem.shortestIn.slice(),
  mostIn: problem.longestIn.slice(),
  leastOut: new Int32Array(problem.stageCount),
  mostOut: problem.longestOut.slice(),
});

export const copyOf = (box: ServiceBox): ServiceBox => ({
  leastIn: box.leastIn.slice(),
  mostIn: box.mostIn.slice(),
  leastOut: box.leastOut.slice(),
  mostOut: box.mostOut.slice(),
});

/** Narrows a box, in place, to what `out <= in` along all arcs and `out <= in + T` leave; false when nothing is left. */
export function narrow(problem: ServiceProblem, box: ServiceBox): boolean {
  for (let sweep = 0; sweep < 2; sweep++) {
    narrowDown(problem, box);
    narrowUp(problem, box);
  }
  for (let j = 0; j < problem.stageCount; j++) {
    if (box.leastIn[j]! > box.mostIn[j]! || box.leastOut[j]! > box.mostOut[j]!) return false;
  }
  return true;
}

/** What suppliers and the stage itself leave of its times. */
function narrowDown(problem: ServiceProblem, box: ServiceBox): void {
  const { order, supplierStart, supplier, longestTime } = problem;
  for (const j of order) {
    for (let s = supplierStart[j]!; s < supplierStart[j + 1]!; s++) {
      raise(box.leastIn, j, box.leastOut[supplier[s]!]!);
    }
    raise(box.leastIn, j, box.leastOut[j]! - longestTime[j]!);
    lower(box.mostOut, j, box.mostIn[j]! + longestTime[j]!);
  }
}

/** What the longest wait of a stage leaves of its suppliers' times. */
function narrowUp(problem: ServiceProblem, box: ServiceBox): void {
  const { order, supplierStart, supplier, stageCount } = problem;
  for (let k = stageCount - 1; k >= 0; k--) {
    const j = order[k]!;
    for (let s = supplierStart[j]!; s < supplierStart[j + 1]!; s++) {
      lower(box.mostOut, supplier[s]!, box.mostIn[j]!);
    }
  }
}

function raise(values: Int32Array, j: number, to: number): void {
  if (to > values[j]!) values[j] = to;
}

function lower(values: Int32Array, j: number, to: number): void {
  if (to < values[j]!) values[j] = to;
}
