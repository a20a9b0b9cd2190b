"use client";

import Link from "next/link";
import { whyHref } from "@/app/explanation/why-link.ts";
import { LimitHistory } from "@/app/ui/charts/limit-history.tsx";
import { formatCubicFeet, formatCubicFeetNumber } from "@/app/ui/format.ts";
import { formatDay, formatMonth } from "@/app/ui/format-date.ts";
import { Panel } from "@/app/ui/panel.tsx";
import { StatusBadge } from "@/app/ui/status-badge.tsx";
import {
  Missing,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from "@/app/ui/table.tsx";
import {
  capitalised,
  LimitNumber,
  type Limits,
  type MonthLimit,
  type StorageTypeLimits,
} from "./limit-cards.tsx";

interface LimitMonthsProps {
  readonly base: string;
  readonly limits: Limits;
}

/** Every storage type's months: the figure that holds, why, and every announcement before it. */
export function LimitMonths({ base, limits }: LimitMonthsProps) {
  return (
    <div className="grid gap-5">
      {limits.storageTypes.map((type) => (
        <Panel key={type.storageType} title={capitalised(type.label)}>
          <LimitHistory
            label={`${capitalised(type.label)} limits by month`}
            takeaway={takeawayOf(type)}
            months={type.months.map(historyOf)}
          />
          <div className="mt-4 -mx-4 border-t border-line sm:-mx-5">
            <MonthTable base={base} type={type} />
          </div>
        </Panel>
      ))}
    </div>
  );
}

function historyOf(month: MonthLimit) {
  const last = (kind: "estimate" | "confirmed") =>
    month.history.findLast((row) => row.kind === kind)?.limitMm3 ?? null;
  return { monthOn: month.monthOn, estimateMm3: last("estimate"), confirmedMm3: last("confirmed") };
}

function takeawayOf(type: StorageTypeLimits): string {
  const confirmed = type.months.findLast((month) => month.current.kind === "confirmed");
  if (!confirmed) return "Nothing is confirmed yet.";
  const now = `${capitalised(type.label)} limit for ${formatMonth(confirmed.monthOn)}: ${formatCubicFeet(confirmed.current.limitMm3)}, confirmed`;
  if (!confirmed.before) return `${now}.`;
  return `${now}; ${formatMonth(confirmed.before.monthOn)} was ${formatCubicFeet(confirmed.before.limitMm3)}.`;
}

function MonthTable({ base, type }: { readonly base: string; readonly type: StorageTypeLimits }) {
  return (
    <Table caption={`${type.label} limits and announcements`}>
      <TableHead>
        <TableHeader>Month</TableHeader>
        <TableHeader align="end">Limit</TableHeader>
        <TableHeader>Status</TableHeader>
        <TableHeader align="end" unit="ft³">
          Against the month before
        </TableHeader>
        <TableHeader>Earlier announcements</TableHeader>
      </TableHead>
      <TableBody>
        {type.months.toReversed().map((month) => (
          <TableRow key={month.monthOn}>
            <TableCell label="Month" isRowHeader>
              {formatMonth(month.monthOn)}
            </TableCell>
            <TableCell label="Limit" align="end">
              <LimitNumber base={base} type={type} month={month} />
            </TableCell>
            <TableCell label="Status">
              <StatusBadge kind="limit" status={month.current.kind} />
              <span className="ml-2 text-xs text-muted">{formatDay(month.current.asOfOn)}</span>
            </TableCell>
            <TableCell label="Against the month before (ft³)" align="end">
              {month.before ? (
                formatCubicFeetNumber(month.current.limitMm3 - month.before.limitMm3, {
                  isSigned: true,
                })
              ) : (
                <Missing reason="first month" />
              )}
            </TableCell>
            <TableCell label="Earlier announcements">
              <Earlier base={base} type={type} month={month} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

interface EarlierProps {
  readonly base: string;
  readonly type: StorageTypeLimits;
  readonly month: MonthLimit;
}

/** Weekly plans announce a month a dozen times: the last ones stand open. */
const OPEN_ANNOUNCEMENTS = 3;

function Earlier({ base, type, month }: EarlierProps) {
  const earlier = month.history.slice(0, -1).toReversed();
  if (earlier.length === 0) return <Missing reason="announced once" />;
  const linksOf = (rows: readonly Announcement[]) => (
    <Announcements base={base} type={type} month={month} rows={rows} />
  );
  const older = earlier.slice(OPEN_ANNOUNCEMENTS);
  return (
    <>
      {linksOf(earlier.slice(0, OPEN_ANNOUNCEMENTS))}
      {older.length > 0 && (
        <details className="mt-0.5">
          <summary className="cursor-pointer text-muted hover:text-accent">
            {older.length} more
          </summary>
          {linksOf(older)}
        </details>
      )}
    </>
  );
}

type Announcement = MonthLimit["history"][number];

interface AnnouncementsProps extends EarlierProps {
  readonly rows: readonly Announcement[];
}

function Announcements({ base, type, month, rows }: AnnouncementsProps) {
  const { storageType } = type;
  return (
    <ul className="grid gap-0.5">
      {rows.map((row) => (
        <li key={`${row.runId}`}>
          <Link
            className="tabular hover:text-accent hover:underline"
            href={whyHref(base, {
              kind: "limitChange",
              storageType,
              monthOn: month.monthOn,
              runId: month.current.runId,
              baseMonthOn: month.monthOn,
              baseRunId: row.runId,
            })}
          >
            {formatCubicFeet(row.limitMm3)} ({row.kind}, {formatDay(row.asOfOn)})
          </Link>
        </li>
      ))}
    </ul>
  );
}
