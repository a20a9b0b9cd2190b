// What viewers of a running portal wait for, printed by type of question.
import { availableParallelism, loadavg } from "node:os";
import { DEMO_ACCOUNTS } from "../../server/cli/demo-accounts.ts";
import { HEADER, lineOf } from "./figures.ts";
import { type Portal, signIn } from "./portal.ts";
import { type Asked, collectQuestions, QUESTION_TYPES } from "./questions.ts";
import { freshQuestions, runViewers, type Viewer } from "./run.ts";

export interface ViewersOptions {
  readonly url: string;
  readonly viewerCount: number;
  readonly seconds: number;
  readonly thinkSeconds: number;
  readonly seed: number;
}

export const DEFAULTS: ViewersOptions = {
  url: "http://127.0.0.1:3000",
  viewerCount: 20,
  seconds: 60,
  thinkSeconds: 2,
  seed: 1,
};

/** p95 in ms of what each type may take. */
const GOALS: Readonly<Record<string, number>> = {
  "asked before": 60,
  "level, change, contrast": 150,
  counterfactual: 300,
  "in-stock": 1500,
};
/** Answers of an account read beforehand, for the questions that they lead to. */
const ANSWERS_READ = 12;

const say = (line: string) => process.stdout.write(`${line}\n`);

function sayLoad(): void {
  const [load = 0] = loadavg();
  say(`${availableParallelism()} cores, load ${load.toFixed(1)}`);
}

interface AccountOf {
  readonly portal: Portal;
  readonly questions: readonly Asked[];
}

/** Sellers of the demo world that have plans, each with a session and the questions of its account. */
async function accountsOf(url: string): Promise<AccountOf[]> {
  const found: AccountOf[] = [];
  for (const person of DEMO_ACCOUNTS.filter(({ accounts }) => accounts.length > 0)) {
    const portal = await signIn(url, person);
    for (const account of person.accounts) {
      const questions = await collectQuestions(portal, account, ANSWERS_READ);
      if (questions.length > 0) found.push({ portal, questions });
    }
  }
  return found;
}

/** Lets viewers ask at `url` and prints what they waited. Throws where nobody can sign in. */
export async function measureViewers(options: ViewersOptions): Promise<void> {
  const { url, viewerCount, seconds, thinkSeconds, seed } = options;
  const accounts = await accountsOf(url);
  const pools = accounts.map(({ portal, questions }, k) => ({
    portal,
    fresh: freshQuestions(questions, seed * 1000 + k),
  }));
  const count = accounts.reduce((sum, { questions }) => sum + questions.length, 0);
  say(`${accounts.length} accounts, ${count} questions; ${viewerCount} viewers, ${seconds} s`);
  sayLoad();
  const viewers = Array.from({ length: viewerCount }, (_, k) => pools[k % pools.length] as Viewer);
  const session = { seconds, thinkSeconds, startedAt: new Date() };
  const { timed, refused } = await runViewers(viewers, session);
  sayLoad();
  say(HEADER);
  for (const type of ["asked before", ...QUESTION_TYPES]) {
    const ofType = timed.filter((one) => one.type === type);
    if (ofType.length > 0) say(lineOf(type, ofType, GOALS[type]));
  }
  for (const [why, times] of refused) say(`refused ${times} times: ${why}`);
}
