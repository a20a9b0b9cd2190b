// The limit that plain words speak of.
import type { Tx } from "@/db/client.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";
import { limitsOf } from "@/server/services/limits/list-limits.ts";
import type { LimitsView } from "@/server/services/limits/schemas.ts";
import { monthsNamed, type NamedMonth, withoutDays } from "./dates.ts";
import { type Label, says } from "./label.ts";

export type LimitType = LimitsView["storageTypes"][number];
export type LimitMonth = LimitType["months"][number];

export interface AskedLimit {
  readonly type: LimitType;
  readonly month: LimitMonth;
  readonly isMonthNamed: boolean;
  /** The month named; else that of the limit that what is in use counts against. */
  readonly useMonthOn: string;
  /** The newest run, and its day. */
  readonly runId: number;
  readonly asOfOn: string;
}

/** The storage type and the month named, else the first one and the newest confirmed. */
export async function askedLimit(
  tx: Tx,
  scope: SellerScope,
  text: string,
): Promise<AskedLimit | null> {
  const { storageTypes, runId, asOfOn } = await limitsOf(tx, scope);
  const words = text.toLowerCase();
  const type = storageTypes.find((one) => words.includes(one.storageType)) ?? storageTypes[0];
  if (!type || runId === null || asOfOn === null) return null;
  // What can still change is decided by the newest run; earlier months were decided by theirs.
  const months = monthsNamed(withoutDays(text));
  const named = type.months.find(({ monthOn }) => months.some((one) => isOf(one, monthOn)));
  const month = named ?? type.months.findLast(({ current }) => current.kind === "confirmed");
  const useMonthOn = (named ? named.monthOn : type.usage?.monthOn) ?? month?.monthOn;
  if (!month || !useMonthOn) return null;
  return { type, month, isMonthNamed: named !== undefined, useMonthOn, runId, asOfOn };
}

const isOf = ({ month, year }: NamedMonth, monthOn: string): boolean =>
  Number(monthOn.slice(5, 7)) === month && (year === null || Number(monthOn.slice(0, 4)) === year);

export const limitSubject = ({ storageType }: LimitType, monthOn: string): Label =>
  says("askBoxLimit", {
    storageType: { storageType },
    month: { month: monthOn },
  });
