import type { Visibility } from "../decision/index.ts";
import { type Band, tenthBand } from "./band.ts";
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
  support: CONFIDENTIAL,
  policyAdmin: new Set(),
};

/**
 * What is shown instead of a hidden value: to support, a price of the network as the band it lies in; null = nothing. Only
 * inputs have a band: the bands of several results of one price would narrow it together.
 */
export function bandFor(
  viewer: Viewer,
  node: { readonly kind: string; readonly visibility: Visibility },
  value: number,
): Band | null {
  const isBanded =
    viewer === "support" && node.kind === "leaf" && node.visibility === "networkConfidential";
  return isBanded ? tenthBand(value) : null;
}

/**
 * What a viewer may see of an explanation. A seller sees the seller's own inputs and results, published rules and the
 * total effect of the network, never a network price and never figures of how the network's part came about: those
 * are sums over other sellers. Support sees both as bands a tenth wide. Hidden values become null and keep their place.
 * Cost O(size).
 */
export function redact<E extends DecisionExplanation>(explanation: E, viewer: Viewer): E {
  const hidden = HIDDEN_FROM[viewer];
  const redacted =
    explanation.type === "change"
      ? redactChange(explanation, hidden, viewer)
      : redactLevel(explanation, hidden, viewer);
  return redacted as E;
}

function redactChange(
  explanation: ChangeExplanation,
  hidden: ReadonlySet<Visibility>,
  viewer: Viewer,
): ChangeExplanation {
  const part = (p: DriverPart): DriverPart => {
    if (viewer === "policyAdmin" || p.amount === null) return p;
    return { ...p, amount: null, band: viewer === "support" ? tenthBand(p.amount) : null };
  };
  return {
    ...explanation,
    drivers: explanation.drivers.map((driver) => ({
      ...driver,
      leaves: shownLeaves(driver, hidden, viewer),
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
  viewer: Viewer,
): readonly LeafChange[] {
  const band = ({ visibility }: LeafChange, value: number | null) =>
    value === null ? null : bandFor(viewer, { kind: "leaf", visibility }, value);
  return leaves.flatMap((leaf) => {
    if (!hidden.has(leaf.visibility)) return leaf.from === leaf.to ? [] : [leaf];
    if (numerator === "0") return [];
    const bands = { fromBand: band(leaf, leaf.from), toBand: band(leaf, leaf.to) };
    return [{ ...leaf, from: null, to: null, ...bands }];
  });
}

// The decided value itself is the seller's own. A slack says as much as the runner-up's value: value and slack go together.
function redactLevel(
  explanation: LevelExplanation,
  hidden: ReadonlySet<Visibility>,
  viewer: Viewer,
): LevelExplanation {
  const { next, output } = explanation;
  const isConcealed = (step: PathStep) => hidden.has(step.visibility) && step.id !== output;
  const band = (step: PathStep) =>
    step.value === null || !isConcealed(step) ? null : bandFor(viewer, step, step.value);
  return {
    ...explanation,
    steps: explanation.steps.map((step) => ({
      ...step,
      value: isConcealed(step) ? null : step.value,
      band: band(step),
      next: step.next && {
        ...step.next,
        slack: isConcealed(step) || hidden.has(step.next.visibility) ? null : step.next.slack,
      },
    })),
    next: next && hidden.has(next.visibility) ? { ...next, slack: null, value: null } : next,
  };
}
