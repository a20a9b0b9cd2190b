import type { EtsStates } from "./ets-filter.ts";
import type { EtsModel, EtsParameters } from "./ets-model.ts";

/** What the model expects next, in a period of this phase. */
export function expectedNext(
  { season }: EtsModel,
  phi: number,
  states: EtsStates,
  phase: number,
): number {
  const base = states.level + phi * states.slope;
  if (season === "N") return base;
  return season === "A" ? base + states.season[phase]! : base * states.season[phase]!;
}

/** Moves the states by one period whose value missed the expectation by `error` units. */
export function moveStates(
  { season }: EtsModel,
  { alpha, beta, gamma, phi }: EtsParameters,
  states: EtsStates,
  phase: number,
  error: number,
): void {
  const damped = phi * states.slope;
  const base = states.level + damped;
  const ofLevel = season === "M" ? error / states.season[phase]! : error;
  states.level = base + alpha * ofLevel;
  states.slope = damped + beta * ofLevel;
  if (season === "A") states.season[phase] = states.season[phase]! + gamma * error;
  // A level of 0 leaves nothing that a season could be a share of.
  if (season === "M" && base !== 0)
    states.season[phase] = states.season[phase]! + (gamma * error) / base;
}
