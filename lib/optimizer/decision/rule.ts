import type { Definition } from "./define.ts";
import { evaluate } from "./evaluate.ts";
import { type LiftShape, liftShape, liftsOf, mapLeaves } from "./lift.ts";
import type { Columns, LeafValues } from "./types.ts";

/** What a rule answers: only text passes in and out, so that it can be run where nothing of the process is. */
export interface RuleText {
  readonly canonicalText: string;
  /** Code hash of the version that it has a lift from; empty = none. */
  readonly liftFrom: string;
  /** {@link LiftShape} of its lift and of those before it, newest first: JSON. */
  readonly lifts: string;
  /** Columns of leaves to columns of all nodes, as {@link columnsText}. Throws as `evaluate`. */
  readonly evaluate: (leaves: string) => string;
  /** Leaves of the version before lift `at` to those that it added, by id: JSON in, JSON out. */
  readonly added: (leaves: string, at: number) => string;
  /** Leaves of the version after lift `at` to those that it removed. */
  readonly removed: (leaves: string, at: number) => string;
}

/**
 * Inverse of {@link RuleText.lifts}. Empty where a script was made before rules told more than their own lift: that is one step, which
 * needs no more than the leaves at its two ends.
 */
export function liftsOfText({
  liftFrom,
  lifts,
}: Pick<RuleText, "liftFrom" | "lifts">): readonly LiftShape[] {
  if (lifts !== "") return JSON.parse(lifts) as readonly LiftShape[];
  return liftFrom === "" ? [] : [{ from: liftFrom, added: [], lost: [] }];
}

/** The rule of a definition, as its bundle gives it to whoever loads it. */
export function ruleText(definition: Definition): RuleText {
  const lifts = liftsOf(definition.lift);
  return {
    canonicalText: definition.canonicalText,
    liftFrom: definition.lift?.from ?? "",
    lifts: JSON.stringify(lifts.map(liftShape)),
    evaluate: (leaves) => columnsText(evaluate(definition, columnsOfText(leaves))),
    added: (leaves, at) => mapText(lifts[at]?.added, leaves),
    removed: (leaves, at) => mapText(lifts[at]?.removed, leaves),
  };
}

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
