import { floorToMultiple, mulDivFloor } from "../core/integer.ts";
import {
  type ComputedSpec,
  type Definition,
  defineDecision,
  formula,
  type LeafLabel,
  type LeafSpec,
  leaf,
  type NodeSpec,
} from "../decision/index.ts";
import { creditAt, scoreOf } from "./credit.ts";

// Extra space granted to one request, and what is owed for it. README.md has the formulation with its sources.

/** Steps of a request, from the highest fee to the lowest; unused ones are 0. */
export const MAX_STEPS = 3;
const steps = [1, 2, 3] as const;

const request: LeafLabel = { group: "request", owner: "seller", visibility: "own" };
const sales: LeafLabel = { group: "sales", owner: "customers", visibility: "own" };
const cap: LeafLabel = { group: "cap", owner: "policy", visibility: "own" };
const policy: LeafLabel = { group: "policy", owner: "policy", visibility: "policyPublic" };
const network: LeafLabel = {
  group: "network",
  owner: "network",
  visibility: "networkConfidential",
};
const published: LeafLabel = { group: "network", owner: "network", visibility: "bulletin" };

const leaves: readonly LeafSpec[] = [
  ...steps.flatMap((k) => [
    leaf(`asked${k}Mm3`, "mm3", request),
    // Offering more never lowers what is granted.
    leaf(`offered${k}MicrosPerM3`, "micros", request, { direction: 1, step: 100_000 }),
  ]),
  leaf("expectedCreditMicrosPerM3", "micros", sales),
  leaf("capMm3", "mm3", cap),
  leaf("creditCapShareMillionths", "millionths", policy),
  leaf("minimumLotMm3", "mm3", policy),
  leaf("grantStepMm3", "mm3", policy),
  leaf("clearingMicrosPerM3", "micros", published),
  leaf("thresholdMicrosPerM3", "micros", network),
  leaf("marginalShareMillionths", "millionths", network),
];

const MILLION = 1_000_000;

/** Millionths of a step that are granted: all above the threshold, none below, the marginal share at it. */
const grantedShare = (score: number, threshold: number, marginalShare: number): number => {
  if (score === threshold) return marginalShare;
  return score > threshold ? MILLION : 0;
};

const stepNodes = (k: 1 | 2 | 3): readonly ComputedSpec[] => {
  const before = steps.filter((each) => each < k).map((each) => `eligible${each}`);
  return [
    formula(
      `score${k}`,
      "micros",
      [`offered${k}MicrosPerM3`, "expectedCreditMicrosPerM3", "creditCapShareMillionths"],
      `min(offered${k}MicrosPerM3 + expectedCreditMicrosPerM3, floor(offered${k}MicrosPerM3 / (1 - creditCapShareMillionths)))`,
      (fee, credit, share) => scoreOf(fee!, credit!, share!),
    ),
    formula(
      `left${k}`,
      "mm3",
      ["capMm3", ...before],
      ["capMm3", ...before].join(" - "),
      (...input) => input.slice(1).reduce((left, taken) => left - taken, input[0]!),
    ),
    {
      id: `eligible${k}`,
      kind: "min",
      unit: "mm3",
      inputs: [`asked${k}Mm3`, `left${k}`],
      text: `min(asked${k}Mm3, left${k})`,
    },
    formula(
      `share${k}`,
      "millionths",
      [`score${k}`, "thresholdMicrosPerM3", "marginalShareMillionths"],
      `score${k} > thresholdMicrosPerM3 ? 1 : score${k} = thresholdMicrosPerM3 ? marginalShareMillionths : 0`,
      (score, threshold, share) => grantedShare(score!, threshold!, share!),
      // What became of a seller's own step is the seller's to see; the levels that decided it are not.
      { visibility: "own" },
    ),
    formula(
      `granted${k}`,
      "mm3",
      [`eligible${k}`, `share${k}`, "grantStepMm3"],
      `share${k} = 1 ? eligible${k} : floor(eligible${k} * share${k}) rounded down to a multiple of grantStepMm3`,
      (eligible, share, step) =>
        share === MILLION
          ? eligible!
          : floorToMultiple(mulDivFloor(eligible!, share!, MILLION), step!),
      { carries: `eligible${k}` },
    ),
  ];
};

const resultNodes: readonly ComputedSpec[] = [
  formula(
    "grantedSteps",
    "mm3",
    steps.map((k) => `granted${k}`),
    steps.map((k) => `granted${k}`).join(" + "),
    (first, second, third) => first! + second! + third!,
  ),
  formula(
    "granted",
    "mm3",
    ["grantedSteps", "minimumLotMm3"],
    "grantedSteps < minimumLotMm3 ? 0 : grantedSteps",
    (granted, lot) => (granted! < lot! ? 0 : granted!),
    { carries: "grantedSteps" },
  ),
  formula(
    "credit",
    "micros",
    ["clearingMicrosPerM3", "expectedCreditMicrosPerM3", "creditCapShareMillionths"],
    "min(expectedCreditMicrosPerM3, floor(clearingMicrosPerM3 * creditCapShareMillionths))",
    (price, credit, share) => creditAt(price!, credit!, share!),
  ),
  formula(
    "feePerM3",
    "micros",
    ["clearingMicrosPerM3", "credit"],
    "clearingMicrosPerM3 - credit",
    (price, credit) => price! - credit!,
  ),
  formula(
    "fee",
    "micros",
    ["granted", "feePerM3"],
    "floor(granted * feePerM3 / 1000000000)",
    (granted, fee) => mulDivFloor(granted!, fee!, 1_000_000_000),
  ),
];

const nodes: readonly NodeSpec[] = [...leaves, ...steps.flatMap(stepNodes), ...resultNodes];

/**
 * Extra space granted to one request: integers in mm3, output `granted`; `feePerM3` and `fee` (micros) are owed for it.
 * Other requests reach it only through the clearing fee, the threshold and the share at the threshold.
 */
export const marketDefinition: Definition = defineDecision({
  name: "market",
  version: "1.0.0",
  nodes,
  output: "granted",
});
