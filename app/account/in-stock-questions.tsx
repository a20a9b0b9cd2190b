"use client";

import { QuestionLinks } from "@/app/explanation/question-links.tsx";
import type { Question } from "@/app/explanation/why-link.ts";

interface InStockQuestionsProps {
  /** The account's part of the address: "/s/birch". */
  readonly base: string;
  /** The day that the rate is of. */
  readonly toOn: string;
}

const QUESTIONS = [
  { kind: "inStockLevel", label: "What is missing to the whole" },
  { kind: "lostSalesLevel", label: "What was lost meanwhile" },
  { kind: "inStockAdvised", label: "What if all advice had been sent" },
] as const satisfies readonly { readonly kind: Question["kind"]; readonly label: string }[];

/** What can be asked of the rate as it is. */
export function InStockQuestions({ base, toOn }: InStockQuestionsProps) {
  const questions = QUESTIONS.map(({ kind, label }) => ({ label, question: { kind, toOn } }));
  return <QuestionLinks base={base} questions={questions} />;
}
