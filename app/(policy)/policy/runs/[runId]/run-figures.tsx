import { type Description, DescriptionList } from "@/app/ui/description-list.tsx";
import { formatNumber, formatPercent } from "@/app/ui/format.ts";
import { Panel } from "@/app/ui/panel.tsx";
import { StatGrid, StatTile } from "@/app/ui/stat-tile.tsx";
import { figureAt, type RunDetail, secondsText } from "../run-words.ts";
import { LimitGoals } from "./limit-goals.tsx";
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
      <Panel title="Forecast and placement">
        <DescriptionList items={qualityItems(at)} />
      </Panel>
      <LimitGoals summary={summary} />
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
