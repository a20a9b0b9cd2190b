import { DescriptionList } from "@/app/ui/description-list.tsx";
import { formatCount } from "@/app/ui/format.ts";
import { formatDay } from "@/app/ui/format-date.ts";
import { Panel } from "@/app/ui/panel.tsx";
import { StatGrid, StatTile } from "@/app/ui/stat-tile.tsx";
import { demandText, type ForecastView, hitsText } from "./forecast-words.ts";

const SUM_WEEKS = [4, 8, 13] as const;

/** What buying rests on: sums of the first weeks, forecast on their own. */
export function ForecastTiles({ forecast }: { readonly forecast: ForecastView }) {
  const { accuracy } = forecast;
  return (
    <StatGrid>
      {SUM_WEEKS.map((weeks) => {
        const sum = forecast.sums.find((row) => row.weeks === weeks);
        const mean =
          sum?.mean ?? forecast.ahead.slice(0, weeks).reduce((total, week) => total + week.mean, 0);
        return (
          <StatTile
            key={weeks}
            label={`Next ${weeks} weeks`}
            value={demandText(mean)}
            unit="units"
            note={sum?.high80 == null ? null : `at most ${demandText(sum.high80)} in 9 of 10 cases`}
          />
        );
      })}
      <StatTile
        label="Inside our range"
        value={accuracy.toldWeeks === 0 ? "–" : `${accuracy.hitWeeks} of ${accuracy.toldWeeks}`}
        unit={accuracy.toldWeeks === 0 ? "" : "weeks"}
        note={accuracy.toldWeeks === 0 ? hitsText(accuracy) : "meant to hold 8 of 10"}
      />
    </StatGrid>
  );
}

/** How this forecast was made. */
export function ForecastFacts({ forecast }: { readonly forecast: ForecastView }) {
  const { run, past } = forecast;
  const outWeeks = past.filter(({ inStockMillionths }) => inStockMillionths !== null).length;
  return (
    <Panel title="How it was made">
      <DescriptionList
        items={[
          { term: "Sales up to", value: formatDay(run.originOn) },
          { term: "Method", value: run.methodLabel },
          ...(run.modelVersion ? [{ term: "Model version", value: run.modelVersion }] : []),
          ...(run.historyWeeks === null
            ? []
            : [{ term: "On offer for", value: formatCount(run.historyWeeks, "week") }]),
          {
            term: "Out of stock",
            value:
              outWeeks === 0 ? "in none of these weeks" : `in ${formatCount(outWeeks, "week")}`,
            note:
              outWeeks === 0
                ? undefined
                : "Sales of these weeks count as less than demand, in proportion to the time in stock.",
          },
        ]}
      />
    </Panel>
  );
}
