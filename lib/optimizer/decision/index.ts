// The door of the decision core: definitions as typed graphs over safe integers, their evaluation, what was active in
// one decision, the trace codec with its roots, and replay. Formulation and figures: README.md.
export {
  CHUNK_ROWS,
  type DecodedChunk,
  type TraceBase,
  type TraceShape,
  type TraceTier,
} from "./chunk-shape.ts";
export { decodeChunk, encodeChunk } from "./codec.ts";
export {
  type CommittedNode,
  type Committer,
  chunkCommitment,
  classDigest,
  classHeaderText,
  classOfVisibility,
  committer,
  type DisclosureClass,
  decisionLeaf,
  disclosureClasses,
  nodesByClass,
  type Salt,
  type Subject,
} from "./commitment.ts";
export { compactChunk, type Surroundings } from "./compact.ts";
export { type Definition, defineDecision, type Group, type Step } from "./define.ts";
export { evaluate, evaluateOne, readLeaves } from "./evaluate.ts";
export {
  type CommonLeaves,
  commonLeaves,
  type DecidedLeaves,
  type LiftShape,
  type LiftStep,
  leafValues,
  liftSteps,
  raisedLeaves,
} from "./lift.ts";
export { recomputer } from "./recompute.ts";
export { recordedDefinition } from "./recorded.ts";
export { type ReplayDifference, replay } from "./replay.ts";
export {
  auditPath,
  type ChunkContent,
  chunkHashInput,
  chunkRoot,
  type Hash,
  type RunContent,
  rootOfPath,
  runRoot,
  treeRoot,
} from "./root.ts";
export { columnsOfText, columnsText, liftsOfText, type RuleText, ruleText } from "./rule.ts";
export {
  type ActiveSlice,
  activeSlice,
  branchCode,
  type NextConstraint,
  type SliceStep,
} from "./slice.ts";
export { formula, type LeafLabel, leaf, selection } from "./specs.ts";
export type {
  Columns,
  ComputedSpec,
  DefinitionSpec,
  Formula,
  LeafMap,
  LeafSpec,
  LeafValues,
  Lift,
  NodeKind,
  NodeSpec,
  Owner,
  Unit,
  Visibility,
} from "./types.ts";
