// Which group of accounts fared worse than all together: from the sums that were kept after the run.
import { groupLabel, quantityText, shownChange, signedQuantityText } from "@/lib/wording/index.ts";
import { DomainError } from "@/server/core/errors.ts";
import type { CohortChange } from "@/server/services/limit-changes/schemas.ts";
import {
  type ComparedRun,
  comparedRun,
  comparedText,
  mainPool,
  monthAfter,
} from "./compared-run.ts";
import type { Desk, DeskReader } from "./desk-reader.ts";
import { CAUSES } from "./limit-shift.ts";
import type { DeskTold } from "./schemas.ts";

/** A group fares worse when its sum changed by five points less than that of all accounts. */
const WORSE_MILLIONTHS = 50_000;

/** Of fewer accounts nothing is told: it would be told of one of them. */
const LEAST_ACCOUNTS = 3;

/** Accounts that only one of the plans decided: they fared neither better nor worse. */
const MOVERS = new Set(["entered", "left"]);

/** A group's accounts that both plans decided. */
export interface GroupShift {
  readonly name: string;
  readonly accountCount: number;
  readonly fromMm3: number;
  readonly toMm3: number;
  readonly shareMillionths: number;
  /** What moved it most; null where nothing did. */
  readonly lead: CohortChange["causes"][number] | null;
}

/** null where it had no space before. */
export function stayedGroup(sum: CohortChange): GroupShift | null {
  const moved = (cause: string) => sum.causes.find((one) => one.cause === cause);
  const [entered, left] = [moved("entered"), moved("left")];
  const fromMm3 = sum.fromMm3 + (left?.amountMm3 ?? 0);
  const toMm3 = sum.toMm3 - (entered?.amountMm3 ?? 0);
  if (fromMm3 <= 0) return null;
  return {
    name: sum.name,
    accountCount: sum.accountCount - (entered?.mainCount ?? 0) - (left?.mainCount ?? 0),
    fromMm3,
    toMm3,
    shareMillionths: Math.round((1_000_000 * (toMm3 - fromMm3)) / fromMm3),
    lead: sum.causes.find(({ cause }) => !MOVERS.has(cause)) ?? null,
  };
}

interface Shifts {
  readonly all: GroupShift;
  /** Accounts that entered or left, over all groups. */
  readonly movedCount: number;
  /** Groups that are large enough to be told of. */
  readonly groups: readonly GroupShift[];
  readonly worst: GroupShift;
}

/** Throws precondition_failed where no group can be told of. */
export function groupShifts(cohorts: readonly CohortChange[]): Shifts {
  const [sum, ...others] = cohorts;
  const all = sum && stayedGroup(sum);
  const groups = others.flatMap((cohort) => {
    const group = stayedGroup(cohort);
    return group && group.accountCount >= LEAST_ACCOUNTS ? [group] : [];
  });
  const [worst] = groups.toSorted((a, b) => a.shareMillionths - b.shareMillionths);
  if (!sum || !all || !worst) throw new DomainError("precondition_failed", { rule: "no_groups" });
  return { all, movedCount: sum.accountCount - all.accountCount, groups, worst };
}

/** The change of every group of accounts beside that of all, in the pool that moved most. */
export async function cohortShift(desk: Desk, reader: DeskReader): Promise<DeskTold> {
  const compared = await comparedRun(desk);
  const { run, pools } = compared;
  const pool = mainPool(pools);
  if (!pool) throw new DomainError("precondition_failed", { rule: "no_limits" });
  const shifts = groupShifts(pool.cohorts);
  const { all, worst, groups } = shifts;
  const { tell, word, locale } = reader;
  const isWorse = worst.shareMillionths < all.shareMillionths - WORSE_MILLIONTHS;
  return {
    headline: tell(isWorse ? "deskCohortWorst" : "deskCohortNone", {
      cohort: groupText(worst, reader),
      share: percentText(worst, locale),
      all: percentText(all, locale),
    }),
    sentences: sentencesOf(shifts, compared, pool, reader),
    bars: null,
    table: {
      columns: ["group", "accounts", "before", "after", "change", "cause"].map(word),
      rows: groups.map((group) => groupCells(group, reader)),
    },
    path: `/policy/runs/${run.runId}`,
  };
}

function sentencesOf(
  { worst: { lead }, movedCount }: Shifts,
  compared: ComparedRun,
  { storageType, monthAhead }: ComparedRun["pools"][number],
  reader: DeskReader,
): string[] {
  const { tell, count, locale, sumOf } = reader;
  const leading = lead && {
    cause: groupLabel(CAUSES, lead.cause, locale),
    amount: signedQuantityText("mm3", lead.amountMm3, locale),
  };
  return [
    ...(leading ? [tell("deskCohortLead", leading)] : []),
    tell("deskCohortRules"),
    tell("deskCohortOf", { subject: sumOf(storageType, monthAfter(compared.run, monthAhead)) }),
    comparedText(compared, monthAhead, reader),
    ...(movedCount > 0 ? [tell("deskCohortMoved", { count: count(movedCount) })] : []),
    tell("deskCohortLeast", { least: count(LEAST_ACCOUNTS) }),
  ];
}

function groupCells(group: GroupShift, reader: DeskReader): string[] {
  const { accountCount, fromMm3, toMm3, lead } = group;
  const { count, locale } = reader;
  const { from, to } = shownChange("mm3", fromMm3, toMm3, [], locale);
  const cause = lead ? groupLabel(CAUSES, lead.cause, locale) : "";
  const share = percentText(group, locale);
  return [groupText(group, reader), count(accountCount), from, to, share, cause];
}

function percentText({ shareMillionths }: GroupShift, locale: DeskReader["locale"]): string {
  const sign = shareMillionths > 0 ? "+" : shareMillionths < 0 ? "−" : "";
  return sign + quantityText("millionths", Math.abs(shareMillionths), undefined, locale);
}

/** Groups by size and by time with us have names of their own; those by category are named by it. */
const GROUP_IDS: Readonly<Record<string, string>> = {
  "1 small": "small",
  "2 middle": "middle",
  "3 large": "large",
  "1 under a year": "new",
  "2 a year and longer": "old",
};

const groupText = ({ name }: GroupShift, { tell }: DeskReader): string =>
  tell("deskCohort", { id: GROUP_IDS[name] ?? "category", name });
