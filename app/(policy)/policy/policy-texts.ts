// Texts of policies in the reader's language.
import type { Locale } from "@/app/explanation/page-words.ts";
import { policyTextsDe } from "./policy-texts-de.ts";
import { policyTextsEn } from "./policy-texts-en.ts";
import { policyTextsJa } from "./policy-texts-ja.ts";

export type PolicyTexts = typeof policyTextsEn;

const POLICY_TEXTS: Readonly<Record<Locale, PolicyTexts>> = {
  en: policyTextsEn,
  de: policyTextsDe,
  ja: policyTextsJa,
};

export const policyTexts = (locale: Locale): PolicyTexts => POLICY_TEXTS[locale];
