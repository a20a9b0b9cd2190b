import { stream } from "../core/prng.ts";
import {
  estimateLeadTime,
  protectionLengths,
  protectionQuantile,
  SHIPMENT_OUTCOME,
  type ShipmentEvidence,
} from "./index.ts";
import { evidenceFrom, forecastGrid, normalDemand, type ShipmentLine } from "./simulated.ts";

const SKUS = 4_000;
const ENTRIES = 600;

/** A year of an account with a hundred shipments to six FCs. */
function account(): ShipmentEvidence {
  const draws = stream(3, "lead-time-bench");
  const lines = Array.from({ length: ENTRIES }, (_, k): ShipmentLine => {
    const isOpen = draws.bernoulli(0.05);
    return {
      key: Math.floor(k / 6),
      origin: 0,
      fc: k % 6,
      outcome: isOpen ? SHIPMENT_OUTCOME.open : SHIPMENT_OUTCOME.received,
      days: 18 + draws.integer(25),
      units: 1 + draws.integer(90),
    };
  });
  return evidenceFrom(lines);
}

function plan() {
  const { planned } = estimateLeadTime(account(), 25);
  const lengths = protectionLengths(forecastGrid, planned, 7);
  const draws = stream(3, "lead-time-bench-demand");
  const demand = Array.from({ length: SKUS }, () => {
    const mean = 2 + draws.integer(90);
    return normalDemand(forecastGrid, mean, mean * (0.1 + 0.3 * draws.uniform()));
  });
  return { lengths, demand };
}

export const benches = [
  {
    name: "lead time: law of an account, 100 shipments to 6 FCs in 600 entries",
    setup: account,
    run: (evidence: ShipmentEvidence): unknown => estimateLeadTime(evidence, 25),
    operations: 1,
  },
  {
    name: "lead time: demand quantile over a random protection interval, 4,000 SKUs",
    setup: plan,
    run: ({ lengths, demand }: ReturnType<typeof plan>): number => {
      let sum = 0;
      for (const one of demand) sum += protectionQuantile(one, lengths, 0.93);
      return sum;
    },
    operations: SKUS,
  },
];
