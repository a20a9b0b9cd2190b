// What an assistant may send, and what it gets.
import { z } from "zod";
import { LOCALES } from "@/lib/wording/index.ts";
import { Question } from "@/server/services/explanation/question.ts";
import { AccountSlug } from "@/server/services/identity/schemas.ts";
import { WhatIfInput, WhatIfView } from "@/server/services/network/schemas.ts";
import { AssistantAnswer } from "./answer.ts";

type Kind = Question["kind"];

/** Which tool answers a kind of question. */
export const TOOL_OF_KIND = {
  limitLevel: "explain_level",
  limitUseLevel: "explain_level",
  limitScoreLevel: "explain_level",
  restockLevel: "explain_level",
  restockRoomLevel: "explain_level",
  scoreLevel: "explain_level",
  placementLevel: "explain_level",
  splitFeeLevel: "explain_level",
  splitLevel: "explain_level",
  targetLevel: "explain_level",
  grantLevel: "explain_level",
  inStockLevel: "explain_level",
  lostSalesLevel: "explain_level",
  stockOut: "explain_level",
  reservedLevel: "explain_level",
  excessLevel: "explain_level",
  stockSources: "trace_source",
  stockContrast: "explain_contrast",
  stockForward: "simulate",
  stockLevel: "explain_level",
  speedContrast: "explain_contrast",
  speedLevel: "explain_level",
  speedTarget: "what_would_it_take",
  speedForward: "simulate",
  speedSources: "trace_source",
  feeLevel: "explain_level",
  forecastLevel: "explain_level",
  limitChange: "explain_change",
  restockChange: "explain_change",
  scoreChange: "explain_change",
  grantChange: "explain_change",
  placementChange: "explain_change",
  inStockChange: "explain_change",
  stockChange: "explain_change",
  speedChange: "explain_change",
  feeChange: "explain_change",
  forecastChange: "explain_change",
  limitContrast: "explain_contrast",
  restockContrast: "explain_contrast",
  grantContrast: "explain_contrast",
  placementContrast: "explain_contrast",
  splitContrast: "explain_contrast",
  forecastContrast: "explain_contrast",
  limitTarget: "what_would_it_take",
  restockTarget: "what_would_it_take",
  inStockAdvised: "what_would_it_take",
  inStockTarget: "what_would_it_take",
  inStockForward: "simulate",
  inStockSources: "trace_source",
  feeTarget: "what_would_it_take",
  feeForward: "simulate",
  feeSources: "trace_source",
  feeContrast: "explain_contrast",
  scoreTarget: "what_would_it_take",
  grantTarget: "what_would_it_take",
  limitForward: "simulate",
  restockForward: "simulate",
  scoreForward: "simulate",
  grantForward: "simulate",
  splitForward: "simulate",
  forecastForward: "simulate",
  limitSources: "trace_source",
  restockSources: "trace_source",
  scoreSources: "trace_source",
  grantSources: "trace_source",
  placementSources: "trace_source",
  forecastSources: "trace_source",
  staffLimitRecord: "trace_source",
  staffRestockRecord: "trace_source",
  limitFairness: "fairness_check",
  restockFairness: "fairness_check",
  staffLimitPeers: "fairness_check",
  staffRestockPeers: "fairness_check",
  scoreFairness: "fairness_check",
  grantFairness: "fairness_check",
  placementFairness: "fairness_check",
  stockFairness: "fairness_check",
  inStockFairness: "fairness_check",
  speedFairness: "fairness_check",
  feeFairness: "fairness_check",
} as const satisfies Readonly<Record<Kind, string>>;

export type QuestionTool = (typeof TOOL_OF_KIND)[Kind];

const locale = z.enum(LOCALES).default("en");

/** A question of the kinds that a tool answers, as list_decisions gives it. */
const questionFor = (tool: QuestionTool) => {
  const [first, ...others] = Question.options.filter(
    ({ shape }) => TOOL_OF_KIND[shape.kind.value] === tool,
  );
  if (!first) throw new RangeError(`questionFor: no kind of question for ${tool}`);
  return z.discriminatedUnion("kind", [first, ...others]);
};

export const askInputFor = (tool: QuestionTool) =>
  z.strictObject({ account: AccountSlug, question: questionFor(tool), locale });

export const SimulateInput = z.strictObject({
  /** For sellers and support. */
  account: AccountSlug.optional(),
  question: questionFor("simulate").optional(),
  /** For policy admins: a draft of a policy, or a change of the network's capacity. */
  draftId: z.int().positive().optional(),
  network: WhatIfInput.optional(),
  locale,
});

const DraftChange = z.strictObject({
  account: z.string(),
  storageType: z.string(),
  from: z.string(),
  to: z.string(),
  delta: z.string(),
});

export const DraftAnswer = z.strictObject({
  draftId: z.int(),
  policy: z.string(),
  reason: z.string(),
  /** null where the draft was not simulated yet: a person does that on its page. */
  simulated: z
    .strictObject({
      runId: z.int(),
      asOfOn: z.string(),
      isCurrent: z.boolean(),
      pools: z.array(
        z.strictObject({
          storageType: z.string(),
          monthAhead: z.int(),
          fromSum: z.string(),
          toSum: z.string(),
          riseCount: z.int(),
          fallCount: z.int(),
          sameCount: z.int(),
          giniBefore: z.number().nullable(),
          giniAfter: z.number().nullable(),
        }),
      ),
      gains: z.array(DraftChange),
      losses: z.array(DraftChange),
      confirmedCutCount: z.int(),
      notes: z.array(z.string()),
    })
    .nullable(),
});
export type DraftAnswer = z.infer<typeof DraftAnswer>;

export const SimulateOutput = z.strictObject({
  answer: AssistantAnswer.nullable(),
  draft: DraftAnswer.nullable(),
  network: WhatIfView.nullable(),
});

export const TraceInput = z.strictObject({
  account: AccountSlug,
  /** Which inputs rest on reports. */
  question: questionFor("trace_source").optional(),
  /** Or: the rows of the reports behind one input of an answer. */
  explanationId: z.uuid().optional(),
  leafId: z.string().max(80).optional(),
  side: z.enum(["from", "to"]).default("to"),
  offset: z.int().min(0).max(1_000_000).default(0),
  locale,
});

const SourceLine = z.strictObject({
  importId: z.int(),
  fileName: z.string(),
  lineNo: z.int(),
  day: z.string(),
  sku: z.string(),
  text: z.string(),
});

export const TraceOutput = z.strictObject({
  answer: AssistantAnswer.nullable(),
  rows: z
    .strictObject({
      input: z.string(),
      asOfOn: z.string(),
      totalCount: z.int(),
      /** null after the last row. */
      nextOffset: z.int().nullable(),
      note: z.string().nullable(),
      lines: z.array(SourceLine),
    })
    .nullable(),
});
export type TraceOutput = z.infer<typeof TraceOutput>;

export const ListInput = z.strictObject({
  /** An account to list; without it the accounts themselves, or the network for policy admins. */
  account: AccountSlug.optional(),
  /** A question in plain words: what it can mean is listed, the best fit first. */
  text: z.string().trim().min(3).max(300).optional(),
  /** Words of a SKU or title to look for. */
  search: z.string().max(120).default(""),
  offset: z.int().min(0).max(500_000).default(0),
});

const Decision = z.strictObject({
  tool: z.string(),
  label: z.string(),
  value: z.string().nullable(),
  question: Question,
});
export type Decision = z.infer<typeof Decision>;

const Bottleneck = z.strictObject({
  function: z.string(),
  fcCode: z.string(),
  regionName: z.string().nullable(),
  storageType: z.string().nullable(),
  fromOn: z.string(),
  toOn: z.string(),
  /** What one more cubic foot, or unit, would save. */
  priceMicros: z.number(),
});

export const ListOutput = z.strictObject({
  accounts: z.array(
    z.strictObject({ account: z.string(), name: z.string(), marketplace: z.string() }),
  ),
  decisions: z.array(Decision),
  /** null after the last product. */
  nextOffset: z.int().nullable(),
  /** What is missing, or why nothing is listed. */
  note: z.string().nullable(),
  network: z
    .strictObject({
      runId: z.int(),
      asOfOn: z.string(),
      currency: z.string(),
      bindingCount: z.int(),
      bottlenecks: z.array(Bottleneck),
      pools: z.array(
        z.strictObject({
          storageType: z.string(),
          monthOn: z.string(),
          usableMm3: z.number(),
          givenMm3: z.number().nullable(),
          dearest: z.strictObject({ fcCode: z.string(), priceMicros: z.number() }).nullable(),
        }),
      ),
    })
    .nullable(),
  drafts: z.array(
    z.strictObject({
      draftId: z.int(),
      policy: z.string(),
      status: z.string(),
      reason: z.string(),
    }),
  ),
});
export type ListOutput = z.infer<typeof ListOutput>;
