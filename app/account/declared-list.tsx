import type { ReactNode } from "react";
import { Badge } from "@/app/ui/badge.tsx";
import { formatCubicFeet, formatPercent } from "@/app/ui/format.ts";
import { formatInstantDay, formatMonth } from "@/app/ui/format-date.ts";
import { storageTypeLabel } from "@/lib/wording/index.ts";
import {
  type Declaration,
  type DeclarationsView,
  declaredText,
  kindLabel,
  monthsText,
  scoreText,
  statusLabels,
  weightMoveText,
  weightText,
} from "./declared-words.ts";

/** What the account's word weighs and how far it can reach. */
export function DeclaredRecord({
  record,
}: {
  readonly record: NonNullable<DeclarationsView["record"]>;
}) {
  return (
    <div className="grid gap-1">
      <p>{weightText(record)}</p>
      <p className="text-muted">
        Declared sales count up to {formatPercent(record.capShareMillionths, { digits: 0 })} of what
        the forecast needs, and always up to {formatCubicFeet(record.leastCapMm3)}. When a month is
        over, sales that came raise the weight; sales that did not, and space left unused, lower it.
        Saying what you really expect is best for it.
      </p>
    </div>
  );
}

interface DeclaredListProps {
  readonly declarations: readonly Declaration[];
  /** The button that withdraws one; none where nothing may be changed. */
  readonly actionOf?: (declaration: Declaration) => ReactNode;
}

/** Declarations with their outcomes, newest first. */
export function DeclaredList({ declarations, actionOf }: DeclaredListProps) {
  if (declarations.length === 0) return <p className="text-muted">Nothing is declared.</p>;
  return (
    <ul aria-label="Declarations" className="grid">
      {declarations.map((row) => (
        <li
          key={row.declarationId}
          className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 border-t border-line py-3 first:border-t-0"
        >
          <div className="grid min-w-0 flex-1 basis-60 gap-0.5">
            <p className="flex flex-wrap items-center gap-2 font-medium">
              {kindLabel(row.kind)}
              <Badge tone={row.status === "bound" ? "good" : "neutral"}>
                {statusLabels[row.status]}
              </Badge>
            </p>
            <p className="text-muted">
              {storageTypeLabel(row.storageType)}, {monthsText(row)}: {declaredText(row)}
            </p>
            <p className="text-xs text-muted">
              {row.note} (declared {row.isOwnWord ? "by you " : ""}on{" "}
              {formatInstantDay(row.declaredAt)})
            </p>
            <Outcomes declaration={row} />
          </div>
          {actionOf?.(row)}
        </li>
      ))}
    </ul>
  );
}

function Outcomes({ declaration }: { readonly declaration: Declaration }) {
  if (declaration.scores.length === 0) return null;
  return (
    <ul className="mt-1 grid gap-1 text-sm">
      {declaration.scores.map((score) => (
        <li key={score.monthOn}>
          <span className="font-medium">{formatMonth(score.monthOn)}.</span> {scoreText(score)}{" "}
          <span className="tabular whitespace-nowrap">{weightMoveText(score)}.</span>
        </li>
      ))}
    </ul>
  );
}
