import type { RouterOutputs } from "@/app/trpc/types.ts";
import { formatCubicFeet, formatMoney, formatNumber, formatUnits } from "@/app/ui/format.ts";
import { formatDay, formatDayShort } from "@/app/ui/format-date.ts";

export type NetworkPlan = NonNullable<RouterOutputs["network"]["view"]["plan"]>;
export type Bottleneck = NetworkPlan["bottlenecks"][number];
export type NetworkFunction = Bottleneck["function"];
export type LimitPriceView = RouterOutputs["network"]["limitPrice"];
export type WhatIfView = RouterOutputs["network"]["whatIf"];

export const functionLabels: Readonly<Record<NetworkFunction, string>> = {
  storage: "Storage",
  receiving: "Receiving",
  picking: "Picking",
  shipping: "Shipping",
  lane: "Lane",
};

export const storageTypeLabels = {
  standard: "Standard",
  oversize: "Oversize",
  apparel: "Apparel",
} as const;

const isByUnit = (name: NetworkFunction): boolean => name === "receiving" || name === "picking";

/** "RIV1: standard storage", "RIV1 to Phoenix, AZ". */
export function bottleneckName({ function: name, fcCode, regionName, storageType }: Bottleneck) {
  if (name === "lane") return `${fcCode} to ${regionName}`;
  if (storageType !== null)
    return `${fcCode}: ${storageTypeLabels[storageType].toLowerCase()} storage`;
  return `${fcCode}: ${functionLabels[name].toLowerCase()}`;
}

/** One day, or the first and last. */
export const periodText = ({ fromOn, toOn }: Pick<Bottleneck, "fromOn" | "toOn">): string =>
  fromOn === toOn ? formatDay(fromOn) : `${formatDayShort(fromOn)} to ${formatDay(toOn)}`;

export const amountText = (name: NetworkFunction, amount: number): string =>
  isByUnit(name) ? formatUnits(Math.round(amount)) : formatCubicFeet(amount);

/** "$0.42 per ft³", "$1.10 per unit": what one more would save. */
export const priceText = (name: NetworkFunction, micros: number, currency: string): string =>
  `${formatMoney(micros, currency)} per ${isByUnit(name) ? "unit" : "ft³"}`;

/** Why a plan with a change is not made now. */
export const networkRefusals: Readonly<Record<string, string>> = {
  busy: "Many plans are being worked out just now. Try again in a minute.",
};

/** What more and less of a limit are worth, and how far: two sentences. */
export function limitPriceSentences(view: LimitPriceView): readonly [string, string] {
  const { function: name, currency, more, less } = view;
  const price = (side: LimitPriceView["more"]) => priceText(name, side.priceMicros, currency);
  const reach = (side: LimitPriceView["more"]) =>
    `${side.isAtLeast ? "at least " : ""}${amountText(name, side.until)}`;
  return [
    `More saves ${price(more)}, up to ${reach(more)}.`,
    less.until === 0
      ? `Less costs ${price(less)}, all the way down.`
      : `Less costs ${price(less)}, down to ${amountText(name, less.until)}.`,
  ];
}

export const lineLabels: Readonly<Record<WhatIfView["lines"][number]["id"], string>> = {
  cost: "Cost of the plan",
  lanes: "Lanes",
  late: "Late deliveries",
  unmet: "Orders without a way",
  overtime: "Overtime, hired lorries, outside space",
  waiting: "Waiting at the docks",
  unmetUnits: "Units without a way",
  lateUnits: "Units delivered late",
};

export function lineText(
  { unit }: Pick<WhatIfView["lines"][number], "unit">,
  value: number,
  currency: string,
  isSigned = false,
): string {
  if (unit === "money") return formatMoney(value, currency, { digits: 0, isSigned });
  return formatNumber(Math.round(value), { isSigned });
}

/** The first sentence of an answer. */
export function effectSentence({ lines, currency }: WhatIfView): string {
  const cost = lines.find(({ id }) => id === "cost");
  if (!cost) return "";
  const difference = cost.after - cost.before;
  // Differences below the plan's own distance to the best are none.
  if (Math.abs(difference) <= Math.abs(cost.before) * 1e-4)
    return "The plan would cost about the same.";
  const money = formatMoney(Math.abs(difference), currency, { digits: 0 });
  return difference > 0
    ? `The plan would cost ${money} more over its 26 weeks.`
    : `The plan would cost ${money} less over its 26 weeks.`;
}
