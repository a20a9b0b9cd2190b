"use client";

import { type Question, whyHref } from "@/app/explanation/why-link.ts";
import { ButtonLink } from "@/app/ui/button.tsx";

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
  return (
    <div className="mt-2 flex flex-wrap items-center gap-2" data-print="hide">
      {QUESTIONS.map(({ kind, label }) => (
        <ButtonLink key={kind} size="small" href={whyHref(base, { kind, toOn })}>
          {label}
        </ButtonLink>
      ))}
    </div>
  );
}
