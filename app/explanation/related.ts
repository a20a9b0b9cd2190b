// What else can be asked of a number without a figure: listed under its answer.
import type { PageWords } from "./page-words.ts";
import type { Question } from "./why-link.ts";

type Kind = Question["kind"];
type Of<K extends Kind> = Extract<Question, { readonly kind: K }>;
type Related = readonly (readonly [label: string, question: Question])[];

const ofLimit = (question: Of<"limitLevel" | "limitChange">, words: PageWords): Related => {
  const { storageType, monthOn, runId } = question;
  return [
    [words.whyNotHigher, { kind: "limitContrast", storageType, monthOn, runId }],
    [words.whatFills, { kind: "limitUseLevel", storageType, monthOn, runId }],
    [words.whyScore, { kind: "scoreLevel", storageType, monthOn, runId }],
    [words.scoreInLimit, { kind: "limitScoreLevel", storageType, monthOn, runId }],
    [words.whichData, { kind: "limitSources", storageType, monthOn, runId }],
    [words.alike, { kind: "limitFairness", storageType, monthOn, runId }],
  ];
};

const ofQuantity = (
  { productId, runId }: Of<"restockLevel" | "restockChange">,
  words: PageWords,
): Related => [
  [words.whichForecast, { kind: "forecastLevel", productId, runId }],
  [words.howManyFit, { kind: "restockRoomLevel", productId, runId }],
  [words.whichData, { kind: "restockSources", productId, runId }],
  [words.alike, { kind: "restockFairness", productId, runId }],
];

const ofScore = (
  { storageType, monthOn, runId }: Of<"scoreLevel" | "scoreChange">,
  words: PageWords,
): Related => [
  [words.scoreInLimit, { kind: "limitScoreLevel", storageType, monthOn, runId }],
  [words.whichData, { kind: "scoreSources", storageType, monthOn, runId }],
  [words.alike, { kind: "scoreFairness", storageType, monthOn, runId }],
];

const ofRoom = ({ productId, runId }: Of<"restockRoomLevel">, words: PageWords): Related => [
  [words.whyQuantity, { kind: "restockLevel", productId, runId }],
  [words.whichForecast, { kind: "forecastLevel", productId, runId }],
];

const ofPlacement = (
  { productId, fcId, runId }: Of<"placementLevel" | "placementChange">,
  words: PageWords,
): Related => [
  [words.whichData, { kind: "placementSources", productId, fcId, runId }],
  [words.alike, { kind: "placementFairness", productId, fcId, runId }],
];

const ofForecast = (
  { productId, runId }: Of<"forecastLevel" | "forecastChange">,
  words: PageWords,
): Related => [[words.whichData, { kind: "forecastSources", productId, runId }]];

const ofRate = (
  { toOn }: Of<"inStockLevel" | "inStockChange" | "inStockAdvised">,
  words: PageWords,
): Related => [
  [words.whichData, { kind: "inStockSources", toOn }],
  [words.ahead, { kind: "inStockForward", toOn, daysAhead: 30, send: "nothing" }],
  [words.alike, { kind: "inStockFairness", toOn }],
];

const ofRateAhead = ({ toOn, daysAhead }: Of<"inStockForward">, words: PageWords): Related => [
  [words.aheadAdvised, { kind: "inStockForward", toOn, daysAhead, send: "advised" }],
  [words.whatItTakes, { kind: "inStockTarget", toOn, daysAhead: 60, targetMillionths: 950_000 }],
];

const ofSpeed = (
  { measure, toOn }: Of<"speedLevel" | "speedChange" | "speedContrast">,
  words: PageWords,
): Related => [
  [words.whichData, { kind: "speedSources", measure, toOn }],
  [words.ahead, { kind: "speedForward", measure, toOn, daysAhead: 30, shipment: "none" }],
  [words.whatTakesFaster, { kind: "speedTarget", toOn, fasterPercent: 10 }],
  [words.alike, { kind: "speedFairness", measure, toOn }],
];

const ofStock = (
  { toOn, productId }: Of<"stockLevel" | "stockChange">,
  words: PageWords,
): Related => [
  [words.whichData, { kind: "stockSources", toOn, productId }],
  [words.alike, { kind: "stockFairness", toOn, productId }],
];

const ofFees = (
  { fee, monthOn, productId }: Of<"feeLevel" | "feeChange">,
  words: PageWords,
): Related => [
  [words.whichData, { kind: "feeSources", fee, monthOn, productId }],
  [words.alike, { kind: "feeFairness", fee, monthOn, productId }],
];

const ofSpeedAhead = (
  { measure, toOn, daysAhead }: Of<"speedForward">,
  words: PageWords,
): Related => {
  const ahead = { kind: "speedForward", measure, toOn, daysAhead } as const;
  return [
    [words.aheadAdvised, { ...ahead, shipment: "advised" }],
    [words.aheadOneBuilding, { ...ahead, shipment: "minimal" }],
    [words.whatTakesFaster, { kind: "speedTarget", toOn, fasterPercent: 10 }],
  ];
};

const RELATED: { readonly [K in Kind]?: (question: Of<K>, words: PageWords) => Related } = {
  limitLevel: ofLimit,
  limitChange: ofLimit,
  restockLevel: ofQuantity,
  restockChange: ofQuantity,
  restockRoomLevel: ofRoom,
  scoreLevel: ofScore,
  scoreChange: ofScore,
  placementLevel: ofPlacement,
  placementChange: ofPlacement,
  forecastLevel: ofForecast,
  forecastChange: ofForecast,
  inStockLevel: ofRate,
  inStockChange: ofRate,
  inStockAdvised: ofRate,
  inStockForward: ofRateAhead,
  stockLevel: ofStock,
  stockChange: ofStock,
  feeLevel: ofFees,
  feeChange: ofFees,
  speedLevel: ofSpeed,
  speedChange: ofSpeed,
  speedContrast: ofSpeed,
  speedForward: ofSpeedAhead,
};

/** In whatever order a question names its parts. */
const textOf = (question: Question): string => JSON.stringify(Object.entries(question).sort());

/** The entry of a question's kind, without the question itself. */
export function relatedTo<Q extends Question>(question: Q, words: PageWords): Related {
  const related = RELATED[question.kind] as ((asked: Q, words: PageWords) => Related) | undefined;
  const asked = textOf(question);
  return (related?.(question, words) ?? []).filter(([, other]) => textOf(other) !== asked);
}
