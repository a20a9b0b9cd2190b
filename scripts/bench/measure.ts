// Timing of one bench. Its clock is an argument, so that its arithmetic is tested without waiting.
export interface Bench {
  readonly name: string;
  readonly setup?: () => unknown;
  readonly run: (input: never) => unknown;
  readonly baseline?: (input: never) => unknown;
  readonly operations?: number;
}

export interface Timing {
  /** Milliseconds of one operation in each round. */
  readonly minMs: number;
  readonly meanMs: number;
  readonly sdMs: number;
  readonly roundCount: number;
}

export interface BenchResult {
  readonly name: string;
  readonly run: Timing;
  readonly baseline: Timing | null;
}

export interface MeasureOptions {
  readonly nowMs: () => number;
  /** Time given to the rounds of one bench. */
  readonly budgetMs: number;
}

type Work = () => unknown;

const ROUND_MS_MIN = 1;
const ROUNDS_MIN = 3;
const ROUNDS_MAX = 200;
const WARM_UP_MS = 100;

/** What was computed is kept, so that no engine may leave the computation out. */
let kept: unknown;
export const lastResult = (): unknown => kept;

const isPromise = (value: unknown): value is Promise<unknown> => value instanceof Promise;

async function timeRound(work: Work, repeats: number, nowMs: () => number): Promise<number> {
  const startMs = nowMs();
  for (let i = 0; i < repeats; i++) {
    kept = work();
    if (isPromise(kept)) kept = await kept;
  }
  return nowMs() - startMs;
}

/** Repeats of `work` that fill a round; warms it up on the way. */
async function calibrate(work: Work, nowMs: () => number): Promise<number> {
  const endMs = nowMs() + WARM_UP_MS;
  let repeats = 1;
  do {
    const tookMs = await timeRound(work, repeats, nowMs);
    if (tookMs < ROUND_MS_MIN) repeats *= 2;
  } while (nowMs() < endMs);
  return repeats;
}

export function summarise(timesMs: readonly number[]): Timing {
  const count = timesMs.length;
  const meanMs = timesMs.reduce((sum, ms) => sum + ms, 0) / count;
  const squares = timesMs.reduce((sum, ms) => sum + (ms - meanMs) ** 2, 0);
  return {
    minMs: Math.min(...timesMs),
    meanMs,
    sdMs: count > 1 ? Math.sqrt(squares / (count - 1)) : 0,
    roundCount: count,
  };
}

/** Times `run`, and `baseline` in alternating rounds. */
export async function measure(
  bench: Bench,
  { nowMs, budgetMs }: MeasureOptions,
): Promise<BenchResult> {
  const input = (await bench.setup?.()) as never;
  const works: Work[] = [() => bench.run(input)];
  const { baseline } = bench;
  if (baseline !== undefined) works.push(() => baseline(input));
  const lines = [];
  for (const work of works)
    lines.push({ work, repeats: await calibrate(work, nowMs), timesMs: [] as number[] });
  const endMs = nowMs() + budgetMs;
  for (let round = 0; round < ROUNDS_MAX && (round < ROUNDS_MIN || nowMs() < endMs); round++) {
    // Who goes first changes from round to round: being second has its own cost.
    for (const line of round % 2 === 0 ? lines : lines.toReversed()) {
      const tookMs = await timeRound(line.work, line.repeats, nowMs);
      line.timesMs.push(tookMs / line.repeats / (bench.operations ?? 1));
    }
  }
  const [run, other] = lines.map(({ timesMs }) => summarise(timesMs));
  if (run === undefined) throw new Error(`bench ${bench.name} was not timed`);
  return { name: bench.name, run, baseline: other ?? null };
}

const UNITS = [
  { name: "s", ms: 1000 },
  { name: "ms", ms: 1 },
  { name: "us", ms: 1e-3 },
  { name: "ns", ms: 1e-6 },
] as const;

/** Three significant digits in the unit that fits. */
export function formatMs(ms: number): string {
  const unit = UNITS.find((candidate) => ms >= candidate.ms) ?? { name: "ns", ms: 1e-6 };
  return `${(ms / unit.ms).toPrecision(3)} ${unit.name}`;
}

const formatTiming = ({ minMs, meanMs, sdMs, roundCount }: Timing): string =>
  `min ${formatMs(minMs)}, mean ${formatMs(meanMs)} ± ${formatMs(sdMs)} (${roundCount} rounds)`;

export function formatResult({ name, run, baseline }: BenchResult): string {
  if (baseline === null) return `${name}\n  ${formatTiming(run)}`;
  const ratio = (baseline.minMs / run.minMs).toPrecision(3);
  return `${name}\n  run       ${formatTiming(run)}\n  baseline  ${formatTiming(baseline)}\n  baseline / run = ${ratio} (of the least times)`;
}
