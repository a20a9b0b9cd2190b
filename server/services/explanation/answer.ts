// What is stored of an answer: facts of every class, from which each viewer's view is made.
import { z } from "zod";
import { limitConstraints } from "@/lib/optimizer/capacity/index.ts";
import type {
  Conflict,
  Counterfactual,
  DecisionExplanation,
  Forward,
  LevelExplanation,
} from "@/lib/optimizer/explanation/index.ts";
import type { OverrideEffect } from "@/lib/optimizer/replenishment/index.ts";
import type { LateFile } from "@/server/repositories/late-rows.ts";
import { StockOutFacts } from "./chain.ts";
import { Measured, Told } from "./measured.ts";
import { PlacementContrastFacts } from "./placement-contrast.ts";
import { type Ask, Question } from "./question.ts";
import { ToldFacts } from "./told.ts";

/** Raised when answers change shape or meaning: what is asked then is answered anew. */
export const ANSWER_VERSION = 6;
/** Answers given since stand as they are: links to them and cases that hold them are read on. Raised when their shape is left. */
export const OLDEST_ANSWER_VERSION = 5;

/** The subject of an answer before it says what it is about. */
export const NOBODY = {
  sku: null,
  fc: null,
  storageType: null,
  monthOn: null,
  baseMonthOn: null,
  day: null,
  baseDay: null,
};

const RunRef = z.strictObject({
  runId: z.number().int(),
  asOfOn: z.string(),
  capacityPolicyVersion: z.number().int(),
  replenishmentPolicyVersion: z.number().int(),
  runRootSha256: z.string().nullable(),
});
export type RunRef = z.infer<typeof RunRef>;

/** One product's part in a change of the in-stock rate, in millionths. */
const RateSku = z.strictObject({
  productId: z.number().int(),
  sku: z.string(),
  title: z.string(),
  rate: z.number().int(),
  mix: z.number().int(),
  entry: z.number().int(),
  fromText: Told,
  toText: Told,
});

const RateChange = z.strictObject({
  type: z.literal("rateChange"),
  from: z.number().int(),
  to: z.number().int(),
  rate: z.number().int(),
  mix: z.number().int(),
  /** Products that entered or left the rate. */
  entry: z.number().int(),
  skus: z.array(RateSku),
  /** Sum over the products that are not listed, so that the parts still add up. */
  others: z.strictObject({
    count: z.number().int(),
    rate: z.number().int(),
    mix: z.number().int(),
    entry: z.number().int(),
  }),
});
export type RateChange = z.infer<typeof RateChange>;

/** Why an advised quantity is not another: what keeps it from that, and what that would do. */
export interface QuantityContrast {
  readonly type: "quantityContrast";
  readonly definition: string;
  readonly version: string;
  readonly unit: "units";
  readonly value: number;
  readonly other: number;
  /** null where the other quantity is less than the advice: no rule keeps it from that. */
  readonly conflict: Conflict | null;
  readonly effect: OverrideEffect;
}

/** Which of a decision's inputs rest on rows of reports, and on how many. */
export interface Provenance {
  readonly type: "provenance";
  readonly definition: string;
  readonly version: string;
  /** The path with its leaves only. */
  readonly level: LevelExplanation;
  /** Per leaf that rests on reports. */
  readonly rowCount: Readonly<Record<string, number>>;
}

/** Whether a decision treats its account as any other's. */
export interface Fairness {
  readonly type: "fairness";
  readonly definition: string;
  readonly version: string;
  readonly unit: string;
  readonly value: number;
  readonly policyVersion: number;
  readonly leafCount: number;
  /** Leaves that hold who somebody is: none, or the rules could tell accounts apart. */
  readonly identityLeafCount: number;
  /** Leaves that were set for this account by hand or by its kind. */
  readonly special: readonly string[];
  /** The same inputs computed in the places of other accounts: how many, and in how many another number came out. */
  readonly swap: { readonly placeCount: number; readonly differentCount: number };
  /** Quantities that sellers set by hand in the plan, in whole tens; null where the plan has not kept count. */
  readonly handSetTens: number | null;
  /** Where the number stands among other accounts, or why that is not told. */
  readonly standing:
    | { readonly status: "told"; readonly tenthsBelow: number; readonly isOfSize: boolean }
    | { readonly status: "tooFew" | "noSales" | "notKept" | "notALimit" };
}

/** What is on record of a decision beside its figures, for staff. */
export interface DecisionRecord {
  readonly type: "record";
  readonly about: Ask<"staffLimitRecord">["about"];
  readonly definition: string;
  readonly version: string;
  readonly unit: string;
  readonly value: number;
  readonly nodeCount: number;
  readonly leafCount: number;
  readonly policy: {
    readonly used: number;
    /** The version in force on the plan's day, of those published by then. */
    readonly inForce: number | null;
    /** Figures of the policy among the inputs, and those that are not as published. */
    readonly figureCount: number;
    readonly differing: readonly string[];
  };
  /** Leaves that were set for this account by hand or by its kind. */
  readonly special: readonly string[];
  /** The quantity that stood in place of the advice when the plan read its data. */
  readonly override: {
    readonly units: number;
    readonly reason: string;
    readonly setOn: string;
  } | null;
  /** Reports with rows about the plan's days that came after it had read its data. */
  readonly late: readonly LateFile[];
  /** Inputs on the path that rest on rows of these kinds. */
  readonly lateInputs: readonly string[];
}

/** How many other limits, or advised quantities, the same cause moved most: numbers of them, no figure of others. */
export interface Peers {
  readonly type: "peers";
  readonly definition: string;
  readonly version: string;
  readonly unit: string;
  readonly value: number;
  /** null where nothing moved it. */
  readonly cause: string | null;
  readonly otherCount: number;
  readonly sameCount: number;
  readonly sameRiseCount: number;
  readonly sameFallCount: number;
  /** Of advised quantities: accounts with products of the same cause, this one with them. */
  readonly sameAccountCount?: number;
  /** Accounts with the cause by size: small, middle, large. */
  readonly bySize: readonly { readonly name: string; readonly sameCount: number }[];
  /** Main causes of the others, the most frequent first. */
  readonly others: readonly { readonly cause: string; readonly count: number }[];
}

/** Facts that lib/optimizer made; written and read by this build only, so their shape is not parsed again. */
const DecisionFacts = z.custom<
  | DecisionExplanation
  | Counterfactual
  | Forward
  | QuantityContrast
  | Provenance
  | Fairness
  | DecisionRecord
  | Peers
>((value) => typeof value === "object" && value !== null && "definition" in value);

const LimitContrastFacts = z.strictObject({
  type: z.literal("limitContrast"),
  level: z.custom<LevelExplanation>(
    (value) => typeof value === "object" && value !== null && "steps" in value,
  ),
  limitMm3: z.number(),
  lifted: z.array(z.strictObject({ constraint: z.enum(limitConstraints), limitMm3: z.number() })),
  ladder: z.array(
    z.strictObject({
      constraints: z.array(z.enum(limitConstraints)),
      limitMm3: z.number().nullable(),
    }),
  ),
  points: z.array(z.strictObject({ leaf: z.string(), gainMm3: z.number() })),
  price: z.strictObject({
    waterLevelMilliWeeks: z.number().int(),
    rationShareMillionths: z.number().int(),
    /** The step that every seller sees of it. */
    tightnessStep: z.number().int(),
  }),
});
export type LimitContrastFacts = z.infer<typeof LimitContrastFacts>;

export const StoredAnswer = z.strictObject({
  version: z.number().int().min(OLDEST_ANSWER_VERSION).max(ANSWER_VERSION),
  question: Question,
  /** What the number is of, as the wording needs it. */
  subject: z.strictObject({
    sku: z.string().nullable(),
    /** Code of the fulfilment centre. */
    fc: z.string().nullable(),
    /** Way of splitting a shipment. */
    split: z.string().optional(),
    storageType: z.string().nullable(),
    monthOn: z.string().nullable(),
    baseMonthOn: z.string().nullable(),
    day: z.string().nullable(),
    baseDay: z.string().nullable(),
    /** What of the metric was asked for: a fee, a number of days. */
    topic: z.string().optional(),
  }),
  facts: z.union([
    RateChange,
    Measured,
    ToldFacts,
    PlacementContrastFacts,
    StockOutFacts,
    LimitContrastFacts,
    DecisionFacts,
  ]),
  run: RunRef.nullable(),
  baseRun: RunRef.nullable(),
  policyChange: z.strictObject({ version: z.number().int(), reason: z.string() }).nullable(),
  /** Where another version of the rules decided the earlier side: since when the later one does. */
  ruleChange: z
    .strictObject({
      changedOn: z.string(),
      fromVersion: z.string(),
      toVersion: z.string(),
      /** Versions that decided in between, in their order. */
      passedVersions: z.array(z.string()).optional(),
    })
    .optional(),
  /** Decisions replayed and found equal to their traces; an identity over facts replays none. */
  isReplayEqual: z.boolean(),
  codeSha256: z.string().nullable(),
  /** What the seller can do for a tenth more, each way replayed. */
  ways: z.custom<Counterfactual>((value) => typeof value === "object" && value !== null).optional(),
  /** What can be asked to be done instead, and what each of its steps would be. */
  deeds: z
    .strictObject({
      /** The month that a deed can still change; null for what has no month. */
      monthOn: z.string().nullable(),
      levers: z.array(
        z.strictObject({
          leaf: z.string(),
          move: z.union([z.literal(1), z.literal(-1)]),
          unit: z.string(),
          values: z.array(z.number()),
        }),
      ),
    })
    .optional(),
  /** Of money in the facts. */
  currency: z.string().optional(),
});
export type StoredAnswer = z.infer<typeof StoredAnswer>;
