import { type Description, DescriptionList } from "@/app/ui/description-list.tsx";
import { formatNumber, formatPercent } from "@/app/ui/format.ts";
import { Panel } from "@/app/ui/panel.tsx";
import { StatGrid, StatTile } from "@/app/ui/stat-tile.tsx";
import { figureAt, type RunDetail, secondsText } from "../run-words.ts";
import { RunPools } from "./run-pools.tsx";

const share = (value: number | null, digits = 1): string =>
  formatPercent(value === null ? null : value * 1_000_000, { digits });

/** What a finished run found: counts, quality, fairness, pools. */
export function RunFigures({ run: { summary } }: { readonly run: RunDetail }) {
  if (summary === null) return null;
  const at = (...path: string[]) => figureAt(summary, ...path);
  return (
    <>
      <StatGrid>
        <StatTile
          label="Accounts"
          value={formatNumber(at("accountCount"))}
          note={`${formatNumber(at("productCount"))} products`}
        />
        <StatTile
          label="Decisions"
          value={formatNumber(at("replay", "checked"))}
          note={`all replayed, ${formatNumber(at("replay", "differences"))} differences`}
        />
        <StatTile
          label="Units advised"
          value={formatNumber(at("replenishment", "advisedUnits"))}
          note={`of ${formatNumber(at("replenishment", "advisedProducts"))} products`}
        />
        <StatTile label="Took" value={secondsText(at("totalSeconds"))} note="from start to seal" />
      </StatGrid>
      <Panel title="Quality and fairness">
        <DescriptionList items={qualityItems(at)} />
      </Panel>
      <RunPools summary={summary} />
    </>
  );
}

type At = (...path: string[]) => number | null;

function qualityItems(at: At): Description[] {
  const items: readonly (Description & { readonly known: number | null })[] = [
    {
      term: "Forecast error",
      note: "WAPE: sum of absolute errors over sum of actuals, held out",
      known: at("forecast", "wape"),
      value: share(at("forecast", "wape")),
    },
    {
      term: "Forecast bias",
      note: "Above zero forecasts too much",
      known: at("forecast", "biasShare"),
      value: share(at("forecast", "biasShare")),
    },
    {
      term: "Space promised",
      note: "Limits together, of the pools",
      known: at("price", "kpis", "poolUsageShare"),
      value: share(at("price", "kpis", "poolUsageShare")),
    },
    {
      term: "Limits in use",
      note: "On hand and open shipments, of the limits",
      known: at("price", "kpis", "limitUsageShare"),
      value: share(at("price", "kpis", "limitUsageShare")),
    },
    {
      term: "Inequality of limits per volume shipped",
      note: "Gini: 0 when everybody gets the same per volume",
      known: at("price", "kpis", "limitPerPaceGini"),
      value: formatNumber(at("price", "kpis", "limitPerPaceGini"), { digits: 3 }),
    },
    {
      term: "Confirmed limits cut",
      known: at("price", "kpis", "confirmedCutCount"),
      value: formatNumber(at("price", "kpis", "confirmedCutCount")),
    },
    {
      term: "Estimates kept",
      note: "Limits that keep at least 90% of their last estimate",
      known: at("price", "kpis", "keptEstimateShare"),
      value: share(at("price", "kpis", "keptEstimateShare")),
    },
    {
      term: "Placement from its bound",
      note: "At most this much better is possible",
      known: at("placement", "gapShare"),
      value: share(at("placement", "gapShare"), 3),
    },
    {
      term: "Units without room",
      known: at("placement", "unplacedUnits"),
      value: formatNumber(at("placement", "unplacedUnits")),
    },
  ];
  return items.filter(({ known }) => known !== null).map(({ known: _, ...item }) => item);
}
