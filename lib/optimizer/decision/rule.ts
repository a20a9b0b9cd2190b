import type { Definition } from "./define.ts";
import { evaluate } from "./evaluate.ts";
import { mapLeaves } from "./lift.ts";
import type { Columns, LeafValues } from "./types.ts";

/** What a rule answers: only text passes in and out, so that it can be run where nothing of the process is. */
export interface RuleText {
  readonly canonicalText: string;
  /** Code hash of the version that it has a lift from; empty = none. */
  readonly liftFrom: string;
  /** Columns of leaves to columns of all nodes, as {@link columnsText}. Throws as `evaluate`. */
  readonly evaluate: (leaves: string) => string;
  /** Leaves of the version before to those that this one added, by id: JSON in, JSON out. */
  readonly added: (leaves: string) => string;
  /** Leaves of this version to those that it removed. */
  readonly removed: (leaves: string) => string;
}

/** The rule of a definition, as its bundle gives it to whoever loads it. */
export const ruleText = (definition: Definition): RuleText => ({
  canonicalText: definition.canonicalText,
  liftFrom: definition.lift?.from ?? "",
  evaluate: (leaves) => columnsText(evaluate(definition, columnsOfText(leaves))),
  added: (leaves) => mapText(definition.lift?.added, leaves),
  removed: (leaves) => mapText(definition.lift?.removed, leaves),
});

const mapText = (maps: Parameters<typeof mapLeaves>[0], leaves: string): string =>
  JSON.stringify(mapLeaves(maps, JSON.parse(leaves) as LeafValues));

/** Columns as JSON: safe integers pass through it unchanged. */
export const columnsText = ({ count, column }: Columns): string =>
  JSON.stringify([count, Object.entries(column).map(([id, values]) => [id, Array.from(values)])]);

/** Inverse of {@link columnsText}. */
export function columnsOfText(text: string): Columns {
  const [count, columns] = JSON.parse(text) as [number, [string, number[]][]];
  const column = Object.fromEntries(columns.map(([id, all]) => [id, Float64Array.from(all)]));
  return { count, column };
}
