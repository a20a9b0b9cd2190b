import type { ShareWord } from "../optimizer/explanation/index.ts";
import { groupLabel, ownerLabel } from "./labels.ts";
import { inSentence, type Locale } from "./locale.ts";
import type { MessageId } from "./messages-en.ts";
import { dayText, shownChange, unitLabel } from "./quantity.ts";
import { renderMessage } from "./render.ts";
import { type ToldMessage, toldText } from "./told.ts";

/** What happened between two runs that a driver speaks of. */
export interface ForecastChangeEvidence {
  /** Weeks since the earlier run: units sold in them, milli-units that it had expected, weeks in which stock ran out. */
  readonly newWeeks: number;
  readonly newSoldUnits: number;
  /** Of the units sold, those in wholesale orders, which are not taken for demand. */
  readonly newWholesaleUnits: number;
  readonly newExpectedMilliUnits: number;
  readonly newStockOutWeeks: number;
  /** Units by which the product's older weeks were corrected. */
  readonly correctedUnits: number;
}

/** What moved one product's forecast between two runs; amounts in milli-units, the parts add up to `to - from`. */
export interface ForecastChangeFacts extends ForecastChangeEvidence {
  /** First and last day of the weeks that are summed. */
  readonly fromOn: string;
  readonly toOn: string;
  readonly from: number;
  readonly to: number;
  /** Largest first. */
  readonly parts: readonly {
    readonly driver: string;
    readonly amount: number;
    readonly share: ShareWord;
  }[];
}

/** A driver in words, with its figure as it is shown; the shown figures add up to the shown change. */
export interface WordedForecastDriver {
  readonly driver: string;
  readonly label: string;
  readonly owner: string;
  readonly ownerLabel: string;
  /** Signed, with its unit. */
  readonly amount: string;
  /** In the shown unit, for charts. */
  readonly value: number;
  /** What it means, with the facts behind it. */
  readonly meaning: string;
}

export interface WordedForecastChange {
  readonly headline: string;
  /** Where most of it came from. */
  readonly takeaway: string;
  readonly from: { readonly text: string; readonly value: number };
  readonly to: { readonly text: string; readonly value: number };
  readonly unitLabel: string;
  readonly drivers: readonly WordedForecastDriver[];
}

const UNIT = "milliUnits";

const OWNERS: Readonly<Record<string, string>> = {
  newSales: "customers",
  correctedHistory: "dataCorrection",
  wholesale: "customers",
  stockOut: "dataCorrection",
  season: "model",
  events: "model",
  price: "seller",
  promotion: "seller",
  model: "model",
  ownAdjustment: "seller",
  rounding: "unexplained",
};

/** Whose doing a driver is. */
export const forecastOwner = (driver: string): string => OWNERS[driver] ?? "unexplained";

/** Why a forecast is not what the plan before said, in words. */
export function wordForecastChange(
  facts: ForecastChangeFacts,
  locale: Locale = "en",
): WordedForecastChange {
  const { fromOn, toOn, from, to, parts } = facts;
  const shown = shownChange(
    UNIT,
    from,
    to,
    parts.map(({ amount }) => amount),
    locale,
  );
  const drivers = parts.map(({ driver }, k): WordedForecastDriver => {
    const owner = forecastOwner(driver);
    return {
      driver,
      label: groupLabel("forecast", driver, locale),
      owner,
      ownerLabel: ownerLabel(owner, locale),
      amount: shown.parts[k]?.text ?? "",
      value: shown.parts[k]?.value ?? 0,
      meaning: meaningText(driver, facts, locale),
    };
  });
  const span = { from: dayText(fromOn, locale), to: dayText(toOn, locale) };
  const subject = renderMessage("subjectForecast", span, locale);
  const { direction, delta } = shown;
  return {
    headline: renderMessage(
      "changeHeadline",
      { subject, direction, from: shown.from, to: shown.to, delta },
      locale,
    ),
    takeaway: takeawayOf(facts, drivers, locale),
    from: { text: shown.from, value: shown.fromValue },
    to: { text: shown.to, value: shown.toValue },
    unitLabel: unitLabel(UNIT, locale),
    drivers,
  };
}

function meaningText(driver: string, facts: ForecastChangeEvidence, locale: Locale): string {
  const meaning = forecastMeaning(driver, facts);
  return meaning ? toldText(meaning, locale) : "";
}

/** Causes that largely cancel out, a main cause, or nothing. */
const OFFSETTING_RATIO = 3;

function takeawayOf(
  { from, to, parts }: ForecastChangeFacts,
  drivers: readonly WordedForecastDriver[],
  locale: Locale,
): string {
  const [part] = parts;
  const [driver] = drivers;
  if (!part || !driver) return renderMessage("noChange", {}, locale);
  const movement = parts.reduce((sum, { amount }) => sum + Math.abs(amount), 0);
  if (movement >= OFFSETTING_RATIO * Math.abs(to - from))
    return renderMessage("offsetting", {}, locale);
  // Share words speak of the change itself: only a cause that moves the same way may carry one.
  const share = Math.sign(part.amount) === Math.sign(to - from) ? part.share : "none";
  const cause = inSentence(driver.label, locale);
  return renderMessage("mainCause", { share, cause, amount: driver.amount }, locale);
}

/** What a driver means, with the facts behind it; null for what has no meaning of its own. */
export function forecastMeaning(driver: string, facts: ForecastChangeEvidence): ToldMessage | null {
  const units = (value: number) => ({ unit: "units", value });
  const weeks = (value: number) => ({ unit: "weeks", value });
  if (driver === "newSales")
    return {
      id: "forecastNewSales",
      values: {
        weeks: weeks(facts.newWeeks),
        sold: units(facts.newSoldUnits),
        expected: { unit: UNIT, value: facts.newExpectedMilliUnits },
      },
    };
  if (driver === "correctedHistory" && facts.correctedUnits > 0)
    return { id: "forecastCorrectedOwn", values: { units: units(facts.correctedUnits) } };
  if (driver === "wholesale" && facts.newWholesaleUnits > 0)
    return { id: "forecastWholesaleNew", values: { units: units(facts.newWholesaleUnits) } };
  if (driver === "stockOut" && facts.newStockOutWeeks > 0)
    return { id: "forecastStockOutNew", values: { weeks: weeks(facts.newStockOutWeeks) } };
  const id = MEANINGS[driver];
  return id ? { id, values: {} } : null;
}

const MEANINGS: Readonly<Record<string, MessageId>> = {
  correctedHistory: "forecastCorrectedOthers",
  wholesale: "forecastWholesaleOld",
  stockOut: "forecastStockOutOld",
  season: "forecastSeason",
  events: "forecastEvents",
  price: "forecastPrice",
  promotion: "forecastPromotion",
  model: "forecastModel",
  ownAdjustment: "forecastOwnAdjustment",
  rounding: "forecastRounding",
};
