// A few stored answers of every shape, made by the rules themselves from small facts.
import {
  capacityDefinition,
  capacityFactLeaves,
  capacityLeaves,
  capacityLevers,
  contrastLimit,
  defaultCapacityPolicy,
  tightnessStep,
} from "@/lib/optimizer/capacity/index.ts";
import { type Definition, evaluate, leafValues } from "@/lib/optimizer/decision/index.ts";
import {
  counterfactual,
  explainChange,
  explainLevel,
  explainUnsplit,
  forward,
  minimalConflict,
  outputGrid,
  ruleGame,
} from "@/lib/optimizer/explanation/index.ts";
import {
  defaultReplenishmentPolicy,
  overrideEffect,
  replenishmentColumns,
  replenishmentConstraints,
  replenishmentDefinition,
  replenishmentFactLeaves,
  replenishmentLevers,
  replenishmentOutlooks,
  surfaceLevelsMillionths,
  surfaceWeeks,
} from "@/lib/optimizer/replenishment/index.ts";
import { capacity110, capacity130, capacity131 } from "@/server/planning/testing/capacity-rules.ts";
import { ANSWER_VERSION, type StoredAnswer } from "../answer.ts";
import { limitScoreFacts } from "../limit-score-answer.ts";
import { measuredAnswer } from "../measured-answer.ts";
import { comparedAnswers } from "./golden-compared.ts";
import { forecastAnswers } from "./golden-forecast.ts";
import { grantAnswers } from "./golden-grant.ts";
import { placementAnswers } from "./golden-placement.ts";
import { placementChangeAnswers } from "./golden-placement-change.ts";
import { scoreAnswers } from "./golden-score.ts";
import { goldenStaffAnswers } from "./golden-staff-answers.ts";

const FOOT = 28_316_847;

type Leaves = Readonly<Record<string, number>>;

const leavesOf = (definition: Definition, values: Leaves): Float64Array =>
  Float64Array.from(definition.nodes.slice(0, definition.leafCount), ({ id }) => values[id] ?? 0);

const oneRow = (ids: readonly string[], values: Leaves) => ({
  count: 1,
  column: Object.fromEntries(ids.map((id) => [id, Float64Array.of(values[id] ?? 0)])),
});

/** Leaves as columns of one row, with nothing computed. */
const columnsOf = ({ nodes, leafCount }: Definition, leaves: Float64Array) =>
  oneRow(
    nodes.map(({ id }) => id),
    Object.fromEntries(nodes.slice(0, leafCount).map(({ id }, k) => [id, leaves[k] ?? 0])),
  );

const firstOf = (column: Readonly<Record<string, ArrayLike<number>>>): Leaves =>
  Object.fromEntries(Object.entries(column).map(([id, values]) => [id, values[0] ?? 0]));

function limit(facts: Leaves, waterLevelMilliWeeks: number): Float64Array {
  const row = oneRow(capacityFactLeaves, {
    shippedWeeklyMm3: 40 * FOOT,
    forecastWeeklyMm3: 45 * FOOT,
    sellThroughMillionths: 2_000_000,
    excessShareMillionths: 200_000,
    strandedShareMillionths: 30_000,
    inStockShareMillionths: 900_000,
    onHandMm3: 300 * FOOT,
    ...facts,
  });
  const { column } = capacityLeaves(row, defaultCapacityPolicy, () => 1);
  const sigma = { waterLevelMilliWeeks, rationShareMillionths: 1_000_000 };
  return leavesOf(capacityDefinition, { ...firstOf(column), ...sigma });
}

function advice(facts: Leaves, weeklyMilliUnits: number): Float64Array {
  const row = oneRow(replenishmentFactLeaves, {
    leadTimeDays: 14,
    leadTimeSafetyDays: 5,
    onHandUnits: 30,
    inboundUnits: 24,
    committedUnits: 4,
    priceMicros: 25_000_000,
    unitCostMicros: 8_000_000,
    unitFeeMicros: 7_000_000,
    unitVolumeMm3: 1_500_000,
    casePackUnits: 12,
    ...facts,
  });
  // Demand spread as a normal: deviates of the surface's levels.
  const deviates = [0, 0.2533, 0.5244, 0.8416, 1.2816, 1.6449, 2.0537].slice(
    0,
    surfaceLevelsMillionths.length,
  );
  const surface = {
    meanMilliUnits: Float64Array.from(surfaceWeeks, (weeks) => weeklyMilliUnits * weeks),
    quantileMilliUnits: Float64Array.from(
      surfaceWeeks.flatMap((weeks) =>
        deviates.map((z) => Math.round(weeklyMilliUnits * (weeks + 0.4 * z * Math.sqrt(weeks)))),
      ),
    ),
  };
  const { column } = replenishmentColumns(row, surface, defaultReplenishmentPolicy);
  return leavesOf(replenishmentDefinition, firstOf(column));
}

const NOTHING = {
  version: ANSWER_VERSION,
  subject: {
    sku: null,
    fc: null,
    storageType: null,
    monthOn: null,
    baseMonthOn: null,
    day: null,
    baseDay: null,
  },
  run: null,
  baseRun: null,
  policyChange: null,
  isReplayEqual: true,
  codeSha256: null,
  currency: "USD",
} as const;

const ofLimit = { storageType: "standard", monthOn: "2026-12-01", runId: 2 } as const;
const ofSku = { productId: 1, runId: 2 } as const;
const limitSubject = { ...NOTHING.subject, storageType: "standard", monthOn: "2026-12-01" };
const skuSubject = { ...NOTHING.subject, sku: "BL-204", day: "2026-11-23" };

const before = limit({}, 24_000);
const now = limit({ shippedWeeklyMm3: 34 * FOOT, excessShareMillionths: 260_000 }, 19_000);
/** What is in the buildings already holds it. */
const held = limit({ onHandMm3: 900 * FOOT }, 100);
const outputOf = (definition: Definition, leaves: Float64Array): number =>
  explainLevel(definition, leaves).value;

const fairLimit = (value: number): StoredAnswer["facts"] => ({
  type: "fairness",
  definition: "capacity",
  version: "1.0.0",
  unit: "mm3",
  value,
  policyVersion: 3,
  leafCount: capacityDefinition.leafCount,
  identityLeafCount: 0,
  special: [],
  swap: { placeCount: 64, differentCount: 0 },
  handSetTens: 120,
  standing: { status: "told", tenthsBelow: 4, isOfSize: true },
});

/** The earlier limit as the rules before declarations decided it, the present one as others do. */
function ruled(definition: Definition): StoredAnswer["facts"] {
  const computed = (rule: Definition, leaves: Float64Array) => ({
    definition: rule,
    values: evaluate(
      rule,
      oneRow(
        rule.nodes.map(({ id }) => id),
        leafValues(capacityDefinition, leaves),
      ),
    ),
  });
  if (definition.lift === null)
    return explainUnsplit(computed(capacity110, before), computed(definition, now));
  const side = (rule: Definition) => {
    const of = (leaves: Float64Array) => leavesOf(rule, leafValues(capacityDefinition, leaves));
    return { definition: rule, from: of(before), to: of(now) };
  };
  const game = ruleGame(side(capacity110), side(definition));
  return game.explained(evaluate(capacity110, game.before), evaluate(definition, game.now));
}

function limitAnswers(): StoredAnswer[] {
  const level = (leaves: Float64Array) => outputOf(capacityDefinition, leaves);
  // Space and demand each made half of the way from one water level to the other.
  const split = {
    group: "network",
    players: ["capacity", "demand", "policy"],
    leaves: (coalition: number) => ({
      waterLevelMilliWeeks: 24_000 - (coalition & 1 ? 3000 : 0) - (coalition & 2 ? 2000 : 0),
      rationShareMillionths: 1_000_000,
    }),
  };
  const grid = outputGrid(level(now), FOOT);
  const target = { sense: "atLeast", value: level(now) + 40 * FOOT } as const;
  const ways = counterfactual(capacityDefinition, now, capacityLevers(500_000), target, grid);
  const contrast = contrastLimit(columnsOf(capacityDefinition, now), 0);
  const answer = (kind: string, facts: StoredAnswer["facts"], more = {}): StoredAnswer =>
    ({
      ...NOTHING,
      question: { kind, ...ofLimit },
      subject: limitSubject,
      facts,
      ...more,
    }) as StoredAnswer;
  return [
    answer("limitLevel", explainLevel(capacityDefinition, now), { ways }),
    answer("limitChange", explainChange(capacityDefinition, before, now, split), {
      policyChange: { version: 3, reason: "Room for the peak" },
    }),
    ...[capacityDefinition, capacity130, capacity131].map((definition) =>
      answer("limitChange", ruled(definition), {
        ruleChange: {
          changedOn: "2026-11-22",
          fromVersion: "1.1.0",
          toVersion: definition.version,
          ...(definition === capacity130 && { passedVersions: ["1.2.0"] }),
        },
      }),
    ),
    answer("limitContrast", {
      type: "limitContrast",
      level: explainLevel(capacityDefinition, now),
      limitMm3: contrast.limitMm3,
      lifted: [...contrast.lifted],
      ladder: contrast.ladder.map((rung) => ({ ...rung, constraints: [...rung.constraints] })),
      points: contrast.points.map(({ leaf, gainMm3 }) => ({ leaf, gainMm3 })),
      price: {
        waterLevelMilliWeeks: 19_000,
        rationShareMillionths: 1_000_000,
        tightnessStep: tightnessStep(19_000, 26),
      },
    }),
    answer("limitTarget", ways),
    ...[now, held].map((leaves) =>
      answer("limitScoreLevel", limitScoreFacts(capacityDefinition, leaves)),
    ),
    answer("limitFairness", fairLimit(level(now))),
    answer("limitSources", {
      type: "provenance",
      definition: "capacity",
      version: "1.0.0",
      level: explainLevel(capacityDefinition, now),
      rowCount: { shippedWeeklyMm3: 412, onHandMm3: 1830 },
    }),
  ];
}

function restockAnswers(): StoredAnswer[] {
  const less = advice({ onHandUnits: 80 }, 40_000);
  const more = advice({ onHandUnits: 30, leadTimeDays: 17 }, 46_000);
  const value = outputOf(replenishmentDefinition, more);
  const grid = outputGrid(value, 12);
  const conflict = minimalConflict(replenishmentDefinition, more, replenishmentConstraints(more), {
    sense: "atLeast",
    value: value + 120,
  });
  const columns = columnsOf(replenishmentDefinition, more);
  const target = { sense: "atLeast", value: value + 24 } as const;
  const answer = (kind: string, facts: StoredAnswer["facts"]): StoredAnswer =>
    ({ ...NOTHING, question: { kind, ...ofSku }, subject: skuSubject, facts }) as StoredAnswer;
  return [
    answer("restockLevel", explainLevel(replenishmentDefinition, more)),
    answer("restockChange", explainChange(replenishmentDefinition, less, more)),
    answer(
      "restockTarget",
      counterfactual(replenishmentDefinition, more, replenishmentLevers, target, grid),
    ),
    answer(
      "restockForward",
      forward(
        replenishmentDefinition,
        more,
        { leadTimeDays: 21 },
        replenishmentOutlooks(more),
        grid,
      ),
    ),
    answer("restockContrast", {
      type: "quantityContrast",
      definition: replenishmentDefinition.name,
      version: replenishmentDefinition.version,
      unit: "units",
      value,
      other: value + 120,
      conflict,
      effect: overrideEffect(columns, 0, value + 120),
    }),
  ];
}

function measuredAnswers(): StoredAnswer[] {
  const stock = measuredAnswer(
    { kind: "stockChange", fromOn: "2026-10-26", toOn: "2026-11-23", productId: 0 },
    {
      type: "measured",
      metric: "unitsOnHand",
      unit: "units",
      from: 1240,
      to: 1015,
      parts: [
        { id: "received", owner: "seller", amount: 480, label: null, rows: [] },
        { id: "sold", owner: "customers", amount: -690, label: null, rows: [] },
        { id: "returned", owner: "customers", amount: 21, label: null, rows: [] },
        { id: "unexplained", owner: "unexplained", amount: -36, label: null, rows: [] },
      ],
      notes: [
        {
          id: "stockSoldPlan",
          values: {
            actual: { unit: "units", value: 690 },
            planned: { unit: "units", value: 612 },
            day: { day: "2026-10-26" },
          },
        },
      ],
    },
    { day: "2026-11-23", baseDay: "2026-10-26" },
  );
  const fees = measuredAnswer(
    { kind: "feeLevel", fee: "aged", monthOn: "2026-11-01", productId: 0 },
    {
      type: "measured",
      metric: "fees",
      unit: "micros:USD",
      from: null,
      to: 86_400_000,
      parts: [
        {
          id: "band1",
          owner: "stock",
          amount: 61_200_000,
          label: { id: "feeAge", values: { from: "181", to: "211" } },
          rows: [],
        },
        {
          id: "band2",
          owner: "stock",
          amount: 25_200_000,
          label: { id: "feeAgeFrom", values: { from: "211" } },
          rows: [],
        },
      ],
      notes: [{ id: "feesUnpriced", values: { products: { unit: "products", value: 2 } } }],
    },
    { monthOn: "2026-11-01", topic: "aged" },
  );
  const rate = {
    ...NOTHING,
    question: { kind: "inStockChange", fromOn: "2026-10-26", toOn: "2026-11-23" },
    subject: { ...NOTHING.subject, day: "2026-11-23", baseDay: "2026-10-26" },
    facts: {
      type: "rateChange",
      from: 934_000,
      to: 886_000,
      rate: -61_000,
      mix: 15_000,
      entry: -2000,
      skus: [
        {
          productId: 1,
          sku: "BL-204",
          title: "Blanket",
          rate: -52_000,
          mix: 4000,
          entry: 0,
          fromText: "",
          toText: "",
        },
      ],
      others: { count: 3, rate: -9000, mix: 11_000, entry: -2000 },
    },
  } as const;
  return [stock, fees, rate as unknown as StoredAnswer, ...comparedAnswers()];
}

/** Answers by what they are about, in the order of the golden files. */
export const goldenAnswers = (): readonly StoredAnswer[] => [
  ...limitAnswers(),
  ...restockAnswers(),
  ...measuredAnswers(),
  ...forecastAnswers(NOTHING),
  ...goldenStaffAnswers(),
  ...placementAnswers(NOTHING),
  ...placementChangeAnswers(NOTHING),
  ...grantAnswers(NOTHING),
  ...scoreAnswers(NOTHING, before, now),
];
