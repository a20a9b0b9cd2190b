import type { RouterOutputs } from "@/app/trpc/types.ts";
import type { Tone } from "@/app/ui/badge.tsx";
import { formatCount } from "@/app/ui/format.ts";

export type CaseSummary = RouterOutputs["support"]["queue"]["cases"][number];
export type CaseEntry = RouterOutputs["support"]["case"]["entries"][number];
export type CasePriority = CaseSummary["priority"];

/** Why a case refuses an action. */
export const caseRefusals: Readonly<Record<string, string>> = {
  case_closed: "This case is closed. Reopen it first, or open a new one.",
};

export const priorityLooks: Readonly<
  Record<CasePriority, { readonly label: string; readonly tone: Tone }>
> = {
  high: { label: "High", tone: "bad" },
  normal: { label: "Normal", tone: "neutral" },
  low: { label: "Low", tone: "neutral" },
};

const MINUTE_MS = 60_000;
const HOUR_MINUTES = 60;
const DAY_MINUTES = 24 * HOUR_MINUTES;

/** Time between two instants as people say it: "40 minutes", "5 hours", "3 days". */
export function ageText(fromAt: string, toAt: string): string {
  const minutes = Math.max(0, Math.floor((Date.parse(toAt) - Date.parse(fromAt)) / MINUTE_MS));
  if (minutes < HOUR_MINUTES) return formatCount(minutes, "minute");
  if (minutes < 2 * DAY_MINUTES) return formatCount(Math.floor(minutes / HOUR_MINUTES), "hour");
  return formatCount(Math.floor(minutes / DAY_MINUTES), "day");
}
