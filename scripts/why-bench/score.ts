// Scores answers against the truth, world by world, and sums them up.
import type { Answer, Truth } from "./world.ts";

export interface Scored {
  readonly worldClass: Truth["worldClass"];
  readonly setting: string;
  readonly owners: readonly string[];
  readonly sizeShare: number;
  /** The largest amount is at a cause with the largest true amount, and the root behind announcements is the true one. */
  readonly isTopRight: boolean;
  /** Planted causes that truly did something. */
  readonly plantedCount: number;
  /** Those of them that are named with more than nothing. */
  readonly foundCount: number;
  readonly namedCount: number;
  /** Named causes that truly did something. */
  readonly trueCount: number;
  /** Mean over all keys of |named share - true share| of the movement, in percentage points. */
  readonly sharePoints: number;
  /** Named causes that did exactly nothing, and the largest of them as a share of the movement. */
  readonly falseCount: number;
  readonly worstFalseShare: number;
  readonly isHidden: boolean;
  readonly isFlagged: boolean;
}

type Amounts = Readonly<Record<string, number>>;

/** Parts of the network are told in whole units: an amount within a unit of the true one is it. */
const UNIT = 1;

const movementOf = (amounts: Amounts): number =>
  Object.values(amounts).reduce((sum, amount) => sum + Math.abs(amount), 0);

const isNamed = (amounts: Amounts, key: string): boolean => (amounts[key] ?? 0) !== 0;

export function score(setting: string, truth: Truth, answer: Answer): Scored {
  const named = Object.keys(answer.amounts).filter((key) => isNamed(answer.amounts, key));
  const isWrong = (key: string) => !isNamed(truth.amounts, key);
  const movement = movementOf(truth.amounts);
  const falseOnes = named.filter(isWrong);
  const acting = truth.planted.filter(({ key }) => keysOf(key).some((one) => !isWrong(one)));
  const found = acting.filter(({ key }) => isFound(key, truth, answer));
  const isTop = isTopRight(truth.amounts, answer.amounts);
  return {
    worldClass: truth.worldClass,
    setting,
    owners: [...new Set(acting.map(({ owner }) => owner))],
    sizeShare: truth.sizeShare,
    isTopRight: isTop && (truth.root === null || truth.root === answer.root),
    plantedCount: acting.length,
    foundCount: found.length,
    namedCount: named.length,
    trueCount: named.length - falseOnes.length,
    sharePoints: sharePoints(truth.amounts, answer.amounts),
    falseCount: falseOnes.length,
    worstFalseShare: falseOnes.reduce(
      (worst, key) => Math.max(worst, Math.abs(answer.amounts[key]!) / Math.max(1, movement)),
      0,
    ),
    isHidden: truth.hidden !== 0,
    isFlagged: answer.unexplained !== 0,
  };
}

/** A change of the rules may reach a number through the prices alone. */
const keysOf = (key: string): readonly string[] => [key, `network/${key}`];

const isFound = (key: string, truth: Truth, answer: Answer): boolean =>
  keysOf(key).some((one) => isNamed(truth.amounts, one) && isNamed(answer.amounts, one));

function isTopRight(truth: Amounts, answer: Amounts): boolean {
  const largest = (amounts: Amounts) =>
    Object.values(amounts).reduce((most, amount) => Math.max(most, Math.abs(amount)), 0);
  const most = largest(answer);
  if (most === 0) return largest(truth) === 0;
  const tops = Object.keys(answer).filter((key) => Math.abs(answer[key]!) === most);
  return tops.some((key) => Math.abs(truth[key] ?? 0) >= largest(truth) - UNIT && key in truth);
}

function sharePoints(truth: Amounts, answer: Amounts): number {
  const keys = [...new Set([...Object.keys(truth), ...Object.keys(answer)])];
  const [true_, told] = [movementOf(truth), movementOf(answer)];
  const shareOf = (amounts: Amounts, all: number, key: string) =>
    all === 0 ? 0 : (amounts[key] ?? 0) / all;
  const errors = keys.map((key) =>
    Math.abs(shareOf(truth, true_, key) - shareOf(answer, told, key)),
  );
  return keys.length === 0 ? 0 : (100 * errors.reduce((sum, each) => sum + each, 0)) / keys.length;
}

/** Value at a level between 0 and 1, the nearest rank; 0 without values. */
export function rankAt(values: readonly number[], level: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(level * sorted.length))] ?? 0;
}
