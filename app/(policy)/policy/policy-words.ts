// What the figures of a policy are called, what belongs together, and which unit people type.
import type { RouterOutputs } from "@/app/trpc/types.ts";
import { formatNumber } from "@/app/ui/format.ts";
import { cubicFeetToMm3, mm3ToCubicFeet } from "@/lib/units/index.ts";
import { hasLabel, nodeLabel } from "@/lib/wording/index.ts";
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

export const policyLabels: Readonly<Record<PolicyName, string>> = {
  capacity: "Capacity limits",
  replenishment: "Replenishment",
  market: "Extra space",
  fees: "Fees",
};

interface FieldGroup {
  readonly title: string;
  readonly note: string;
  /** In the order they are read. */
  readonly paths: readonly string[];
}

const efficiencyGroup = (part: string, title: string): FieldGroup => ({
  title: `Efficiency: ${title}`,
  note: "From nothing at its worst value to its whole weight at its best; the four weights add up to 100%.",
  paths: ["weight", "worst", "best", "assumed"].map(
    (figure) => `efficiency.${part}.${figure}Millionths`,
  ),
});

const groups: readonly FieldGroup[] = [
  {
    title: "What a limit is meant to hold",
    note: "Expected weekly volume times cover times efficiency is what a seller needs.",
    paths: ["coverWeeks", "efficiencyMinMillionths", "efficiencyMaxMillionths"],
  },
  {
    title: "Least and fixed limits",
    note: "Per account and storage type.",
    paths: ["floorMm3", "individualLimitMm3"],
  },
  {
    title: "Sharing the space",
    note: "Sellers do not all fill their limits at once: limits add up to as much as the chance below allows.",
    paths: [
      "overbooking.chanceMillionths",
      "overbooking.commonSpreadMillionths",
      "overbooking.persistenceMillionths",
      "overbooking.mostShareMillionths",
      "overbookingShareMillionths",
    ],
  },
  {
    title: "What sellers declare ahead",
    note: "Extra volume counts as far as the seller's record and the cap let it.",
    paths: [
      "declared.capShareMillionths",
      "declared.firstWeightMillionths",
      "declared.leastWeightMillionths",
      "declared.learningRateMillionths",
      "declared.unusedWeightMillionths",
      "declared.noiseShareMillionths",
    ],
  },
  {
    title: "Steadiness",
    note: "How much of what was said before is kept, and how far a limit may move in a month.",
    paths: [
      "keepShareMillionths[0]",
      "keepShareMillionths[1]",
      "keepShareMillionths[2]",
      "promisedPoolShareMillionths[0]",
      "promisedPoolShareMillionths[1]",
      "promisedPoolShareMillionths[2]",
      "smoothingShareMillionths",
      "announceStepMm3",
    ],
  },
  efficiencyGroup("sellThrough", "sell-through"),
  efficiencyGroup("excess", "excess units"),
  efficiencyGroup("stranded", "stranded units"),
  efficiencyGroup("inStock", "in-stock rate"),
  {
    title: "Service",
    note: "How much of the demand risk advised stock covers.",
    paths: ["reviewDays", "minimumServiceMillionths", "maximumServiceMillionths"],
  },
  {
    title: "Cost of too much",
    note: "What a unit pays that waits too long.",
    paths: ["overageWeeks", "saleWeeks", "holdingRateMillionths", "storageFeeMicrosPerDm3Week"],
  },
  {
    title: "Method",
    note: "Orders follow a base stock; with a cost of an order line they grow to lots, (s, S). Where missed sales are lost, an order can be capped at one review's demand. 1 is yes, 0 is no.",
    paths: ["orderCostMicros", "isOrderCapped"],
  },
  {
    title: "Which products to carry",
    note: "A product that earns less than it costs to keep is told; with 1 nothing more of it is advised.",
    paths: ["carryCostMicrosPerWeek", "stopsUnprofitable"],
  },
  {
    title: "Stock per centre",
    note: "How many units of a product should lie at which centre.",
    paths: [
      "stockModel",
      "guaranteedServiceMillionths",
      "fastServiceMillionths",
      "fastDays",
      "leastCentreUnits",
    ],
  },
  {
    title: "Where units are sent",
    note: "Units are placed for many drawn scenarios of who buys where; with 0 for the expected demand alone.",
    paths: ["placementScenarioCount"],
  },
  {
    title: "Packs",
    note: "When a case pack that is not wholly needed is sent.",
    paths: ["packRoundUpMillionths"],
  },
  {
    title: "Taken where nobody has told us",
    note: "As a share of the price.",
    paths: ["assumedCostShareMillionths", "assumedFeeShareMillionths"],
  },
  {
    title: "Fees",
    note: "All winners of a round pay the same before their credit.",
    paths: ["chargesLowestAccepted", "reserveMicrosPerM3Month", "publishSellerCount", "openDays"],
  },
  {
    title: "How much may be asked for",
    note: "Counted once per seller, over all its accounts.",
    paths: ["capShareMillionths", "capFloorMm3", "minimumLotMm3", "grantStepMm3"],
  },
  {
    title: "Storage",
    note: "Per cubic foot and month. The peak lasts to the end of the year.",
    paths: [
      "storage.standardMicrosPerFt3Month",
      "storage.standardPeakMicrosPerFt3Month",
      "storage.bulkyMicrosPerFt3Month",
      "storage.bulkyPeakMicrosPerFt3Month",
      "storage.peakFromMonth",
    ],
  },
  {
    title: "Credit for sales",
    note: "Taken off the fee; below 100% of it, so that a fee keeps its meaning.",
    paths: ["creditShareMillionths", "creditCapShareMillionths", "creditPriorMillionths"],
  },
];

/** Figures that belong together, in the order they are read; a figure without a group stands at the end. */
export function groupFields<Field extends { readonly path: string }>(
  fields: readonly Field[],
): { readonly title: string; readonly note: string; readonly fields: readonly Field[] }[] {
  const byPath = new Map(fields.map((field) => [field.path, field]));
  const grouped = groups.map(({ title, note, paths }) => ({
    title,
    note,
    fields: paths.flatMap((path) => {
      const field = byPath.get(path);
      byPath.delete(path);
      return field ? [field] : [];
    }),
  }));
  const others = { title: "Others", note: "", fields: [...byPath.values()] };
  return [...grouped, others].filter((group) => group.fields.length > 0);
}

const ownLabels: Readonly<Record<string, string>> = {
  overbookingShareMillionths:
    "All limits together where their use is not known yet, as share of the usable space",
  "overbooking.chanceMillionths": "Chance that stock exceeds the space (0 = fixed share)",
  "overbooking.commonSpreadMillionths": "How much sellers fill up together, as share of their use",
  "overbooking.persistenceMillionths": "Part of a seller's use of a limit that stays for a month",
  "overbooking.mostShareMillionths": "All limits together at most, as share of the usable space",
  "declared.firstWeightMillionths": "Weight without a record",
  "declared.leastWeightMillionths": "Least weight",
  "declared.learningRateMillionths": "How fast a record moves the weight",
  "declared.unusedWeightMillionths": "How much unused space counts against a record",
  "declared.noiseShareMillionths": "Usual swing of sales, as share of the forecast",
  stockModel: "Model (0 guaranteed service, 1 stochastic service, 2 simulation)",
  guaranteedServiceMillionths: "Demand risk that guaranteed service covers",
  fastServiceMillionths: "Demand risk that is covered for fast delivery",
  fastDays: "Fast is within",
  leastCentreUnits: "Least units asked for at a centre until supplies come",
  placementScenarioCount: "Scenarios drawn per product (0 = expected demand)",
  assumedCostShareMillionths: "Unit cost",
  assumedFeeShareMillionths: "Fees per unit",
  orderCostMicros: "Cost of an order line, in millionths",
  carryCostMicrosPerWeek: "Cost of keeping a product on offer, in millionths a week",
  chargesLowestAccepted: "Price: 0 = first fee not granted, 1 = lowest fee granted",
  reserveMicrosPerM3Month: "Least fee, in millionths per m³ and month",
  publishSellerCount: "Sellers needed for a price to be published",
  openDays: "Days a round is open",
  capShareMillionths: "Share of the limit in force",
  capFloorMm3: "At least",
  creditShareMillionths: "Credit per sales",
  creditPriorMillionths: "Trusted part of a first expected credit",
  "storage.standardMicrosPerFt3Month": "Standard goods, off-peak",
  "storage.standardPeakMicrosPerFt3Month": "Standard goods, peak",
  "storage.bulkyMicrosPerFt3Month": "Bulky goods, off-peak",
  "storage.bulkyPeakMicrosPerFt3Month": "Bulky goods, peak",
  "storage.peakFromMonth": "First month of the peak (1 = January)",
  currencyIso4217: "Currency, by its ISO 4217 number",
  storageFeeMicrosPerDm3Week: "Storage fee, in millionths per dm³ and week",
};

/** The node of the decision that a figure becomes: explanations and policies call it the same. */
function nodeOf(path: string): string {
  const part = /^efficiency\.(\w+)\.(\w)(\w+)$/.exec(path);
  if (part) return `${part[1]}${part[2]?.toUpperCase()}${part[3]}`;
  if (path === "floorMm3") return "policyFloorMm3";
  if (path === "declared.capShareMillionths") return "declaredCapShareMillionths";
  return path.replace(/\[\d\]$/, "");
}

/** Figures of three months that no node of a decision holds. */
const monthLabels: Readonly<Record<string, string>> = {
  promisedPoolShareMillionths: "Part of the space that limits may promise",
};

const monthsAhead = ["next month", "in 2 months", "in 3 months"] as const;

/** A figure's name. */
export function fieldLabel(policy: PolicyName, path: string): string {
  const own = ownLabels[path];
  if (own) return own;
  if (policy === "fees") return cardFieldLabel(path);
  if (path.endsWith(".assumedMillionths")) return "Taken where it is not known";
  const node = nodeOf(path);
  const label = monthLabels[node] ?? (hasLabel(policy, node) ? nodeLabel(policy, node) : path);
  const month = /\[(\d)\]$/.exec(path)?.[1];
  return month === undefined ? label : `${label}, ${monthsAhead[Number(month)]}`;
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

/** Why a draft refuses an action. */
export const policyRefusals: Readonly<Record<string, string>> = {
  second_person_approves:
    "Somebody else has to approve it: who wrote a draft never approves it alone.",
  simulate_first:
    "Simulate it first: the figures changed, or a newer run was planned since the last simulation.",
  approve_first: "It has to be approved before it is published.",
  base_moved:
    "Another version was published since this draft was started. Start a new draft from the newest version.",
  draft_ended: "This draft has ended: it was published or withdrawn.",
  author_edits: "Only its author changes a draft.",
  author_withdraws: "Only its author withdraws a draft.",
  no_run: "There is no finished planning run to simulate on. Start one first.",
  no_decisions: "The last run decided nothing that these rules could change.",
  other_rules:
    "An earlier version of the rules made the newest plan. Simulate after the next plan.",
  unknown_field: "The policy has no such figure. Reload to see it as it is now.",
};
