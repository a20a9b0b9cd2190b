// A planted world: two decisions of one subject that differ by causes we put there, and what each cause truly did.
import type { Definition } from "../../lib/optimizer/decision/index.ts";

export const CLASSES = [
  "single",
  "pair",
  "triple",
  "offsetting",
  "none",
  "hidden",
  "delayed",
] as const;
export type WorldClass = (typeof CLASSES)[number];

/** What a decision's network part is made of, by bit of a coalition; empty where it is not split. */
export const NETWORK_PARTS = ["capacity", "demand", "policy"] as const;

/** A cause as answers name it: a driver group, or a part of the network's group as "network/capacity". */
export type CauseKey = string;

export interface PlantedCause {
  /** The key that the cause is to be found under. */
  readonly key: CauseKey;
  readonly owner: string;
  /** What was done, for readers. */
  readonly deed: string;
}

/** What an engine is given: nothing here tells what was planted. */
export interface DecisionWorld {
  readonly id: string;
  readonly definition: Definition;
  /** The stored leaves of both decisions, in leaf order, and the stored outputs. */
  readonly from: Float64Array;
  readonly to: Float64Array;
  readonly fromValue: number;
  readonly toValue: number;
  /** Per coalition of `NETWORK_PARTS` the network's leaves, priced on that mix; null where the decision is not split. */
  readonly mixes: readonly Readonly<Record<string, number>>[] | null;
  /** The decisions that the announcements between both came from, for causes that act later: asked when those lead. */
  readonly earlier: DecisionWorld | null;
}

export interface Truth {
  readonly worldClass: WorldClass;
  readonly planted: readonly PlantedCause[];
  /** What each key did, by interventions; a key that is absent did exactly nothing. */
  readonly amounts: Readonly<Record<CauseKey, number>>;
  /** Part of the stored change that no recorded input made. */
  readonly hidden: number;
  /** Where the cause acted a run earlier: the key that the earlier decision is to be explained with. */
  readonly root: CauseKey | null;
  /** |stored change| over |from|. */
  readonly sizeShare: number;
}

export interface PlantedWorld {
  readonly world: DecisionWorld;
  readonly truth: Truth;
}

/** What an engine says of one world. */
export interface Answer {
  readonly id: string;
  readonly amounts: Readonly<Record<CauseKey, number>>;
  /** What the engine does not account for: 0 where it accounts for all. */
  readonly unexplained: number;
  /** The earlier cause that it names behind announcements. */
  readonly root: CauseKey | null;
}
