// Texts of the network's page in the reader's language.
import type { Locale } from "@/app/explanation/page-words.ts";
import { networkTextsDe } from "./network-texts-de.ts";
import { networkTextsEn } from "./network-texts-en.ts";
import { networkTextsJa } from "./network-texts-ja.ts";

export type NetworkTexts = typeof networkTextsEn;

const NETWORK_TEXTS: Readonly<Record<Locale, NetworkTexts>> = {
  en: networkTextsEn,
  de: networkTextsDe,
  ja: networkTextsJa,
};

export const networkTexts = (locale: Locale): NetworkTexts => NETWORK_TEXTS[locale];
