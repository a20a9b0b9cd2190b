// The door of attribution by inference: what changed at the same time as a measured mean, mechanism by mechanism, for
// causes outside our own rules. Amounts are in the target's unit. Formulation and figures: README.md.
export {
  ATTRIBUTE_OPTIONS,
  type AttributedPart,
  type AttributeOptions,
  attributeChange,
  type InferredAttribution,
} from "./attribute.ts";
export { type CausalGraph, causalGraph, type Edge } from "./graph.ts";
export type { HiddenLink } from "./hidden-causes.ts";
export type { TwoPeriods } from "./samples.ts";
