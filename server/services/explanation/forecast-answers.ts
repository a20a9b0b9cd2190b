// Answers about a product's forecast from what its run stored: no second model.
import type { Tx } from "@/db/client.ts";
import { forecastMeaning, forecastOwner } from "@/lib/wording/index.ts";
import { DomainError } from "@/server/core/errors.ts";
import {
  type ExplainedForecast,
  FORECAST_DRIVERS,
  ForecastDrivers,
} from "@/server/planning/forecast-drivers.ts";
import { findDrivers, findForecast } from "@/server/repositories/forecast.ts";
import type { KnownPromotionRow } from "@/server/repositories/forecast-statement.ts";
import { listSaleEvents } from "@/server/repositories/network.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";
import { NOBODY, type StoredAnswer } from "./answer.ts";
import { runAnswer, runOrThrow, runRef } from "./decision.ts";
import {
  forecastSubject,
  type KnownForecast,
  knownForecast,
  knownStatements,
  milli,
  type Note,
  type PastWeek,
  paceNotes,
  QUARTER_WEEKS,
  sum,
  weeksOf,
} from "./forecast-known.ts";
import { forecastDeeds } from "./forecast-what-ifs.ts";
import type { Measured, MeasuredPart } from "./measured.ts";
import { measuredAnswer } from "./measured-answer.ts";
import type { Ask } from "./question.ts";
import type { ToldFacts } from "./told.ts";

const MILLI = "milliUnits";

export async function answerForecastLevel(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"forecastLevel">,
): Promise<StoredAnswer> {
  const { productId } = question;
  const forecast = await knownForecast(tx, scope, question);
  const ahead = await knownAhead(tx, scope, forecast, productId);
  return {
    ...measuredAnswer(question, levelFacts(forecast, productId, ahead), forecastSubject(forecast)),
    run: runRef(forecast.run),
    deeds: forecastDeeds(),
  };
}

/** From what was sold in as many weeks before to what is expected: each step as the forecast took it. */
export function levelFacts(
  { sku, row, past, milliUnits, baseMilliUnits }: KnownForecast,
  productId: number,
  ahead: readonly Note[],
): Measured {
  const recent = past.slice(-QUARTER_WEEKS);
  const of = (amount: (week: PastWeek) => number) => sum(recent.map(amount));
  const sold = of(({ soldMilliUnits }) => soldMilliUnits);
  const demand = of(({ demandMilliUnits }) => demandMilliUnits);
  const takenOver = of(({ takenOverMilliUnits }) => takenOverMilliUnits);
  const wholesale = of(({ wholesaleMilliUnits }) => -wholesaleMilliUnits);
  const id = `sku:${productId}`;
  const soldRow = { id, label: sku, amount: sold, from: null, to: null, hasSource: true };
  const weeks = weeksOf(row.historyWeeks ?? past.length);
  return {
    type: "measured",
    metric: "forecast",
    unit: MILLI,
    from: null,
    to: milliUnits,
    parts: [
      partOf("sold", "customers", sold, [soldRow]),
      partOf("takenOver", "seller", takenOver),
      partOf("wholesale", "customers", wholesale),
      partOf("stockOut", "dataCorrection", demand - sold - takenOver - wholesale),
      partOf("ahead", "model", baseMilliUnits - demand),
      partOf("ownAdjustment", "seller", milliUnits - baseMilliUnits),
    ],
    notes: [{ id: "forecastRecord", values: { weeks, day: { day: row.originOn } } }, ...ahead],
  };
}

const partOf = (
  id: string,
  owner: string,
  amount: number,
  rows: MeasuredPart["rows"] = [],
): MeasuredPart => ({ id, owner, amount, label: null, rows });

/** Promotions and sale events that the forecast knows of in its weeks. */
async function knownAhead(
  tx: Tx,
  scope: SellerScope,
  forecast: KnownForecast,
  productId: number,
): Promise<Note[]> {
  const { run, known, fromOn, toOn } = forecast;
  const { promotions } = await knownStatements(tx, scope, forecast, productId);
  const events = await listSaleEvents(tx, run.marketplaceId, known);
  const ahead = events.filter(({ startOn, endOn }) => endOn >= fromOn && startOn <= toOn);
  return aheadNotes(promotions, [...new Set(ahead.map(({ title }) => title))]);
}

export function aheadNotes(
  promotions: readonly KnownPromotionRow[],
  events: readonly string[],
): Note[] {
  const known = promotions.map(
    (row): Note => ({
      id: "forecastKnowsPromotion",
      values: {
        effect: row.expectedFactorMillionths === null ? "learnt" : "told",
        from: { day: row.fromOn },
        to: { day: row.toOn },
        factor: { unit: "millionths", value: row.expectedFactorMillionths ?? 0 },
      },
    }),
  );
  return [
    ...(known.length === 0 ? [{ id: "forecastKnowsNone", values: {} } as const] : known),
    ...(events.length === 0
      ? []
      : [{ id: "forecastKnowsEvents", values: { events: { names: events } } } as const]),
  ];
}

/**
 * What moved it since the run before, as the job found it by replaying both. Throws precondition_failed for a first forecast, while the
 * causes are still being found, and where the runs share no week.
 */
export async function answerForecastChange(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"forecastChange">,
): Promise<StoredAnswer> {
  const { productId, runId } = question;
  const forecast = await knownForecast(tx, scope, question);
  const { previousRunId } = forecast.run;
  const before =
    previousRunId === null ? undefined : await findForecast(tx, scope, previousRunId, productId);
  if (!before) throw new DomainError("precondition_failed", { rule: "forecast_first" });
  const { data } = ForecastDrivers.safeParse(await findDrivers(tx, scope, runId, productId));
  if (!data) throw new DomainError("precondition_failed", { rule: "forecast_causes_waiting" });
  if (data.status === "unexplained")
    throw new DomainError("precondition_failed", { rule: `forecast_${data.reason}` });
  const base = await runOrThrow(tx, scope, data.baseRunId);
  const { sku } = forecast;
  const subject = { ...NOBODY, sku, baseDay: data.fromOn, day: data.toOn };
  return {
    ...measuredAnswer(question, changeFacts(data), subject),
    run: runRef(forecast.run),
    baseRun: runRef(base),
  };
}

export function changeFacts(change: ExplainedForecast): Measured {
  const evidence = {
    newWeeks: change.newWeekCount,
    newSoldUnits: change.newSoldUnits,
    newWholesaleUnits: change.newWholesaleUnits,
    newExpectedMilliUnits: change.newExpectedMilliUnits,
    newStockOutWeeks: change.newStockOutWeeks,
    correctedUnits: change.correctedUnits,
  };
  const parts = FORECAST_DRIVERS.flatMap((driver) => {
    const amount = change.parts[driver] ?? 0;
    return amount === 0 ? [] : [partOf(driver, forecastOwner(driver), amount)];
  });
  return {
    type: "measured",
    metric: "forecast",
    unit: MILLI,
    from: change.beforeMilliUnits,
    to: change.afterMilliUnits,
    parts,
    notes: parts.flatMap(({ id }) => {
      const meaning = forecastMeaning(id, evidence);
      return meaning && id !== "rounding" ? [{ ...meaning, values: { ...meaning.values } }] : [];
    }) as Measured["notes"],
  };
}

/** The weeks that it rests on, and what of them was not taken as it stands on record. */
export async function answerForecastSources(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"forecastSources">,
): Promise<StoredAnswer> {
  const forecast = await knownForecast(tx, scope, question);
  const ahead = await knownAhead(tx, scope, forecast, question.productId);
  const facts = sourcesFacts(forecast, ahead);
  return runAnswer(question, forecast.run, forecastSubject(forecast), facts);
}

export function sourcesFacts(forecast: KnownForecast, ahead: readonly Note[]): ToldFacts {
  const { row, past, milliUnits } = forecast;
  const weeks = weeksOf(row.historyWeeks ?? past.length);
  return {
    type: "told",
    definition: "forecast",
    version: row.method,
    unit: MILLI,
    value: milliUnits,
    headline: {
      id: "forecastSourcesHeadline",
      values: { value: milli(milliUnits), weeks, day: { day: row.originOn } },
    },
    sentences: [...paceNotes(forecast), ...treatmentNotes(past), ...ahead],
    replayCount: 0,
  };
}

function treatmentNotes(past: readonly PastWeek[]): Note[] {
  const weeks = weeksOf(past.length);
  const out = past.filter(({ isOut }) => isOut);
  const takenOver = sum(past.map(({ takenOverMilliUnits }) => takenOverMilliUnits));
  const setAside = sum(past.map(({ wholesaleMilliUnits }) => wholesaleMilliUnits));
  const sold = sum(out.map((week) => week.soldMilliUnits + week.takenOverMilliUnits));
  const demand = sum(out.map(({ demandMilliUnits }) => demandMilliUnits));
  return [
    out.length === 0
      ? { id: "forecastNoOut", values: { weeks } }
      : {
          id: "forecastOut",
          values: { out: weeksOf(out.length), weeks, sold: milli(sold), demand: milli(demand) },
        },
    ...(setAside === 0
      ? []
      : [{ id: "forecastSetAside", values: { units: milli(setAside) } } as const]),
    ...(takenOver === 0
      ? []
      : [{ id: "forecastTakenOver", values: { units: milli(takenOver) } } as const]),
  ];
}
