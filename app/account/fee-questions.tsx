"use client";

import { QuestionLinks } from "@/app/explanation/question-links.tsx";
import type { Question } from "@/app/explanation/why-link.ts";
import { addMonths } from "@/lib/calendar/index.ts";
import { monthText } from "@/lib/wording/index.ts";

interface FeeQuestionsProps {
  /** The month that is shown. */
  readonly monthOn: string;
  /** The last known day. */
  readonly asOfOn: string | null;
  /** The account's part of the address: "/s/birch". */
  readonly base: string;
}

/** What can be asked of the fees of the month that is shown, and of the month to come. */
export function FeeQuestions({ monthOn, asOfOn, base }: FeeQuestionsProps) {
  if (asOfOn === null) return null;
  const nextOn = `${addMonths(asOfOn.slice(0, 7), 1)}-01`;
  const next = { monthOn: nextOn, productId: 0 };
  const questions: readonly { readonly label: string; readonly question: Question }[] = [
    {
      label: "Which units the storage fee came from",
      question: { kind: "feeSources", fee: "storage", monthOn, productId: 0 },
    },
    {
      label: `What fees ${monthText(nextOn)} will bring`,
      question: { kind: "feeForward", fee: "all", units: 0, ...next },
    },
    {
      label: `How to avoid the aged inventory surcharge in ${monthText(nextOn)}`,
      question: { kind: "feeTarget", fee: "aged", ...next },
    },
  ];
  return <QuestionLinks base={base} questions={questions} />;
}
