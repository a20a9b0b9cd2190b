import type { ComputedSpec, Formula, Unit } from "../decision/index.ts";

// Short forms for the computed nodes of the decision.

export const formula = (
  id: string,
  unit: Unit,
  inputs: readonly string[],
  text: string,
  compute: Formula,
  carries?: string,
): ComputedSpec => ({
  id,
  kind: "formula",
  unit,
  inputs,
  text,
  formula: compute,
  ...(carries === undefined ? {} : { carries }),
});

export const selection = (
  id: string,
  kind: "min" | "max" | "choice",
  unit: Unit,
  inputs: readonly string[],
  text: string,
): ComputedSpec => ({ id, kind, unit, inputs, text });
