// What of a declaration is accepted: whole months ahead, one declaration per storage type and month.
import { addMonths } from "@/lib/calendar/index.ts";
import { DomainError } from "@/server/core/errors.ts";
import type { DeclarationRow } from "@/server/repositories/declared-volume.ts";
import type { AnnouncementRow } from "@/server/repositories/limit.ts";
import type { DeclarationStatus, DeclareVolumeInput } from "./schemas.ts";

/** A declaration is for at most this many months ... */
const MOST_MONTHS = 3;
/** ... and may begin this many months ahead. */
export const MONTHS_DECLARABLE = 6;
/** Declarations of an account, withdrawn ones too, that are looked at. */
export const MOST_DECLARATIONS = 200;

const monthAt = (asOfOn: string, ahead: number): string =>
  `${addMonths(asOfOn.slice(0, 7), ahead)}-01`;

/** First days of the months that can be declared for, as of a day. */
export const declarableMonths = (asOfOn: string): string[] =>
  Array.from({ length: MONTHS_DECLARABLE }, (_, k) => monthAt(asOfOn, k + 1));

/** First days of the months of a span. */
export function monthsBetween(fromMonthOn: string, toMonthOn: string): string[] {
  const months: string[] = [];
  for (let month = fromMonthOn; month <= toMonthOn; month = monthAt(month, 1)) months.push(month);
  return months;
}

/** Throws the rule that the declaration breaks. */
export function checkDeclaration(
  input: Pick<DeclareVolumeInput, "storageType" | "fromMonthOn" | "toMonthOn">,
  asOfOn: string,
  declarations: readonly DeclarationRow[],
): void {
  const { fromMonthOn, toMonthOn, storageType } = input;
  if (fromMonthOn > toMonthOn) throw new DomainError("invalid", { rule: "months_in_order" });
  const months = declarableMonths(asOfOn);
  if (fromMonthOn < (months[0] ?? "")) throw new DomainError("invalid", { rule: "month_begun" });
  if (toMonthOn > (months.at(-1) ?? ""))
    throw new DomainError("invalid", {
      rule: "too_far_ahead",
      lastMonthOn: months.at(-1) ?? asOfOn,
    });
  if (monthsBetween(fromMonthOn, toMonthOn).length > MOST_MONTHS)
    throw new DomainError("invalid", { rule: "too_many_months", maxMonths: MOST_MONTHS });
  const isTaken = declarations.some(
    (other) =>
      other.isStanding &&
      other.storageType === storageType &&
      other.fromMonthOn <= toMonthOn &&
      other.toMonthOn >= fromMonthOn,
  );
  if (isTaken) throw new DomainError("conflict", { rule: "months_taken" });
  if (declarations.length >= MOST_DECLARATIONS)
    throw new DomainError("limit_exceeded", { rule: "too_many_declarations" });
}

/**
 * Whether a confirmed limit rests on the declaration already: then it stays and is scored, since the limit stays too.
 */
export const isBound = (
  declaration: Pick<DeclarationRow, "storageType" | "fromMonthOn" | "toMonthOn" | "recordedFrom">,
  announcements: readonly Pick<
    AnnouncementRow,
    "storageType" | "kind" | "monthOn" | "announcedAt"
  >[],
): boolean =>
  announcements.some(
    (announced) =>
      announced.kind === "confirmed" &&
      announced.storageType === declaration.storageType &&
      announced.monthOn >= declaration.fromMonthOn &&
      announced.monthOn <= declaration.toMonthOn &&
      announced.announcedAt >= declaration.recordedFrom,
  );

/** Whether its first month has begun as of a day. */
export const hasBegun = ({ fromMonthOn }: Pick<DeclarationRow, "fromMonthOn">, asOfOn: string) =>
  fromMonthOn <= asOfOn;

/** Where a declaration stands as of the newest run's day. */
export function statusOf(
  declaration: DeclarationRow,
  announcements: Parameters<typeof isBound>[1],
  asOfOn: string,
): DeclarationStatus {
  if (!declaration.isStanding) return "withdrawn";
  if (monthAt(declaration.toMonthOn, 1) <= asOfOn) return "over";
  if (isBound(declaration, announcements)) return "bound";
  return hasBegun(declaration, asOfOn) ? "begun" : "open";
}
