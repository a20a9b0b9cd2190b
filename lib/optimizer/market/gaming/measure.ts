import { gainOf, type PaymentRule, type Played, paymentRules, playRound } from "./game.ts";
import { playTruth, type Setting, type Strategy, strategies, truthOf } from "./strategies.ts";
import { drawWorld } from "./world.ts";

/** Gain over truth, as a share of what truth gains: ratio of sums over seeds with its 95 % interval (delta method). */
export interface StrategyGain {
  readonly strategy: string;
  readonly rule: PaymentRule;
  readonly gainShare: number;
  readonly halfWidth: number;
}

export interface MeasureInput {
  readonly seedCount: number;
  readonly bidderCount: number;
  /** Bidders that try the strategy in turn, per seed. */
  readonly playerCount: number;
  /** Whether first-round grants cost the lower of both clears; true is the rule of ours. */
  readonly lowersLater?: boolean;
}

/** Worlds that only the band of past clears is taken from: no strategist has seen the world it plays in. */
const PAST_SEED = 1_000_000;
const PAST_COUNT = 41;

interface Sums {
  readonly truth: number[];
  readonly delta: number[];
}

/** Every strategy under every payment rule. Cost: about 0.15 ms per seed, player, strategy and rule at 60 bidders. */
export function measureStrategies(input: MeasureInput): StrategyGain[] {
  const knowledge = { medianClear: medianOfPast(input.bidderCount) };
  const sums = paymentRules.map(() => strategies.map((): Sums => ({ truth: [], delta: [] })));
  for (let seed = 1; seed <= input.seedCount; seed++) {
    const drawn = drawWorld(seed, input.bidderCount);
    const world = { ...drawn, lowersLater: input.lowersLater ?? true };
    paymentRules.forEach((rule, r) => {
      const truth = { 1: playTruth({ world, rule }, 1), 2: playTruth({ world, rule }, 2) };
      strategies.forEach((strategy, k) => {
        const honest = truth[strategy.roundCount];
        const { base, delta } = tryInTurn(strategy, { world, rule, knowledge }, honest, input);
        sums[r]![k]!.truth.push(base);
        sums[r]![k]!.delta.push(delta);
      });
    });
  }
  return paymentRules.flatMap((rule, r) =>
    strategies.map(({ name }, k) => ({ strategy: name, rule, ...ratioOf(sums[r]![k]!) })),
  );
}

/** What truth gains its players, and what the strategy gains them beyond it, summed over the players that try it. */
function tryInTurn(
  strategy: Strategy,
  setting: Omit<Setting, "players">,
  honest: Played,
  { playerCount, bidderCount }: MeasureInput,
): { readonly base: number; readonly delta: number } {
  let base = 0;
  let delta = 0;
  for (let p = 0; p < playerCount; p++) {
    const players = playersOf(strategy, p, bidderCount);
    const played = strategy.play({ ...setting, players });
    delta -= strategy.extraCost?.({ ...setting, players }) ?? 0;
    for (const bidder of players) {
      const truth = gainOf(setting.world, honest, bidder);
      base += truth;
      delta += gainOf(setting.world, played, bidder) - truth;
    }
  }
  return { base, delta };
}

const playersOf = (strategy: Strategy, p: number, bidderCount: number): number[] =>
  strategy.playerCount === 1 ? [p] : [p, (p + 1) % bidderCount];

function medianOfPast(bidderCount: number): number {
  const clears = Array.from({ length: PAST_COUNT }, (_, k) => {
    const world = drawWorld(PAST_SEED + k, bidderCount);
    const entries = world.bidders.map((_bidder, b) => truthOf(world, b));
    return playRound(world, entries, "firstRejected").clears[0]!;
  });
  return clears.sort((a, b) => a - b)[(PAST_COUNT - 1) / 2]!;
}

function ratioOf({ truth, delta }: Sums) {
  const count = truth.length;
  const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
  const truthMean = total(truth) / count;
  const gainShare = total(delta) / count / truthMean;
  const square = total(delta.map((d, k) => (d - gainShare * truth[k]!) ** 2));
  const error = Math.sqrt(square / (count * (count - 1))) / truthMean;
  return { gainShare, halfWidth: 1.96 * error };
}
