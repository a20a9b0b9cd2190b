// How an advised quantity comes about, in words: the stock to reach, what is there of it, and what is missing.
import type { LevelExplanation } from "../optimizer/explanation/index.ts";
import type { Locale } from "./locale.ts";
import { type Speaker, speakerOf } from "./speaker.ts";

/** Steps that the words rest on; where one was not active, something else than demand set the quantity. */
const STEPS = [
  "protectionDays",
  "leadTimeDays",
  "sendingDays",
  "meanDemand",
  "demandSafety",
  "leadTimeSafety",
  "capacityCorrection",
  "baseStockUnits",
  "positionUnits",
  "gapUnits",
] as const;

function valuesOf({ steps }: LevelExplanation): ((id: string) => number) | null {
  const values = new Map(steps.map(({ id, value }) => [id, value]));
  if (STEPS.some((id) => (values.get(id) ?? null) === null)) return null;
  return (id) => values.get(id) ?? 0;
}

/** null where demand did not set the quantity, or rules of another build have other steps. */
export function wordAdvice(level: LevelExplanation, locale: Locale): string[] | null {
  const at = valuesOf(level);
  if (at === null) return null;
  const speaker = speakerOf(locale);
  const { tell, quantity } = speaker;
  const days = (id: string) => quantity("days", at(id));
  const units = (value: number) => quantity("units", value);
  const milliUnits = (value: number) => quantity("milliUnits", value);
  const yes = (is: boolean) => (is ? "yes" : "no");
  const reserve = at("demandSafety") + at("leadTimeSafety");
  const scarce = at("capacityCorrection");
  const missing = at("gapUnits");
  return [
    tell("adviceSpan", {
      protection: days("protectionDays"),
      leadTime: days("leadTimeDays"),
      sending: days("sendingDays"),
    }),
    tell("adviceDemand", {
      isHeld: yes(reserve >= 0),
      demand: milliUnits(at("meanDemand")),
      reserve: milliUnits(Math.abs(reserve)),
    }),
    ...(scarce < 0 ? [tell("adviceScarce", { amount: milliUnits(-scarce) })] : []),
    tell("adviceReach", {
      reach: units(at("baseStockUnits")),
      position: units(at("positionUnits")),
    }),
    tell("adviceMissing", { isMissing: yes(missing > 0), missing: units(Math.max(missing, 0)) }),
    ...(missing > 0 ? lotSentences(at, speaker) : []),
  ];
}

/** From what is missing to the lot that is sent: whatever makes it another number. */
function lotSentences(at: (id: string) => number, { tell, quantity }: Speaker): string[] {
  const units = (id: string) => quantity("units", at(id));
  const [missing, requested] = [at("gapUnits"), at("requestedUnits")];
  return [
    ...(requested !== missing
      ? [
          tell("adviceLot", {
            isMore: requested > missing ? "yes" : "no",
            lot: units("requestedUnits"),
          }),
        ]
      : []),
    ...(at("packedUnits") !== requested
      ? [tell("advicePacks", { pack: units("casePackUnits"), packed: units("packedUnits") })]
      : []),
    ...(at("lotUnits") !== at("packedUnits")
      ? [tell("adviceLeast", { least: units("lotUnits") })]
      : []),
  ];
}
