import type { ComputedSpec, Formula, LeafSpec, Unit } from "./types.ts";

// Short forms in which definitions are written.

/** Driver group, owner and visibility: what leaves of one kind share. */
export type LeafLabel = Pick<LeafSpec, "group" | "owner" | "visibility">;

/** A leaf; with a lever, one that the seller can act on. */
export const leaf = (
  id: string,
  unit: Unit,
  label: LeafLabel,
  lever?: LeafSpec["lever"],
): LeafSpec =>
  lever ? { id, kind: "leaf", unit, ...label, lever } : { id, kind: "leaf", unit, ...label };

/** A computed value; `text` is the formula as a reader writes it. */
export const formula = (
  id: string,
  unit: Unit,
  inputs: readonly string[],
  text: string,
  compute: Formula,
  more: Pick<ComputedSpec, "carries" | "visibility"> = {},
): ComputedSpec => ({ id, kind: "formula", unit, inputs, text, formula: compute, ...more });

/** The least or greatest of its inputs, or (condition, ifTrue, ifFalse): which one was active is recorded. */
export const selection = (
  id: string,
  kind: "min" | "max" | "choice",
  unit: Unit,
  inputs: readonly string[],
  text: string,
): ComputedSpec => ({ id, kind, unit, inputs, text });
