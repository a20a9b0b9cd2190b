// Questions about a product's forecast that a plain question can mean.
import type { Tx } from "@/db/client.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";
import { knownForecast, QUARTER_WEEKS, sum } from "../forecast-known.ts";
import { forecastDeeds } from "../forecast-what-ifs.ts";
import type { Understood } from "./classify.ts";
import { type Choice, type Found, type Label, says } from "./label.ts";
import type { Product } from "./quantity-choices.ts";

const PROMOTION =
  /\b(promo\w*|discount\w*|deals?|campaign|sale event|coupons?|\d+ ?(%|percent) off)\b/;
const MORE_SOLD = /(\d{1,3}) ?(?:%|percent) (?:more|extra|higher|uplift)/;
const OF_USUAL =
  /(\d{3}) ?(?:%|percent) (?:of )?(?:\w+ )?(?:usual|normal)|(?:usual|normal).{0,20}?(\d{3}) ?%/;

/** How many percent more than usual are expected to be sold; null where the words do not say. */
function percentMore(words: string): number | null {
  const more = MORE_SOLD.exec(words)?.[1];
  if (more !== undefined) return Number(more);
  const [, after, before] = OF_USUAL.exec(words) ?? [];
  const ofUsual = after ?? before;
  return ofUsual === undefined ? null : Number(ofUsual) - 100;
}

/** What can be asked about it; a promotion with what it is expected to sell. */
export async function forecastFound(
  tx: Tx,
  scope: SellerScope,
  product: Product,
  understood: Understood,
): Promise<Found> {
  const choices = await forecastChoices(tx, scope, product, understood);
  const words = understood.text.toLowerCase();
  if (understood.type !== "forward" || !PROMOTION.test(words)) return { choices, note: null };
  const subject = says("askBoxForecast", { sku: product.sku });
  const more = percentMore(words);
  const promoted = promotionChoices(product, subject, more);
  const note = more === null ? says("askBoxPromotionSells") : null;
  return { choices: [...promoted, ...choices], note };
}

const MILLIONTHS_PER_PERCENT = 10_000;

/** The step nearest to so many percent more than usual; each step where none is named. */
function promotionChoices(
  { productId, runId }: Product,
  subject: Label,
  more: number | null,
): Choice[] {
  const [lever] = forecastDeeds().levers;
  if (!lever) return [];
  const wanted = (100 + (more ?? 0)) * MILLIONTHS_PER_PERCENT;
  const steps = lever.values.map((value, step) => ({ step, value })).slice(1);
  const byGap = steps.toSorted((a, b) => Math.abs(a.value - wanted) - Math.abs(b.value - wanted));
  const { leaf, move } = lever;
  return (more === null ? steps : byGap.slice(0, 1)).map(({ step, value }) => ({
    label: says("askBoxPromotion", { subject, factor: { unit: "millionths", value } }),
    question: { kind: "forecastForward", productId, runId, leaf, move, steps: step },
  }));
}

/** The best fit first, then why it is what it is and why it changed. */
async function forecastChoices(
  tx: Tx,
  scope: SellerScope,
  { productId, sku, runId, baseRunId }: Product,
  { type, units }: Understood,
): Promise<Choice[]> {
  const subject = says("askBoxForecast", { sku });
  const of = { productId, runId };
  const level: Choice = {
    label: says("askBoxLevel", { subject }),
    question: { kind: "forecastLevel", ...of },
  };
  const change: Choice[] =
    baseRunId === null
      ? []
      : [
          {
            label: says("askBoxChange", { subject }),
            question: { kind: "forecastChange", ...of },
          },
        ];
  switch (type) {
    case "change":
      return [...change, level];
    case "provenance":
      return [
        {
          label: says("askBoxSources", { subject }),
          question: { kind: "forecastSources", ...of },
        },
        level,
      ];
    case "contrast":
    case "counterfactual": {
      const other = units ?? (await soldBefore(tx, scope, of));
      const target = { unit: "units", value: other };
      return [
        {
          label: says("askBoxContrast", { subject, target }),
          question: { kind: "forecastContrast", ...of, units: other },
        },
        level,
      ];
    }
    case "forward":
      return [
        {
          label: says("askBoxForward", { subject }),
          question: { kind: "forecastForward", ...of, leaf: "none", move: 1, steps: 0 },
        },
        level,
      ];
    default:
      return [level, ...change];
  }
}

/** A figure to compare with where none is named: what was sold in as many weeks before. */
async function soldBefore(
  tx: Tx,
  scope: SellerScope,
  of: { readonly productId: number; readonly runId: number },
): Promise<number> {
  const { past } = await knownForecast(tx, scope, of);
  return sum(past.slice(-QUARTER_WEEKS).map(({ soldMilliUnits }) => soldMilliUnits)) / 1000;
}
