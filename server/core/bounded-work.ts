// Bounds for work that many may ask for at once: how much runs, how much waits, and what is done once only.
import { DomainError } from "./errors.ts";

export interface TurnBounds {
  /** Run at once. */
  readonly most: number;
  /** Wait for their turn, first come first served; more are refused. */
  readonly mostWaiting: number;
}

/** Runs `work` in its turn. Refuses with limit_exceeded, rule "busy", where too many wait already. */
export type InTurn = <T>(work: () => Promise<T>) => Promise<T>;

export function openTurns({ most, mostWaiting }: TurnBounds): InTurn {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running < most) running += 1;
    else {
      if (waiting.length >= mostWaiting) throw new DomainError("limit_exceeded", { rule: "busy" });
      // Who ends hands its turn over, so that nobody slips in between.
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}

/** Answers by key: computed once however many ask meanwhile. */
export type Kept<T> = (key: string, compute: () => Promise<T>) => Promise<T>;

/** Keeps the newest `most` answers; for what never changes under its key. One that failed is not kept. */
export function keepNewest<T>(most: number): Kept<T> {
  const answers = new Map<string, Promise<T>>();
  return (key, compute) => {
    const known = answers.get(key);
    if (known !== undefined) return known;
    const answer = compute();
    answers.set(key, answer);
    answer.catch(() => answers.delete(key));
    const [oldest] = answers.keys();
    if (answers.size > most && oldest !== undefined) answers.delete(oldest);
    return answer;
  };
}
