import Link from "next/link";
import { whyHref } from "@/app/explanation/why-link.ts";
import { type Description, DescriptionList } from "@/app/ui/description-list.tsx";
import { formatCount, formatNumber } from "@/app/ui/format.ts";
import { formatDay } from "@/app/ui/format-date.ts";
import { NumberWithWhy } from "@/app/ui/number-with-why.tsx";
import { Panel } from "@/app/ui/panel.tsx";
import { StatGrid, StatTile } from "@/app/ui/stat-tile.tsx";
import { demandText, expectedUnits, type ForecastView, hitsText } from "./forecast-words.ts";

const SUM_WEEKS = [4, 8, 13] as const;

/** What buying rests on: expected demand of the first weeks, and how high their sum may come out. */
export function ForecastTiles({
  forecast,
  base,
}: {
  readonly forecast: ForecastView;
  /** The account's part of the address. */
  readonly base: string;
}) {
  const { accuracy, productId, run } = forecast;
  const whyWeeks = SUM_WEEKS.at(-1);
  return (
    <StatGrid>
      {SUM_WEEKS.map((weeks) => {
        const sum = forecast.sums.find((row) => row.weeks === weeks);
        const value = demandText(expectedUnits(forecast, weeks));
        const href = whyHref(base, { kind: "forecastLevel", productId, runId: run.runId });
        return (
          <StatTile
            key={weeks}
            label={`Next ${weeks} weeks`}
            value={
              weeks === whyWeeks ? (
                <NumberWithWhy
                  value={value}
                  subject={`the forecast for ${forecast.sku}`}
                  href={href}
                />
              ) : (
                value
              )
            }
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

/** Days with wholesale orders that are named one by one. */
const NAMED_DAYS = 5;

/** Units that were ordered but are not taken for demand, each kind where there is any. */
function historyItems(history: ForecastView["history"]): readonly Description[] {
  const { wholesale, cancelledUnits, returnedUnits, resaleableUnits } = history;
  const more = wholesale.length - NAMED_DAYS;
  return [
    ...(wholesale.length === 0
      ? []
      : [
          {
            term: "Wholesale orders",
            value: (
              <ul aria-label="Wholesale orders">
                {wholesale.slice(0, NAMED_DAYS).map(({ on, units, setAsideUnits }) => (
                  <li key={on}>
                    {demandText(setAsideUnits)} of {formatCount(units, "unit")} on {formatDay(on)}
                  </li>
                ))}
                {more > 0 ? <li>and on {formatCount(more, "more day", "more days")}</li> : null}
              </ul>
            ),
            note: "Orders far larger than usual are taken for single purchases: only a usual order of them counts as demand.",
          },
        ]),
    ...(cancelledUnits === 0
      ? []
      : [
          {
            term: "Cancelled",
            value: formatCount(cancelledUnits, "unit"),
            note: "Cancelled orders do not count as demand.",
          },
        ]),
    ...(returnedUnits === 0
      ? []
      : [
          {
            term: "Returned",
            value: `${formatCount(returnedUnits, "unit")}, ${formatCount(resaleableUnits, "of them fit for sale again", "of them fit for sale again")}`,
            note: "What can be sold again counts as stock. Demand stays what was ordered.",
          },
        ]),
  ];
}

/** "all of its demand", "40 % of its demand" */
export const shareText = (share: number): string =>
  share === 1 ? "all of its demand" : `${formatNumber(100 * share, { digits: 0 })} % of its demand`;

/** Where the history came from, or went. */
function continuationItems(
  { continues, passedOn }: ForecastView["history"],
  base: string,
): readonly Description[] {
  const link = ({ productId, sku }: { readonly productId: number; readonly sku: string }) => (
    <Link href={`${base}/${productId}`}>{sku}</Link>
  );
  return [
    ...(continues === null
      ? []
      : [
          {
            term: "Started from",
            value: (
              <>
                {link(continues)}: {formatCount(continues.weekCount, "week")} of its history,{" "}
                {shareText(continues.share)}
              </>
            ),
            note: continues.isDeclared
              ? "The seller named it as the product before this one."
              : "It has the same ASIN and is no longer sold.",
          },
        ]),
    ...passedOn.map((other) => ({
      term: `Passed on to ${other.sku}`,
      value: (
        <>
          {formatCount(other.units, "unit")}, {link(other)}
        </>
      ),
      note: "That product goes on from this one: these units count there now.",
    })),
  ];
}

interface ForecastFactsProps {
  readonly forecast: ForecastView;
  /** Where the account's forecasts are. */
  readonly base: string;
}

/** How this forecast was made. */
export function ForecastFacts({ forecast, base }: ForecastFactsProps) {
  const { run, past, history } = forecast;
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
          ...continuationItems(history, base),
          ...historyItems(history),
        ]}
      />
    </Panel>
  );
}
