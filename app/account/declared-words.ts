// What declarations are called, and what a refused one means.
import type { RouterOutputs } from "@/app/trpc/types.ts";
import { formatCount, formatCubicFeet, formatPercent } from "@/app/ui/format.ts";
import { formatMonth } from "@/app/ui/format-date.ts";

export type DeclarationsView = RouterOutputs["limits"]["declared"];
export type Declaration = DeclarationsView["declarations"][number];
export type DeclarationScore = Declaration["scores"][number];
export type DeclarationPreview = RouterOutputs["limits"]["previewDeclaration"];

export const kindOptions = [
  { value: "launch", label: "Launch of new products" },
  { value: "promotion", label: "Promotion or campaign" },
  { value: "moving_volume", label: "Moving volume here from elsewhere" },
  { value: "new_funds", label: "New funds to buy more" },
] as const satisfies readonly { readonly value: Declaration["kind"]; readonly label: string }[];

export const kindLabel = (kind: Declaration["kind"]): string =>
  kindOptions.find(({ value }) => value === kind)?.label ?? kind;

export const statusLabels: Readonly<Record<Declaration["status"], string>> = {
  open: "open",
  bound: "part of a confirmed limit",
  begun: "its month has begun",
  over: "over",
  withdrawn: "withdrawn",
};

export const monthsText = ({
  fromMonthOn,
  toMonthOn,
}: Pick<Declaration, "fromMonthOn" | "toMonthOn">): string =>
  fromMonthOn === toMonthOn
    ? formatMonth(fromMonthOn)
    : `${formatMonth(fromMonthOn)} to ${formatMonth(toMonthOn)}`;

export const declaredText = ({ extraMm3, probabilityMillionths }: Declaration): string =>
  `${formatCubicFeet(extraMm3)} more a month, ${formatPercent(probabilityMillionths, { digits: 0 })} probable`;

/** What the account's word weighs, and why. */
export function weightText({
  weightMillionths,
  firstWeightMillionths,
  scoreCount,
}: NonNullable<DeclarationsView["record"]>): string {
  const weight = formatPercent(weightMillionths, { digits: 0 });
  if (scoreCount === 0)
    return `What you declare counts ${weight}: where every account starts. No month of yours is scored yet.`;
  const start = formatPercent(firstWeightMillionths, { digits: 0 });
  return `What you declare counts ${weight}: ${start} at the start, moved by ${formatCount(scoreCount, "scored month")}.`;
}

/** How a month turned out. */
export function scoreText({ soldMm3, expectedMm3, givenMm3, unusedMm3 }: DeclarationScore): string {
  const sold = `Sold ${formatCubicFeet(soldMm3)}; the forecast without your word expected ${formatCubicFeet(expectedMm3)}.`;
  if (givenMm3 === 0) return `${sold} No limit was raised for it.`;
  const unused =
    unusedMm3 === 0 ? "all of it was used" : `${formatCubicFeet(unusedMm3)} was never used`;
  return `${sold} Your limit was ${formatCubicFeet(givenMm3)} higher for it; ${unused}.`;
}

export const weightMoveText = ({
  weightBeforeMillionths,
  weightAfterMillionths,
}: DeclarationScore): string =>
  `Weight ${formatPercent(weightBeforeMillionths, { digits: 0 })} → ${formatPercent(weightAfterMillionths, { digits: 0 })}`;

type PreviewLimit = NonNullable<DeclarationPreview["months"][number]["limit"]>;

/** What a declaration would make of one month's limit. */
export function previewText({ fromMm3, toMm3, countedMm3, isCapped, setBy }: PreviewLimit): string {
  const counted = `${formatCubicFeet(countedMm3)} of it counts${isCapped ? ", the most that may" : ""}.`;
  if (toMm3 === fromMm3)
    return `${counted} Your limit would stay at ${formatCubicFeet(fromMm3)}: what sets it is "${setBy}".`;
  return `${counted} Your limit would go from ${formatCubicFeet(fromMm3)} to ${formatCubicFeet(toMm3)}.`;
}

/** Rules that a declaration can break. */
export const declaredRefusals: Readonly<Record<string, string>> = {
  months_in_order: "The last month lies before the first.",
  month_begun: "This month has begun or is over. Choose a month that lies ahead.",
  too_far_ahead: "Months more than half a year ahead cannot be declared for yet.",
  too_many_months: "A declaration covers at most three months.",
  months_taken:
    "A declaration of yours holds for some of these months and this storage type. Withdraw it first.",
  too_many_declarations: "There are 200 declarations already. Ask support to look at them.",
  no_limits_yet: "There are no limits yet. Declare after the first plan.",
  other_rules:
    "An earlier version of the rules made the newest plan. See what it would change after the next plan.",
  limit_confirmed:
    "A confirmed limit rests on it. The limit stays, and so does the declaration until its month is scored.",
  month_begun_withdraw: "Its first month has begun; it is scored when the month is over.",
};
