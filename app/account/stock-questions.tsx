"use client";

import { type Question, whyHref } from "@/app/explanation/why-link.ts";
import { ButtonLink } from "@/app/ui/button.tsx";

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
  return (
    <div className="mt-2 flex flex-wrap items-center gap-2" data-print="hide">
      {QUESTIONS.map(({ kind, label }) => (
        <ButtonLink key={kind} size="small" href={whyHref(base, { kind, toOn, productId: 0 })}>
          {label}
        </ButtonLink>
      ))}
    </div>
  );
}
