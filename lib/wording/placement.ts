import { renderMessage } from "./render.ts";

const partLabels = {
  lane: "Shipping to buyers",
  speed: "Faster delivery",
  building: "Costs of the building",
  room: "Room in the building",
} as const;
type Part = keyof typeof partLabels;

/** What makes one building dearer than another, e.g. "lane". */
export const contrastPartLabel = (part: Part): string => partLabels[part];

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
): string {
  if (isOutsideSplit) return renderMessage("contrastSplit", { other });
  if (milliUnits === 0) return renderMessage("contrastShared");
  if (deciding === null) return renderMessage("contrastEqual", { other });
  return renderMessage("contrastDeciding", { other, deciding });
}
