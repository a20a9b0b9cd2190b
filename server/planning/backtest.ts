// A backtest of a whole marketplace: every shard at rolling origins, joined, and the method that each segment is forecast by.
import { dayToDate, weekStartDay } from "@/lib/calendar/index.ts";
import {
  addTally,
  chooseMethods,
  emptyTallies,
  emptyTally,
  type QualityFigures,
  qualityFigures,
  type SegmentChoice,
  type SegmentScore,
} from "@/lib/optimizer/forecasting/index.ts";
import {
  BACKTEST,
  type SegmentTally,
  type ShardBacktest,
  type UpliftTally,
  upliftFactor,
} from "@/lib/optimizer/stages/index.ts";
import { inScope } from "@/server/repositories/scope.ts";
import { loadBacktestModels } from "./backtest-models.ts";
import {
  countShards,
  type NetworkView,
  readShardHistory,
  type ShardHistory,
} from "./shard-facts.ts";
import { type PlanningDeps, WORKER } from "./stage.ts";

/** Figures of one method on one segment, over single weeks or a sum of the first weeks. */
export interface QualityRow extends QualityFigures {
  readonly method: string;
  /** Version of the model; null = the method needs no training. */
  readonly modelId: number | null;
  readonly isClassical: boolean;
  readonly intermittencyClass: string;
  readonly volumeClass: string;
  readonly firstWeek: number;
  readonly lastWeek: number;
  readonly isSum: boolean;
  readonly skuCount: number;
  /** Of all sums together; on rows of sums, the row's own. */
  readonly cumulative90Share: number | null;
  readonly cumulative95Share: number | null;
  readonly isMethodUsed: boolean;
}

export interface LearntUplift {
  /** The event's name without its year. */
  readonly name: string;
  readonly factorMillionths: number;
}

export interface NetworkBacktest {
  readonly rows: readonly QualityRow[];
  readonly uplifts: readonly LearntUplift[];
  /** Last days of the first and the last origin. */
  readonly firstOriginOn: string;
  readonly lastOriginOn: string;
}

/** Told after each shard; false stops the work. */
export type OnShard = (doneCount: number, shardCount: number) => Promise<boolean>;

/**
 * Backtests all accounts of a marketplace on what is known of them: every method that needs no training, the version of the model in
 * use and its candidates. null when `onShard` stopped it, or where no account has enough history. Cost: per shard as `backtestShard`,
 * in a compute thread.
 */
export async function backtestNetwork(
  deps: PlanningDeps,
  view: NetworkView,
  onShard: OnShard,
): Promise<NetworkBacktest | null> {
  const shardCount = await inScope(deps.db, WORKER, (tx) => countShards(tx, view));
  const { models, modelIdInUse } = await loadBacktestModels(deps, view);
  const joined = new JoinedBacktest();
  for (let shard = 0; shard < shardCount; shard++) {
    const history = await readShard(deps, view, shard, shardCount);
    if (history) {
      const { facts, calendar } = history;
      joined.add(await deps.compute.run("backtest", { facts, calendar, models }), history);
    }
    if (!(await onShard(shard + 1, shardCount))) return null;
  }
  // Candidates are measured, but runs do not use them: they are not chosen for a segment.
  return joined.result(({ modelId }) => modelId === null || modelId === modelIdInUse);
}

const readShard = (deps: PlanningDeps, view: NetworkView, shard: number, shardCount: number) =>
  inScope(deps.db, WORKER, (tx) => readShardHistory(tx, view, shard, shardCount), {
    isolationLevel: "repeatable read",
    accessMode: "read only",
  });

/** Shards added up. */
export class JoinedBacktest {
  readonly #segments = new Map<string, SegmentTally>();
  readonly #uplifts = new Map<string, UpliftTally>();
  readonly #originDays = new Set<number>();

  add(one: ShardBacktest, { weeks, eventNames }: ShardHistory): void {
    for (const back of one.originsBack) {
      this.#originDays.add(weekStartDay(weeks.last - back + 1, weeks.startWeekday) - 1);
    }
    for (const segment of one.segments) this.#addSegment(segment);
    for (const { kind, weight, weightedLog } of one.uplifts) {
      const name = eventNames[kind] ?? "";
      const known = this.#uplifts.get(name) ?? { kind, weight: 0, weightedLog: 0 };
      known.weight += weight;
      known.weightedLog += weightedLog;
      this.#uplifts.set(name, known);
    }
  }

  #addSegment(segment: SegmentTally): void {
    const { method, intermittencyClass, volumeClass } = segment;
    const key = `${intermittencyClass}/${volumeClass}/${method}`;
    const tallies = emptyTallies(BACKTEST.sumLengths.length);
    const known = this.#segments.get(key) ?? { ...segment, skuCount: 0, tallies };
    known.skuCount += segment.skuCount;
    for (const [k, tally] of known.tallies.entries()) {
      const from = segment.tallies[k];
      if (from) addTally(tally, from);
    }
    this.#segments.set(key, known);
  }

  /** Figures of all that was added; methods that `isChoosable` refuses are measured, and not chosen for a segment. null where nothing was scored. */
  result(isChoosable: (segment: SegmentTally) => boolean): NetworkBacktest | null {
    const days = [...this.#originDays].sort((a, b) => a - b);
    const [first] = days;
    const last = days.at(-1);
    if (first === undefined || last === undefined) return null;
    const segments = [...this.#segments.entries()]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, segment]) => segment);
    const choices = chooseMethods(segments.filter(isChoosable).map(scoreOfSegment));
    return {
      rows: segments.flatMap((segment) => qualityRows(segment, choices)),
      uplifts: this.#learntUplifts(),
      firstOriginOn: dayToDate(first),
      lastOriginOn: dayToDate(last),
    };
  }

  #learntUplifts(): LearntUplift[] {
    return [...this.#uplifts.entries()].flatMap(([name, tally]) => {
      const factor = upliftFactor(tally);
      return factor === null ? [] : [{ name, factorMillionths: Math.round(factor * 1e6) }];
    });
  }
}

function scoreOfSegment(segment: SegmentTally): SegmentScore {
  const { method, isClassical, intermittencyClass, volumeClass } = segment;
  const [weeks, ...sums] = segment.tallies.map(qualityFigures);
  return {
    method,
    isClassical,
    intermittencyClass,
    volumeClass,
    windowCount: weeks?.windowCount ?? 0,
    spl: weeks?.spl ?? null,
    sumSpl: meanOf(sums.map(({ spl }) => spl)),
  };
}

/** Mean of all; null where one is not defined. */
function meanOf(values: readonly (number | null)[]): number | null {
  let sum = 0;
  for (const value of values) {
    if (value === null) return null;
    sum += value;
  }
  return values.length > 0 ? sum / values.length : null;
}

function qualityRows(segment: SegmentTally, choices: readonly SegmentChoice[]): QualityRow[] {
  const { method, modelId, isClassical, intermittencyClass, volumeClass, skuCount, tallies } =
    segment;
  const isMethodUsed = choices.some(
    (choice) =>
      choice.method === method &&
      choice.intermittencyClass === intermittencyClass &&
      choice.volumeClass === volumeClass,
  );
  const sums = emptyTally();
  for (const tally of tallies.slice(1)) addTally(sums, tally);
  const allSums = qualityFigures(sums);
  return tallies.map((tally, k) => {
    const figures = qualityFigures(tally);
    const isSum = k > 0;
    const covered = isSum ? figures : allSums;
    return {
      ...{
        method,
        modelId,
        isClassical,
        intermittencyClass,
        volumeClass,
        skuCount,
        isMethodUsed,
        isSum,
      },
      ...figures,
      firstWeek: 1,
      lastWeek: isSum ? (BACKTEST.sumLengths[k - 1] ?? 0) : BACKTEST.horizonWeeks,
      cumulative90Share: covered.coverage90Share,
      cumulative95Share: covered.coverage95Share,
    };
  });
}
