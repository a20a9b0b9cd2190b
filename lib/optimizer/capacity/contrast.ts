import { type Columns, evaluateOne, readLeaves } from "../decision/index.ts";
import { capacityDefinition, efficiencyParts, shareLeaf } from "./definition.ts";
import { MAX_WATER_LEVEL_MILLI_WEEKS } from "./pricing.ts";

/** What can hold a limit down: the account's own need, the growth a month allows, the shared space, a fixed limit. */
export const limitConstraints = ["need", "growth", "pool", "fixed"] as const;
export type LimitConstraint = (typeof limitConstraints)[number];

export interface LimitContrast {
  readonly limitMm3: number;
  /** The limit if only this rule were lifted, largest gain first; rules whose lifting alone gains nothing are left out. */
  readonly lifted: readonly { readonly constraint: LimitConstraint; readonly limitMm3: number }[];
  /** What one percentage point better of each measured share gives, before rounding to announcement steps. */
  readonly points: readonly {
    readonly leaf: (typeof shareLeaf)[keyof typeof shareLeaf];
    readonly efficiencyMillionths: number;
    readonly gainMm3: number;
  }[];
}

const POINT = 10_000;
/** More than any account needs, and far from the edge of safe integers. */
const ANY_NEED_MM3 = 1e13;

/**
 * Why a limit is not higher: the decision replayed with one rule lifted at a time, and with one point more of each share; prices
 * stay as they are. Throws RangeError on an absent leaf. Cost about ten replays, 20 us.
 */
export function contrastLimit(leaves: Columns, row: number): LimitContrast {
  const { leafCount, nodes, indexOf } = capacityDefinition;
  const own = new Float64Array(leafCount);
  readLeaves(capacityDefinition, leaves, row, own);
  const values = new Float64Array(nodes.length);
  const at = (id: string) => indexOf.get(id)!;
  const replay = (change: Readonly<Record<string, number>>, node: string): number => {
    const changed = own.slice();
    for (const [id, value] of Object.entries(change)) changed[at(id)] = value;
    evaluateOne(capacityDefinition, changed, values);
    return values[at(node)]!;
  };
  const limitMm3 = replay({}, "announced");
  const previous = own[at("previousLimitMm3")]!;
  const without: Readonly<Record<LimitConstraint, Readonly<Record<string, number>>>> = {
    need: { newSelectionMm3: ANY_NEED_MM3 },
    // Without a limit before there is no growth to bound; what was kept of it stays through the estimate.
    growth:
      previous > 0
        ? {
            previousLimitMm3: 0,
            lastEstimateMm3: keptAsEstimate(replay, own[at("keepShareMillionths")]!),
          }
        : {},
    pool: { waterLevelMilliWeeks: MAX_WATER_LEVEL_MILLI_WEEKS, rationShareMillionths: 1_000_000 },
    fixed: { isIndividual: 0 },
  };
  const lifted = limitConstraints
    .map((constraint) => ({ constraint, limitMm3: replay(without[constraint], "announced") }))
    .filter((one) => one.limitMm3 > limitMm3)
    .sort((a, b) => b.limitMm3 - a.limitMm3);
  const before = { efficiency: replay({}, "efficiency"), limit: replay({}, "limit") };
  const points = efficiencyParts.map((name) => {
    const leaf = shareLeaf[name];
    const spec = nodes[at(leaf)]!;
    const direction = spec.kind === "leaf" ? (spec.lever?.direction ?? 1) : 1;
    const change = { [leaf]: Math.max(0, own[at(leaf)]! + direction * POINT) };
    return {
      leaf,
      efficiencyMillionths: replay(change, "efficiency") - before.efficiency,
      gainMm3: own[at("isIndividual")] === 0 ? replay(change, "limit") - before.limit : 0,
    };
  });
  return { limitMm3, lifted, points };
}

/** The estimate of which the rule keeps exactly today's soft floor. */
function keptAsEstimate(
  replay: (change: Readonly<Record<string, number>>, node: string) => number,
  keepShareMillionths: number,
): number {
  const softFloor = replay({}, "softFloor");
  return keepShareMillionths > 0 ? Math.ceil((softFloor * 1_000_000) / keepShareMillionths) : 0;
}
