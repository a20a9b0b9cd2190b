// Viewers at work: each reads, thinks, and asks again, all at once, until the time is over.
import { setTimeout as sleep } from "node:timers/promises";
import { type RandomStream, stream } from "../../lib/optimizer/core/prng.ts";
import type { Timed } from "./figures.ts";
import type { Portal } from "./portal.ts";
import { type Asked, QUESTION_TYPES, type QuestionType, typeOf } from "./questions.ts";

export interface Viewer {
  readonly portal: Portal;
  /** Questions of the viewer's account that nobody has asked, taken from the end; shared with others of the account. */
  readonly fresh: ReadonlyMap<QuestionType, Asked[]>;
}

export interface Session {
  readonly seconds: number;
  /** Mean of the time between an answer and the next question. */
  readonly thinkSeconds: number;
  readonly startedAt: Date;
}

export interface Outcome {
  readonly timed: readonly Timed[];
  /** Refused questions, by what the portal said. */
  readonly refused: ReadonlyMap<string, number>;
}

export function freshQuestions(
  questions: readonly Asked[],
  seed: number,
): Map<QuestionType, Asked[]> {
  const draws = stream(seed, "questions");
  const shuffled = questions
    .map((asked) => ({ asked, at: draws.uniform() }))
    .toSorted((a, b) => a.at - b.at);
  return new Map(
    QUESTION_TYPES.map((type) => [
      type,
      shuffled.flatMap(({ asked }) => (typeOf(asked.question.kind) === type ? [asked] : [])),
    ]),
  );
}

/** Asks, and reads the answer: what a page does. */
async function askAndRead(portal: Portal, { account, question }: Asked) {
  const startMs = performance.now();
  const { data } = await portal.query<{ explanationId: string }>("why.ask", { account, question });
  const { data: answer, gzipBytes } = await portal.query<{ createdAt: string }>("why.get", {
    account,
    explanationId: data.explanationId,
  });
  return { ms: performance.now() - startMs, gzipBytes, createdAt: new Date(answer.createdAt) };
}

const pick = <T>(list: readonly T[], draws: RandomStream): T | undefined =>
  list.length > 0 ? list[draws.integer(list.length)] : undefined;

async function viewOn(
  { portal, fresh }: Viewer,
  session: Session,
  index: number,
): Promise<{ timed: Timed[]; refused: string[] }> {
  const draws = stream(1, "viewer", index);
  const timed: Timed[] = [];
  const refused: string[] = [];
  const read: Asked[] = [];
  const next = (): Asked | undefined => {
    const again = pick(read, draws);
    if (again && draws.bernoulli(0.5)) return again;
    const left = QUESTION_TYPES.flatMap((type) => (fresh.get(type)?.length ? [type] : []));
    const type = pick(left, draws);
    return type === undefined ? again : fresh.get(type)?.pop();
  };
  const endMs = performance.now() + session.seconds * 1000;
  for (;;) {
    await sleep(draws.exponential(session.thinkSeconds * 1000));
    const asked = next();
    if (asked === undefined || performance.now() > endMs) return { timed, refused };
    const { kind } = asked.question;
    const isNew = !read.includes(asked);
    try {
      const { createdAt, ...cost } = await askAndRead(portal, asked);
      const isCold = isNew && createdAt >= session.startedAt;
      timed.push({ type: isCold ? typeOf(kind) : "asked before", kind, ...cost });
      read.push(asked);
    } catch (error) {
      refused.push(`${kind}: ${(error as Error).message}`);
    }
  }
}

export async function runViewers(viewers: readonly Viewer[], session: Session): Promise<Outcome> {
  const outcomes = await Promise.all(
    viewers.map((viewer, index) => viewOn(viewer, session, index)),
  );
  const refused = new Map<string, number>();
  for (const why of outcomes.flatMap((one) => one.refused))
    refused.set(why, (refused.get(why) ?? 0) + 1);
  return { timed: outcomes.flatMap((one) => one.timed), refused };
}
