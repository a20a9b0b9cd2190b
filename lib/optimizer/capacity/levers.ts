import type { Lever, Outlook } from "../explanation/index.ts";
import { capacityDefinition } from "./definition.ts";
import { MAX_WATER_LEVEL_MILLI_WEEKS } from "./pricing.ts";

const SHARE = { least: 0, most: 1_000_000 } as const;
const MILLION = 1_000_000;

/** What a seller can do about the efficiency score, and so about a limit. */
export const scoreLevers: readonly Lever[] = [
  { leaf: "strandedShareMillionths", move: -1, direction: -1, effort: 1, ...SHARE },
  { leaf: "excessShareMillionths", move: -1, direction: -1, effort: 2, ...SHARE },
  { leaf: "inStockShareMillionths", move: 1, direction: 1, effort: 3, ...SHARE },
  { leaf: "sellThroughMillionths", move: 1, direction: 1, effort: 4 },
];

/**
 * What a seller can do about a limit, with the effort of one step: declaring is a form, better shares are work in stock, more
 * sales are the hardest. `declaredWeightMillionths` is what the account's word counts for now.
 */
export const capacityLevers = (declaredWeightMillionths: number): readonly Lever[] => [
  {
    leaf: "declaredMm3",
    move: 1,
    direction: 1,
    effort: 1,
    isFromOutput: true,
    also: { declaredWeightMillionths },
  },
  ...scoreLevers,
  { leaf: "newSelectionMm3", move: 1, direction: 1, effort: 5, isFromOutput: true },
  { leaf: "shippedWeeklyMm3", move: 1, direction: 1, effort: 6 },
];

/** What may be asked of a limit beyond what a seller would do: slower sales. */
export const capacityScenarios = (declaredWeightMillionths: number): readonly Lever[] => [
  ...capacityLevers(declaredWeightMillionths),
  { leaf: "shippedWeeklyMm3", move: -1, direction: 1, effort: 1 },
];

/** How far shared space may become freer or scarcer from one month to the next: part of each looser and tighter outlook. */
const OUTLOOK_SHARE_MILLIONTHS = 100_000;

/** Three outlooks of the prices of shared space around those a limit was decided with. `leaves` in leaf order. */
export function capacityOutlooks(leaves: Float64Array): readonly Outlook[] {
  const at = (id: string) => leaves[capacityDefinition.indexOf.get(id)!]!;
  const moved = (value: number, way: number) =>
    Math.floor((value * (MILLION + way * OUTLOOK_SHARE_MILLIONTHS)) / MILLION);
  const outlook = (id: Outlook["id"], way: number): Outlook => ({
    id,
    leaves: {
      waterLevelMilliWeeks: Math.min(
        MAX_WATER_LEVEL_MILLI_WEEKS,
        moved(at("waterLevelMilliWeeks"), way),
      ),
      rationShareMillionths: Math.min(MILLION, moved(at("rationShareMillionths"), way)),
    },
  });
  return [outlook("looser", 1), outlook("same", 0), outlook("tighter", -1)];
}

/**
 * The leaves with which the next month's run is expected to decide a month that this run decided `later`: the limit that it
 * confirmed for the month before is then in force, and its figure is the last estimate. `sooner` are this run's leaves of the month
 * before the one asked about, for the rules of that distance; limits are without granted space.
 */
export function nextRunLeaves(
  later: Float64Array,
  sooner: Float64Array,
  limits: { readonly inForceMm3: number; readonly estimateMm3: number },
): Float64Array {
  const next = later.slice();
  const at = (id: string) => capacityDefinition.indexOf.get(id)!;
  for (const id of ["keepShareMillionths", "smoothingShareMillionths"])
    next[at(id)] = sooner[at(id)]!;
  next[at("previousLimitMm3")] = limits.inForceMm3;
  next[at("lastEstimateMm3")] = limits.estimateMm3;
  next[at("confirmedMm3")] = 0;
  return next;
}
