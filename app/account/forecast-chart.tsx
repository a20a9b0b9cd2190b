"use client";

import { FanChart } from "@/app/ui/charts/fan-chart.tsx";
import { formatDay } from "@/app/ui/format-date.ts";
import { Select } from "@/app/ui/input.tsx";
import { fanEvents, fanPoints } from "./forecast-points.ts";
import {
  demandText,
  type ForecastScores,
  type ForecastView,
  forecastTakeaway,
} from "./forecast-words.ts";

interface ForecastChartProps {
  readonly forecast: ForecastView;
  readonly pastWeeks: number;
  readonly compared: ForecastScores | null;
  /** Means of the weeks ahead with what is being stated. */
  readonly preview: readonly number[] | null;
}

export function ForecastChart({ forecast, pastWeeks, compared, preview }: ForecastChartProps) {
  const points = fanPoints(forecast, pastWeeks, compared, preview);
  return (
    <FanChart
      label={`Demand of ${forecast.sku} by week`}
      takeaway={forecastTakeaway(forecast)}
      unit="units a week"
      points={points}
      events={fanEvents(forecast, points)}
      fromOn={forecast.ahead[0]?.weekOn ?? forecast.run.originOn}
      formatValue={demandText}
    />
  );
}

interface ChartChoicesProps {
  readonly forecast: ForecastView;
  readonly past: string;
  readonly runId: number | null;
  readonly onPast: (past: string) => void;
  readonly onRun: (runId: number | null) => void;
}

const spans = [
  { value: "13", label: "13 weeks back" },
  { value: "26", label: "Half a year back" },
  { value: "52", label: "A year back" },
] as const;

/** How far back the chart looks, and which earlier forecast is laid over it. */
export function ChartChoices({ forecast, past, runId, onPast, onRun }: ChartChoicesProps) {
  const earlier = forecast.earlier.map((run) => ({
    value: String(run.runId),
    label: `Compare with ${formatDay(run.originOn)}`,
  }));
  return (
    <div className="flex flex-wrap gap-2" data-print="hide">
      <Select
        className="w-full sm:w-40"
        aria-label="History"
        options={spans}
        value={past}
        onChange={(event) => onPast(event.target.value)}
      />
      {earlier.length > 0 ? (
        <Select
          className="w-full sm:w-64"
          aria-label="Earlier forecast"
          options={[{ value: "", label: "No earlier forecast" }, ...earlier]}
          value={runId === null ? "" : String(runId)}
          onChange={(event) => onRun(event.target.value ? Number(event.target.value) : null)}
        />
      ) : null}
    </div>
  );
}
