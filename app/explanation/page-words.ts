// The words around an answer, in the reader's language. What the answer itself says comes worded from the service.
import type { RouterOutputs } from "@/app/trpc/types.ts";
import { pageWordsDe } from "./page-words-de.ts";
import { pageWordsEn } from "./page-words-en.ts";
import { pageWordsJa } from "./page-words-ja.ts";

export type Locale = RouterOutputs["why"]["get"]["locale"];
export type PageWords = typeof pageWordsEn;

const PAGE_WORDS: Readonly<Record<Locale, PageWords>> = {
  en: pageWordsEn,
  de: pageWordsDe,
  ja: pageWordsJa,
};

export const pageWords = (locale: Locale): PageWords => PAGE_WORDS[locale];
