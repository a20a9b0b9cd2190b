import type { Locale } from "./locale.ts";
import { leastText, quantityText, signedQuantityText } from "./quantity.ts";
import { renderMessage } from "./render.ts";

interface Band {
  readonly low: number;
  readonly high: number;
}

/** Where a value lies that a reader sees no closer: "1,000 to 1,099 units"; "less than 0.1 weeks" where both ends show as nothing. */
export function bandText(unit: string, { low, high }: Band, locale: Locale = "en"): string {
  const text = (value: number) => quantityText(unit, value, undefined, locale);
  return spanText([text(low), text(high)], [text(0), leastText(unit, false, locale)], locale);
}

/** The same of a signed amount, the end nearer to 0 first: "−20 units to −21 units". */
export function signedBandText(unit: string, { low, high }: Band, locale: Locale = "en"): string {
  const [near, far] = high <= 0 ? [high, low] : [low, high];
  const text = (value: number) => signedQuantityText(unit, value, locale);
  return spanText([text(near), text(far)], [text(0), leastText(unit, true, locale)], locale);
}

/** Two ends that read the same are one: about it, or less than the least that is shown. */
function spanText(
  [low, high]: readonly [string, string],
  [none, least]: readonly [string, string],
  locale: Locale,
): string {
  if (low !== high) return renderMessage("withinBand", { low, high }, locale);
  if (low === none) return renderMessage("belowBand", { least }, locale);
  return renderMessage("aboutBand", { value: low }, locale);
}
