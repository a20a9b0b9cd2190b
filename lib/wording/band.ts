import type { Locale } from "./locale.ts";
import { quantityText, signedQuantityText } from "./quantity.ts";
import { renderMessage } from "./render.ts";

interface Band {
  readonly low: number;
  readonly high: number;
}

/** Where a value lies that a reader sees no closer: "1,000 to 1,099 units". */
export function bandText(unit: string, { low, high }: Band, locale: Locale = "en"): string {
  const text = (value: number) => quantityText(unit, value, undefined, locale);
  return renderMessage("withinBand", { low: text(low), high: text(high) }, locale);
}

/** The same of a signed amount, the end nearer to 0 first: "−20 units to −21 units". */
export function signedBandText(unit: string, { low, high }: Band, locale: Locale = "en"): string {
  const [near, far] = high <= 0 ? [high, low] : [low, high];
  const text = (value: number) => signedQuantityText(unit, value, locale);
  return renderMessage("withinBand", { low: text(near), high: text(far) }, locale);
}
