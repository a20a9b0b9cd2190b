// Pairs of worlds that a seller cannot tell apart: equal own data, own results and bulletin, other sellers' data different.
// All that other sellers are to a decision are the prices of shared space, alone and mixed of two runs; those differ.
import {
  capacityDefinition,
  capacityLevers,
  capacityOutlooks,
  contrastLimit,
  tightnessStep,
} from "../../lib/optimizer/capacity/index.ts";
import { type RandomStream, stream } from "../../lib/optimizer/core/prng.ts";
import { type Definition, evaluateOne } from "../../lib/optimizer/decision/index.ts";
import {
  counterfactual,
  explainChange,
  explainLevel,
  forward,
  outputGrid,
  redact,
} from "../../lib/optimizer/explanation/index.ts";
import { type AccountFacts, benchPolicy, drawAccount, limitLeaves } from "./limit-network.ts";
import { NETWORK_PARTS } from "./world.ts";

const CONFIDENTIAL = ["policyConfidential", "networkConfidential"];
const DECLARED_WEIGHT_MILLIONTHS = 500_000;

interface Prices {
  readonly waterLevelMilliWeeks: number;
  readonly rationShareMillionths: number;
}

/** One seller's limit in two runs, as other sellers' data make it. */
export interface SellerWorld {
  readonly from: Float64Array;
  readonly to: Float64Array;
  readonly mixes: readonly Prices[];
}

export interface WorldPair {
  readonly one: SellerWorld;
  readonly other: SellerWorld;
  /** What the seller is told in each. */
  readonly answers: readonly [string, string];
}

/** What the seller knows before asking: each own or published node of both runs, and the bulletin's step for the pool. */
function knownOf({ from, to }: SellerWorld): string {
  return JSON.stringify(
    [from, to].map((leaves) => [visibleOf(capacityDefinition, leaves), bulletinOf(leaves)]),
  );
}

function visibleOf(definition: Definition, leaves: Float64Array): number[] {
  const values = new Float64Array(definition.nodes.length);
  evaluateOne(definition, leaves, values);
  return Array.from(values).filter((_, k) => !CONFIDENTIAL.includes(definition.visibility[k]!));
}

const leafOf = (leaves: Float64Array, id: string): number =>
  leaves[capacityDefinition.indexOf.get(id)!]!;

const bulletinOf = (leaves: Float64Array): number =>
  tightnessStep(leafOf(leaves, "waterLevelMilliWeeks"), leafOf(leaves, "coverWeeks"));

interface Told {
  /** The words that say what the network's part is made of: what of the bulletin is told with an answer. */
  readonly parts: string;
  readonly answers: string;
}

/** Everything that a seller can be told of a limit: levels, change, ways, forward, contrast. */
function tell({ from, to, mixes }: SellerWorld): Told {
  const change = explainChange(capacityDefinition, from, to, {
    group: "network",
    players: NETWORK_PARTS,
    leaves: (coalition) => ({ ...mixes[coalition]! }),
  });
  const level = explainLevel(capacityDefinition, to);
  const grid = outputGrid(level.value, leafOf(to, "announceStepMm3"));
  const target = { sense: "atLeast", value: level.value + 2 * grid.step } as const;
  const levers = capacityLevers(DECLARED_WEIGHT_MILLIONTHS);
  const column = Object.fromEntries(
    capacityDefinition.nodes
      .slice(0, capacityDefinition.leafCount)
      .map(({ id }, leaf) => [id, to.slice(leaf, leaf + 1)]),
  );
  const answers = JSON.stringify([
    redact(change, "seller"),
    redact(explainLevel(capacityDefinition, from), "seller"),
    redact(level, "seller"),
    counterfactual(capacityDefinition, to, levers, target, grid),
    forward(capacityDefinition, to, {}, capacityOutlooks(to), grid),
    contrastLimit({ count: 1, column }, 0),
  ]);
  const parts = change.drivers.flatMap((driver) =>
    driver.parts.map(({ player, share }) => [player, share]),
  );
  return { parts: JSON.stringify(parts), answers };
}

/** The answers to all questions about a limit, as one text. */
export const sellerAnswers = (world: SellerWorld): string => tell(world).answers;

const LEVELS = 30_000;

type Ahead = 1 | 2 | 3;

/** Which prices touch nothing of a seller's: who ships nothing has no share of a level, who had no limit no guarantee to ration. */
interface Untouched {
  readonly byLevel: boolean;
  readonly byRation: boolean;
}

const drawFacts = (
  monthAhead: Ahead,
  untouched: Untouched,
  random: RandomStream,
): AccountFacts => ({
  ...drawAccount(random, monthAhead),
  ...(untouched.byLevel ? { shippedWeeklyMm3: 0 } : {}),
  ...(untouched.byRation ? { previousLimitMm3: 0, lastEstimateMm3: 0 } : {}),
});

const drawPrices = (random: RandomStream): Prices => ({
  waterLevelMilliWeeks: random.integer(LEVELS),
  rationShareMillionths: random.bernoulli(0.7) ? 1_000_000 : random.integer(1_000_000),
});

/** Other prices of a run under which the seller's own nodes are the same: those that touch nothing of the seller's are free. */
function otherPrices(untouched: Untouched, own: Prices, random: RandomStream): Prices {
  const near = Math.max(0, own.waterLevelMilliWeeks + random.integer(1001) - 500);
  return {
    waterLevelMilliWeeks: untouched.byLevel ? near : own.waterLevelMilliWeeks,
    rationShareMillionths: untouched.byRation
      ? random.integer(1_000_001)
      : own.rationShareMillionths,
  };
}

const REACH = 0.02;

/** A mix as other sellers' other data would price it: the nearer, the more often the same words are told of it. */
const nearby = (mix: Prices, random: RandomStream): Prices => ({
  waterLevelMilliWeeks: Math.round(
    mix.waterLevelMilliWeeks * (1 + REACH * (2 * random.uniform() - 1)),
  ),
  rationShareMillionths: mix.rationShareMillionths,
});

const TRIES = 100;

/** A pair that the seller cannot tell apart before asking, from a seed. Throws where none is found. */
export function drawPair(seed: number): WorldPair {
  for (let turn = 0; turn < TRIES; turn++) {
    const random = stream(seed, "why-bench pairs", turn);
    const monthAhead = (1 + random.integer(3)) as Ahead;
    const untouched = { byLevel: random.bernoulli(0.4), byRation: random.bernoulli(0.4) };
    const facts = [0, 1].map(() => drawFacts(monthAhead, untouched, random));
    const prices = [drawPrices(random), drawPrices(random)];
    const between = Array.from({ length: 2 ** NETWORK_PARTS.length - 2 }, () => drawPrices(random));
    const one = worldOf(monthAhead, facts, [prices[0]!, ...between, prices[1]!]);
    const [first, last] = prices.map((own) => otherPrices(untouched, own, random));
    const mixed = between.map((mix) => nearby(mix, random));
    const other = worldOf(monthAhead, facts, [first!, ...mixed, last!]);
    if (knownOf(one) !== knownOf(other)) continue;
    const told = [tell(one), tell(other)] as const;
    if (told[0].parts === told[1].parts)
      return { one, other, answers: [told[0].answers, told[1].answers] };
  }
  throw new Error(`why-bench: no pair of worlds for seed ${seed}`);
}

/** The mixes of none and of all are the two runs; what lies between is made of other sellers' data. */
function worldOf(
  monthAhead: Ahead,
  facts: readonly AccountFacts[],
  mixes: readonly Prices[],
): SellerWorld {
  const leavesOf = (run: number, prices: Prices) =>
    limitLeaves({ accounts: [facts[run]!], policy: benchPolicy, monthAhead }, prices);
  return { from: leavesOf(0, mixes[0]!), to: leavesOf(1, mixes[mixes.length - 1]!), mixes };
}

/** How many of `count` pairs are told anything different; 0 is what is owed. Also how many of them had other prices in a run. */
export function comparePairs(count: number): {
  readonly different: number;
  readonly priced: number;
} {
  let [different, priced] = [0, 0];
  for (let seed = 0; seed < count; seed++) {
    const { one, other, answers } = drawPair(seed);
    if (String(one.from) !== String(other.from) || String(one.to) !== String(other.to)) priced++;
    if (answers[0] !== answers[1]) different++;
  }
  return { different, priced };
}
