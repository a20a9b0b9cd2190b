// Words for ways to split a shipment: what they are called, why one is not offered, why a choice was refused.
import type { RouterOutputs } from "@/app/trpc/types.ts";
import { formatNumber, formatUnits } from "@/app/ui/format.ts";

export type SplitOptionView = RouterOutputs["placement"]["splits"]["options"][number];

export const splitNames: Readonly<Record<SplitOptionView["split"], string>> = {
  optimised: "Optimised",
  partial: "Partial",
  minimal: "Minimal",
};

export const splitMeanings: Readonly<Record<SplitOptionView["split"], string>> = {
  optimised: "To every building near your buyers",
  partial: "To two or three buildings",
  minimal: "To one building",
};

const stateWords: Readonly<Record<Exclude<SplitOptionView["state"], "offered">, string>> = {
  noRoom: "Not offered: no such buildings have room for all your units now.",
  noRate: "Not offered: the published rates have none for some of these sizes.",
  sizeUnknown:
    "Not offered: the size or weight of a product is not known. Add it to your products to see the fee.",
  alreadyFew: "Not needed: the optimised split goes to no more buildings, without a fee.",
  noRateCard: "Not offered: no rates are published for this marketplace.",
};

/** Why a split is not offered; null where it is. */
export const splitRefusal = ({ state }: SplitOptionView): string | null =>
  state === "offered" ? null : stateWords[state];

/** "FC1 120 units, FC4 30 units" */
export const splitBuildings = ({ fcs }: SplitOptionView): string =>
  fcs.map(({ code, units }) => `${code} ${formatUnits(units)}`).join(", ");

/** "2.4 days" */
export const splitDays = ({ transitMilliDays }: SplitOptionView): string | null =>
  transitMilliDays === null
    ? null
    : `${formatNumber(Math.round(transitMilliDays / 100) / 10)} days to your buyers on average`;

export const splitRefusals: Readonly<Record<string, string>> = {
  newer_plan: "A newer plan is there. Look at its splits first.",
  not_offered: "The newest plan does not offer this split.",
  no_choice: "No split is chosen any more.",
};
