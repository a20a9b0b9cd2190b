import type { Definition } from "./define.ts";
import { evaluate } from "./evaluate.ts";
import type { Columns } from "./types.ts";

/** What a rule answers: only text passes in and out, so that it can be run where nothing of the process is. */
export interface RuleText {
  readonly canonicalText: string;
  /** Columns of leaves to columns of all nodes, as {@link columnsText}. Throws as `evaluate`. */
  readonly evaluate: (leaves: string) => string;
}

/** The rule of a definition, as its bundle gives it to whoever loads it. */
export const ruleText = (definition: Definition): RuleText => ({
  canonicalText: definition.canonicalText,
  evaluate: (leaves) => columnsText(evaluate(definition, columnsOfText(leaves))),
});

/** Columns as JSON: safe integers pass through it unchanged. */
export const columnsText = ({ count, column }: Columns): string =>
  JSON.stringify([count, Object.entries(column).map(([id, values]) => [id, Array.from(values)])]);

/** Inverse of {@link columnsText}. */
export function columnsOfText(text: string): Columns {
  const [count, columns] = JSON.parse(text) as [number, [string, number[]][]];
  const column = Object.fromEntries(columns.map(([id, all]) => [id, Float64Array.from(all)]));
  return { count, column };
}
