import { capitalised } from "@/app/account/limit-cards.tsx";
import { Badge } from "@/app/ui/badge.tsx";
import { formatNumber, formatPercent } from "@/app/ui/format.ts";
import { Panel } from "@/app/ui/panel.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/ui/table.tsx";
import {
  type CohortFigures,
  cohortFigures,
  type LimitGoal,
  limitGoals,
  type RunDetail,
} from "../run-words.ts";

/** What limits promise and whether this run kept it: each measure with its meaning and its goal. */
export function LimitGoals({ summary }: { readonly summary: RunDetail["summary"] }) {
  const goals = limitGoals(summary);
  if (goals.length === 0) return null;
  const cohorts = cohortFigures(summary);
  return (
    <>
      <Panel title="Limits: what was promised and kept" isFlush>
        <Table caption="Measures of the limits of this run" isDense>
          <TableHead>
            <TableHeader>Measure</TableHeader>
            <TableHeader align="end">This run</TableHeader>
            <TableHeader align="end">Goal</TableHeader>
            <TableHeader>Kept</TableHeader>
          </TableHead>
          <TableBody>
            {goals.map((goal) => (
              <TableRow key={goal.term}>
                <TableCell label="Measure" isRowHeader>
                  {goal.term}
                  <span className="block text-xs font-normal text-muted">{goal.note}</span>
                </TableCell>
                <TableCell label="This run" align="end">
                  {valueText(goal)}
                </TableCell>
                <TableCell label="Goal" align="end">
                  {goal.goalText ?? "none set"}
                </TableCell>
                <TableCell label="Kept">
                  {goal.isMet === null ? (
                    <span className="text-muted">not judged</span>
                  ) : (
                    <Badge tone={goal.isMet ? "good" : "bad"}>
                      {goal.isMet ? "kept" : "missed"}
                    </Badge>
                  )}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Panel>
      {cohorts.length > 0 ? <CohortTable cohorts={cohorts} /> : null}
    </>
  );
}

const valueText = ({ value, kind }: LimitGoal): string => {
  if (value === null) return "nothing to measure";
  return kind === "share"
    ? formatPercent(value * 1_000_000, { digits: 1 })
    : formatNumber(value, { digits: kind === "count" ? 0 : 3 });
};

function CohortTable({ cohorts }: { readonly cohorts: readonly CohortFigures[] }) {
  return (
    <Panel
      title="Limits by group"
      description="Weeks of shipped volume that next month's limits hold: by size, time with us and category"
      isFlush
    >
      <Table caption="Limits by group of accounts" isDense>
        <TableHead>
          <TableHeader>Group</TableHeader>
          <TableHeader align="end">Limits</TableHeader>
          <TableHeader align="end" unit="weeks">
            Limit over shipped volume
          </TableHeader>
        </TableHead>
        <TableBody>
          {cohorts.map(({ dimension, name, limitCount, limitWeeks }) => (
            <TableRow key={`${dimension}/${name}`}>
              <TableCell label="Group" isRowHeader>
                {capitalised(dimension)}: {name.replace(/^\d /, "")}
              </TableCell>
              <TableCell label="Limits" align="end">
                {formatNumber(limitCount)}
              </TableCell>
              <TableCell label="Limit over shipped volume (weeks)" align="end">
                {formatNumber(limitWeeks, { digits: 1 })}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Panel>
  );
}
