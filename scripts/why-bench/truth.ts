// The true split of a change by interventions: the world is run with some causes in it and others not, in every order of
// their coming. Nothing of the explanation engine is used here: no driver groups, no replays of leaves.

/** Runs the world with some causes in the subject's own inputs and some in what prices are made of, and reads the decision. */
export type Intervene = (own: number, network: number) => number;

export interface TrueSplit {
  /** One amount per own cause. */
  readonly own: readonly number[];
  /** What came through the prices of shared space. */
  readonly network: number;
  /** The same by its parts, in their order. */
  readonly parts: readonly number[];
}

/** Every order of 0..count-1. Cost count!. */
function orders(count: number): number[][] {
  if (count === 0) return [[]];
  return orders(count - 1).flatMap((order) =>
    Array.from({ length: count }, (_, at) => [
      ...order.slice(0, at),
      count - 1,
      ...order.slice(at),
    ]),
  );
}

/** One after the other: own causes by number from 0, parts of the network by number from `ownCount`. */
function sequences(ownCount: number, partCount: number): number[][] {
  const parts = orders(partCount).map((order) => order.map((part) => ownCount + part));
  return orders(ownCount + 1).flatMap((order) =>
    parts.map((inner) => order.flatMap((cause) => (cause === ownCount ? inner : [cause]))),
  );
}

/**
 * The mean, over all orders in which causes can come, of what each adds when it comes (Shapley 1953); the parts of the network
 * come one after the other without anything between them (Owen 1977). At most 5 own causes and 3 parts.
 */
export function trueSplit(ownCount: number, partCount: number, intervene: Intervene): TrueSplit {
  const known = new Map<number, number>();
  const value = (done: number): number => {
    const found = known.get(done) ?? intervene(done & ((1 << ownCount) - 1), done >> ownCount);
    known.set(done, found);
    return found;
  };
  const sums = new Array<number>(ownCount + partCount).fill(0);
  const all = sequences(ownCount, partCount);
  for (const sequence of all) {
    let done = 0;
    for (const step of sequence) {
      const before = value(done);
      done |= 1 << step;
      sums[step] = sums[step]! + value(done) - before;
    }
  }
  const means = sums.map((sum) => sum / all.length);
  const parts = means.slice(ownCount);
  const network = parts.reduce((sum, part) => sum + part, 0);
  return { own: means.slice(0, ownCount), network, parts };
}
