import { limitRuleLabel, nodeLabel } from "./labels.ts";
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

const volume = (mm3: number): string => quantityText("mm3", mm3);
const listOf = (rules: readonly string[]): string =>
  new Intl.ListFormat("en").format(rules.map(limitRuleLabel));

/** `subject` as "Your standard-size limit for May 2026". */
export function wordLimitContrast(
  subject: string,
  contrast: LimitContrastFacts,
  price: PoolPriceShown,
): WordedLimitContrast {
  const [first, second] = contrast.ladder;
  const value = volume(contrast.limitMm3);
  return {
    headline: first
      ? renderMessage("limitHeld", { subject, value, rules: listOf(first.constraints) })
      : renderMessage("levelHeadline", { subject, value }),
    sentences: [
      ...rungSentences(contrast),
      ...aloneSentences(contrast),
      priceSentence(price),
      ...pointSentences(contrast),
    ],
    binding: first ? listOf(first.constraints) : null,
    next:
      second && first && first.limitMm3 !== null
        ? renderMessage("levelNext", {
            next: listOf(second.constraints),
            slack: volume(first.limitMm3 - contrast.limitMm3),
          })
        : null,
  };
}

function rungSentences({ limitMm3, ladder }: LimitContrastFacts): string[] {
  let before = limitMm3;
  return ladder.map((rung, k) => {
    const next = ladder[k + 1];
    if (rung.limitMm3 === null || !next) return renderMessage("limitWithoutLast");
    const gain = volume(rung.limitMm3 - before);
    before = rung.limitMm3;
    return renderMessage(k === 0 ? "limitWithout" : "limitWithoutToo", {
      limit: volume(rung.limitMm3),
      gain,
      next: listOf(next.constraints),
    });
  });
}

/** Rules that are not the first to bind, but whose lifting alone would raise the limit as well. */
function aloneSentences({ lifted, ladder }: LimitContrastFacts): string[] {
  return lifted
    .filter(({ constraint }) => !ladder[0]?.constraints.includes(constraint))
    .map((one) =>
      renderMessage("limitAlone", {
        rules: limitRuleLabel(one.constraint),
        limit: volume(one.limitMm3),
      }),
    );
}

function priceSentence(price: PoolPriceShown): string {
  switch (price.as) {
    case "step":
      return renderMessage("limitTightness", {
        isFree: price.step === 0 ? "yes" : "no",
        step: String(price.step),
        steps: String(price.steps),
      });
    case "free":
      return renderMessage("limitPriceFree");
    case "band":
      return renderMessage("limitPriceBand", {
        low: quantityText("milliWeeks", price.lowMilliWeeks),
        high: quantityText("milliWeeks", price.highMilliWeeks),
      });
    case "rationBand":
      return renderMessage("limitPriceRationed", {
        low: quantityText("millionths", price.lowMillionths),
        high: quantityText("millionths", price.highMillionths),
      });
    case "exact":
      return renderMessage("limitPrice", {
        level: quantityText("milliWeeks", price.levelMilliWeeks),
        ration: quantityText("millionths", price.rationShareMillionths),
      });
  }
}

function pointSentences({ points }: LimitContrastFacts): string[] {
  return [...points]
    .filter(({ gainMm3 }) => gainMm3 > 0)
    .sort((a, b) => b.gainMm3 - a.gainMm3)
    .slice(0, SHOWN_POINTS)
    .map(({ leaf, gainMm3 }) =>
      renderMessage("limitPoint", { share: nodeLabel("capacity", leaf), gain: volume(gainMm3) }),
    );
}
