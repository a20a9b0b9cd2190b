"use client";

import type { ReactNode } from "react";
import { className } from "../class-name.ts";
import { dash, formatNumber } from "../format.ts";
import { ChartFrame } from "./chart-frame.tsx";
import { OwnerMark } from "./owner-mark.tsx";
import { type PartSpan, type Span, waterfallGeometry } from "./waterfall-geometry.ts";

export interface WaterfallTotal {
  /** "May", "June". */
  readonly label: string;
  readonly text: string;
  /** In the shown unit. */
  readonly value: number;
}

export interface WaterfallBar {
  readonly id: string;
  readonly label: string;
  /** seller, customers, carrier, fulfilment, network, policy, model, dataCorrection or unexplained. */
  readonly owner: string;
  readonly ownerLabel: string;
  /** Signed, with unit: "−270 ft³". */
  readonly text: string;
  readonly value: number;
  /** Has nothing behind it to choose. */
  readonly isPlain?: true;
}

interface WaterfallProps {
  readonly label: string;
  readonly takeaway: ReactNode;
  /** Stands at the axis: "ft³". */
  readonly unit: string;
  readonly from: WaterfallTotal;
  readonly to: WaterfallTotal;
  /** In the order shown; their values add up to the change. */
  readonly bars: readonly WaterfallBar[];
  readonly selectedId?: string | null | undefined;
  /** Makes each bar a button. */
  readonly onSelect?: ((id: string) => void) | undefined;
}

/** From one total to another over what moved it: one row per cause, coloured and patterned by whose doing it is. */
export function Waterfall(props: WaterfallProps) {
  const { label, takeaway, unit, from, to, bars, selectedId, onSelect } = props;
  const layout = waterfallGeometry({
    from: from.value,
    to: to.value,
    parts: bars.map((bar) => bar.value),
  });
  return (
    <ChartFrame label={label} takeaway={takeaway} table={tableOf(props)}>
      <div className="@container">
        <ol className="-mx-2.5 grid">
          <TotalRow
            total={from}
            span={layout.from}
            isBroken={layout.isBroken}
            joins={[false, true]}
          />
          {bars.map((bar, k) => (
            <BarRow
              key={bar.id}
              bar={bar}
              span={layout.parts[k] as PartSpan}
              isSelected={bar.id === selectedId}
              onSelect={onSelect}
            />
          ))}
          <TotalRow total={to} span={layout.to} isBroken={layout.isBroken} joins={[true, false]} />
        </ol>
        <Axis ticks={layout.ticks} unit={unit} isBroken={layout.isBroken} low={layout.low} />
      </div>
    </ChartFrame>
  );
}

// By the room of the panel it stands in, not of the window: below 36rem amounts stand beside the names, bars beneath.
const rowClass =
  "grid w-full items-center gap-x-4 px-2.5 text-left grid-cols-[minmax(0,1fr)_auto] " +
  "@xl:grid-cols-[minmax(0,13rem)_minmax(0,1fr)_7.5rem]";
const trackClass =
  "relative h-full min-h-8 @max-xl:col-span-2 @max-xl:row-start-2 @max-xl:h-6 @max-xl:min-h-0";
const amountClass =
  "tabular text-right font-medium whitespace-nowrap @max-xl:row-start-1 @max-xl:col-start-2";

const percent = (share: number): string => `${share * 100}%`;

/** A hair line at the running total that ties a bar to its neighbour: upper half, lower half or both. */
function Join({ at, half }: { readonly at: number; readonly half: "upper" | "lower" }) {
  return (
    <span
      aria-hidden="true"
      className={className(
        "absolute w-px bg-line-strong/70",
        half === "upper" ? "top-0 bottom-1/2" : "top-1/2 bottom-0",
        "@max-xl:hidden",
      )}
      style={{ left: percent(at) }}
    />
  );
}

interface TotalRowProps {
  readonly total: WaterfallTotal;
  readonly span: Span;
  readonly isBroken: boolean;
  /** Whether a line joins it to the row above, to the row below. */
  readonly joins: readonly [boolean, boolean];
}

function TotalRow({ total, span, isBroken, joins }: TotalRowProps) {
  const edge = total.value < 0 ? span.left : span.right;
  return (
    <li className={rowClass}>
      <span className="truncate py-1 font-semibold">{total.label}</span>
      <span className={trackClass}>
        {joins[0] ? <Join at={edge} half="upper" /> : null}
        {joins[1] ? <Join at={edge} half="lower" /> : null}
        <span
          data-mark=""
          className="absolute top-1/2 h-5 -translate-y-1/2 rounded-[3px] bg-muted @max-xl:h-4"
          style={{ left: percent(span.left), width: percent(span.right - span.left) }}
        />
        {isBroken ? <BreakMark /> : null}
      </span>
      <span className={className(amountClass, "font-semibold")}>{total.text}</span>
    </li>
  );
}

/** Two slanted cuts: the bar is longer than drawn. */
function BreakMark() {
  return (
    <span
      aria-hidden="true"
      className="absolute top-1/2 left-4 h-7 w-1.5 -translate-y-1/2 -skew-x-12 border-x-2 border-surface bg-surface"
    />
  );
}

interface BarRowProps {
  readonly bar: WaterfallBar;
  readonly span: PartSpan;
  readonly isSelected: boolean;
  readonly onSelect: ((id: string) => void) | undefined;
}

function BarRow({ bar, span, isSelected, onSelect }: BarRowProps) {
  const content = (
    <>
      <span className="min-w-0 py-1">
        <span className="block truncate">{bar.label}</span>
        <span className="flex items-center gap-1.5 truncate text-xs text-muted">
          <OwnerMark owner={bar.owner} className="size-2.5" />
          {bar.ownerLabel}
        </span>
      </span>
      <span className={trackClass}>
        <Join at={span.before} half="upper" />
        <Join at={span.after} half="lower" />
        <span
          data-owner={bar.owner}
          className="owner-mark absolute top-1/2 h-5 min-w-0.5 -translate-y-1/2 rounded-[2px] @max-xl:h-4"
          style={{ left: percent(span.left), width: percent(span.right - span.left) }}
        />
      </span>
      <span className={amountClass}>{bar.text}</span>
    </>
  );
  if (!onSelect || bar.isPlain) return <li className={rowClass}>{content}</li>;
  return (
    <li>
      <button
        type="button"
        aria-pressed={isSelected}
        onClick={() => onSelect(bar.id)}
        className={className(
          rowClass,
          "rounded-md hover:bg-hover aria-pressed:bg-accent-soft aria-pressed:shadow-[inset_2px_0_0_var(--accent)]",
        )}
      >
        {content}
      </button>
    </li>
  );
}

interface AxisProps {
  readonly ticks: readonly { readonly value: number; readonly at: number }[];
  readonly unit: string;
  readonly isBroken: boolean;
  readonly low: number;
}

function Axis({ ticks, unit, isBroken, low }: AxisProps) {
  return (
    <div className={className(rowClass, "-mx-2.5 mt-1 w-auto text-xs text-muted")}>
      <span>{isBroken ? `Axis starts at ${formatNumber(low)} ${unit}` : ""}</span>
      <span
        aria-hidden="true"
        className="relative h-8 border-t border-line-strong/70 @max-xl:col-span-2"
      >
        {ticks.map((tick) => (
          <span
            key={tick.value}
            className={className(
              "tabular absolute top-0 pt-1.5 whitespace-nowrap",
              tick.at < 0.04 ? "" : tick.at > 0.96 ? "-translate-x-full" : "-translate-x-1/2",
            )}
            style={{ left: percent(tick.at) }}
          >
            {formatTick(tick.value)}
          </span>
        ))}
      </span>
      <span className="self-start pt-1.5 text-right @max-xl:col-start-2 @max-xl:row-start-1">
        {unit}
      </span>
    </div>
  );
}

const formatTick = (value: number): string =>
  formatNumber(value, { digits: Number.isInteger(value) ? 0 : 1 });

function tableOf({ from, to, bars, unit }: WaterfallProps) {
  return {
    columns: [
      { header: "Cause" },
      { header: "Whose doing" },
      { header: "Amount", unit, align: "end" as const },
    ],
    rows: [
      [from.label, dash, from.text],
      ...bars.map((bar) => [bar.label, bar.ownerLabel, bar.text]),
      [to.label, dash, to.text],
    ],
  };
}
