"use client";

import { QuestionLinks } from "@/app/explanation/question-links.tsx";
import type { Question } from "@/app/explanation/why-link.ts";

interface SpeedQuestionsProps {
  /** The account's part of the address: "/s/birch". */
  readonly base: string;
  readonly toOn: string;
}

/** What can be asked of the mean days as they are, and of the days to come: a shipment sent now is there in the second 30 of them. */
const questionsAt = (
  toOn: string,
): readonly { readonly label: string; readonly question: Question }[] => {
  const of = { measure: "meanDays", toOn } as const;
  return [
    { label: "With stock in every building", question: { kind: "speedContrast", ...of } },
    {
      label: "What it takes to be 10% faster",
      question: { kind: "speedTarget", toOn, fasterPercent: 10 },
    },
    {
      label: "What the next 30 days will bring",
      question: { kind: "speedForward", ...of, daysAhead: 30, shipment: "none" },
    },
    {
      label: "With the advised shipment, in the 30 days after",
      question: { kind: "speedForward", ...of, daysAhead: 60, shipment: "advised" },
    },
    { label: "Which rows it is counted from", question: { kind: "speedSources", ...of } },
  ];
};

export function SpeedQuestions({ base, toOn }: SpeedQuestionsProps) {
  return <QuestionLinks base={base} questions={questionsAt(toOn)} />;
}
