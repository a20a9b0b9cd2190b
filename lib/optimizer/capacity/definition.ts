import { floorToMultiple, mulDivFloor } from "../core/integer.ts";
import {
  type ComputedSpec,
  type Definition,
  defineDecision,
  formula,
  type LeafLabel,
  type LeafSpec,
  type Lift,
  leaf,
  type NodeSpec,
  selection,
} from "../decision/index.ts";

// The capacity limit of one account, storage type and month. README.md has the formulation with its sources.

const salesPace: LeafLabel = { group: "salesPace", owner: "customers", visibility: "own" };
const forecast: LeafLabel = { group: "forecast", owner: "model", visibility: "own" };
const newSelection: LeafLabel = { group: "newSelection", owner: "seller", visibility: "own" };
const declared: LeafLabel = { group: "declared", owner: "seller", visibility: "own" };
const efficiency: LeafLabel = { group: "efficiency", owner: "seller", visibility: "own" };
const stock: LeafLabel = { group: "stock", owner: "seller", visibility: "own" };
const market: LeafLabel = { group: "market", owner: "seller", visibility: "own" };
const announcements: LeafLabel = { group: "announcements", owner: "policy", visibility: "own" };
const policy: LeafLabel = { group: "policy", owner: "policy", visibility: "policyPublic" };
const network: LeafLabel = {
  group: "network",
  owner: "network",
  visibility: "networkConfidential",
};

const more = (step: number) => ({ direction: 1, step }) as const;
const less = (step: number) => ({ direction: -1, step }) as const;

/** The measured shares that make up the efficiency, in the order of their nodes. */
export const efficiencyParts = ["sellThrough", "excess", "stranded", "inStock"] as const;
export type EfficiencyPartName = (typeof efficiencyParts)[number];

/** The leaf that holds each measured share. */
export const shareLeaf = {
  sellThrough: "sellThroughMillionths",
  excess: "excessShareMillionths",
  stranded: "strandedShareMillionths",
  inStock: "inStockShareMillionths",
} as const satisfies Readonly<Record<EfficiencyPartName, string>>;

const partPolicyLeaves = efficiencyParts.flatMap((name) => [
  leaf(`${name}WeightMillionths`, "millionths", policy),
  leaf(`${name}WorstMillionths`, "millionths", policy),
  leaf(`${name}BestMillionths`, "millionths", policy),
]);

const leaves: readonly LeafSpec[] = [
  leaf("shippedWeeklyMm3", "mm3", salesPace, more(1_000_000)),
  leaf("forecastWeeklyMm3", "mm3", forecast),
  leaf("newSelectionMm3", "mm3", newSelection, more(1_000_000)),
  leaf("declaredMm3", "mm3", declared, more(1_000_000)),
  leaf("declaredWeightMillionths", "millionths", declared),
  leaf("sellThroughMillionths", "millionths", efficiency, more(10_000)),
  leaf("excessShareMillionths", "millionths", efficiency, less(1_000)),
  leaf("strandedShareMillionths", "millionths", efficiency, less(1_000)),
  leaf("inStockShareMillionths", "millionths", efficiency, more(1_000)),
  leaf("onHandMm3", "mm3", stock),
  leaf("openShipmentsMm3", "mm3", stock),
  leaf("grantedMm3", "mm3", market),
  leaf("previousLimitMm3", "mm3", announcements),
  leaf("lastEstimateMm3", "mm3", announcements),
  leaf("confirmedMm3", "mm3", announcements),
  leaf("isIndividual", "bool", policy),
  leaf("coverWeeks", "weeks", policy),
  leaf("efficiencyMinMillionths", "millionths", policy),
  leaf("efficiencyMaxMillionths", "millionths", policy),
  ...partPolicyLeaves,
  leaf("policyFloorMm3", "mm3", policy),
  leaf("declaredCapShareMillionths", "millionths", policy),
  leaf("individualLimitMm3", "mm3", policy),
  leaf("keepShareMillionths", "millionths", policy),
  leaf("smoothingShareMillionths", "millionths", policy),
  leaf("announceStepMm3", "mm3", policy),
  leaf("waterLevelMilliWeeks", "milliWeeks", network),
  leaf("rationShareMillionths", "millionths", network),
];

const MILLION = 1_000_000;
const millionthsOf = (value: number, share: number) => mulDivFloor(value, share, MILLION);

/** Millionths of the way from `worst` to `best`, 0..1,000,000: linear between, flat beyond; 0 when they are equal. */
function shareScore(share: number, worst: number, best: number): number {
  if (best === worst) return 0;
  const way = best > worst ? share - worst : worst - share;
  const length = Math.abs(best - worst);
  if (way <= 0) return 0;
  return way >= length ? MILLION : mulDivFloor(way, MILLION, length);
}

const partNodes = efficiencyParts.map((name) =>
  formula(
    `${name}Efficiency`,
    "millionths",
    [
      shareLeaf[name],
      `${name}WeightMillionths`,
      `${name}WorstMillionths`,
      `${name}BestMillionths`,
      "efficiencyMinMillionths",
      "efficiencyMaxMillionths",
    ],
    `(efficiencyMaxMillionths - efficiencyMinMillionths) * ${name}WeightMillionths * way of ${shareLeaf[name]} from worst to best, 0..1`,
    (share, weight, worst, best, min, max) =>
      millionthsOf(millionthsOf(max! - min!, weight!), shareScore(share!, worst!, best!)),
  ),
);

/** The efficiency score and its parts, as they are nodes of a limit. */
const scoreNodes: readonly ComputedSpec[] = [
  ...partNodes,
  formula(
    "efficiency",
    "millionths",
    ["efficiencyMinMillionths", ...efficiencyParts.map((name) => `${name}Efficiency`)],
    "efficiencyMinMillionths + sellThroughEfficiency + excessEfficiency + strandedEfficiency + inStockEfficiency",
    (min, sellThrough, excess, stranded, inStock) =>
      min! + sellThrough! + excess! + stranded! + inStock!,
  ),
];

const needNodes: readonly ComputedSpec[] = [
  ...scoreNodes,
  formula(
    "coverVolume",
    "mm3",
    ["forecastWeeklyMm3", "coverWeeks", "newSelectionMm3"],
    "forecastWeeklyMm3 * coverWeeks + newSelectionMm3",
    (weekly, weeks, selected) => weekly! * weeks! + selected!,
  ),
  formula(
    "forecastNeed",
    "mm3",
    ["coverVolume", "efficiency"],
    "floor(coverVolume * efficiency)",
    (volume, share) => millionthsOf(volume!, share!),
  ),
  formula(
    "declaredTrusted",
    "mm3",
    ["declaredMm3", "declaredWeightMillionths"],
    "floor(declaredMm3 * declaredWeightMillionths)",
    (extra, weight) => millionthsOf(extra!, weight!),
    { carries: "declaredMm3" },
  ),
  // The least limit as a floor of the cap lets an account without history declare a launch.
  formula(
    "declaredCap",
    "mm3",
    ["forecastNeed", "declaredCapShareMillionths", "policyFloorMm3"],
    "max(policyFloorMm3, floor(forecastNeed * declaredCapShareMillionths))",
    (need, share, floor) => Math.max(floor!, millionthsOf(need!, share!)),
  ),
  selection(
    "declaredExtra",
    "min",
    "mm3",
    ["declaredTrusted", "declaredCap"],
    "min(declaredTrusted, declaredCap)",
  ),
  formula(
    "need",
    "mm3",
    ["forecastNeed", "declaredExtra"],
    "forecastNeed + declaredExtra",
    (need, extra) => need! + extra!,
  ),
];

const boundNodes: readonly ComputedSpec[] = [
  formula(
    "spaceInUse",
    "mm3",
    ["onHandMm3", "openShipmentsMm3"],
    "onHandMm3 + openShipmentsMm3",
    (onHand, open) => onHand! + open!,
  ),
  formula(
    "useBeyondGranted",
    "mm3",
    ["spaceInUse", "grantedMm3"],
    "max(0, spaceInUse - grantedMm3)",
    (use, granted) => Math.max(0, use! - granted!),
    { carries: "spaceInUse" },
  ),
  selection(
    "hardFloor",
    "max",
    "mm3",
    ["policyFloorMm3", "useBeyondGranted", "confirmedMm3"],
    "max(policyFloorMm3, useBeyondGranted, confirmedMm3)",
  ),
  formula(
    "keptEstimate",
    "mm3",
    ["lastEstimateMm3", "keepShareMillionths"],
    "floor(lastEstimateMm3 * keepShareMillionths)",
    (estimate, share) => millionthsOf(estimate!, share!),
  ),
  formula(
    "keptPrevious",
    "mm3",
    ["previousLimitMm3", "smoothingShareMillionths"],
    "floor(previousLimitMm3 * (1 - smoothingShareMillionths))",
    (previous, share) => millionthsOf(previous!, MILLION - share!),
  ),
  selection(
    "softFloor",
    "max",
    "mm3",
    ["keptEstimate", "keptPrevious"],
    "max(keptEstimate, keptPrevious)",
  ),
  formula(
    "rationedFloor",
    "mm3",
    ["softFloor", "rationShareMillionths"],
    "floor(softFloor * rationShareMillionths)",
    (floor, share) => millionthsOf(floor!, share!),
    // Results of a seller's own are the seller's to see; the levels that made them are not.
    { carries: "softFloor", visibility: "own" },
  ),
  selection("lower", "max", "mm3", ["hardFloor", "rationedFloor"], "max(hardFloor, rationedFloor)"),
  formula(
    "growthCap",
    "mm3",
    ["previousLimitMm3", "smoothingShareMillionths", "declaredExtra"],
    "floor(previousLimitMm3 * (1 + smoothingShareMillionths)) + declaredExtra",
    (previous, share, extra) => millionthsOf(previous!, MILLION + share!) + extra!,
  ),
  selection(
    "growthBound",
    "choice",
    "mm3",
    ["previousLimitMm3", "growthCap", "need"],
    "previousLimitMm3 > 0 ? growthCap : need",
  ),
  selection("cappedNeed", "min", "mm3", ["need", "growthBound"], "min(need, growthBound)"),
  selection("upper", "max", "mm3", ["lower", "cappedNeed"], "max(lower, cappedNeed)"),
];

const limitNodes: readonly ComputedSpec[] = [
  formula(
    "shareWeight",
    "mm3",
    ["shippedWeeklyMm3", "efficiency"],
    "floor(shippedWeeklyMm3 * efficiency)",
    (weekly, share) => millionthsOf(weekly!, share!),
  ),
  formula(
    "fairShare",
    "mm3",
    ["shareWeight", "waterLevelMilliWeeks"],
    "floor(shareWeight * waterLevelMilliWeeks / 1000)",
    (weight, level) => mulDivFloor(weight!, level!, 1000),
    { visibility: "own" },
  ),
  selection("raised", "max", "mm3", ["lower", "fairShare"], "max(lower, fairShare)"),
  selection("limit", "min", "mm3", ["upper", "raised"], "min(upper, raised)"),
  formula(
    "wholeSteps",
    "mm3",
    ["limit", "announceStepMm3"],
    "limit rounded down to a multiple of announceStepMm3",
    (limit, step) => floorToMultiple(limit!, step!),
    { carries: "limit" },
  ),
  selection("computed", "max", "mm3", ["wholeSteps", "hardFloor"], "max(wholeSteps, hardFloor)"),
  selection(
    "individualFixed",
    "max",
    "mm3",
    ["individualLimitMm3", "confirmedMm3"],
    "max(individualLimitMm3, confirmedMm3)",
  ),
  selection(
    "baseLimit",
    "choice",
    "mm3",
    ["isIndividual", "individualFixed", "computed"],
    "isIndividual ? individualFixed : computed",
  ),
  // Space won comes on top and is no part of any guarantee, so that it does not raise later limits.
  formula(
    "announced",
    "mm3",
    ["baseLimit", "grantedMm3"],
    "baseLimit + grantedMm3",
    (base, granted) => base! + granted!,
    { carries: "baseLimit" },
  ),
];

const nodes: readonly NodeSpec[] = [...leaves, ...needNodes, ...boundNodes, ...limitNodes];

const nothing = () => 0;

/** Before version 1.2.0 nothing could be declared, before 1.1.0 no space was won. */
const lift: Lift = {
  from: "d9e935eebd12780f8a5eeedadb3c3d45fc3eaa4e760c94920a09f8612d963175",
  added: {
    declaredMm3: nothing,
    declaredWeightMillionths: nothing,
    declaredCapShareMillionths: nothing,
  },
  before: {
    from: "206b8f7fe162c41fae3df85d65fb989363776bbd0c1d420c131aa0b1e9fdc65b",
    added: { grantedMm3: nothing },
  },
};

/** The capacity limit as a decision: integers in mm3, output `announced`. */
export const capacityDefinition: Definition = defineDecision({
  name: "capacity",
  version: "1.2.0",
  lift,
  nodes,
  output: "announced",
});

const partOfShare = new Map<string, EfficiencyPartName>(
  efficiencyParts.map((name) => [shareLeaf[name], name]),
);
const scoreInputs = new Set(scoreNodes.flatMap(({ inputs }) => inputs));

/**
 * The efficiency score as a decision of its own: the nodes of a limit that make it, with each measured share a cause of its own.
 * Millionths, output `efficiency`. Its leaves are leaves of the limit (`scoreLeaves`).
 */
export const scoreDefinition: Definition = defineDecision({
  name: "score",
  version: capacityDefinition.version,
  nodes: [
    ...leaves
      .filter(({ id }) => scoreInputs.has(id))
      .map((spec) => ({ ...spec, group: partOfShare.get(spec.id) ?? spec.group })),
    ...scoreNodes,
  ],
  output: "efficiency",
});

/** Leaves of the score from those of a limit, each in leaf order. */
export const scoreLeaves = (limitLeaves: Float64Array): Float64Array =>
  Float64Array.from(
    scoreDefinition.nodes.slice(0, scoreDefinition.leafCount),
    ({ id }) => limitLeaves[capacityDefinition.indexOf.get(id)!]!,
  );
