"use client";

import { whyHref } from "@/app/explanation/why-link.ts";
import { ButtonLink } from "@/app/ui/button.tsx";
import { formatNumber } from "@/app/ui/format.ts";
import { formatDay } from "@/app/ui/format-date.ts";
import { NumberWithWhy } from "@/app/ui/number-with-why.tsx";
import { Panel } from "@/app/ui/panel.tsx";
import type { InStock } from "./in-stock-chart.tsx";
import { SpeedQuestions } from "./speed-questions.tsx";
import { StockQuestions } from "./stock-questions.tsx";

interface StockPanelsProps {
  /** The account's part of the address: "/s/birch". */
  readonly base: string;
  readonly inStock: InStock;
}

const SPANS = [
  { weeks: 4, label: "four weeks" },
  { weeks: 13, label: "a quarter" },
  { weeks: 52, label: "a year" },
] as const;

/** Days before the newest one of which something is known, each with its name. */
function spansOf({ series }: InStock) {
  return SPANS.flatMap(({ weeks, label }) => {
    const before = series.at(-1 - weeks);
    return before ? [{ label, fromOn: before.day }] : [];
  });
}

/** How much stock there is and how fast it could be delivered, each with its why. */
export function StockPanels({ base, inStock }: StockPanelsProps) {
  const { asOfOn: toOn, onHandUnits } = inStock;
  if (toOn === null || onHandUnits === null) return null;
  return (
    <div className="grid gap-5 lg:grid-cols-2">
      <Panel title="Units on hand" description="Sellable units of all products in the buildings">
        <p className="text-2xl font-semibold">
          <NumberWithWhy
            value={formatNumber(onHandUnits)}
            unit="units"
            subject="units on hand"
            href={whyHref(base, { kind: "stockLevel", toOn, productId: 0 })}
          />
        </p>
        <Changes
          title="Why has it changed in"
          inStock={inStock}
          hrefOf={(fromOn) => whyHref(base, { kind: "stockChange", fromOn, toOn, productId: 0 })}
        />
        <StockQuestions base={base} toOn={toOn} />
      </Panel>
      <Panel
        title="Delivery speed"
        description="How fast orders of 30 days could be promised from where your stock was"
      >
        <ul className="flex flex-wrap gap-2" data-print="hide">
          {MEASURES.map(({ measure, label }) => (
            <li key={measure}>
              <ButtonLink size="small" href={whyHref(base, { kind: "speedLevel", measure, toOn })}>
                {label}
              </ButtonLink>
            </li>
          ))}
        </ul>
        <Changes
          title="Why has the mean changed in"
          inStock={inStock}
          hrefOf={(fromOn) =>
            whyHref(base, { kind: "speedChange", measure: "meanDays", fromOn, toOn })
          }
        />
        <SpeedQuestions base={base} toOn={toOn} />
      </Panel>
    </div>
  );
}

const MEASURES = [
  { measure: "withinOneDay", label: "Share within one day" },
  { measure: "withinTwoDays", label: "Share within two days" },
  { measure: "withinThreeDays", label: "Share within three days" },
  { measure: "meanDays", label: "Mean days" },
] as const;

interface ChangesProps {
  readonly title: string;
  readonly inStock: InStock;
  readonly hrefOf: (fromOn: string) => string;
}

function Changes({ title, inStock, hrefOf }: ChangesProps) {
  return (
    <div className="mt-4 flex flex-wrap items-center gap-2" data-print="hide">
      <span className="text-muted">{title}</span>
      {spansOf(inStock).map(({ label, fromOn }) => (
        <ButtonLink
          key={label}
          size="small"
          href={hrefOf(fromOn)}
          title={`Since ${formatDay(fromOn)}`}
        >
          {label}
        </ButtonLink>
      ))}
    </div>
  );
}

interface WhyOutProps {
  readonly base: string;
  readonly row: InStock["lowest"][number];
}

/** What led to the last day without stock. */
export function WhyOut({ base, row }: WhyOutProps) {
  if (row.outOn === null) return null;
  return (
    <ButtonLink
      size="small"
      aria-label={`What led to ${row.sku} being out of stock`}
      href={whyHref(base, { kind: "stockOut", productId: row.productId, day: row.outOn })}
    >
      What led to it
    </ButtonLink>
  );
}

interface WhyStockProps extends StockPanelsProps {
  readonly row: { readonly productId: number; readonly sku: string };
}

/** Why one product's units on hand changed in four weeks. */
export function WhyStock({ base, inStock, row }: WhyStockProps) {
  const [span] = spansOf(inStock);
  const { asOfOn: toOn } = inStock;
  if (!span || toOn === null) return null;
  return (
    <ButtonLink
      size="small"
      aria-label={`Why units of ${row.sku} on hand changed in ${span.label}`}
      href={whyHref(base, {
        kind: "stockChange",
        fromOn: span.fromOn,
        toOn,
        productId: row.productId,
      })}
    >
      Why it changed
    </ButtonLink>
  );
}
