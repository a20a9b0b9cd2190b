// What a seller asks to be done instead: one lever moved by steps.
import type { Definition } from "@/lib/optimizer/decision/index.ts";
import { type Lever, leverValues } from "@/lib/optimizer/explanation/index.ts";
import { DomainError } from "@/server/core/errors.ts";
import type { Ask } from "./question.ts";

type Deed = Pick<Ask<"limitForward">, "leaf" | "move" | "steps">;

/** The leaves that a deed changes; throws invalid for what is no lever, or cannot move as far. */
export function deedOf(
  definition: Definition,
  { leaves, output }: { readonly leaves: Float64Array; readonly output: number },
  levers: readonly Lever[],
  { leaf, move, steps }: Deed,
): Readonly<Record<string, number>> {
  if (steps === 0) return {};
  const lever = levers.find((one) => one.leaf === leaf && one.move === move);
  const value = lever && leverValues(definition, leaves, lever, output)[steps];
  if (lever === undefined || value === undefined)
    throw new DomainError("invalid", { rule: "no_such_step", leaf, steps });
  return { [leaf]: value, ...lever.also };
}
