import type { Locale } from "@/app/explanation/page-words.ts";
import type { RouterOutputs } from "@/app/trpc/types.ts";
import { formatCubicFeet, formatMoney, formatNumber } from "@/app/ui/format.ts";
import { formatDayIn, formatDayShortIn } from "@/app/ui/format-date.ts";
import { inSentence } from "@/lib/wording/index.ts";
import { networkTexts } from "./network-texts.ts";

export type NetworkPlan = NonNullable<RouterOutputs["network"]["view"]["plan"]>;
export type Bottleneck = NetworkPlan["bottlenecks"][number];
export type NetworkFunction = Bottleneck["function"];
export type LimitPriceView = RouterOutputs["network"]["limitPrice"];
export type WhatIfView = RouterOutputs["network"]["whatIf"];

/** "PHX1 and RIV1". */
export const listed = (items: readonly string[], locale: Locale): string =>
  new Intl.ListFormat(locale).format(items);

const isByUnit = (name: NetworkFunction): boolean => name === "receiving" || name === "picking";

/** "RIV1: standard storage", "RIV1 to Phoenix, AZ". */
export function bottleneckName(
  { function: name, fcCode, regionName, storageType }: Bottleneck,
  locale: Locale,
): string {
  const texts = networkTexts(locale);
  if (name === "lane") return texts.laneName(fcCode, regionName ?? "");
  if (storageType !== null)
    return texts.storageOf(fcCode, inSentence(texts.types[storageType], locale));
  return texts.functionOf(fcCode, inSentence(texts.functions[name], locale));
}

/** One day, or the first and last. */
export const periodText = (
  { fromOn, toOn }: Pick<Bottleneck, "fromOn" | "toOn">,
  locale: Locale,
): string => {
  const last = formatDayIn(locale, toOn);
  return fromOn === toOn
    ? last
    : networkTexts(locale).period(formatDayShortIn(locale, fromOn), last);
};

export const amountText = (name: NetworkFunction, amount: number, locale: Locale): string =>
  isByUnit(name)
    ? networkTexts(locale).units(formatNumber(Math.round(amount), { locale }))
    : formatCubicFeet(amount, { locale });

/** "$0.42 per ft³", "$1.10 per unit": what one more would save. */
export function priceText(
  name: NetworkFunction,
  micros: number,
  currency: string,
  locale: Locale,
): string {
  const { perUnit, perSpace } = networkTexts(locale);
  return (isByUnit(name) ? perUnit : perSpace)(formatMoney(micros, currency, { locale }));
}

/** What more and less of a limit are worth, and how far: two sentences. */
export function limitPriceSentences(
  view: LimitPriceView,
  locale: Locale,
): readonly [string, string] {
  const { function: name, currency, more, less } = view;
  const texts = networkTexts(locale);
  const price = (side: LimitPriceView["more"]) =>
    priceText(name, side.priceMicros, currency, locale);
  const reach = ({ until, isAtLeast }: LimitPriceView["more"]) => {
    const amount = amountText(name, until, locale);
    return isAtLeast ? texts.atLeast(amount) : amount;
  };
  return [
    texts.moreSaves(price(more), reach(more)),
    less.until === 0
      ? texts.lessCostsAll(price(less))
      : texts.lessCosts(price(less), amountText(name, less.until, locale)),
  ];
}

export function lineText(
  { unit }: Pick<WhatIfView["lines"][number], "unit">,
  value: number,
  currency: string,
  style: { readonly isSigned?: boolean; readonly locale: Locale },
): string {
  if (unit === "money") return formatMoney(value, currency, { digits: 0, ...style });
  return formatNumber(Math.round(value), style);
}

/** The first sentence of an answer. */
export function effectSentence({ lines, currency }: WhatIfView, locale: Locale): string {
  const cost = lines.find(({ id }) => id === "cost");
  if (!cost) return "";
  const { same, dearer, cheaper } = networkTexts(locale);
  const difference = cost.after - cost.before;
  // Differences below the plan's own distance to the best are none.
  if (Math.abs(difference) <= Math.abs(cost.before) * 1e-4) return same;
  const money = formatMoney(Math.abs(difference), currency, { digits: 0, locale });
  return difference > 0 ? dearer(money) : cheaper(money);
}
