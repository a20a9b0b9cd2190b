import { capacityDefinition, capacityLevers } from "../capacity/index.ts";
import type { Definition } from "../decision/index.ts";
import { replenishmentDefinition, replenishmentLevers } from "../replenishment/index.ts";
import {
  coalitionValues,
  counterfactual,
  explainChange,
  explainLevel,
  type Lever,
  type NetworkSplit,
  outputGrid,
  shapley,
} from "./index.ts";

interface Pair {
  readonly from: Float64Array;
  readonly to: Float64Array;
}

/** Plausible leaves of two decisions that differ in every leaf but switches. */
function pairOf(definition: Definition): Pair {
  let state = 11;
  const draw = (max: number) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % max;
  };
  const most: Readonly<Record<string, number>> = {
    milliUnits: 90_000,
    milliWeeks: 20_000,
    millionths: 900_000,
    days: 40,
    weeks: 20,
    units: 60,
    micros: 20_000_000,
    mm3: 900_000_000_000,
    bool: 1,
  };
  const leaves = () =>
    Float64Array.from(definition.nodes.slice(0, definition.leafCount), ({ unit }) =>
      draw(most[unit]!),
    );
  return { from: leaves(), to: leaves() };
}

const NETWORK_LEAVES = ["waterLevelMilliWeeks", "rationShareMillionths"] as const;

/** Mixed prices of three players, between those of the two decisions. */
function splitOf({ from, to }: Pair): NetworkSplit {
  return {
    group: "network",
    players: ["capacity", "demand", "policy"],
    leaves: (coalition) =>
      Object.fromEntries(
        NETWORK_LEAVES.map((id) => {
          const leaf = capacityDefinition.indexOf.get(id)!;
          const way = (to[leaf]! - from[leaf]!) * (coalition / 7);
          return [id, Math.round(from[leaf]! + way)];
        }),
      ),
  };
}

const capacity = () => pairOf(capacityDefinition);
const replenishment = () => pairOf(replenishmentDefinition);
const games = () => Float64Array.from({ length: 256 }, (_, mask) => (mask * 7919) % 10_007);

/** A target that needs the whole search: singles, pairs and triples of all levers. */
const farTarget = (definition: Definition, leaves: Float64Array, levers: readonly Lever[]) => {
  const value = explainLevel(definition, leaves).value;
  const target = { sense: "atLeast", value: Math.round(value * 1.4) } as const;
  return counterfactual(definition, leaves, levers, target, outputGrid(value));
};

export const benches = [
  {
    name: "explanation: level of a limit",
    setup: capacity,
    run: ({ to }: Pair) => explainLevel(capacityDefinition, to),
  },
  {
    name: "explanation: level of an advised quantity",
    setup: replenishment,
    run: ({ to }: Pair) => explainLevel(replenishmentDefinition, to),
  },
  {
    name: "explanation: change of a limit, 10 groups (1,024 replays)",
    setup: capacity,
    run: ({ from, to }: Pair) => explainChange(capacityDefinition, from, to),
  },
  {
    name: "explanation: change of a limit with the network's part split (1,024 + 4,096 replays)",
    setup: capacity,
    run: (pair: Pair) => explainChange(capacityDefinition, pair.from, pair.to, splitOf(pair)),
  },
  {
    name: "explanation: change of an advised quantity, 9 groups (512 replays)",
    setup: replenishment,
    run: ({ from, to }: Pair) => explainChange(replenishmentDefinition, from, to),
  },
  {
    name: "explanation: ways to a limit, 7 levers",
    setup: capacity,
    run: ({ to }: Pair) => farTarget(capacityDefinition, to, capacityLevers(500_000)),
  },
  {
    name: "explanation: ways to an advised quantity, 7 levers",
    setup: replenishment,
    run: ({ to }: Pair) => farTarget(replenishmentDefinition, to, replenishmentLevers),
  },
  {
    name: "explanation: Shapley numerators of 8 players, values given",
    setup: games,
    run: (values: Float64Array) => shapley(coalitionValues(8, (mask) => values[mask]!)),
  },
];
