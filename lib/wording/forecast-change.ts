import type { ShareWord } from "../optimizer/explanation/index.ts";
import { groupLabel, ownerLabel } from "./labels.ts";
import type { MessageId } from "./messages-en.ts";
import { dayText, quantityText, shownChange, unitLabel } from "./quantity.ts";
import { renderMessage } from "./render.ts";

/** What moved one product's forecast between two runs; amounts in milli-units, the parts add up to `to - from`. */
export interface ForecastChangeFacts {
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

/** Why a forecast is not what the plan before said, in words. */
export function wordForecastChange(facts: ForecastChangeFacts): WordedForecastChange {
  const { fromOn, toOn, from, to, parts } = facts;
  const shown = shownChange(
    UNIT,
    from,
    to,
    parts.map(({ amount }) => amount),
  );
  const drivers = parts.map(({ driver }, k): WordedForecastDriver => {
    const owner = OWNERS[driver] ?? "unexplained";
    return {
      driver,
      label: groupLabel("forecast", driver),
      owner,
      ownerLabel: ownerLabel(owner),
      amount: shown.parts[k]?.text ?? "",
      value: shown.parts[k]?.value ?? 0,
      meaning: meaningOf(driver, facts),
    };
  });
  const subject = renderMessage("subjectForecast", { from: dayText(fromOn), to: dayText(toOn) });
  return {
    headline: renderMessage("changeHeadline", {
      subject,
      direction: shown.direction,
      from: shown.from,
      to: shown.to,
      delta: shown.delta,
    }),
    takeaway: takeawayOf(facts, drivers),
    from: { text: shown.from, value: shown.fromValue },
    to: { text: shown.to, value: shown.toValue },
    unitLabel: unitLabel(UNIT),
    drivers,
  };
}

/** Causes that largely cancel out, a main cause, or nothing. */
const OFFSETTING_RATIO = 3;

function takeawayOf(
  { from, to, parts }: ForecastChangeFacts,
  drivers: readonly WordedForecastDriver[],
): string {
  const [part] = parts;
  const [driver] = drivers;
  if (!part || !driver) return renderMessage("noChange");
  const movement = parts.reduce((sum, { amount }) => sum + Math.abs(amount), 0);
  if (movement >= OFFSETTING_RATIO * Math.abs(to - from)) return renderMessage("offsetting");
  // Share words speak of the change itself: only a cause that moves the same way may carry one.
  const share = Math.sign(part.amount) === Math.sign(to - from) ? part.share : "none";
  const cause = driver.label.charAt(0).toLowerCase() + driver.label.slice(1);
  return renderMessage("mainCause", { share, cause, amount: driver.amount });
}

function meaningOf(driver: string, facts: ForecastChangeFacts): string {
  const units = (value: number) => quantityText("units", value);
  const weeks = (value: number) => quantityText("weeks", value);
  if (driver === "newSales")
    return renderMessage("forecastNewSales", {
      weeks: weeks(facts.newWeeks),
      sold: units(facts.newSoldUnits),
      expected: quantityText(UNIT, facts.newExpectedMilliUnits),
    });
  if (driver === "correctedHistory" && facts.correctedUnits > 0)
    return renderMessage("forecastCorrectedOwn", { units: units(facts.correctedUnits) });
  if (driver === "wholesale" && facts.newWholesaleUnits > 0)
    return renderMessage("forecastWholesaleNew", { units: units(facts.newWholesaleUnits) });
  if (driver === "stockOut" && facts.newStockOutWeeks > 0)
    return renderMessage("forecastStockOutNew", { weeks: weeks(facts.newStockOutWeeks) });
  const meaning = MEANINGS[driver];
  return meaning ? renderMessage(meaning) : "";
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
