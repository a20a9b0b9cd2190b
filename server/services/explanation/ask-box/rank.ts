// Which of several meanings the words of a text speak for.

/** A meaning, how much a match speaks for it, and what must match a text in small letters. */
export type Rule<T> = readonly [T, number, Pick<RegExp, "test">];

export interface Ranked<T> {
  readonly name: T;
  readonly score: number;
}

/** What anything speaks for, the strongest first; of equals the first in the order of the rules. */
export function ranked<T extends string>(rules: readonly Rule<T>[], text: string): Ranked<T>[] {
  const scores = new Map<T, number>();
  for (const [name, weight, pattern] of rules)
    if (pattern.test(text)) scores.set(name, (scores.get(name) ?? 0) + weight);
  return [...scores]
    .map(([name, score]) => ({ name, score }))
    .sort((one, other) => other.score - one.score);
}
