import type { Told } from "@/lib/wording/index.ts";
import { ANSWER_VERSION, NOBODY, type StoredAnswer } from "./answer.ts";
import type { Measured, MeasuredPart } from "./measured.ts";
import type { Question } from "./question.ts";

const LISTED_ROWS = 12;

export interface AmountRow {
  readonly product: { readonly productId: number; readonly sku: string };
  readonly amount: number;
  readonly from: Told | null;
  readonly to: Told | null;
}

/** The largest products of a part, and the others in one row, so that a reader can add them up. */
export function listedRows(rows: readonly AmountRow[]): MeasuredPart["rows"] {
  const moved = rows
    .filter(({ amount }) => amount !== 0)
    .sort(
      (a, b) =>
        Math.abs(b.amount) - Math.abs(a.amount) || a.product.productId - b.product.productId,
    );
  const listed = moved.slice(0, LISTED_ROWS).map(({ product, ...row }) => ({
    ...row,
    id: `sku:${product.productId}`,
    label: product.sku,
    hasSource: true,
  }));
  const rest = moved.slice(LISTED_ROWS);
  if (rest.length === 0) return listed;
  return [
    ...listed,
    {
      id: "others",
      label: { unit: "otherProducts", value: rest.length },
      amount: rest.reduce((sum, { amount }) => sum + amount, 0),
      from: null,
      to: null,
      hasSource: false,
    },
  ];
}

/** An answer that no decision stands behind. Throws Error when the parts do not add up, which no input can cause. */
export function measuredAnswer(
  question: Question,
  facts: Measured,
  subject: Partial<StoredAnswer["subject"]>,
): StoredAnswer {
  const sum = facts.parts.reduce((total, { amount }) => total + amount, facts.from ?? 0);
  if (sum !== facts.to)
    throw new Error(`${facts.metric}: parts give ${sum} instead of ${facts.to}`);
  return {
    version: ANSWER_VERSION,
    question,
    subject: { ...NOBODY, ...subject },
    facts,
    run: null,
    baseRun: null,
    policyChange: null,
    isReplayEqual: true,
    codeSha256: null,
  };
}
