// The words around the desk's questions that are not those of every box, in the reader's language.
import type { Locale } from "@/app/explanation/page-words.ts";

const en = {
  about: "Ask about all accounts",
  example: "Which figure of the rules explains the shift in the total?",
  notAnswered: "Not answered",
  pageBehind: "Open the page behind it",
};
export type DeskWords = typeof en;

// Questions are understood in English.
const de: DeskWords = {
  about: "Nach allen Konten fragen (auf Englisch)",
  example: "Which figure of the rules explains the shift in the total?",
  notAnswered: "Nicht beantwortet",
  pageBehind: "Die Seite dahinter öffnen",
};

const ja: DeskWords = {
  about: "全アカウントについて質問する（英語で）",
  example: "Which figure of the rules explains the shift in the total?",
  notAnswered: "回答できません",
  pageBehind: "元のページを開く",
};

const DESK_WORDS: Readonly<Record<Locale, DeskWords>> = { en, de, ja };

export const deskWords = (locale: Locale): DeskWords => DESK_WORDS[locale];
