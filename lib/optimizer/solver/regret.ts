import type { SolverSession } from "./session.ts";

/** A choice made instead of the best one: these columns have to lie between these bounds. */
export interface ForcedChoice {
  readonly columnIndex: Int32Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

export interface ChoiceRegret {
  /** How much worse the objective gets, >= 0 up to the tolerance. */
  readonly regret: number;
  readonly objective: number;
  /** The best plan with that choice. [columnCount] */
  readonly x: Float64Array;
}

/**
 * What a choice that was not taken would cost, by a warm re-solve with the choice forced, whole columns whole where the
 * program has any (then up to the gap of the search). Null where no plan has that choice. The session is left as it was.
 */
export async function choiceRegret(
  session: SolverSession,
  bestObjective: number,
  choice: ForcedChoice,
): Promise<ChoiceRegret | null> {
  const { program } = session;
  const { columnIndex } = choice;
  const kept = [
    Float64Array.from(columnIndex, (j) => program.columnLower[j]!),
    Float64Array.from(columnIndex, (j) => program.columnUpper[j]!),
  ] as const;
  session.setColumnBounds(columnIndex, choice.lower, choice.upper);
  try {
    const answer = program.isInteger?.includes(1)
      ? await session.solveWhole()
      : await session.solve();
    if (answer.status === "infeasible") return null;
    if (answer.status !== "optimal")
      throw new Error(`choiceRegret: the re-solve is ${answer.status}`);
    const { objective, x } = answer;
    const regret =
      program.sense === "minimise" ? objective - bestObjective : bestObjective - objective;
    return { regret, objective, x };
  } finally {
    session.setColumnBounds(columnIndex, ...kept);
  }
}
