import Link from "next/link";
import { whyHref } from "@/app/explanation/why-link.ts";
import type { RouterOutputs } from "@/app/trpc/types.ts";
import { EmptyState } from "@/app/ui/empty-state.tsx";
import { formatNumber, formatPercent, formatPoints } from "@/app/ui/format.ts";
import { NumberWithWhy } from "@/app/ui/number-with-why.tsx";
import { Panel } from "@/app/ui/panel.tsx";
import { type StatChange, StatGrid, StatTile } from "@/app/ui/stat-tile.tsx";
import { type InStock, InStockChart } from "./in-stock-chart.tsx";
import { LimitUsage } from "./limit-cards.tsx";

export type Overview = RouterOutputs["overview"]["get"];

interface OverviewViewProps {
  /** The account's part of the address: "/s/birch" or "/support/sellers/birch". */
  readonly base: string;
  readonly overview: Overview;
}

/** A seller's situation on one screen; support sees the same. */
export function OverviewView({ base, overview }: OverviewViewProps) {
  if (overview.runId === null) {
    return (
      <EmptyState title="No planning run yet">
        Limits, advice and in-stock figures appear once the first planning run has finished.
      </EmptyState>
    );
  }
  return (
    <div className="grid gap-5">
      <Tiles base={base} overview={overview} />
      <Attention base={base} attention={overview.attention} />
      <Panel title="Space" description="What uses your limits now, by kind">
        {overview.limits.note ? (
          <p className="text-muted">{overview.limits.note}</p>
        ) : (
          <LimitUsage base={base} limits={overview.limits} />
        )}
      </Panel>
      <Panel title="In-stock rate">
        {overview.inStock.note ? (
          <p className="text-muted">{overview.inStock.note}</p>
        ) : (
          <InStockChart inStock={overview.inStock} />
        )}
      </Panel>
    </div>
  );
}

function Tiles({ base, overview }: OverviewViewProps) {
  const { inStock, restock } = overview;
  return (
    <StatGrid>
      <StatTile
        label="In-stock rate, 30 days"
        value={<InStockNumber base={base} inStock={inStock} />}
        change={inStockChange(inStock)}
      />
      <StatTile
        label="Products to send"
        value={formatNumber(restock?.advisedSkuCount)}
        note="in the newest advice"
      />
      <StatTile label="Units to send" value={formatNumber(restock?.advisedUnits)} />
      <StatTile
        label="Out of stock"
        value={formatNumber(restock?.outOfStockCount)}
        note="products that sell"
      />
    </StatGrid>
  );
}

const FOUR_WEEKS = 4;

function InStockNumber({ base, inStock }: { readonly base: string; readonly inStock: InStock }) {
  const text = formatPercent(inStock.rateMillionths);
  const before = inStock.series.at(-1 - FOUR_WEEKS);
  const now = inStock.series.at(-1);
  if (!before || before.rateMillionths === null || !now) return <>{text}</>;
  const href = whyHref(base, { kind: "inStockChange", fromOn: before.day, toOn: now.day });
  return (
    <NumberWithWhy value={text} subject="in-stock rate against four weeks before" href={href} />
  );
}

function inStockChange({ series, rateMillionths }: InStock): StatChange | undefined {
  const before = series.at(-1 - FOUR_WEEKS)?.rateMillionths ?? null;
  if (before === null || rateMillionths === null) return undefined;
  const delta = rateMillionths - before;
  return {
    text: formatPoints(delta),
    direction: delta > 0 ? 1 : delta < 0 ? -1 : 0,
    isGood: delta === 0 ? null : delta > 0,
    since: "in four weeks",
  };
}

const targets = {
  limits: "limits",
  replenishment: "replenishment?only=advised",
  outOfStock: "replenishment?only=outOfStock",
  imports: "imports",
} as const;

interface AttentionProps {
  readonly base: string;
  readonly attention: Overview["attention"];
}

function Attention({ base, attention }: AttentionProps) {
  return (
    <Panel title="Needs attention">
      {attention.length === 0 ? (
        <p className="text-muted">Nothing needs attention right now.</p>
      ) : (
        <ul className="grid divide-y divide-line">
          {attention.map((item) => (
            <li
              key={item.text}
              className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 py-2 first:pt-0 last:pb-0"
            >
              <span>{item.text}</span>
              <Link
                href={`${base}/${targets[item.target]}`}
                className="py-1 font-medium text-accent hover:underline"
              >
                Look at it
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
