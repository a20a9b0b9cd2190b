"use client";

import { skipToken, useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import type { ReactNode } from "react";
import { whyHref } from "@/app/explanation/why-link.ts";
import { AsOf } from "@/app/ui/as-of.tsx";
import { PageHeader } from "@/app/ui/page-header.tsx";
import { Panel } from "@/app/ui/panel.tsx";
import { ForecastAccuracy } from "./forecast-accuracy.tsx";
import { ForecastChange } from "./forecast-change.tsx";
import { ChartChoices, ForecastChart } from "./forecast-chart.tsx";
import { ForecastBadges } from "./forecast-columns.tsx";
import { ForecastFacts, ForecastTiles } from "./forecast-facts.tsx";
import { forecastProductParams } from "./forecast-params.ts";
import { type Effect, effectOf, type Statement } from "./forecast-points.ts";
import { accountBase, type ForecastViewer, useForecastProcedures } from "./forecast-viewer.ts";
import type { ForecastView } from "./forecast-words.ts";

interface ForecastProductProps {
  readonly account: string;
  readonly productId: number;
  readonly viewer: ForecastViewer;
  /** What is being stated of the weeks ahead. */
  readonly draft?: Statement | null;
  /** What the seller states: to change, or to read. */
  readonly statements: (forecast: ForecastView, effect: Effect | null) => ReactNode;
}

const STATUS_WEEKS = 13;

/** One product's forecast: what is expected, how good it was, what the seller states. */
export function ForecastProduct(props: ForecastProductProps) {
  const { account, productId, viewer, draft = null, statements } = props;
  const procedures = useForecastProcedures(viewer);
  const [{ run, past }, choose] = useQueryStates(forecastProductParams, { history: "push" });
  const target = { account, productId };
  const { data: forecast } = useSuspenseQuery(procedures.get.queryOptions(target));
  const { data, isError } = useQuery(
    procedures.scores.queryOptions(run === null || run < 1 ? skipToken : { ...target, runId: run }),
  );
  const compared = run === null ? null : (data ?? null);
  const effect = effectOf(forecast.ahead, draft);
  const base = accountBase(viewer, account);
  const listHref = `${base}/forecast`;
  const recent = forecast.past.slice(-STATUS_WEEKS);
  const row = {
    ...forecast,
    isAdjusted: forecast.ahead.some(({ baseMean }) => baseMean !== null),
    stockOutWeeks: recent.filter(({ inStockMillionths }) => inStockMillionths !== null).length,
  };
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Forecast", href: listHref }]}
        title={forecast.sku}
        badge={<ForecastBadges row={row} />}
        description={forecast.title}
        actions={<AsOf completeToOn={forecast.run.originOn} computedAt={forecast.run.finishedAt} />}
      />
      <div className="grid gap-5">
        <ForecastTiles forecast={forecast} base={base} />
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
          {run !== null && isError ? (
            <p role="alert" className="mb-3 text-warn">
              There is no such earlier forecast of this product. Choose another one.
            </p>
          ) : null}
          <ForecastChart
            forecast={forecast}
            pastWeeks={Number(past)}
            compared={compared}
            preview={effect?.means ?? null}
          />
        </Panel>
        <div className="grid items-start gap-5 xl:grid-cols-2">
          <div className="grid gap-5">
            <ForecastChange
              change={forecast.change}
              whyHref={whyHref(base, {
                kind: "forecastChange",
                productId,
                runId: forecast.run.runId,
              })}
            />
            <ForecastAccuracy forecast={forecast} compared={compared} />
            <ForecastFacts forecast={forecast} base={listHref} />
          </div>
          <div className="grid gap-5">{statements(forecast, effect)}</div>
        </div>
      </div>
    </>
  );
}
