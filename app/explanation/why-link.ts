// Addresses of questions: a link to a "why" holds the whole question, so that it opens in a new tab and can be shared.
import type { RouterInputs } from "../trpc/types.ts";

export type Question = RouterInputs["why"]["ask"]["question"];

/** The address that answers a question. `base` is the account's part of the address: "/s/birch" or "/support/sellers/birch". */
export function whyHref(base: string, question: Question): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(question)) params.set(key, String(value));
  return `${base}/why?${params}`;
}

// Days and months have dashes inside; nothing else in a question is written in figures alone.
const NUMBER = /^-?\d+$/;

/** The question that an address holds; what makes no sense is refused by the procedure that answers it. */
export function questionOf(
  params: Readonly<Record<string, string | string[] | undefined>>,
): Question {
  const entries = Object.entries(params).flatMap(([key, value]) => {
    if (typeof value !== "string") return [];
    return [[key, NUMBER.test(value) ? Number(value) : value]];
  });
  return Object.fromEntries(entries) as Question;
}
