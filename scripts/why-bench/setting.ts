// A kind of number that worlds are made about: how a network of it is drawn, what can be done to it, and what that truly did.
import type { DecisionWorld, PlantedCause } from "./world.ts";

/** Something that can be done to a network: it changes facts or rules where it acts, never a leaf of a decision. */
export interface Cause<N> extends PlantedCause {
  /** Whether it acts on the subject's own decision at fixed prices; else it acts through the prices alone. */
  readonly isOwn: boolean;
  /** `size` is the strength, above 0; `sign` says which way. */
  readonly apply: (network: N, size: number, sign: 1 | -1) => N;
}

export interface Deed<N> {
  readonly cause: Cause<N>;
  readonly size: number;
  readonly sign: 1 | -1;
}

export interface Setting<N> {
  readonly name: string;
  readonly causes: readonly Cause<N>[];
  readonly draw: (seed: number) => N;
  /** The subject's number as the planner decides it for the whole network. */
  readonly value: (network: N) => number;
  /** What each key did by interventions; keys that did exactly nothing are absent. */
  readonly amounts: (base: N, deeds: readonly Deed<N>[]) => Readonly<Record<string, number>>;
  readonly world: (id: string, before: N, after: N) => DecisionWorld;
}

export const withDeeds = <N>(base: N, deeds: readonly Deed<N>[]): N =>
  deeds.reduce((network, { cause, size, sign }) => cause.apply(network, size, sign), base);

/** A number moved by a share of itself, never below 0. */
export const moved = (value: number, size: number, sign: 1 | -1): number =>
  Math.round(value * Math.max(0, 1 + sign * size));
