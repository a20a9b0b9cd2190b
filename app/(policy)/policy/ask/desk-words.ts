// The words around the desk's questions, in the reader's language.
import type { Locale } from "@/app/explanation/page-words.ts";

const en = {
  section: "Ask a question",
  about: "Ask about all accounts",
  example: "Which figure of the rules explains the shift in the total?",
  ask: "Ask",
  unread: "This could not be read just now. Try again in a moment.",
  meant: "Do you mean:",
  notAnswered: "Not answered",
  pageBehind: "Open the page behind it",
};
export type DeskWords = typeof en;

// Questions are understood in English.
const de: DeskWords = {
  section: "Eine Frage stellen",
  about: "Nach allen Konten fragen (auf Englisch)",
  example: "Which figure of the rules explains the shift in the total?",
  ask: "Fragen",
  unread: "Das ließ sich gerade nicht lesen. Bitte gleich noch einmal versuchen.",
  meant: "Meinen Sie:",
  notAnswered: "Nicht beantwortet",
  pageBehind: "Die Seite dahinter öffnen",
};

const ja: DeskWords = {
  section: "質問する",
  about: "全アカウントについて質問する（英語で）",
  example: "Which figure of the rules explains the shift in the total?",
  ask: "質問",
  unread: "ただいま読み取れませんでした。少し待ってからもう一度お試しください。",
  meant: "次のどれですか：",
  notAnswered: "回答できません",
  pageBehind: "元のページを開く",
};

const DESK_WORDS: Readonly<Record<Locale, DeskWords>> = { en, de, ja };

export const deskWords = (locale: Locale): DeskWords => DESK_WORDS[locale];
