// Stored answers about a forecast, made by the answers' own functions from a year of small facts.
import type { StoredAnswer } from "../answer.ts";
import { aheadNotes, changeFacts, levelFacts, sourcesFacts } from "../forecast-answers.ts";
import type { KnownForecast, KnownStatements, PastWeek } from "../forecast-known.ts";
import { contrastFacts, forwardFacts } from "../forecast-what-ifs.ts";

const WEEKS = 52;
const AHEAD = Array.from({ length: 26 }, (_, h) => 9500 + 150 * h);
/** The run's own promotion: a half more in the second week. */
const MEAN = AHEAD.map((week, h) => (h === 1 ? week * 1.5 : week));

function pastWeek(k: number): PastWeek {
  const back = WEEKS - 1 - k;
  const isOut = back === 2 || back === 3;
  const wholesale = back === 6 ? 24_000 : 0;
  const usual = 1000 * (7 + (k % 4));
  const sold = isOut ? 2000 : usual + wholesale;
  return {
    soldMilliUnits: sold,
    takenOverMilliUnits: 0,
    wholesaleMilliUnits: wholesale,
    demandMilliUnits: isOut ? 8200 : usual,
    isOut,
  };
}

const told = (weeks: readonly number[]) => weeks.slice(0, 13).reduce((a, b) => a + b, 0);

/** A run that small answers are of. */
export const GOLDEN_RUN: KnownForecast["run"] = {
  runId: 2,
  marketplaceId: "US",
  asOfOn: "2026-11-22",
  finishedAt: null,
  previousRunId: 1,
  currency: "USD",
  capacityPolicyVersion: 1,
  capacityPolicyReason: "",
  replenishmentPolicyVersion: 1,
  replenishmentPolicyReason: "",
  runRootSha256: null,
};

const FORECAST: KnownForecast = {
  run: GOLDEN_RUN,
  known: { asOfOn: GOLDEN_RUN.asOfOn, knownAt: new Date("2026-11-22T12:00:00Z") },
  sku: "BL-204",
  row: {
    runId: GOLDEN_RUN.runId,
    originOn: "2026-11-21",
    method: "structural",
    modelVersion: null,
    meanMilliUnits: MEAN,
    baseMeanMilliUnits: AHEAD,
    levelMillionths: [],
    quantileMilliUnits: [],
    cumulativeWeeks: [13],
    cumulativeLevelMillionths: [500_000, 900_000, 980_000],
    cumulativeQuantileMilliUnits: [138_000, 171_000, 190_000],
    historyWeeks: 104,
    stockOutWeeksBack: [2, 3],
    stockOutInStockMillionths: [300_000, 200_000],
    stockOutDemandMilliUnits: [8200, 8200],
    historyTreatment: null,
  },
  fromOn: "2026-11-22",
  toOn: "2027-02-20",
  milliUnits: told(MEAN),
  baseMilliUnits: told(AHEAD),
  past: Array.from({ length: WEEKS }, (_, k) => pastWeek(k)),
};

const STATED: KnownStatements = {
  adjustments: [],
  promotions: [
    {
      accountId: 1,
      productId: null,
      fromOn: "2026-11-29",
      toOn: "2026-12-05",
      expectedFactorMillionths: 1_500_000,
      priceMicros: null,
    },
  ],
};

/** The same product with its first four weeks told otherwise. */
function withWeeks(of: (week: number) => number, base: readonly number[] = AHEAD): KnownForecast {
  const mean = base.map((week, h) => (h < 4 ? of(week) : week));
  const row = { ...FORECAST.row, meanMilliUnits: mean, baseMeanMilliUnits: [...base] };
  return { ...FORECAST, row, milliUnits: told(mean), baseMilliUnits: told(base) };
}

const FOUR_WEEKS = { productId: 1, fromOn: "2026-11-22", toOn: "2026-12-19" };
const NONE: KnownStatements = { adjustments: [], promotions: [] };

/** Forecasts that no further promotion moves: another is stronger, units are stated, nothing is sold. */
const HELD: readonly (readonly [KnownForecast, KnownStatements])[] = [
  [
    withWeeks((week) => 1.6 * week),
    {
      ...NONE,
      promotions: [
        { ...FOUR_WEEKS, accountId: 1, expectedFactorMillionths: 1_600_000, priceMicros: null },
      ],
    },
  ],
  [
    withWeeks(() => 20_000),
    {
      ...NONE,
      adjustments: [{ ...FOUR_WEEKS, factorMillionths: null, milliUnitsPerWeek: 20_000 }],
    },
  ],
  [
    withWeeks(
      () => 0,
      AHEAD.map((week, h) => (h < 4 ? 0 : week)),
    ),
    NONE,
  ],
];

/** `base` holds what is common to all answers. */
export function forecastAnswers(base: Omit<StoredAnswer, "question" | "facts">): StoredAnswer[] {
  const subject = { ...base.subject, sku: "BL-204", baseDay: FORECAST.fromOn, day: FORECAST.toOn };
  const answer = (kind: string, facts: StoredAnswer["facts"]) =>
    ({ ...base, question: { kind, productId: 1, runId: 2 }, subject, facts }) as StoredAnswer;
  const ahead = aheadNotes(STATED.promotions, ["Winter sale"]);
  return [
    answer("forecastLevel", levelFacts(FORECAST, 1, ahead)),
    answer(
      "forecastChange",
      changeFacts({
        status: "explained",
        baseRunId: 1,
        fromOn: FORECAST.fromOn,
        toOn: FORECAST.toOn,
        weekCount: 13,
        beforeMilliUnits: 160_000,
        afterMilliUnits: 139_000,
        parts: { newSales: -26_000, stockOut: 7000, rounding: -2000 },
        newWeekCount: 4,
        newSoldUnits: 22,
        newWholesaleUnits: 0,
        newExpectedMilliUnits: 41_000,
        newStockOutWeeks: 2,
        correctedUnits: 0,
      }),
    ),
    answer("forecastSources", sourcesFacts(FORECAST, aheadNotes([], []))),
    answer("forecastContrast", contrastFacts(FORECAST, 1, STATED, 180)),
    answer("forecastForward", forwardFacts(FORECAST, 1, STATED, 2)),
    ...HELD.map(([forecast, statements]) =>
      answer("forecastForward", forwardFacts(forecast, 1, statements, 2)),
    ),
  ];
}
