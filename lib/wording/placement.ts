import type { Locale } from "./locale.ts";
import { renderMessage } from "./render.ts";
import type { contrastPartLabelsEn } from "./terms-en.ts";

type Part = keyof typeof contrastPartLabelsEn;

export interface ContrastFacts {
  /** Units that are compared, in thousandths. */
  readonly milliUnits: number;
  readonly deciding: Part | null;
  readonly isOutsideSplit: boolean;
}

/** What speaks against the other building, in one sentence. Holds no price of room. */
export function wordContrast(
  { milliUnits, deciding, isOutsideSplit }: ContrastFacts,
  other: string,
  locale: Locale = "en",
): string {
  if (isOutsideSplit) return renderMessage("contrastSplit", { other }, locale);
  if (milliUnits === 0) return renderMessage("contrastShared", {}, locale);
  if (deciding === null) return renderMessage("contrastEqual", { other }, locale);
  return renderMessage("contrastDeciding", { other, deciding }, locale);
}
