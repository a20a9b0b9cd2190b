"use client";

import type { RouterOutputs } from "@/app/trpc/types.ts";
import { LineWithEvents } from "@/app/ui/charts/line-with-events.tsx";
import { formatPercent } from "@/app/ui/format.ts";

export type InStock = RouterOutputs["inventory"]["inStock"];

/** The in-stock rate over time, with what happened in the network. */
export function InStockChart({ inStock }: { readonly inStock: InStock }) {
  return (
    <LineWithEvents
      label="In-stock rate by week"
      takeaway={takeawayOf(inStock)}
      seriesName="In-stock rate"
      points={inStock.series.map(({ day, rateMillionths }) => ({
        on: day,
        value: rateMillionths === null ? null : rateMillionths / 10_000,
      }))}
      events={inStock.events.map((event) => ({
        id: `${event.kind}/${event.startOn}`,
        on: event.startOn,
        toOn: event.endOn,
        label: event.title,
      }))}
      domain={[lowEnd(inStock), 100]}
      formatValue={(value) => formatPercent(value * 10_000)}
    />
  );
}

function takeawayOf({ rateMillionths, series }: InStock): string {
  if (rateMillionths === null) return "Nothing was sold in the last 30 days.";
  const before = series.at(-5)?.rateMillionths ?? null;
  const now = `Your products were in stock ${formatPercent(rateMillionths)} of the time in the last 30 days, weighted by what sells`;
  if (before === null) return `${now}.`;
  const direction = rateMillionths >= before ? "up" : "down";
  return before === rateMillionths
    ? `${now}, as four weeks before.`
    : `${now}, ${direction} from ${formatPercent(before)} four weeks before.`;
}

// A zero-based axis would hide what matters between 80 and 100 percent; the axis names its lower end.
function lowEnd({ series }: InStock): number {
  const lowest = Math.min(
    100,
    ...series.map((point) => (point.rateMillionths ?? 1_000_000) / 10_000),
  );
  return Math.max(0, Math.floor((lowest - 5) / 10) * 10);
}
