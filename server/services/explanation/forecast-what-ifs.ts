// What would have to be true for another forecast, and what a promotion would make of it: the plan's own rules for what sellers state.
import type { Tx } from "@/db/client.ts";
import { dayFromDate, dayToDate } from "@/lib/calendar/index.ts";
import { applyAdjustments, MAX_ADJUSTMENT_FACTOR } from "@/lib/optimizer/forecasting/index.ts";
import { DomainError } from "@/server/core/errors.ts";
import { demandAdjustments } from "@/server/planning/adjustments.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";
import type { StoredAnswer } from "./answer.ts";
import { runAnswer } from "./decision.ts";
import {
  forecastSubject,
  type KnownForecast,
  type KnownStatements,
  knownForecast,
  knownStatements,
  milli,
  type Note,
  paceNotes,
  QUARTER_WEEKS,
  sum,
  weeksOf,
} from "./forecast-known.ts";
import type { Ask } from "./question.ts";
import type { ToldFacts } from "./told.ts";

const MILLION = 1_000_000;
/** A promotion as it is asked about: four weeks from the first one ahead, a fifth more a step. */
const PROMOTION_DAYS = 28;
const DAYS = 7;
const STEP_MILLIONTHS = 200_000;
const STEPS = 5;
const PROMOTION_LEAF = "promotionFactorMillionths";

const share = (value: number) => ({ unit: "millionths", value });

/** What can be asked to be done about a forecast. */
export const forecastDeeds = (): NonNullable<StoredAnswer["deeds"]> => ({
  monthOn: null,
  levers: [
    {
      leaf: PROMOTION_LEAF,
      move: 1,
      unit: "millionths",
      values: Array.from({ length: STEPS + 1 }, (_, step) => MILLION + step * STEP_MILLIONTHS),
    },
  ],
});

/** The told weeks with these statements laid on the run's own forecast, by the rules of the plan. */
function restated(
  { row, fromOn }: KnownForecast,
  productId: number,
  statements: KnownStatements,
): number {
  const base = row.baseMeanMilliUnits ?? row.meanMilliUnits;
  const horizonWeeks = base.length;
  const none = { level: new Float64Array(), demandQuantile: new Float32Array() };
  const noSums = {
    cumulativeWeeks: new Int32Array(),
    cumulativeLevel: new Float64Array(),
    cumulativeMean: new Float32Array(),
    cumulativeQuantile: new Float32Array(),
  };
  const demandMean = Float32Array.from(base, (week) => week / 1000);
  const accountId = statements.promotions[0]?.accountId ?? 0;
  const products = [{ productId, accountId }];
  const { demandMean: after } = applyAdjustments(
    { skuCount: 1, horizonWeeks, demandMean, ...none, ...noSums },
    demandAdjustments(
      { products, ...statements },
      { firstForecastDay: dayFromDate(fromOn), horizonWeeks },
    ),
  );
  return sum(Array.from(after.subarray(0, QUARTER_WEEKS), (units) => Math.round(1000 * units)));
}

/** As the run's statements give the forecast that it stored, to the last digit of each week; a difference is never explained away. */
function replayedMilliUnits(
  forecast: KnownForecast,
  productId: number,
  statements: KnownStatements,
): number {
  const { sku, run, milliUnits } = forecast;
  const replayed = restated(forecast, productId, statements);
  if (Math.abs(replayed - milliUnits) > QUARTER_WEEKS)
    throw new Error(
      `explanation: ${sku} in run ${run.runId} replays to ${replayed}, not ${milliUnits}`,
    );
  return replayed;
}

export async function answerForecastForward(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"forecastForward">,
): Promise<StoredAnswer> {
  const { productId, leaf, move, steps } = question;
  if (steps > 0 && (leaf !== PROMOTION_LEAF || move !== 1))
    throw new DomainError("invalid", { rule: "no_such_step", leaf, move, steps });
  const forecast = await knownForecast(tx, scope, question);
  const statements = await knownStatements(tx, scope, forecast, productId);
  const facts = forwardFacts(forecast, productId, statements, steps);
  const answer = runAnswer(question, forecast.run, forecastSubject(forecast), facts);
  return { ...answer, deeds: forecastDeeds() };
}

/** If a promotion is declared for the next four weeks, or nothing is. */
export function forwardFacts(
  forecast: KnownForecast,
  productId: number,
  statements: KnownStatements,
  steps: number,
): ToldFacts {
  const without = replayedMilliUnits(forecast, productId, statements);
  const { fromOn, milliUnits } = forecast;
  const promotion = {
    accountId: statements.promotions[0]?.accountId ?? 0,
    productId,
    fromOn,
    toOn: dayToDate(dayFromDate(fromOn) + PROMOTION_DAYS - 1),
    expectedFactorMillionths: MILLION + steps * STEP_MILLIONTHS,
    priceMicros: null,
  };
  const promotions = [...statements.promotions, promotion];
  const moved = restated(forecast, productId, { ...statements, promotions }) - without;
  const values = {
    from: { day: promotion.fromOn },
    to: { day: promotion.toOn },
    factor: share(promotion.expectedFactorMillionths),
    value: milli(milliUnits + moved),
  };
  const now = milli(milliUnits);
  const held = moved === 0 ? [heldNote(forecast, productId, statements, promotion)] : [];
  const done: Note[] = [{ id: "forwardWithoutExact", values: { low: now } }, ...held];
  const rules: Note = { id: "forecastForwardRules", values: {} };
  return toldOf(forecast, {
    headline:
      steps === 0
        ? { id: "levelHeadline", values: { value: now } }
        : { id: "forecastForwardPromotion", values },
    sentences: steps === 0 ? [rules] : [...done, rules],
  });
}

/** Why a promotion moves nothing: no sales to raise, another that is as strong, or what was told of these weeks. */
function heldNote(
  forecast: KnownForecast,
  productId: number,
  statements: KnownStatements,
  promotion: KnownStatements["promotions"][number],
): Note {
  const { row } = forecast;
  const weeks = (row.baseMeanMilliUnits ?? row.meanMilliUnits).slice(0, PROMOTION_DAYS / DAYS);
  if (sum(weeks) === 0) return { id: "forecastForwardNone", values: {} };
  const alone = (promotions: KnownStatements["promotions"]) =>
    restated(forecast, productId, { ...statements, promotions });
  return alone([promotion]) === alone([])
    ? { id: "forecastForwardHeld", values: {} }
    : { id: "forecastForwardStronger", values: {} };
}

export async function answerForecastContrast(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"forecastContrast">,
): Promise<StoredAnswer> {
  const { productId, units } = question;
  const forecast = await knownForecast(tx, scope, question);
  const statements = await knownStatements(tx, scope, forecast, productId);
  const facts = contrastFacts(forecast, productId, statements, units);
  return runAnswer(question, forecast.run, forecastSubject(forecast), facts);
}

/** Why it is not the figure that the seller has in mind: what weeks would have to sell, how likely that is, what would bring it there. */
export function contrastFacts(
  forecast: KnownForecast,
  productId: number,
  statements: KnownStatements,
  units: number,
): ToldFacts {
  replayedMilliUnits(forecast, productId, statements);
  const other = { unit: "units", value: units };
  const year = paceNotes(forecast).filter(({ id }) => id === "forecastPaceYear");
  return toldOf(forecast, {
    headline: {
      id: "forecastContrastHeadline",
      values: { value: milli(forecast.milliUnits), other },
    },
    sentences: [
      ...neededNotes(forecast, units),
      ...year,
      ...chanceNotes(forecast, units),
      adjustedNote(forecast, productId, statements, units),
      { id: "forecastContrastKnow", values: {} },
    ],
  });
}

/** What each week would have to sell, beside what the last ones came to. */
function neededNotes({ past }: KnownForecast, units: number): Note[] {
  const recent = past.slice(-QUARTER_WEEKS).map(({ demandMilliUnits }) => demandMilliUnits);
  if (recent.length === 0) return [];
  const values = {
    other: { unit: "units", value: units },
    needed: milli(Math.round((1000 * units) / QUARTER_WEEKS)),
    weeks: weeksOf(recent.length),
    pace: milli(Math.round(sum(recent) / recent.length)),
  };
  return [{ id: "forecastContrastPace", values }];
}

/** How likely the figure is by the stored levels of the same weeks' sum; nothing where they are not stored. */
function chanceNotes({ row }: KnownForecast, units: number): Note[] {
  const levels = row.cumulativeLevelMillionths ?? [];
  const at = (row.cumulativeWeeks ?? []).indexOf(QUARTER_WEEKS);
  if (at < 0 || levels.length === 0) return [];
  const quantile = (q: number) =>
    row.cumulativeQuantileMilliUnits?.[at * levels.length + q] ?? Number.NaN;
  const above = levels.findIndex((_, q) => quantile(q) >= 1000 * units);
  const chance = (level: number | undefined) => share(MILLION - (level ?? 0));
  const other = { unit: "units", value: units };
  if (above < 0)
    return [
      {
        id: "forecastContrastChance",
        values: { case: "below", other, high: chance(levels.at(-1)) },
      },
    ];
  if (above === 0)
    return [
      { id: "forecastContrastChance", values: { case: "above", other, low: chance(levels[0]) } },
    ];
  const [low, high] = [chance(levels[above]), chance(levels[above - 1])];
  return [{ id: "forecastContrastChance", values: { case: "between", other, low, high } }];
}

/** The seller's own factor, in whole percent, that gives at least the figure: replayed. */
function adjustedNote(
  forecast: KnownForecast,
  productId: number,
  statements: KnownStatements,
  units: number,
): Note {
  const { fromOn, toOn, milliUnits } = forecast;
  const percent = Math.ceil((100_000 * units) / Math.max(1, milliUnits));
  const factorMillionths = percent * 10_000;
  if (milliUnits === 0 || factorMillionths > MAX_ADJUSTMENT_FACTOR * MILLION)
    return { id: "forecastContrastFar", values: {} };
  const own = { productId, fromOn, toOn, factorMillionths, milliUnitsPerWeek: null };
  const adjustments = [...statements.adjustments, own];
  const reached = restated(forecast, productId, { ...statements, adjustments });
  return {
    id: "forecastContrastFactor",
    values: { factor: share(factorMillionths), reached: milli(reached) },
  };
}

/** The statements are replayed as they were and with what is asked about. */
const toldOf = (
  { row, milliUnits }: KnownForecast,
  told: Pick<ToldFacts, "headline" | "sentences">,
): ToldFacts => ({
  type: "told",
  definition: "forecast",
  version: row.method,
  unit: "milliUnits",
  value: milliUnits,
  ...told,
  replayCount: 2,
});
