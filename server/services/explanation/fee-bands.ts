import {
  type FeeKind,
  PLACEMENT_ZONES,
  placementOfBand,
  type RateCard,
} from "@/lib/optimizer/fees/index.ts";
import type { MeasuredPart } from "./measured.ts";

type Label = NonNullable<MeasuredPart["label"]>;

/** What a band of a fee is called, with the card's own figures: "181 to 210 days old". */
export function bandLabel(kind: FeeKind, band: number, card: RateCard): Label {
  switch (kind) {
    case "storage":
      return { id: band === 0 ? "feeOffPeak" : "feePeak", values: {} };
    case "utilisation":
      return spanLabel("Weeks", card.utilisation.fromWeeks, band);
    case "aged":
      return spanLabel("Age", card.aged.fromDays, band);
    case "lowInventory": {
      const days = [0, ...card.lowInventory.belowDays];
      if (band === 0) return { id: "feeSupplyEnough", values: {} };
      return {
        id: "feeSupply",
        values: { from: String(days[band - 1]), to: String(days[band]) },
      };
    }
    case "overage":
      return { id: band === 0 ? "feeWithinLimit" : "feeAboveLimit", values: {} };
    case "placement": {
      const { option, zone } = placementOfBand(band);
      if (option === "optimised") return { id: "feeSplitFree", values: {} };
      return { id: "feeSplit", values: { option, zone: { zone: PLACEMENT_ZONES[zone] ?? "" } } };
    }
  }
}

function spanLabel(what: "Weeks" | "Age", from: readonly number[], band: number): Label {
  const free = { Weeks: "feeWeeksFree", Age: "feeAgeFree" } as const;
  const above = { Weeks: "feeWeeksFrom", Age: "feeAgeFrom" } as const;
  const between = { Weeks: "feeWeeks", Age: "feeAge" } as const;
  if (band === 0) return { id: free[what], values: { to: String(from[0]) } };
  const least = String(from[band - 1]);
  const next = from[band];
  if (next === undefined) return { id: above[what], values: { from: least } };
  return { id: between[what], values: { from: least, to: String(next) } };
}
