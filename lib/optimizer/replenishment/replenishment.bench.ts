import { type Columns, evaluateOne, readLeaves } from "../decision/index.ts";
import {
  type AccountSpace,
  defaultReplenishmentPolicy,
  planReplenishment,
  type ReplenishmentPlan,
  replenishmentDefinition,
  surfaceWeeks,
} from "./index.ts";

const SKUS = 4_000;
const ACCOUNTS = 40;
const z = [0, 0.2533, 0.5244, 0.8416, 1.2816, 1.6449, 2.0537];

interface State {
  readonly input: Parameters<typeof planReplenishment>[0];
  readonly plan: ReplenishmentPlan;
  readonly leaves: Float64Array;
  readonly values: Float64Array;
}

/** 4,000 SKUs of 40 accounts; about half of the accounts and the network's pool are short of space. */
function setup(): State {
  let state = 11;
  const draw = (max: number) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % max;
  };
  const make = (value: () => number) => Float64Array.from({ length: SKUS }, value);
  const weekly = make(() => 200 + draw(80_000));
  const column: Columns["column"] = {
    leadTimeDays: make(() => 7 + draw(40)),
    leadTimeSafetyDays: make(() => draw(10)),
    onHandUnits: weekly.map((milli) => Math.round((milli * draw(80)) / 10_000)),
    transferUnits: make(() => draw(5)),
    inboundUnits: weekly.map((milli) => Math.round((milli * draw(30)) / 10_000)),
    committedUnits: make(() => draw(3)),
    priceMicros: make(() => 8_000_000 + draw(60_000_000)),
    unitCostMicros: make(() => 2_000_000 + draw(8_000_000)),
    unitFeeMicros: make(() => 2_000_000 + draw(6_000_000)),
    unitVolumeMm3: make(() => 100_000 + draw(8_000_000)),
    casePackUnits: make(() => 1 + draw(24)),
    minimumUnits: make(() => 0),
    isDiscontinued: make(() => (draw(50) === 0 ? 1 : 0)),
    hasOverride: make(() => 0),
    overrideUnits: make(() => 0),
    ownReviewDays: make(() => 0),
  };
  const rows = Array.from(weekly);
  const demand = {
    meanMilliUnits: Float64Array.from(
      rows.flatMap((milli) => surfaceWeeks.map((weeks) => milli * weeks)),
    ),
    quantileMilliUnits: Float64Array.from(
      rows.flatMap((milli) =>
        surfaceWeeks.flatMap((weeks) =>
          z.map((deviate) => Math.round(milli * (weeks + deviate * 0.6 * Math.sqrt(weeks)))),
        ),
      ),
    ),
  };
  const spaceOfRow = Uint32Array.from({ length: SKUS }, (_, row) => row % ACCOUNTS);
  const spaces: readonly AccountSpace[] = Array.from({ length: ACCOUNTS }, (_, k) => ({
    limitMm3: k % 2 === 0 ? null : 4e10,
    usedMm3: 0,
  }));
  const input = {
    facts: { count: SKUS, column },
    demand,
    poolOfRow: new Uint8Array(SKUS),
    spaceOfRow,
    pools: [{ storageType: "standard", usableMm3: 1.4e12, usedMm3: 0 }] as const,
    spaces,
    policy: defaultReplenishmentPolicy,
  };
  const leaves = new Float64Array(replenishmentDefinition.leafCount);
  const values = new Float64Array(replenishmentDefinition.nodes.length);
  return { input, plan: planReplenishment(input), leaves, values };
}

export const benches = [
  {
    name: "replenishment: plan 4,000 SKUs of 40 accounts, space priced",
    setup,
    run: ({ input }: State) => planReplenishment(input).sigma.pools[0],
    operations: SKUS,
  },
  {
    name: "replenishment: replay one advice from its trace row",
    setup,
    run: ({ plan, leaves, values }: State) => {
      let sum = 0;
      for (let row = 0; row < SKUS; row++) {
        readLeaves(replenishmentDefinition, plan.columns, row, leaves);
        sum += evaluateOne(replenishmentDefinition, leaves, values);
      }
      return sum;
    },
    operations: SKUS,
  },
];
