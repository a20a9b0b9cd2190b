// What an answer holds.
import { z } from "zod";
import { LOCALES } from "@/lib/wording/index.ts";
import { Question, QuestionKindName } from "./question.ts";

const Quantity = z.strictObject({
  text: z.string(),
  /** In the shown unit, for charts; null where the viewer may not see it. */
  value: z.number().nullable(),
});

const Leaf = z.strictObject({
  id: z.string(),
  label: z.string(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  isHidden: z.boolean(),
  /** Whether its source rows can be listed. */
  hasSource: z.boolean(),
});

const DriverView = z.strictObject({
  group: z.string(),
  label: z.string(),
  owner: z.string(),
  ownerLabel: z.string(),
  /** Signed, with unit; the shown amounts add up to the shown change. */
  amount: Quantity,
  /** The exact integer in the traced unit. */
  exactAmount: z.number(),
  /** The exact Shapley numerator over `denominator`. */
  numerator: z.string().nullable(),
  leaves: z.array(Leaf),
  parts: z.array(
    z.strictObject({
      player: z.string(),
      label: z.string(),
      share: z.string(),
      amount: z.string().nullable(),
    }),
  ),
});
export type DriverView = z.infer<typeof DriverView>;

const PathStepView = z.strictObject({
  id: z.string(),
  label: z.string(),
  kind: z.enum(["leaf", "formula", "min", "max", "choice"]),
  value: z.string().nullable(),
  isHidden: z.boolean(),
  /** The formula as the definition writes it; null for leaves. */
  formula: z.string().nullable(),
  inputs: z.array(z.strictObject({ id: z.string(), label: z.string(), isActive: z.boolean() })),
  /** The runner-up of a min or max and how far it is away. */
  next: z.string().nullable(),
  isOnSpine: z.boolean(),
  hasSource: z.boolean(),
});
export type PathStepView = z.infer<typeof PathStepView>;

const Unexplained = z.strictObject({
  text: z.string(),
  value: z.number(),
  /** What the headline says of it; null where it is small. */
  sentence: z.string().nullable(),
  /** So large that the answer is that we do not know. */
  isUnknown: z.boolean(),
});

/** Something the seller can do, replayed with the rules. */
const WayView = z.strictObject({
  changes: z.array(z.string()),
  result: z.string(),
  effort: z.string(),
  isVerified: z.literal(true),
});
export type WayView = z.infer<typeof WayView>;

/** What can be asked to be done: "What happens if". */
const DeedsView = z.strictObject({
  monthOn: z.string().nullable(),
  monthText: z.string().nullable(),
  levers: z.array(
    z.strictObject({
      leaf: z.string(),
      move: z.union([z.literal(1), z.literal(-1)]),
      label: z.string(),
      now: z.string(),
      /** One per step from the first on. */
      steps: z.array(z.string()),
    }),
  ),
});
export type DeedsView = z.infer<typeof DeedsView>;

const Verification = z.strictObject({
  replayCount: z.number().int(),
  isReplayEqual: z.boolean(),
  isAdditive: z.boolean(),
  definition: z.string(),
  definitionVersion: z.string(),
  codeSha256: z.string().nullable(),
  runRootSha256: z.string().nullable(),
});

const RunView = z.strictObject({
  runId: z.number().int(),
  asOfOn: z.string(),
  asOfText: z.string(),
  capacityPolicyVersion: z.number().int(),
  replenishmentPolicyVersion: z.number().int(),
});

/** What every viewer gets: figures, words and where they come from. */
export const ExplanationView = z.strictObject({
  id: z.uuid(),
  /** The language of every text here. */
  locale: z.enum(LOCALES),
  kind: QuestionKindName,
  question: Question,
  title: z.string(),
  headline: z.string(),
  sentences: z.array(z.string()),
  pattern: z.string().nullable(),
  unitLabel: z.string(),
  from: Quantity.nullable(),
  to: Quantity,
  /** What the two are called beside each other. */
  ends: z.strictObject({ from: z.string(), to: z.string() }),
  delta: z.string().nullable(),
  drivers: z.array(DriverView),
  denominator: z.string().nullable(),
  interactions: z.array(
    z.strictObject({ labels: z.tuple([z.string(), z.string()]), amount: z.string() }),
  ),
  /** The part of a change that nothing explains; null where nothing changed. It is a bar of its own, also when it is zero. */
  unexplained: Unexplained.nullable(),
  /** What the seller can do, least effort first. */
  ways: z.array(WayView),
  deeds: DeedsView.nullable(),
  /** Causes over time, the newest first; empty for what has none. */
  timeline: z.array(
    z.strictObject({
      link: z.string(),
      day: z.string(),
      dayText: z.string(),
      text: z.string(),
      question: Question.nullable(),
    }),
  ),
  steps: z.array(PathStepView),
  bindingLabel: z.string().nullable(),
  nextText: z.string().nullable(),
  policyChange: z.strictObject({ version: z.number().int(), reason: z.string() }).nullable(),
  run: RunView.nullable(),
  baseRun: RunView.nullable(),
  verification: Verification,
  /** What the viewer is not shown, said openly. */
  redactions: z.array(z.string()),
  createdAt: z.string(),
});
export type ExplanationView = z.infer<typeof ExplanationView>;

export const AskInput = z.strictObject({ account: z.string().min(1), question: Question });
export const AskOutput = z.strictObject({ explanationId: z.uuid() });
const GetExplanationInput = z.strictObject({
  account: z.string().min(1),
  explanationId: z.uuid(),
});

/** To be read in a language; the stored facts are the same in all of them. */
export const ReadExplanationInput = GetExplanationInput.extend({
  locale: z.enum(LOCALES).default("en"),
});

export const SourceRowsInput = z.strictObject({
  account: z.string().min(1),
  explanationId: z.uuid(),
  leafId: z.string().max(80),
  side: z.enum(["from", "to"]),
  offset: z.number().int().min(0).max(1_000_000).default(0),
});

export const SourceRows = z.strictObject({
  leafLabel: z.string(),
  asOfOn: z.string(),
  totalCount: z.number().int(),
  /** Rows of a page. */
  pageRows: z.number().int(),
  rows: z.array(
    z.strictObject({
      importId: z.number().int(),
      fileName: z.string(),
      lineNo: z.number().int(),
      day: z.string(),
      sku: z.string(),
      text: z.string(),
    }),
  ),
  /** Said when a value rests on no row of a report: assumed, derived, or a rule. */
  note: z.string().nullable(),
  /** The stored forecasts between the rows and the value; null where there is none between them. */
  forecast: z
    .strictObject({
      /** Last day whose sales they used. */
      originOn: z.string(),
      /** Hash of the account's history and of what was known of the weeks ahead; null where it was not stored. */
      dataSha256: z.string().nullable(),
      /** The product whose forecast it is; null = several products. */
      productId: z.number().int().nullable(),
      madeBy: z.array(
        z.strictObject({
          methodLabel: z.string(),
          modelVersion: z.string().nullable(),
          productCount: z.number().int(),
        }),
      ),
    })
    .nullable(),
});
export type SourceRows = z.infer<typeof SourceRows>;

/** Every node of the decisions behind an explanation, as traced: the raw record. */
export const TraceView = z.strictObject({
  definition: z.string().nullable(),
  nodes: z.array(
    z.strictObject({
      id: z.string(),
      label: z.string(),
      kind: z.string(),
      unit: z.string(),
      /** The stored integers as text; null on the side that the question does not have or the viewer may not see. */
      from: z.string().nullable(),
      to: z.string().nullable(),
      formula: z.string().nullable(),
    }),
  ),
});
export type TraceView = z.infer<typeof TraceView>;

/** What a later run made of an answer about what would happen. */
export const PromiseOutcome = z.strictObject({
  asOfOn: z.string(),
  actual: z.string(),
  isInside: z.boolean(),
  /** Whether it is inside the range with the account's inputs as they really became: then the outlook of prices held. */
  isOutlookInside: z.boolean(),
  /** Whether what was asked about was done; null where nothing was to be done. */
  wasDone: z.boolean().nullable(),
  sentences: z.array(z.string()),
});
export type PromiseOutcome = z.infer<typeof PromiseOutcome>;

export const PromisesView = z.strictObject({
  promises: z.array(
    z.strictObject({
      explanationId: z.uuid(),
      title: z.string(),
      askedAt: z.string(),
      outcome: PromiseOutcome.nullable(),
    }),
  ),
  scoredCount: z.number().int(),
  insideCount: z.number().int(),
  outlookInsideCount: z.number().int(),
});
export type PromisesView = z.infer<typeof PromisesView>;
