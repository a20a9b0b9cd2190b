// The door of explanations: questions about decisions -> facts that add up. Never wording. Formulation: README.md.
export { type Band, tenthBand } from "./band.ts";
export {
  type Causes,
  type ChangeGame,
  changeGame,
  explainChange,
  type JointLeaves,
  type Sides,
} from "./change.ts";
export { type Conflict, type Constraint, minimalConflict } from "./conflict.ts";
export {
  type Counterfactual,
  type CounterfactualAnswer,
  counterfactual,
  type LeverChange,
  type Target,
} from "./counterfactual.ts";
export { DISCLOSURE, type Withheld, withheld } from "./disclosure.ts";
export { type Forward, forward, type Outlook } from "./forward.ts";
export { type GroupAmounts, groupAmounts } from "./group-amounts.ts";
export { explainComputed, explainLevel } from "./level.ts";
export { type Lever, leverValues, type OutputGrid, onGrid, outputGrid } from "./lever.ts";
export { changePattern, shareOfMovement, shareWord } from "./pattern.ts";
export { bandFor, HIDDEN_FROM, redact, type Viewer } from "./redact.ts";
export { type Computed, explainUnsplit, ruleGame } from "./rule-change.ts";
export { type Attribution, coalitionValues, owenInside, shapley, wholeUnits } from "./shapley.ts";
export type {
  Binding,
  ChangeExplanation,
  DecisionExplanation,
  Driver,
  DriverPart,
  Interaction,
  LeafChange,
  LevelExplanation,
  NextBinding,
  PathStep,
  Pattern,
  RunnerUp,
  ShareWord,
} from "./types.ts";
export type { NetworkSplit } from "./union-split.ts";
