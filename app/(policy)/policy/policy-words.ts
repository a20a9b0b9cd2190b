// What the figures of a policy are called, what belongs together, and which unit people type.
import type { Locale } from "@/app/explanation/page-words.ts";
import type { RouterOutputs } from "@/app/trpc/types.ts";
import { formatNumber } from "@/app/ui/format.ts";
import { cubicFeetToMm3, mm3ToCubicFeet } from "@/lib/units/index.ts";
import { hasLabel, nodeLabel } from "@/lib/wording/index.ts";
import { type PolicyTexts, policyTexts } from "./policy-texts.ts";
import { cardFieldLabel } from "./rate-card-words.ts";

export type PolicyVersion = RouterOutputs["policies"]["list"]["versions"][number];
export type PolicyName = PolicyVersion["policy"];
export type DraftDetail = RouterOutputs["policies"]["draft"];
export type PolicyProblem = DraftDetail["problems"][number];

export const policyNames = [
  "capacity",
  "replenishment",
  "market",
  "fees",
] as const satisfies readonly PolicyName[];

/** What a policy is called. */
export const policyLabel = (name: PolicyName, locale: Locale = "en"): string =>
  policyTexts(locale).policies[name];

type GroupId = keyof PolicyTexts["groups"];

const efficiencyPaths = (part: string): readonly string[] =>
  ["weight", "worst", "best", "assumed"].map((figure) => `efficiency.${part}.${figure}Millionths`);

/** Figures that belong together, in the order they are read. */
const groups: readonly (readonly [GroupId, readonly string[]])[] = [
  ["need", ["coverWeeks", "efficiencyMinMillionths", "efficiencyMaxMillionths"]],
  ["least", ["floorMm3", "individualLimitMm3"]],
  [
    "sharing",
    [
      "overbooking.chanceMillionths",
      "overbooking.commonSpreadMillionths",
      "overbooking.persistenceMillionths",
      "overbooking.mostShareMillionths",
      "overbookingShareMillionths",
    ],
  ],
  [
    "declared",
    [
      "declared.capShareMillionths",
      "declared.firstWeightMillionths",
      "declared.leastWeightMillionths",
      "declared.learningRateMillionths",
      "declared.unusedWeightMillionths",
      "declared.noiseShareMillionths",
    ],
  ],
  [
    "steadiness",
    [
      "keepShareMillionths[0]",
      "keepShareMillionths[1]",
      "keepShareMillionths[2]",
      "promisedPoolShareMillionths[0]",
      "promisedPoolShareMillionths[1]",
      "promisedPoolShareMillionths[2]",
      "smoothingShareMillionths",
      "announceStepMm3",
    ],
  ],
  ["sellThrough", efficiencyPaths("sellThrough")],
  ["excess", efficiencyPaths("excess")],
  ["stranded", efficiencyPaths("stranded")],
  ["inStock", efficiencyPaths("inStock")],
  ["service", ["reviewDays", "minimumServiceMillionths", "maximumServiceMillionths"]],
  ["overage", ["overageWeeks", "saleWeeks", "holdingRateMillionths", "storageFeeMicrosPerDm3Week"]],
  ["method", ["orderCostMicros", "isOrderCapped"]],
  ["carrying", ["carryCostMicrosPerWeek", "stopsUnprofitable"]],
  [
    "positioning",
    [
      "stockModel",
      "guaranteedServiceMillionths",
      "fastServiceMillionths",
      "fastDays",
      "leastCentreUnits",
    ],
  ],
  ["placement", ["placementScenarioCount"]],
  ["packs", ["packRoundUpMillionths"]],
  ["assumed", ["assumedCostShareMillionths", "assumedFeeShareMillionths"]],
  [
    "rounds",
    ["chargesLowestAccepted", "reserveMicrosPerM3Month", "publishSellerCount", "openDays"],
  ],
  ["asked", ["capShareMillionths", "capFloorMm3", "minimumLotMm3", "grantStepMm3"]],
  [
    "storage",
    [
      "storage.standardMicrosPerFt3Month",
      "storage.standardPeakMicrosPerFt3Month",
      "storage.bulkyMicrosPerFt3Month",
      "storage.bulkyPeakMicrosPerFt3Month",
      "storage.peakFromMonth",
    ],
  ],
  ["credit", ["creditShareMillionths", "creditCapShareMillionths", "creditPriorMillionths"]],
];

interface FieldGroup<Field> {
  readonly title: string;
  readonly note: string;
  readonly fields: readonly Field[];
}

/** As {@link groups}; a figure without a group stands at the end. */
export function groupFields<Field extends { readonly path: string }>(
  fields: readonly Field[],
  locale: Locale = "en",
): readonly FieldGroup<Field>[] {
  const texts = policyTexts(locale).groups;
  const byPath = new Map(fields.map((field) => [field.path, field]));
  const grouped = groups.map(([id, paths]) => ({
    ...texts[id],
    fields: paths.flatMap((path) => {
      const field = byPath.get(path);
      byPath.delete(path);
      return field ? [field] : [];
    }),
  }));
  const others = { ...texts.others, fields: [...byPath.values()] };
  return [...grouped, others].filter((group) => group.fields.length > 0);
}

/** The node of the decision that a figure becomes: explanations and policies call it the same. */
function nodeOf(path: string): string {
  const part = /^efficiency\.(\w+)\.(\w)(\w+)$/.exec(path);
  if (part) return `${part[1]}${part[2]?.toUpperCase()}${part[3]}`;
  if (path === "floorMm3") return "policyFloorMm3";
  if (path === "declared.capShareMillionths") return "declaredCapShareMillionths";
  return path.replace(/\[\d\]$/, "");
}

/** A figure's name. */
export function fieldLabel(policy: PolicyName, path: string, locale: Locale = "en"): string {
  const texts = policyTexts(locale);
  const own = texts.figures[path];
  if (own) return own;
  if (policy === "fees") return cardFieldLabel(path, locale);
  if (path.endsWith(".assumedMillionths")) return texts.notKnown;
  const label = nodeText(policy, nodeOf(path), texts, locale) ?? path;
  const month = /\[(\d)\]$/.exec(path)?.[1];
  return month === undefined
    ? label
    : texts.ofMonth(label, texts.monthsAhead[Number(month)] ?? month);
}

/** What explanations call the figure; null where no node of a decision holds it. */
function nodeText(
  policy: PolicyName,
  node: string,
  texts: PolicyTexts,
  locale: Locale,
): string | null {
  if (node === "promisedPoolShareMillionths") return texts.promised;
  return hasLabel(policy, node) ? nodeLabel(policy, node, locale) : null;
}

interface TypedUnit {
  readonly suffix: string;
  readonly shown: (value: number) => number;
  readonly stored: (shown: number) => number;
}

const MILLIONTHS_PER_PERCENT = 10_000;
const plain = (suffix: string): TypedUnit => ({
  suffix,
  shown: (value) => value,
  stored: (shown) => shown,
});
const typedUnits: Readonly<Record<string, TypedUnit>> = {
  millionths: {
    suffix: "%",
    shown: (value) => value / MILLIONTHS_PER_PERCENT,
    stored: (shown) => Math.round(shown * MILLIONTHS_PER_PERCENT),
  },
  mm3: {
    suffix: "ft³",
    shown: (value) => Math.round(mm3ToCubicFeet(value) * 1000) / 1000,
    stored: (shown) => cubicFeetToMm3(shown),
  },
  micros: {
    suffix: "in the card's currency",
    shown: (value) => value / 1_000_000,
    stored: (shown) => Math.round(shown * 1_000_000),
  },
  weeks: plain("weeks"),
  days: plain("days"),
};

const unitOf = (unit: string): TypedUnit => typedUnits[unit] ?? plain("");

/** What stands behind the input: "%", "ft³", "weeks". */
export const unitSuffix = (unit: string): string => unitOf(unit).suffix;

/** A stored figure as it is typed: 950000 millionths is "95". */
export const typedText = (unit: string, value: number): string => String(unitOf(unit).shown(value));

/** What was typed as a stored figure; null when it is no number or no whole figure in its unit. */
export function storedValue(unit: string, text: string): number | null {
  const shown = Number(text.replace(",", "."));
  if (text.trim() === "" || !Number.isFinite(shown)) return null;
  const value = unitOf(unit).stored(shown);
  return Number.isSafeInteger(value) ? value : null;
}

/** The figure that stands in a field: as stored until something else is typed; null when that is no figure of its unit. */
export function figureValue(
  { unit, value }: { readonly unit: string; readonly value: number },
  typed: string | undefined,
): number | null {
  if (typed === undefined || typed.trim() === typedText(unit, value)) return value;
  return storedValue(unit, typed);
}

/** What is wrong with a figure, in the unit that is typed. */
export function problemText(unit: string, problem: PolicyProblem): string {
  const range = /^an integer in (\d+)\.\.(\d+(?:\.\d+)?(?:e\+?\d+)?)$/.exec(problem.expected);
  if (!range)
    return problem.expected.includes("jump")
      ? "Must differ from the worst value: between them the weight is given bit by bit."
      : problem.expected.includes("maximumService")
        ? "Must not be above the most service."
        : `Must be ${problem.expected}.`;
  const bound = (text: string | undefined) =>
    formatNumber(unitOf(unit).shown(Number(text)), { digits: 0 });
  return `Must be between ${bound(range[1])} and ${bound(range[2])} ${unitSuffix(unit)}`.trim();
}
