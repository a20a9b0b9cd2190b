/** The languages in which an explanation can be read. */
export const LOCALES = ["en", "de", "ja"] as const;
export type Locale = (typeof LOCALES)[number];

/** The locale that a text names, "en" for anything else. */
export const localeFrom = (text: string | undefined): Locale =>
  LOCALES.find((locale) => locale === text) ?? "en";

const LISTS: Readonly<Record<Locale, Intl.ListFormat>> = {
  en: new Intl.ListFormat("en"),
  de: new Intl.ListFormat("de"),
  ja: new Intl.ListFormat("ja"),
};

/** "a, b and c". */
export const listText = (items: readonly string[], locale: Locale = "en"): string =>
  LISTS[locale].format(items);

/** Sentences one after the other; Japanese puts no space between them. */
export const sentencesText = (sentences: readonly string[], locale: Locale = "en"): string =>
  sentences.join(locale === "ja" ? "" : " ");

/**
 * A label as it stands within a sentence. English labels begin with a capital and none with a name; German nouns keep
 * theirs, and Japanese has none.
 */
export const inSentence = (label: string, locale: Locale = "en"): string =>
  locale === "en" ? label.charAt(0).toLowerCase() + label.slice(1) : label;
