// What a case and what is done about it are called, in the reader's language.
import type { Locale } from "@/app/explanation/page-words.ts";
import type { RouterOutputs } from "@/app/trpc/types.ts";
import type { Tone } from "@/app/ui/badge.tsx";

export type CaseSummary = RouterOutputs["support"]["queue"]["cases"][number];
export type CaseEntry = RouterOutputs["support"]["case"]["entries"][number];
export type CasePriority = CaseSummary["priority"];
export type CaseStatus = CaseSummary["status"];

export const priorityTones: Readonly<Record<CasePriority, Tone>> = {
  high: "bad",
  normal: "neutral",
  low: "neutral",
};

const en = {
  /** Why a case refuses an action. */
  refusals: {
    case_closed: "This case is closed. Reopen it first, or open a new one.",
  } as Readonly<Record<string, string>>,
  statuses: {
    open: "Open",
    waiting_on_seller: "Waiting on seller",
    answered: "Answered",
    closed: "Closed",
  } satisfies Record<CaseStatus, string>,
  priorities: { high: "High", normal: "Normal", low: "Low" } satisfies Record<CasePriority, string>,
  caseNumber: (id: number): string => `Case ${id}`,
  nothingWritten: "Nothing was written yet",
  reply: "Reply",
  note: "Internal note, staff only",
  openExplanation: "Open the explanation",
};
export type CaseWords = typeof en;

const de: CaseWords = {
  refusals: {
    case_closed:
      "Dieser Fall ist geschlossen. Öffnen Sie ihn zuerst wieder, oder eröffnen Sie einen neuen.",
  },
  statuses: {
    open: "Offen",
    waiting_on_seller: "Wartet auf den Händler",
    answered: "Beantwortet",
    closed: "Geschlossen",
  },
  priorities: { high: "Hoch", normal: "Normal", low: "Niedrig" },
  caseNumber: (id) => `Fall ${id}`,
  nothingWritten: "Noch wurde nichts geschrieben",
  reply: "Antwort",
  note: "Interne Notiz, nur für Mitarbeitende",
  openExplanation: "Die Erklärung öffnen",
};

const ja: CaseWords = {
  refusals: {
    case_closed: "この問い合わせは終了しています。再開するか、新しい問い合わせを作成してください。",
  },
  statuses: {
    open: "未対応",
    waiting_on_seller: "出品者の返信待ち",
    answered: "回答済み",
    closed: "終了",
  },
  priorities: { high: "高", normal: "普通", low: "低" },
  caseNumber: (id) => `問い合わせ${id}`,
  nothingWritten: "まだ何も書かれていません",
  reply: "返信",
  note: "社内メモ（担当者のみ）",
  openExplanation: "説明を開く",
};

const CASE_WORDS: Readonly<Record<Locale, CaseWords>> = { en, de, ja };

export const caseWords = (locale: Locale): CaseWords => CASE_WORDS[locale];

const MINUTE_MS = 60_000;
const HOUR_MINUTES = 60;
const DAY_MINUTES = 24 * HOUR_MINUTES;

const counted = (count: number, unit: "minute" | "hour" | "day", locale: Locale): string =>
  new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" }).format(count);

/** Time between two instants as people say it: "40 minutes", "5 hours", "3 days". */
export function ageText(fromAt: string, toAt: string, locale: Locale = "en"): string {
  const minutes = Math.max(0, Math.floor((Date.parse(toAt) - Date.parse(fromAt)) / MINUTE_MS));
  if (minutes < HOUR_MINUTES) return counted(minutes, "minute", locale);
  if (minutes < 2 * DAY_MINUTES) return counted(Math.floor(minutes / HOUR_MINUTES), "hour", locale);
  return counted(Math.floor(minutes / DAY_MINUTES), "day", locale);
}
