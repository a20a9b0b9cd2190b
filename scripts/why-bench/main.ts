// `npm run why-bench`: plants causes, asks why, and scores the answers; see scripts/why-bench/README.md.
import { isAbsolute, join } from "node:path";
import { parseArgs } from "node:util";
import { askEngine } from "./engine.ts";
import { type Answers, readAnswers, writeWorlds } from "./files.ts";
import type { InferredWorld } from "./inferred.ts";
import { askInference, inferredLines, inferredWorlds } from "./inferred-score.ts";
import { comparePairs } from "./pairs.ts";
import { plantedWorlds } from "./planted-worlds.ts";
import { latencyText, scoreLines } from "./report.ts";
import { score } from "./score.ts";
import type { Answer, PlantedWorld } from "./world.ts";

const USAGE = `usage: npm run why-bench [-- OPTIONS]
  --worlds N     worlds of a class and kind of number (default 33)
  --write DIR    write worlds.json and truths.json, ask nothing
  --answers DIR  score answers.json of another engine on the same worlds
  --pairs N      compare a seller's answers in N pairs of worlds that differ in others' data alone
`;

const say = (...lines: readonly string[]) => process.stdout.write(`${lines.join("\n")}\n`);

/** A path as the caller meant it: npm runs us in the project's folder. */
const placeOf = (path: string): string =>
  isAbsolute(path) ? path : join(process.env.INIT_CWD ?? process.cwd(), path);

function scoreDecisions(worlds: readonly PlantedWorld[], answers: Answers | null): void {
  const times: number[] = [];
  const answerOf = ({ world }: PlantedWorld): Answer => {
    if (answers)
      return (
        answers.decisions.get(world.id) ?? { id: world.id, amounts: {}, unexplained: 0, root: null }
      );
    const startMs = performance.now();
    const answer = askEngine(world);
    times.push(performance.now() - startMs);
    return answer;
  };
  const kindOf = (id: string) => id.slice(0, id.indexOf("-"));
  const scores = worlds.map((one) => score(kindOf(one.world.id), one.truth, answerOf(one)));
  say(...scoreLines(scores), "", ...(answers ? [] : [`decisions: ${latencyText(times)}`, ""]));
}

function scoreInferred(worlds: readonly InferredWorld[], answers: Answers | null): void {
  const times: number[] = [];
  const scores = worlds.map((world) => {
    const startMs = performance.now();
    const answer = answers
      ? (answers.inferred.get(world.id) ?? { id: world.id, amounts: {}, isHidden: false })
      : askInference(world);
    times.push(performance.now() - startMs);
    return { world, answer };
  });
  say(...inferredLines(scores), ...(answers ? [] : [`inferred: ${latencyText(times)}`]));
}

function countOf(option: string, text: string): number {
  const count = Number(text);
  if (!Number.isSafeInteger(count) || count < 1)
    throw new Error(`--${option} must be a whole number from 1 on, got ${text}`);
  return count;
}

function sayPairs(count: number): void {
  const startMs = performance.now();
  const { different, priced } = comparePairs(count);
  const seconds = ((performance.now() - startMs) / 1000).toFixed(0);
  say(
    `${count} pairs of worlds that differ in others' data alone (${priced} also in a price of a run): ${different} answered differently, ${seconds} s`,
  );
  if (different > 0) process.exitCode = 1;
}

function run(): void {
  const { values } = parseArgs({
    options: {
      worlds: { type: "string", default: "33" },
      write: { type: "string" },
      answers: { type: "string" },
      pairs: { type: "string" },
    },
  });
  if (values.pairs !== undefined) {
    sayPairs(countOf("pairs", values.pairs));
    return;
  }
  const count = countOf("worlds", values.worlds);
  const startMs = performance.now();
  const planted = [...plantedWorlds(count)];
  const inferred = [...inferredWorlds(count)];
  const seconds = ((performance.now() - startMs) / 1000).toFixed(0);
  say(`${planted.length + inferred.length} worlds planted in ${seconds} s`, "");
  if (values.write !== undefined) writeWorlds(placeOf(values.write), planted, inferred);
  else {
    const answers = values.answers === undefined ? null : readAnswers(placeOf(values.answers));
    scoreDecisions(planted, answers);
    scoreInferred(inferred, answers);
  }
}

try {
  run();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  process.exitCode = 2;
}
process.disconnect?.();
