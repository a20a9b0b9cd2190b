// The registry of questions: one entry per kind says who answers it, what its number is called, and which traces are behind
// it. Its schema is a line of question.ts; how its facts are told is an entry of fact-views.ts.
import type { Tx } from "@/db/client.ts";
import {
  dayText,
  groupLabel,
  inSentence,
  type Locale,
  monthText,
  renderMessage,
  storageTypeLabel,
} from "@/lib/wording/index.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";
import type { StoredAnswer } from "./answer.ts";
import { answerRestockContrast } from "./contrast-answers.ts";
import {
  answerLimitChange,
  answerLimitLevel,
  answerPlacementLevel,
  answerRestockChange,
  answerRestockLevel,
  answerTargetLevel,
} from "./decision-answers.ts";
import { answerLimitFairness, answerRestockFairness } from "./fairness-answers.ts";
import { answerFeeChange, answerFeeLevel } from "./fee-answer.ts";
import { answerGrantLevel } from "./grant-answer.ts";
import { answerInStockChange } from "./in-stock-answer.ts";
import { answerLimitContrast } from "./limit-contrast-answer.ts";
import { answerPlacementChange } from "./placement-change-answer.ts";
import { answerLimitSources, answerRestockSources } from "./provenance-answers.ts";
import type { Ask, Question } from "./question.ts";
import { answerSpeedChange, answerSpeedLevel } from "./speed-answer.ts";
import { answerStockChange, answerStockLevel } from "./stock-answer.ts";
import { answerStockOut } from "./stock-out-answer.ts";
import {
  buildingSides,
  grantSides,
  limitSides,
  restockSides,
  type TraceSides,
} from "./trace-sides.ts";
import {
  answerLimitForward,
  answerLimitTarget,
  answerRestockForward,
  answerRestockTarget,
} from "./what-if-answers.ts";

type Subject = StoredAnswer["subject"];

export interface QuestionKind<K extends Question["kind"]> {
  /** Throws not_found for what the account does not have. */
  readonly answer: (tx: Tx, scope: SellerScope, question: Ask<K>) => Promise<StoredAnswer>;
  /** "Your standard-size limit for December 2026". */
  readonly subject: (subject: Subject, locale: Locale) => string;
  /** The decisions behind it, node by node; null where there is none. */
  readonly sides: (tx: Tx, scope: SellerScope, question: Ask<K>) => Promise<TraceSides | null>;
  /** Asked about what is not: counted against the budget of its run, so that answers cannot be used to work out prices. */
  readonly isWhatIf?: true;
  /** Counted from reports, so that another report makes it another question. Decisions never change. */
  readonly isObserved?: true;
}

/** Counted from reports: no decision stands behind it. */
const counted = { sides: async () => null, isObserved: true } as const;

type SubjectText = (subject: Subject, locale: Locale) => string;

/** A subject by storage type and month. */
const monthly =
  (id: "subjectLimit" | "subjectGrant"): SubjectText =>
  ({ storageType, monthOn }, locale) => {
    const month = monthText(monthOn ?? "", locale);
    const values = { storageType: storageTypeLabel(storageType ?? "", locale), month };
    return renderMessage(id, values, locale);
  };
const limitSubject = monthly("subjectLimit");
const restockSubject: SubjectText = ({ sku }, locale) =>
  renderMessage("subjectRestock", { sku: sku ?? "" }, locale);
/** A subject by product and building. */
const atBuilding =
  (id: "subjectPlacement" | "subjectTarget"): SubjectText =>
  ({ sku, fc }, locale) =>
    renderMessage(id, { sku: sku ?? "", fc: fc ?? "" }, locale);
const placementSubject = atBuilding("subjectPlacement");
/** A subject by day. */
const daily =
  (id: "subjectInStock" | "subjectStock"): SubjectText =>
  ({ day }, locale) =>
    renderMessage(id, { day: dayText(day ?? "", locale) }, locale);
const stockSubject: SubjectText = (subject, locale) => {
  const { sku, day } = subject;
  if (sku === null) return daily("subjectStock")(subject, locale);
  return renderMessage("subjectStockOf", { sku, day: dayText(day ?? "", locale) }, locale);
};
const speedSubject: SubjectText = ({ topic = "", day }, locale) =>
  renderMessage("subjectSpeed", { measure: topic, day: dayText(day ?? "", locale) }, locale);
const feeSubject: SubjectText = ({ topic = "all", sku, monthOn }, locale) => {
  const fee = inSentence(groupLabel("fees", topic, locale), locale);
  const values = { fee, month: monthText(monthOn ?? "", locale) };
  return sku === null
    ? renderMessage("subjectFees", values, locale)
    : renderMessage("subjectFeesOf", { ...values, sku }, locale);
};

const KINDS: { readonly [K in Question["kind"]]: QuestionKind<K> } = {
  limitLevel: { answer: answerLimitLevel, subject: limitSubject, sides: limitSides },
  limitChange: { answer: answerLimitChange, subject: limitSubject, sides: limitSides },
  limitContrast: { answer: answerLimitContrast, subject: limitSubject, sides: limitSides },
  restockLevel: { answer: answerRestockLevel, subject: restockSubject, sides: restockSides },
  restockChange: { answer: answerRestockChange, subject: restockSubject, sides: restockSides },
  limitSources: { answer: answerLimitSources, subject: limitSubject, sides: limitSides },
  restockSources: { answer: answerRestockSources, subject: restockSubject, sides: restockSides },
  limitFairness: { answer: answerLimitFairness, subject: limitSubject, sides: limitSides },
  restockFairness: { answer: answerRestockFairness, subject: restockSubject, sides: restockSides },
  limitTarget: {
    answer: answerLimitTarget,
    subject: limitSubject,
    sides: limitSides,
    isWhatIf: true,
  },
  restockTarget: {
    answer: answerRestockTarget,
    subject: restockSubject,
    sides: restockSides,
    isWhatIf: true,
  },
  limitForward: {
    answer: answerLimitForward,
    subject: limitSubject,
    sides: limitSides,
    isWhatIf: true,
  },
  restockForward: {
    answer: answerRestockForward,
    subject: restockSubject,
    sides: restockSides,
    isWhatIf: true,
  },
  restockContrast: {
    answer: answerRestockContrast,
    subject: restockSubject,
    sides: restockSides,
    isWhatIf: true,
  },
  placementLevel: {
    answer: answerPlacementLevel,
    subject: placementSubject,
    sides: buildingSides("placement"),
  },
  placementChange: {
    answer: answerPlacementChange,
    subject: placementSubject,
    sides: buildingSides("placement"),
  },
  targetLevel: {
    answer: answerTargetLevel,
    subject: atBuilding("subjectTarget"),
    sides: buildingSides("positioning"),
  },
  grantLevel: {
    answer: answerGrantLevel,
    subject: monthly("subjectGrant"),
    sides: grantSides,
  },
  inStockChange: {
    answer: answerInStockChange,
    subject: daily("subjectInStock"),
    ...counted,
  },
  stockOut: {
    answer: answerStockOut,
    subject: ({ sku, day }, locale) => {
      const values = { sku: sku ?? "", day: dayText(day ?? "", locale) };
      return renderMessage("subjectStockOut", values, locale);
    },
    ...counted,
  },
  stockLevel: { answer: answerStockLevel, subject: stockSubject, ...counted },
  stockChange: { answer: answerStockChange, subject: stockSubject, ...counted },
  speedLevel: { answer: answerSpeedLevel, subject: speedSubject, ...counted },
  speedChange: { answer: answerSpeedChange, subject: speedSubject, ...counted },
  feeLevel: { answer: answerFeeLevel, subject: feeSubject, ...counted },
  feeChange: { answer: answerFeeChange, subject: feeSubject, ...counted },
};

/** Kinds that count against the budget of what-ifs. */
export const WHAT_IF_KINDS: readonly string[] = Object.entries(KINDS).flatMap(([kind, entry]) =>
  "isWhatIf" in entry ? [kind] : [],
);

/** The entry of a question's kind. */
export function questionKind<Q extends Question>(question: Q): QuestionKind<Q["kind"]> {
  return KINDS[question.kind] as QuestionKind<Q["kind"]>;
}
