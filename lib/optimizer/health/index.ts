// The door of inventory health: what stock is still worth by a deadline, at which price, and how much of it to take out.
// Money in any one unit, kept throughout. Formulation: README.md.
export {
  type ExponentialMarkdown,
  exponentialMarkdown,
  type MarkdownValue,
} from "./exponential-demand.ts";
export {
  type LadderOutcome,
  type LadderPlan,
  type LadderProblem,
  ladderOutcome,
  planLadder,
} from "./price-ladder.ts";
