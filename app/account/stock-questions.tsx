"use client";

import { QuestionLinks } from "@/app/explanation/question-links.tsx";
import type { Question } from "@/app/explanation/why-link.ts";

interface StockQuestionsProps {
  /** The account's part of the address: "/s/birch". */
  readonly base: string;
  readonly toOn: string;
}

const QUESTIONS = [
  { kind: "reservedLevel", label: "What cannot be bought" },
  { kind: "excessLevel", label: "What is excess" },
  { kind: "stockSources", label: "When it came" },
] as const satisfies readonly { readonly kind: Question["kind"]; readonly label: string }[];

/** What can be asked of the stock of all products as it is. */
export function StockQuestions({ base, toOn }: StockQuestionsProps) {
  const questions = QUESTIONS.map(({ kind, label }) => ({
    label,
    question: { kind, toOn, productId: 0 },
  }));
  return <QuestionLinks base={base} questions={questions} />;
}
