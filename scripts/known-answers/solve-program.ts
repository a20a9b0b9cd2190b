// A program's optimum with the prices of its rows, both ways.
import {
  highsBackend,
  type LinearProgram,
  openSession,
  rowPrices,
  solveLinearProgram,
  solveWholeProgram,
} from "@/lib/optimizer/solver/index.ts";
import type { Between } from "./instance.ts";

const backend = highsBackend();

/** Optimal value of a program, whole columns whole. Throws Error where there is none. */
export async function optimalValue(program: LinearProgram): Promise<number> {
  const isWhole = program.isInteger?.includes(1) ?? false;
  const answer = isWhole
    ? await solveWholeProgram(backend, program)
    : await solveLinearProgram(backend, program);
  if (answer.status !== "optimal") throw new Error(`the program is ${answer.status}`);
  return answer.objective;
}

/** Optimal value, and between which values each row's price lies. For small programs: a few re-solves a row. */
export async function optimumWithPrices(
  program: LinearProgram,
): Promise<{ objective: number; prices: Between[] }> {
  const session = openSession(backend, program);
  try {
    const answer = await session.solve();
    if (answer.status !== "optimal") throw new Error(`the program is ${answer.status}`);
    const rows = Array.from({ length: program.rowCount }, (_, row) => row);
    const prices = await rowPrices(backend, session, answer, rows);
    const between = prices.map(({ below, above }) => ({
      from: Math.min(below, above),
      to: Math.max(below, above),
    }));
    return { objective: answer.objective, prices: between };
  } finally {
    session.dispose();
  }
}
