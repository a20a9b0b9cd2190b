// Why not the other building, as a viewer may read it.
import { tenthBand, type Viewer } from "@/lib/optimizer/explanation/index.ts";
import {
  CONTRAST_PARTS,
  type ContrastPart,
  contrastBand,
  type PlacementContrast,
} from "@/lib/optimizer/placement/index.ts";
import {
  contrastPartLabel,
  type Locale,
  moneyUnit,
  priceUnit,
  quantityText,
  renderMessage,
  signedBandText,
  signedQuantityText,
  wordContrast,
} from "@/lib/wording/index.ts";
import { definitions } from "@/server/planning/traces.ts";
import type { StoredAnswer } from "./answer.ts";
import type { AnswerView } from "./change-view.ts";
import type { PlacementContrastFacts } from "./placement-contrast.ts";
import type { Reader } from "./reader.ts";
import { subjectText } from "./subject.ts";
import { plainView } from "./what-if-view.ts";

/**
 * What carriers and buildings are paid is nobody's but the policy admins' to read, nor is a sum that it follows from. A seller reads one
 * of three words, support a band a tenth wide for one unit, a policy admin the figure for all units.
 */
export function contrastPartText(
  contrast: PlacementContrast,
  id: ContrastPart,
  { viewer, currency }: { readonly viewer: Viewer; readonly currency: string },
  locale: Locale = "en",
): string {
  if (viewer === "seller")
    return renderMessage("contrastBand", { band: contrastBand(contrast, id) }, locale);
  if (viewer === "policyAdmin")
    return signedQuantityText(moneyUnit(currency), contrast.part[id], locale);
  const { milliUnits } = contrast;
  const perUnit = milliUnits === 0 ? 0 : Math.trunc((contrast.part[id] * 1000) / milliUnits);
  return signedBandText(priceUnit(currency), tenthBand(perUnit), locale);
}

/** The replays: both decisions as they are, and the other with what it is made to take. */
const REPLAYS = 3;

export function placementContrastView(
  answer: StoredAnswer,
  { fc, other, units, contrast }: PlacementContrastFacts,
  { viewer, locale }: Reader,
): AnswerView {
  const count = (value: number) => quantityText("units", value, undefined, locale);
  const money = { viewer, currency: answer.currency ?? "" };
  const parts = CONTRAST_PARTS.map((id) =>
    renderMessage(
      "placementPart",
      {
        part: contrastPartLabel(id, locale),
        amount: contrastPartText(contrast, id, money, locale),
      },
      locale,
    ),
  );
  const told = {
    facts: {
      unit: "units",
      value: units,
      definition: definitions.placement.name,
      version: definitions.placement.version,
    },
    headline: renderMessage(
      "placementContrastHeadline",
      {
        subject: subjectText(answer, locale),
        units: count(units),
        other,
        others: count(contrast.otherUnits),
      },
      locale,
    ),
    sentences: [
      wordContrast(contrast, other, locale),
      renderMessage("placementForced", { fc, other, units: count(contrast.forcedUnits) }, locale),
      ...parts,
    ],
    replayCount: REPLAYS,
  };
  return plainView(answer, told, locale);
}
