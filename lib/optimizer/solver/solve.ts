import type { LpBackend, LpMethod } from "./backend.ts";
import type { LinearProgram } from "./linear-program.ts";
import { type LpResult, openSession, type WholeOptions } from "./session.ts";
import type { WholeResult } from "./whole.ts";

/**
 * Solves a linear program once and proves the answer from the raw data at 1e-6 relative, be it an optimum, infeasibility
 * (Farkas multipliers) or unboundedness (a ray); whole columns are taken as divisible. An answer that fails the proof is
 * solved again the careful way; if that fails too an Error says by how much. Throws RangeError on a malformed or too
 * large program (0.5 million columns, 2 million entries).
 */
export async function solveLinearProgram(
  backend: LpBackend,
  program: LinearProgram,
  method: LpMethod = "choose",
): Promise<LpResult> {
  const session = openSession(backend, program);
  try {
    return await session.solve({ method });
  } finally {
    session.dispose();
  }
}

/** Solves a program with whole columns once. Throws as solveLinearProgram. */
export async function solveWholeProgram(
  backend: LpBackend,
  program: LinearProgram,
  options: WholeOptions = {},
): Promise<WholeResult> {
  const session = openSession(backend, program);
  try {
    return await session.solveWhole(options);
  } finally {
    session.dispose();
  }
}
