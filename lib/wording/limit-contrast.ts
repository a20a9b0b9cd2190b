import { bandText } from "./band.ts";
import { limitRuleLabel, nodeLabel } from "./labels.ts";
import { type Locale, listText } from "./locale.ts";
import { quantityText } from "./quantity.ts";
import { renderMessage } from "./render.ts";

interface Rung {
  readonly constraints: readonly string[];
  readonly limitMm3: number | null;
}

/** Why a limit is not higher, as `contrastLimit` finds it. */
export interface LimitContrastFacts {
  readonly limitMm3: number;
  readonly lifted: readonly { readonly constraint: string; readonly limitMm3: number }[];
  readonly ladder: readonly Rung[];
  readonly points: readonly { readonly leaf: string; readonly gainMm3: number }[];
}

/** The price of shared space as a viewer may see it. */
export type PoolPriceShown =
  | { readonly as: "step"; readonly step: number; readonly steps: number }
  | { readonly as: "free" }
  | { readonly as: "band"; readonly lowMilliWeeks: number; readonly highMilliWeeks: number }
  /** Not even the softer guarantees fit: this part of them is kept, and nothing is shared out beyond. */
  | { readonly as: "rationBand"; readonly lowMillionths: number; readonly highMillionths: number }
  | {
      readonly as: "exact";
      readonly levelMilliWeeks: number;
      readonly rationShareMillionths: number;
    };

export interface WordedLimitContrast {
  readonly headline: string;
  readonly sentences: readonly string[];
  /** What binds; null when nothing named does. */
  readonly binding: string | null;
  /** What would bind next and how far away that is; null when nothing would. */
  readonly next: string | null;
}

const SHOWN_POINTS = 2;

const volume = (mm3: number, locale: Locale): string => quantityText("mm3", mm3, undefined, locale);
const rulesText = (rules: readonly string[], locale: Locale): string =>
  listText(
    rules.map((rule) => limitRuleLabel(rule, locale)),
    locale,
  );

/** `subject` as "Your standard-size limit for May 2026". */
export function wordLimitContrast(
  subject: string,
  contrast: LimitContrastFacts,
  price: PoolPriceShown,
  locale: Locale = "en",
): WordedLimitContrast {
  const [first, second] = contrast.ladder;
  const value = volume(contrast.limitMm3, locale);
  return {
    headline: first
      ? renderMessage(
          "limitHeld",
          { subject, value, rules: rulesText(first.constraints, locale) },
          locale,
        )
      : renderMessage("levelHeadline", { subject, value }, locale),
    sentences: [
      ...rungSentences(contrast, locale),
      ...aloneSentences(contrast, locale),
      priceSentence(price, locale),
      ...pointSentences(contrast, locale),
    ],
    binding: first ? rulesText(first.constraints, locale) : null,
    next:
      second && first && first.limitMm3 !== null
        ? renderMessage(
            "levelNext",
            {
              next: rulesText(second.constraints, locale),
              slack: volume(first.limitMm3 - contrast.limitMm3, locale),
            },
            locale,
          )
        : null,
  };
}

function rungSentences({ limitMm3, ladder }: LimitContrastFacts, locale: Locale): string[] {
  let before = limitMm3;
  return ladder.map((rung, k) => {
    const next = ladder[k + 1];
    if (rung.limitMm3 === null || !next) return renderMessage("limitWithoutLast", {}, locale);
    const gain = volume(rung.limitMm3 - before, locale);
    before = rung.limitMm3;
    return renderMessage(
      k === 0 ? "limitWithout" : "limitWithoutToo",
      { limit: volume(rung.limitMm3, locale), gain, next: rulesText(next.constraints, locale) },
      locale,
    );
  });
}

/** Rules that are not the first to bind, but whose lifting alone would raise the limit as well. */
function aloneSentences({ lifted, ladder }: LimitContrastFacts, locale: Locale): string[] {
  return lifted
    .filter(({ constraint }) => !ladder[0]?.constraints.includes(constraint))
    .map((one) =>
      renderMessage(
        "limitAlone",
        { rules: limitRuleLabel(one.constraint, locale), limit: volume(one.limitMm3, locale) },
        locale,
      ),
    );
}

function priceSentence(price: PoolPriceShown, locale: Locale): string {
  const weeks = (milliWeeks: number) => quantityText("milliWeeks", milliWeeks, undefined, locale);
  const share = (millionths: number) => quantityText("millionths", millionths, undefined, locale);
  switch (price.as) {
    case "step": {
      const { step, steps } = price;
      const values = { isFree: step === 0 ? "yes" : "no", step: `${step}`, steps: `${steps}` };
      return renderMessage("limitTightness", values, locale);
    }
    case "free":
      return renderMessage("limitPriceFree", {}, locale);
    case "band": {
      const band = { low: price.lowMilliWeeks, high: price.highMilliWeeks };
      return renderMessage(
        "limitPriceBand",
        { band: bandText("milliWeeks", band, locale) },
        locale,
      );
    }
    case "rationBand": {
      const band = { low: price.lowMillionths, high: price.highMillionths };
      return renderMessage(
        "limitPriceRationed",
        { band: bandText("millionths", band, locale) },
        locale,
      );
    }
    case "exact": {
      const values = {
        level: weeks(price.levelMilliWeeks),
        ration: share(price.rationShareMillionths),
      };
      return renderMessage("limitPrice", values, locale);
    }
  }
}

function pointSentences({ points }: LimitContrastFacts, locale: Locale): string[] {
  return [...points]
    .filter(({ gainMm3 }) => gainMm3 > 0)
    .sort((a, b) => b.gainMm3 - a.gainMm3)
    .slice(0, SHOWN_POINTS)
    .map(({ leaf, gainMm3 }) =>
      renderMessage(
        "limitPoint",
        { share: nodeLabel("capacity", leaf, locale), gain: volume(gainMm3, locale) },
        locale,
      ),
    );
}
