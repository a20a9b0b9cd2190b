// biome-ignore lint/style/noRestrictedImports: reads the known answers, which lie beside the repository.
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  defaultReplenishmentPolicy,
  planReplenishment,
  surfaceLevelsMillionths,
  surfaceWeeks,
} from "./index.ts";

const knownAnswers = "../shared/testbeds/inventory_single_echelon.json";

interface Newsvendor {
  readonly underage: number;
  readonly overage: number;
  readonly meanUnits: number;
  /** Quantiles of demand at the surface's levels, in units. */
  readonly quantileUnits: readonly number[];
}

// Normal quantiles of the surface's levels, to 6 places.
const z = [0, 0.253347, 0.524401, 0.841621, 1.281552, 1.644854, 2.053749];
const normal = (mean: number, deviation: number) => z.map((deviate) => mean + deviate * deviation);

function poisson(mean: number): number[] {
  return surfaceLevelsMillionths.map((level) => {
    let k = 0;
    let term = Math.exp(-mean);
    for (let cumulative = term; cumulative < level / 1e6; cumulative += term) {
      k++;
      term *= mean / k;
    }
    return k;
  });
}

/** The decision as a newsvendor: one week is the whole horizon, capital is the only cost of a unit too many. */
function baseStockMilliUnits(problem: Newsvendor): number {
  const { underage, overage, meanUnits, quantileUnits } = problem;
  const weekly = (units: number) => Math.round(units * 1000);
  const one = (value: number) => Float64Array.of(value);
  const { columns } = planReplenishment({
    facts: {
      count: 1,
      column: {
        leadTimeDays: one(0),
        leadTimeSafetyDays: one(0),
        onHandUnits: one(0),
        transferUnits: one(0),
        inboundUnits: one(0),
        committedUnits: one(0),
        priceMicros: one(Math.round((overage + underage) * 1e6)),
        unitCostMicros: one(Math.round(overage * 1e6)),
        unitFeeMicros: one(0),
        unitVolumeMm3: one(0),
        casePackUnits: one(1),
        minimumUnits: one(0),
        isDiscontinued: one(0),
        hasOverride: one(0),
        overrideUnits: one(0),
        ownReviewDays: one(0),
      },
    },
    demand: {
      meanMilliUnits: Float64Array.from(surfaceWeeks, () => weekly(meanUnits)),
      quantileMilliUnits: Float64Array.from(surfaceWeeks.flatMap(() => quantileUnits.map(weekly))),
    },
    poolOfRow: [0],
    spaceOfRow: [0],
    pools: [{ storageType: "standard", usableMm3: 1e12, usedMm3: 0 }],
    spaces: [{ limitMm3: null, usedMm3: 0 }],
    policy: {
      ...defaultReplenishmentPolicy,
      minimumServiceMillionths: 0,
      holdingRateMillionths: 1_000_000,
      overageWeeks: 52,
    },
  });
  return columns.column.baseStock![0]!;
}

type Inputs = Record<string, number>;

/** Newsvendors of the file whose demand law the surface can hold. */
function newsvendorOf(inputs: Inputs): Newsvendor | null {
  const { demand_mean: mean, demand_sd: deviation } = inputs;
  if (mean === undefined) return null;
  const weeks = 1 + (inputs.lead_time ?? 0);
  const isProfit = inputs.revenue !== undefined;
  return {
    underage: isProfit ? inputs.revenue! - inputs.purchase_cost! : inputs.stockout_cost!,
    overage: isProfit ? inputs.purchase_cost! - inputs.salvage_value! : inputs.holding_cost!,
    meanUnits: mean * weeks,
    quantileUnits:
      deviation === undefined
        ? poisson(mean * weeks)
        : normal(mean * weeks, deviation * Math.sqrt(weeks)),
  };
}

describe.skipIf(!existsSync(knownAnswers))(
  `newsvendor known answers (skipped without ${knownAnswers})`,
  () => {
    const instances: {
      id: string;
      problem_type: string;
      inputs: Inputs;
      optimal: { S: number };
    }[] = existsSync(knownAnswers) ? JSON.parse(readFileSync(knownAnswers, "utf8")).instances : [];
    const cases = instances.flatMap(({ id, problem_type, inputs, optimal }) => {
      const newsvendor = problem_type.startsWith("Newsvendor") ? newsvendorOf(inputs) : null;
      return newsvendor ? [{ id, newsvendor, baseStock: optimal.S }] : [];
    });

    it("finds the normal, profit and Poisson instances in the file", () => {
      expect(cases.length).toBeGreaterThanOrEqual(4);
    });

    // The surface is linear between its levels: within 0.3 % of the normal quantile, exact after rounding for Poisson.
    it.each(cases)("$id has the published base stock", ({ newsvendor, baseStock }) => {
      const milliUnits = baseStockMilliUnits(newsvendor);
      if (Number.isInteger(baseStock)) expect(Math.ceil(milliUnits / 1000)).toBe(baseStock);
      else expect(Math.abs(milliUnits / 1000 / baseStock - 1)).toBeLessThan(0.003);
    });
  },
);
