import { evaluateOne, readLeaves } from "../decision/index.ts";
import {
  type BulkFacts,
  bulkEfficiency,
  type CapacityPool,
  capacityDefinition,
  defaultCapacityPolicy,
  type LimitPlan,
  overbookingOf,
  planBulk,
  planLimits,
  priceCapacity,
} from "./index.ts";

const SELLERS = 100_000;
const MM3 = 28_316_847;

interface State {
  readonly input: Parameters<typeof planLimits>[0];
  readonly plan: LimitPlan;
  readonly leaves: Float64Array;
  readonly values: Float64Array;
}

/** One scarce pool; sizes spread over four orders of magnitude. */
function factsOf(
  sellers: number,
  smallestExponent: number,
): { readonly column: BulkFacts; readonly usableMm3: number } {
  let state = 7;
  const draw = (max: number) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % max;
  };
  const make = (value: () => number) => Float64Array.from({ length: sellers }, value);
  const size = make(() => 10 ** (smallestExponent + draw(1_000_000) / 400_000) * MM3);
  const scaled = (milli: () => number) => size.map((mm3) => Math.round((mm3 * milli()) / 1000));
  const column: BulkFacts = {
    shippedWeeklyMm3: scaled(() => 30 + draw(20)),
    forecastWeeklyMm3: scaled(() => 30 + draw(20)),
    newSelectionMm3: scaled(() => draw(50)),
    declaredMm3: scaled(() => (draw(10) === 0 ? draw(100) : 0)),
    declaredWeightMillionths: make(() => 500_000),
    sellThroughMillionths: make(() => 500_000 + draw(3_000_000)),
    excessShareMillionths: make(() => draw(400_000)),
    strandedShareMillionths: make(() => draw(80_000)),
    inStockShareMillionths: make(() => 600_000 + draw(400_000)),
    onHandMm3: scaled(() => 200 + draw(500)),
    openShipmentsMm3: scaled(() => draw(200)),
    previousLimitMm3: scaled(() => 700 + draw(400)),
    lastEstimateMm3: scaled(() => 600 + draw(400)),
    grantedMm3: make(() => 0),
    confirmedMm3: make(() => 0),
    isIndividual: make(() => (draw(20) === 0 ? 1 : 0)),
  };
  const usableMm3 = Math.round(size.reduce((sum, mm3) => sum + mm3, 0) * 0.75);
  return { column, usableMm3 };
}

function setup(): State {
  const { column, usableMm3 } = factsOf(SELLERS, 1);
  const pools = [{ storageType: "standard", monthAhead: 1, usableMm3 }] as const;
  const facts = { count: SELLERS, column };
  const input = {
    facts,
    pools,
    poolOfRow: new Uint8Array(SELLERS),
    policy: defaultCapacityPolicy,
  };
  const leaves = new Float64Array(capacityDefinition.leafCount);
  const values = new Float64Array(capacityDefinition.nodes.length);
  return { input, plan: planLimits(input), leaves, values };
}

const MILLIONS = 2_000_000;
const MONTHS = [1, 2, 3] as const;

/** Every storage type and month of two million sellers: overbooking and efficiency per type, level and limits per pool. */
function planMillions({ column, usableMm3 }: ReturnType<typeof factsOf>): number {
  const policy = defaultCapacityPolicy;
  let sum = 0;
  for (const storageType of ["standard", "oversize", "apparel"] as const) {
    const use = { onHandMm3: column.onHandMm3, limitMm3: column.previousLimitMm3 };
    const { shareMillionths: overbookingShareMillionths } = overbookingOf(use, policy);
    const efficiency = bulkEfficiency(column, policy);
    for (const monthAhead of MONTHS) {
      const pool = { storageType, monthAhead, usableMm3, overbookingShareMillionths };
      sum += planBulk(column, efficiency, pool, policy).certificate.limitSumMm3;
    }
  }
  return sum;
}

export const benches = [
  {
    name: "capacity: limits of 2,000,000 sellers x 3 storage types x 3 months (goal 5 s)",
    setup: () => factsOf(MILLIONS, 0),
    run: planMillions,
  },
  {
    name: "capacity: limits of 100,000 sellers in bulk; baseline: all nodes by the definition",
    setup,
    run: ({ input, plan }: State) => {
      const column = input.facts.column as BulkFacts;
      const pool = plan.pools[0] as CapacityPool;
      return planBulk(column, bulkEfficiency(column, input.policy), pool, input.policy).limitMm3[0];
    },
    baseline: (state: State) => planLimits(state.input).limits[0],
    operations: SELLERS,
  },
  {
    name: "capacity: plan the limits of 100,000 sellers (columns, water level, certificate)",
    setup,
    run: (state: State) => planLimits(state.input).limits[0],
    operations: SELLERS,
  },
  {
    name: "capacity: price 100,000 sellers again from leaf columns",
    setup,
    run: ({ plan, input }: State) => {
      const { columns } = plan;
      const pools: readonly CapacityPool[] = plan.pools;
      return priceCapacity({ columns, poolOfRow: input.poolOfRow, pools }).prices[0];
    },
    operations: SELLERS,
  },
  {
    name: "capacity: replay one limit from its trace row",
    setup,
    run: ({ plan, leaves, values }: State) => {
      let sum = 0;
      for (let row = 0; row < 10_000; row++) {
        readLeaves(capacityDefinition, plan.columns, row, leaves);
        sum += evaluateOne(capacityDefinition, leaves, values);
      }
      return sum;
    },
    operations: 10_000,
  },
];
