"use client";

import { useQueryStates } from "nuqs";
import type { ReactNode } from "react";
import { AsOf } from "@/app/ui/as-of.tsx";
import type { Crumb } from "@/app/ui/breadcrumb.tsx";
import { PageHeader } from "@/app/ui/page-header.tsx";
import { Panel } from "@/app/ui/panel.tsx";
import { ForecastAccuracy } from "./forecast-accuracy.tsx";
import { ForecastChange } from "./forecast-change.tsx";
import { ChartChoices, ForecastChart } from "./forecast-chart.tsx";
import { ForecastBadges } from "./forecast-columns.tsx";
import { ForecastFacts, ForecastTiles } from "./forecast-facts.tsx";
import { forecastProductParams } from "./forecast-params.ts";
import type { ForecastScores, ForecastView } from "./forecast-words.ts";

interface ForecastProductProps {
  readonly crumbs: readonly Crumb[];
  readonly forecast: ForecastView;
  /** The chosen earlier forecast, once it is there. */
  readonly compared: ForecastScores | null;
  /** The chosen earlier forecast could not be read. */
  readonly isComparedMissing: boolean;
  readonly preview?: readonly number[] | null;
  /** What the seller states: to change, or to read. */
  readonly statements: ReactNode;
}

const STATUS_WEEKS = 13;

/** One product's forecast: what is expected, how good it was, what the seller states. */
export function ForecastProduct(props: ForecastProductProps) {
  const { crumbs, forecast, compared, preview = null, statements } = props;
  const [{ run, past }, choose] = useQueryStates(forecastProductParams, { history: "push" });
  const recent = forecast.past.slice(-STATUS_WEEKS);
  const row = {
    ...forecast,
    isAdjusted: forecast.ahead.some(({ baseMean }) => baseMean !== null),
    stockOutWeeks: recent.filter(({ inStockMillionths }) => inStockMillionths !== null).length,
  };
  return (
    <>
      <PageHeader
        crumbs={crumbs}
        title={forecast.sku}
        badge={<ForecastBadges row={row} />}
        description={forecast.title}
        actions={<AsOf completeToOn={forecast.run.originOn} computedAt={forecast.run.finishedAt} />}
      />
      <div className="grid gap-5">
        <ForecastTiles forecast={forecast} />
        <Panel
          title="Demand by week"
          actions={
            <ChartChoices
              forecast={forecast}
              past={past}
              runId={run}
              onPast={(weeks) => void choose({ past: weeks as typeof past })}
              onRun={(runId) => void choose({ run: runId })}
            />
          }
        >
          {props.isComparedMissing ? (
            <p role="alert" className="mb-3 text-warn">
              There is no such earlier forecast of this product. Choose another one.
            </p>
          ) : null}
          <ForecastChart
            forecast={forecast}
            pastWeeks={Number(past)}
            compared={compared}
            preview={preview}
          />
        </Panel>
        <div className="grid items-start gap-5 xl:grid-cols-2">
          <div className="grid gap-5">
            <ForecastChange change={forecast.change} />
            <ForecastAccuracy forecast={forecast} compared={compared} />
            <ForecastFacts forecast={forecast} base={crumbs[0]?.href} />
          </div>
          <div className="grid gap-5">{statements}</div>
        </div>
      </div>
    </>
  );
}
