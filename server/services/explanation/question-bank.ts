// A bank of plain questions, asked one by one as a person would ask them, and what became of each.
import { LOCALES, sentencesText, textFacts, verifyText } from "@/lib/wording/index.ts";
import { isDomainError } from "@/server/core/errors.ts";
import type { SellerContext } from "@/server/services/context.ts";
import { labelText } from "./ask-box/label.ts";
import type { Metric } from "./ask-box/metric-rules.ts";
import { type Proposal, understandQuestion } from "./ask-box/propose.ts";
import { askWhy } from "./ask-why.ts";
import { askDeskQuestion } from "./desk-bank.ts";
import { getExplanation } from "./get-explanation.ts";
import type { Question } from "./question.ts";

export interface BankQuestion {
  readonly id: string;
  readonly viewer: string;
  readonly type: string;
  readonly metric: string;
  readonly question: string;
}

/**
 * answered: the first choice is of the type and about the number that was asked for; nearest: it is another answer near to it; offered: several
 * meanings are offered as such, the right one among them; declined: with a reason and, where there is one, a page; misunderstood: taken for
 * another type or number, or, of type and metric "none", for anything at all.
 */
export type BankOutcome = "answered" | "nearest" | "offered" | "declined" | "misunderstood";

export interface BankResult {
  readonly asked: BankQuestion;
  readonly understood: string;
  readonly outcome: BankOutcome;
  /** Replayed equal, adds up, and its words hold against what the other languages say; null where nothing was answered. */
  readonly isVerified: boolean | null;
  /** The answer's headline, or the reason. */
  readonly text: string;
}

/** Rows of a CSV with the columns id, viewer, type, metric and question, quoted where they hold commas. Throws RangeError without them. */
export function readBank(csv: string): BankQuestion[] {
  const [header = [], ...rows] = csv
    .split(/\r?\n/)
    .filter((line) => line.trim() !== "")
    .map(cellsOf);
  const cell = (row: readonly string[], name: string) => {
    const at = header.indexOf(name);
    if (at < 0)
      throw new RangeError(`question bank: expected a column "${name}", got ${header.join()}`);
    return row[at] ?? "";
  };
  return rows.map((row) => ({
    id: cell(row, "id"),
    viewer: cell(row, "viewer"),
    type: cell(row, "type"),
    metric: cell(row, "metric"),
    question: cell(row, "question"),
  }));
}

const cellsOf = (line: string): string[] =>
  [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? "",
  );

const TYPE_OF_ENDING: readonly (readonly [RegExp, string])[] = [
  [/Level$|^stockOut$/, "level"],
  [/(?:Change|Peers)$/, "change"],
  [/Contrast$/, "contrast"],
  [/Target$|Advised$/, "counterfactual"],
  [/Forward$/, "forward"],
  [/(?:Sources|Record)$/, "provenance"],
  [/Fairness$/, "fairness"],
];

/** Kinds that are about two numbers: units of a product, in the space of a limit. */
const METRICS_OF_KIND: Readonly<Record<string, readonly string[]>> = {
  restockRoomLevel: ["recommended_qty", "capacity_limit"],
};

const METRIC_OF_KIND: readonly (readonly [RegExp, string])[] = [
  [/^(?:limit|grant|staffLimit)/, "capacity_limit"],
  [/^(?:restock|staffRestock)/, "recommended_qty"],
  [/^forecast/, "forecast"],
  [/^score/, "ipi_score"],
  [/^(?:placement|target|split(?!Fee))/, "placement_share"],
  [/^(?:inStock|stockOut|lostSales)/, "in_stock_rate"],
  [/^(?:stock|reserved|excess)/, "units_on_hand"],
  [/^speed/, "delivery_speed"],
  [/^(?:fee|splitFee)/, "fees"],
];

const metricsOfKind = ({ kind }: Question): readonly string[] =>
  METRICS_OF_KIND[kind] ?? [METRIC_OF_KIND.find(([start]) => start.test(kind))?.[1] ?? kind];

const typeOfKind = ({ kind }: Question): string =>
  TYPE_OF_ENDING.find(([ending]) => ending.test(kind))?.[1] ?? kind;

/** A bank has one name for limits and for extra space on top of them. */
const bankMetric = (metric: Metric | null): string =>
  metric === "market_result" ? "capacity_limit" : (metric ?? "none");

/** Asks one question about the account of the context, in the name of its viewer; `productId` is the product whose page it is asked on. */
export async function askBankQuestion(
  account: SellerContext,
  asked: BankQuestion,
  productId: number | null,
): Promise<BankResult> {
  if (asked.viewer === "admin") return askDeskQuestion(account, asked);
  const ctx: SellerContext =
    asked.viewer === "support"
      ? { ...account, scope: { ...account.scope, viewedBy: "support" } }
      : account;
  const proposal = await understandQuestion(ctx, { text: asked.question, productId });
  const { type, metric, choices, note } = proposal;
  const result = (outcome: BankOutcome, isVerified: boolean | null, text: string): BankResult => ({
    asked,
    understood: `${type} ${bankMetric(metric)}`,
    outcome,
    isVerified,
    text,
  });
  const reason = note ? labelText(note, "en") : "Nothing about it is known yet.";
  const [first] = choices;
  const unanswered = outcomeUnanswered(asked, proposal);
  if (unanswered || !first) return result(unanswered ?? "declined", null, reason);
  try {
    const { isVerified, headline } = await checkedAnswer(ctx, first.question);
    const isAnswered = isAskedFor(asked, first.question);
    return result(isAnswered ? "answered" : "nearest", isVerified, headline);
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return result("declined", null, `${error.code} ${JSON.stringify(error.data)}`);
  }
}

/** What becomes of a question that gets no answer; null where its first choice is asked. */
function outcomeUnanswered(asked: BankQuestion, proposal: Proposal): BankOutcome | null {
  const { type, metric, choices, isDoubtful } = proposal;
  const isRight = asked.type === type && isAboutMetric(asked, bankMetric(metric));
  if (choices.length === 0) return metric === null || isRight ? "declined" : "misunderstood";
  if (isRight) return null;
  return isDoubtful && isAmong(asked, proposal) ? "offered" : "misunderstood";
}

const isAboutMetric = (asked: BankQuestion, metric: string): boolean =>
  asked.metric === "any" || asked.metric === metric;

const isAskedFor = (asked: BankQuestion, question: Question): boolean =>
  typeOfKind(question) === asked.type &&
  metricsOfKind(question).some((metric) => isAboutMetric(asked, metric));

/** What no number answers may be declined or offered, as long as it is said to be uncertain. */
const isAmong = (asked: BankQuestion, { choices }: Proposal): boolean =>
  asked.type === "none" || choices.some(({ question }) => isAskedFor(asked, question));

async function checkedAnswer(ctx: SellerContext, question: Question) {
  const { explanationId } = await askWhy(ctx, question);
  const [view, ...others] = await Promise.all(
    LOCALES.map((locale) => getExplanation(ctx, explanationId, undefined, locale)),
  );
  if (!view) throw new Error("checkedAnswer: no view");
  const text = sentencesText([view.headline, ...view.sentences], view.locale);
  const failures = verifyText(text, textFacts(view, others), view.locale);
  const { isReplayEqual, isAdditive } = view.verification;
  const isVerified = isReplayEqual && isAdditive && failures.length === 0;
  return { isVerified, headline: view.headline };
}
