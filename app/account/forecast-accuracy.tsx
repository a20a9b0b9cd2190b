import { Check, CircleHelp, X } from "lucide-react";
import { Badge } from "@/app/ui/badge.tsx";
import { EmptyState } from "@/app/ui/empty-state.tsx";
import { formatCount } from "@/app/ui/format.ts";
import { formatDay, formatDayShort } from "@/app/ui/format-date.ts";
import { Panel } from "@/app/ui/panel.tsx";
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
  adjustmentText,
  demandText,
  type ForecastScores,
  type ForecastView,
  hitsText,
} from "./forecast-words.ts";

type JudgedWeek = ForecastView["judged"][number];

interface ForecastAccuracyProps {
  readonly forecast: ForecastView;
  /** The earlier forecast that was chosen; null = the last weeks, each by the newest forecast of it. */
  readonly compared: ForecastScores | null;
}

/** How good the forecasts of weeks that have passed were. */
export function ForecastAccuracy({ forecast, compared }: ForecastAccuracyProps) {
  const weeks = compared ? compared.weeks : forecast.judged;
  const accuracy = compared ? compared.accuracy : forecast.accuracy;
  const adjustment = compared ? adjustmentText(compared.adjustment) : null;
  return (
    <Panel
      title="How good were we"
      description={
        compared
          ? `The forecast made after ${formatDay(compared.originOn)}, week by week`
          : "The last weeks, each by the newest forecast made before it"
      }
      isFlush
    >
      {weeks.length === 0 ? (
        <EmptyState title="Nothing to judge yet">
          {compared
            ? "None of the weeks of this forecast has been scored."
            : "A forecast is scored when its weeks have passed and a later run has seen their sales."}
        </EmptyState>
      ) : (
        <>
          <p className="px-4 pb-3 sm:px-5">
            <strong className="font-semibold">
              {hitsText(accuracy, compared ? "its" : "the last")}
            </strong>{" "}
            The range is meant to hold 8 of 10.
            {adjustment ? ` ${adjustment}` : null}
          </p>
          <JudgedTable weeks={weeks} />
          {compared && compared.sums.length > 0 ? <SumLines sums={compared.sums} /> : null}
        </>
      )}
    </Panel>
  );
}

function JudgedTable({ weeks }: { readonly weeks: readonly JudgedWeek[] }) {
  return (
    <Table caption="Units forecast and sold in weeks that have passed" isDense>
      <TableHead>
        <TableHeader>Week of</TableHeader>
        <TableHeader align="end">Sold</TableHeader>
        <TableHeader align="end">Expected</TableHeader>
        <TableHeader align="end">Range given</TableHeader>
        <TableHeader>Inside</TableHeader>
      </TableHead>
      <TableBody>
        {weeks.map((week) => (
          <TableRow key={week.weekOn}>
            <TableCell label="Week of" isRowHeader>
              <span className="whitespace-nowrap">{formatDayShort(week.weekOn)}</span>{" "}
              <span className="block text-xs font-normal whitespace-nowrap text-muted">
                {formatCount(week.weeksAhead, "week")} ahead
              </span>
            </TableCell>
            <TableCell label="Sold (units)" align="end">
              {week.isAtLeast ? "at least " : ""}
              {demandText(week.actualUnits)}
            </TableCell>
            <TableCell label="Expected (units)" align="end">
              {demandText(week.mean)}
            </TableCell>
            <TableCell label="Range given (units)" align="end">
              <span className="whitespace-nowrap">{rangeText(week)}</span>
            </TableCell>
            <TableCell label="Inside">
              <Hit isInRange={week.isInRange} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

const rangeText = ({ low80, high80 }: JudgedWeek) =>
  low80 === null || high80 === null ? (
    <Missing reason="no range was stored" />
  ) : (
    `${demandText(low80)} to ${demandText(high80)}`
  );

function Hit({ isInRange }: { readonly isInRange: boolean | null }) {
  if (isInRange === null)
    return (
      <Badge
        icon={<CircleHelp aria-hidden="true" />}
        title="Stock ran out: demand was at least what was sold"
      >
        not known
      </Badge>
    );
  return isInRange ? (
    <Badge tone="good" icon={<Check aria-hidden="true" />}>
      inside
    </Badge>
  ) : (
    <Badge tone="warn" icon={<X aria-hidden="true" />}>
      outside
    </Badge>
  );
}

/** Sums over weeks, which buying rests on. */
function SumLines({ sums }: { readonly sums: ForecastScores["sums"] }) {
  return (
    <ul className="grid gap-1 border-t border-line px-4 py-3 text-muted sm:px-5">
      {sums.map((sum) => (
        <li key={sum.weeks}>
          First {sum.weeks} weeks together: {sum.isAtLeast ? "at least " : ""}
          {demandText(sum.actualUnits)} units, {demandText(sum.mean)} expected
          {sum.high80 === null ? "" : `, at most ${demandText(sum.high80)} in 9 of 10 cases`}.
        </li>
      ))}
    </ul>
  );
}
