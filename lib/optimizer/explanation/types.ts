import type { Owner, Unit, Visibility } from "../decision/index.ts";
import type { Band } from "./band.ts";

/** One leaf whose value differs between the two decisions, or that is confidential; null where the viewer may not see it. */
export interface LeafChange {
  readonly id: string;
  readonly unit: Unit;
  readonly visibility: Visibility;
  readonly from: number | null;
  readonly to: number | null;
  /** Where a hidden value lies, for viewers who may see that much. */
  readonly fromBand?: Band | null;
  readonly toBand?: Band | null;
}

/** A player inside the network group: what made the shared space scarcer or freer. */
export interface DriverPart {
  readonly player: string;
  readonly amount: number | null;
  /** Where a hidden amount lies, for viewers who may see that much. */
  readonly band?: Band | null;
  /** The part's size in the fixed words of the share table, for viewers who may not see figures. */
  readonly share: ShareWord;
}

/** What one group of causes did to the number, in the number's own unit. */
export interface Driver {
  readonly group: string;
  readonly owner: Owner;
  /** Whole units; the amounts of all drivers add up to the change exactly. */
  readonly amount: number;
  /** |amount| as a share of the sum of |amount| over all drivers; null when nothing moved. */
  readonly shareMillionths: number | null;
  /** The same share in the fixed words of the share table. */
  readonly share: ShareWord;
  /** k! times the exact Shapley value, as text: the numerators add up to k! times the change. */
  readonly numerator: string;
  readonly leaves: readonly LeafChange[];
  /** What the network's bar is made of, largest first; they add up to it. Empty for the other groups. */
  readonly parts: readonly DriverPart[];
}

/** Two causes whose joint effect differs from the sum of their single effects. */
export interface Interaction {
  readonly groups: readonly [string, string];
  readonly amount: number;
}

export interface Binding {
  readonly id: string;
  readonly at: string;
}

/** The runner-up of a min or max: how far the active input may move before this one takes over. */
export interface RunnerUp {
  readonly id: string;
  readonly visibility: Visibility;
  /** null where the viewer may not see it. */
  readonly slack: number | null;
}

/** The closest runner-up on the spine, and the min or max it waits at. */
export interface NextBinding extends RunnerUp {
  readonly at: string;
  readonly value: number | null;
}

export type ShareWord = "nearlyAll" | "most" | "aboutHalf" | "part" | "aLittle" | "none";

/** The shape of an answer, computed from its figures; wording picks its sentences by it. */
export type Pattern =
  | "noChange"
  | "single"
  | "two"
  | "offsetting"
  | "bindingSwitch"
  | "policy"
  | "several";

export interface ChangeExplanation {
  readonly type: "change";
  readonly definition: string;
  readonly version: string;
  readonly output: string;
  readonly unit: Unit;
  readonly from: number;
  readonly to: number;
  readonly delta: number;
  readonly pattern: Pattern;
  /** Largest |amount| first, ties in the definition's group order. */
  readonly drivers: readonly Driver[];
  readonly interactions: readonly Interaction[];
  /** k!, the denominator of every numerator, as text. */
  readonly denominator: string;
  readonly bindingFrom: Binding | null;
  readonly bindingTo: Binding | null;
  readonly replayCount: number;
}

/** A node on the path that made the value. */
export interface PathStep {
  readonly id: string;
  readonly kind: "leaf" | "formula" | "min" | "max" | "choice";
  readonly unit: Unit;
  readonly visibility: Visibility;
  /** null where the viewer may not see it. */
  readonly value: number | null;
  /** Where a hidden value lies, for viewers who may see that much. */
  readonly band?: Band | null;
  /** The formula as a reader writes it; null for leaves. */
  readonly text: string | null;
  readonly from: readonly string[];
  readonly active: string | null;
  readonly next: RunnerUp | null;
}

export interface LevelExplanation {
  readonly type: "level";
  readonly definition: string;
  readonly version: string;
  readonly output: string;
  readonly unit: Unit;
  readonly value: number;
  /** From the output down to the leaves. */
  readonly steps: readonly PathStep[];
  /** From the output to what binds. */
  readonly spine: readonly string[];
  readonly binding: Binding | null;
  readonly next: NextBinding | null;
}

export type DecisionExplanation = ChangeExplanation | LevelExplanation;
