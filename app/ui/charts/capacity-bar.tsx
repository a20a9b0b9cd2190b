import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { className } from "../class-name.ts";
import { formatCubicFeet, formatPercent } from "../format.ts";

interface CapacityBarProps {
  /** "Standard-size, June". */
  readonly label: string;
  readonly limitMm3: number;
  readonly onHandMm3: number;
  readonly openShipmentsMm3: number;
  /** The limit as shown, e.g. a NumberWithWhy; plain text when left out. */
  readonly limit?: ReactNode;
  /** Fixes the scale where bars are compared: the largest limit or use among them. */
  readonly scaleMm3?: number;
}

/** A limit and what uses it, by kind; more than the limit is drawn past the mark and said in words. */
export function CapacityBar(props: CapacityBarProps) {
  const { label, limitMm3, onHandMm3, openShipmentsMm3, limit, scaleMm3 } = props;
  const usedMm3 = onHandMm3 + openShipmentsMm3;
  const restMm3 = limitMm3 - usedMm3;
  const isOver = restMm3 < 0;
  const scale = Math.max(1, scaleMm3 ?? 0, limitMm3, usedMm3);
  const width = (mm3: number) => `${(Math.max(0, mm3) / scale) * 100}%`;
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <span className="font-medium">{label}</span>
        <span className="tabular text-muted">
          Limit <span className="font-semibold text-ink">{limit ?? formatCubicFeet(limitMm3)}</span>
        </span>
      </div>
      <div aria-hidden="true" className="relative h-3.5">
        <div className="absolute inset-x-0 top-1/2 h-px bg-line" />
        <div
          className="absolute inset-y-0 left-0 rounded-sm bg-sunken ring-1 ring-line ring-inset"
          style={{ width: width(limitMm3) }}
        />
        <div className="absolute inset-0 flex gap-px overflow-hidden rounded-sm" data-mark="">
          <span className="bg-use-on-hand" style={{ width: width(onHandMm3) }} />
          <span className="hatched bg-use-shipments" style={{ width: width(openShipmentsMm3) }} />
        </div>
        <span
          className={className(
            "absolute -inset-y-1 -ml-px w-0.5 rounded-full",
            isOver ? "bg-bad" : "bg-ink/70",
          )}
          style={{ left: width(limitMm3) }}
        />
      </div>
      <ul className="tabular flex flex-wrap gap-x-5 gap-y-1 text-xs text-muted">
        <Part mark="bg-use-on-hand" name="On hand" value={formatCubicFeet(onHandMm3)} />
        <Part
          mark="hatched bg-use-shipments"
          name="Open shipments"
          value={formatCubicFeet(openShipmentsMm3)}
        />
        {isOver ? (
          <li className="inline-flex items-center gap-1.5 font-medium text-bad">
            <CircleAlert aria-hidden="true" className="size-3.5" />
            Over the limit by {formatCubicFeet(-restMm3)}
          </li>
        ) : (
          <Part
            mark="bg-sunken ring-1 ring-line-strong ring-inset"
            name="Free"
            value={`${formatCubicFeet(restMm3)}${limitMm3 > 0 ? ` (${formatPercent((restMm3 / limitMm3) * 1_000_000, { digits: 0 })})` : ""}`}
          />
        )}
      </ul>
    </div>
  );
}

interface PartProps {
  readonly mark: string;
  readonly name: string;
  readonly value: string;
}

function Part({ mark, name, value }: PartProps) {
  return (
    <li className="inline-flex items-center gap-1.5">
      <span aria-hidden="true" data-mark="" className={className("size-2.5 rounded-[3px]", mark)} />
      {name} <span className="font-medium text-ink">{value}</span>
    </li>
  );
}
