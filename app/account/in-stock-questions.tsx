"use client";

import { QuestionLinks } from "@/app/explanation/question-links.tsx";
import type { Question } from "@/app/explanation/why-link.ts";

interface InStockQuestionsProps {
  /** The account's part of the address: "/s/birch". */
  readonly base: string;
  /** The day that the rate is of. */
  readonly toOn: string;
}

/** What can be asked of the rate as it is, and of the days to come: a shipment sent now is there in the second 30 of them. */
const questionsAt = (
  toOn: string,
): readonly { readonly label: string; readonly question: Question }[] => [
  { label: "What is missing to the whole", question: { kind: "inStockLevel", toOn } },
  { label: "What was lost meanwhile", question: { kind: "lostSalesLevel", toOn } },
  { label: "What if all advice had been sent", question: { kind: "inStockAdvised", toOn } },
  {
    label: "What the next 30 days will bring",
    question: { kind: "inStockForward", toOn, daysAhead: 30, send: "nothing" },
  },
  {
    label: "What to send for 95% in the 30 days after",
    question: { kind: "inStockTarget", toOn, daysAhead: 60, targetMillionths: 950_000 },
  },
  { label: "Which rows it is counted from", question: { kind: "inStockSources", toOn } },
];

export function InStockQuestions({ base, toOn }: InStockQuestionsProps) {
  return <QuestionLinks base={base} questions={questionsAt(toOn)} />;
}
