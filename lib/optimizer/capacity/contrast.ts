import { type Columns, evaluateOne, readLeaves } from "../decision/index.ts";
import { capacityDefinition, efficiencyParts, shareLeaf } from "./definition.ts";
import { MAX_WATER_LEVEL_MILLI_WEEKS } from "./pricing.ts";

/** What can hold a limit down: the need, the growth a month allows, the shared space, a fixed limit, nothing shipped yet. */
export const limitConstraints = ["need", "growth", "pool", "fixed", "pace"] as const;
export type LimitConstraint = (typeof limitConstraints)[number];

/** What must be lifted, beside everything on the rungs before, for the limit to rise, and what it is then. */
export interface LimitRung {
  /** One rule, or the fewest that hold the limit at the same height. */
  readonly constraints: readonly LimitConstraint[];
  /** null when nothing named holds it any more. */
  readonly limitMm3: number | null;
}

export interface LimitContrast {
  readonly limitMm3: number;
  /** The limit if only this rule were lifted, largest gain first; rules whose lifting alone gains nothing are left out. */
  readonly lifted: readonly { readonly constraint: LimitConstraint; readonly limitMm3: number }[];
  /** What binds first, then what would bind next, until nothing does: the gain of a rung is the slack of the next. */
  readonly ladder: readonly LimitRung[];
  /** What one percentage point better of each measured share gives, before rounding to announcement steps. */
  readonly points: readonly {
    readonly leaf: (typeof shareLeaf)[keyof typeof shareLeaf];
    readonly efficiencyMillionths: number;
    readonly gainMm3: number;
  }[];
}

type Change = Readonly<Record<string, number>>;
type Replay = (change: Change, node: string) => number;

const POINT = 10_000;
/** More than any account needs, and far from the edge of safe integers; of weekly volume less, as weeks multiply it. */
const ANY_NEED_MM3 = 1e13;
const ANY_WEEKLY_MM3 = 1e12;

/**
 * Why a limit is not higher: the decision replayed with rules lifted alone and in turn, and with one point more of each share;
 * prices stay as they are. Throws RangeError on an absent leaf. Cost about fifty replays, 0.1 ms.
 */
export function contrastLimit(leaves: Columns, row: number): LimitContrast {
  const { leafCount, nodes, indexOf } = capacityDefinition;
  const own = new Float64Array(leafCount);
  readLeaves(capacityDefinition, leaves, row, own);
  const values = new Float64Array(nodes.length);
  const at = (id: string) => indexOf.get(id)!;
  const replay: Replay = (change, node) => {
    const changed = own.slice();
    for (const [id, value] of Object.entries(change)) changed[at(id)] = value;
    evaluateOne(capacityDefinition, changed, values);
    return values[at(node)]!;
  };
  const ownOf = (id: string) => own[at(id)]!;
  const without = changesOf(replay, ownOf);
  const limitOf = (lifted: readonly LimitConstraint[]) =>
    replay(Object.assign({}, ...lifted.map((one) => without[one])), "announced");
  const limitMm3 = limitOf([]);
  const lifted = limitConstraints
    .map((constraint) => ({ constraint, limitMm3: limitOf([constraint]) }))
    .filter((one) => one.limitMm3 > limitMm3)
    .sort((a, b) => b.limitMm3 - a.limitMm3);
  return { limitMm3, lifted, ladder: ladderOf(limitOf), points: pointsOf(replay, ownOf) };
}

function changesOf(
  replay: Replay,
  own: (id: string) => number,
): Readonly<Record<LimitConstraint, Change>> {
  const pool = {
    waterLevelMilliWeeks: MAX_WATER_LEVEL_MILLI_WEEKS,
    rationShareMillionths: 1_000_000,
  };
  return {
    need: { newSelectionMm3: ANY_NEED_MM3 },
    // Without a limit before there is no growth to bound; what was kept of it stays through the estimate.
    growth:
      own("previousLimitMm3") > 0
        ? {
            previousLimitMm3: 0,
            lastEstimateMm3: keptAsEstimate(replay, own("keepShareMillionths")),
          }
        : {},
    pool,
    fixed: { isIndividual: 0 },
    // Space is shared by weeks of shipped volume: of next to nothing shipped, no level makes a share beyond the guarantees.
    pace:
      replay(pool, "fairShare") <= replay(pool, "lower")
        ? {
            shippedWeeklyMm3: ANY_WEEKLY_MM3,
            // Of any pace any level makes share enough: what a level makes of a pace that is not the account's would tell the level.
            waterLevelMilliWeeks: MAX_WATER_LEVEL_MILLI_WEEKS,
          }
        : {},
  };
}

/** Lifts the fewest rules that raise the limit, the largest gain first, until lifting the rest gains nothing. */
function ladderOf(limitOf: (lifted: readonly LimitConstraint[]) => number): LimitRung[] {
  const rungs: LimitRung[] = [];
  const mostMm3 = limitOf(limitConstraints);
  let lifted: readonly LimitConstraint[] = [];
  for (let limit = limitOf([]); limit < mostMm3; ) {
    const left = limitConstraints.filter((one) => !lifted.includes(one));
    let best: { readonly constraints: readonly LimitConstraint[]; readonly limit: number } | null =
      null;
    for (const constraints of subsetsBySize(left)) {
      if (best && constraints.length > best.constraints.length) break;
      const raised = limitOf([...lifted, ...constraints]);
      if (raised > (best?.limit ?? limit)) best = { constraints, limit: raised };
    }
    if (!best) break;
    limit = best.limit;
    lifted = [...lifted, ...best.constraints];
    rungs.push({ constraints: best.constraints, limitMm3: limit < mostMm3 ? limit : null });
  }
  return rungs;
}

function subsetsBySize<T>(items: readonly T[]): T[][] {
  const subsets: T[][] = [];
  for (let mask = 1; mask < 2 ** items.length; mask++)
    subsets.push(items.filter((_, k) => (mask >> k) & 1));
  return subsets.sort((a, b) => a.length - b.length);
}

function pointsOf(replay: Replay, own: (id: string) => number): LimitContrast["points"] {
  const { nodes, indexOf } = capacityDefinition;
  const before = { efficiency: replay({}, "efficiency"), limit: replay({}, "limit") };
  return efficiencyParts.map((name) => {
    const leaf = shareLeaf[name];
    const spec = nodes[indexOf.get(leaf)!]!;
    const direction = spec.kind === "leaf" ? (spec.lever?.direction ?? 1) : 1;
    const change = { [leaf]: Math.max(0, own(leaf) + direction * POINT) };
    return {
      leaf,
      efficiencyMillionths: replay(change, "efficiency") - before.efficiency,
      gainMm3: own("isIndividual") === 0 ? replay(change, "limit") - before.limit : 0,
    };
  });
}

/** Steps of the scale on which every seller sees how tight a pool is. */
export const TIGHTNESS_STEPS = 20;

/**
 * How tight the space of a pool is, 0 (everybody who sells steadily gets what is needed) to 20 (guarantees only): the share of
 * the cover that the water level does not give, to the nearest twentieth. The same for all sellers, so it may be published.
 */
export function tightnessStep(waterLevelMilliWeeks: number, coverWeeks: number): number {
  const missing = 1 - waterLevelMilliWeeks / (1000 * coverWeeks);
  return Math.round(TIGHTNESS_STEPS * Math.min(1, Math.max(0, missing)));
}

/** The estimate of which the rule keeps exactly today's soft floor. */
function keptAsEstimate(replay: Replay, keepShareMillionths: number): number {
  const softFloor = replay({}, "softFloor");
  return keepShareMillionths > 0 ? Math.ceil((softFloor * 1_000_000) / keepShareMillionths) : 0;
}
