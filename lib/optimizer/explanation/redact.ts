import type { Visibility } from "../decision/index.ts";
import { CONFIDENTIAL } from "./confidential.ts";
import type {
  ChangeExplanation,
  DecisionExplanation,
  Driver,
  DriverPart,
  LeafChange,
  LevelExplanation,
  PathStep,
} from "./types.ts";

export type Viewer = "seller" | "support" | "policyAdmin";

/** Classes of values that a viewer may not see. */
export const HIDDEN_FROM: Record<Viewer, ReadonlySet<Visibility>> = {
  seller: CONFIDENTIAL,
  support: new Set(["policyConfidential"]),
  policyAdmin: new Set(),
};

/**
 * What a viewer may see of an explanation. A seller sees the seller's own inputs and results, published rules and the
 * total effect of the network, never a network price and never figures of how the network's part came about: those
 * are sums over other sellers. Hidden values become null and keep their place. Cost O(size).
 */
export function redact<E extends DecisionExplanation>(explanation: E, viewer: Viewer): E {
  const hidden = HIDDEN_FROM[viewer];
  const redacted =
    explanation.type === "change"
      ? redactChange(explanation, hidden, viewer)
      : redactLevel(explanation, hidden);
  return redacted as E;
}

function redactChange(
  explanation: ChangeExplanation,
  hidden: ReadonlySet<Visibility>,
  viewer: Viewer,
): ChangeExplanation {
  const part = (p: DriverPart): DriverPart => (viewer === "seller" ? { ...p, amount: null } : p);
  return {
    ...explanation,
    drivers: explanation.drivers.map((driver) => ({
      ...driver,
      leaves: shownLeaves(driver, hidden),
      parts: driver.parts.map(part),
    })),
  };
}

/**
 * Leaves that changed. Of a bar that is not zero also all that are hidden, changed or not, and of one that is zero none of
 * them: so that the list tells a viewer nothing but the bar.
 */
function shownLeaves(
  { leaves, numerator }: Driver,
  hidden: ReadonlySet<Visibility>,
): readonly LeafChange[] {
  return leaves.flatMap((leaf) => {
    if (!hidden.has(leaf.visibility)) return leaf.from === leaf.to ? [] : [leaf];
    return numerator === "0" ? [] : [{ ...leaf, from: null, to: null }];
  });
}

// The decided value itself is the seller's own. A slack says as much as the runner-up's value: value and slack go together.
function redactLevel(
  explanation: LevelExplanation,
  hidden: ReadonlySet<Visibility>,
): LevelExplanation {
  const { next, output } = explanation;
  const isConcealed = (step: PathStep) => hidden.has(step.visibility) && step.id !== output;
  return {
    ...explanation,
    steps: explanation.steps.map((step) => ({
      ...step,
      value: isConcealed(step) ? null : step.value,
      next: step.next && {
        ...step.next,
        slack: isConcealed(step) || hidden.has(step.next.visibility) ? null : step.next.slack,
      },
    })),
    next: next && hidden.has(next.visibility) ? { ...next, slack: null, value: null } : next,
  };
}
