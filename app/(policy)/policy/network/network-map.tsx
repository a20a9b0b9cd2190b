"use client";

import type { Locale } from "@/app/explanation/page-words.ts";
import { ChartFrame } from "@/app/ui/charts/chart-frame.tsx";
import { formatMoney, formatPercent } from "@/app/ui/format.ts";
import { projectPlaces } from "./map-projection.ts";
import { networkTexts } from "./network-texts.ts";
import type { NetworkPlan } from "./network-words.ts";

const WIDTH = 960;
const MARGIN = 34;
/** Lanes drawn at most: the fullest first. */
const LANES = 160;

interface NetworkMapProps {
  readonly plan: NetworkPlan;
  readonly locale: Locale;
}

/** Centres, regions and the lanes between them. */
export function NetworkMap({ plan, locale }: NetworkMapProps) {
  const texts = networkTexts(locale);
  const { fcs, regions, lanes, currency } = plan;
  const { points, height } = projectPlaces([...fcs, ...regions], WIDTH, MARGIN);
  const fcPoint = new Map(fcs.map(({ id }, i) => [id, points[i]]));
  const regionPoint = new Map(regions.map(({ id }, i) => [id, points[fcs.length + i]]));
  const most = Math.max(1, ...regions.map(({ units }) => units));
  const heaviest = Math.max(1, ...lanes.map(({ loadMm3 }) => loadMm3));
  return (
    <ChartFrame
      label={texts.mapLabel}
      locale={locale}
      takeaway={takeawayOf(plan, locale)}
      table={{
        columns: [
          { header: texts.centre },
          { header: texts.town },
          { header: texts.fullestFunction, align: "end" },
          { header: texts.limitsWeigh, align: "end" },
        ],
        rows: fcs.map((fc) => [
          fc.code,
          fc.name,
          formatPercent(fc.peakShareMillionths, { digits: 0, locale }),
          formatMoney(fc.weightMicros, currency, { digits: 0, locale }),
        ]),
      }}
    >
      <svg viewBox={`0 0 ${WIDTH} ${height}`} className="h-auto w-full" aria-hidden="true">
        {lanes.slice(0, LANES).map((lane) => (
          <LaneLine
            key={`${lane.fcId}/${lane.regionId}`}
            from={fcPoint.get(lane.fcId)}
            to={regionPoint.get(lane.regionId)}
            width={0.6 + 5 * Math.sqrt(lane.loadMm3 / heaviest)}
            isPriced={lane.bindingCount > 0}
          />
        ))}
        {regions.map(({ id, units }) => (
          <Dot key={id} at={regionPoint.get(id)} radius={2 + 7 * Math.sqrt(units / most)} />
        ))}
        {fcs.map((fc) => (
          <Centre
            key={fc.id}
            at={fcPoint.get(fc.id)}
            code={fc.code}
            isBinding={fc.weightMicros > 0}
          />
        ))}
      </svg>
      <Legend lines={texts.legend} />
    </ChartFrame>
  );
}

function takeawayOf({ fcs, currency, bindingCount }: NetworkPlan, locale: Locale): string {
  const texts = networkTexts(locale);
  if (bindingCount === 0) return texts.nothingBinds;
  const heaviest = fcs.reduce((best, fc) => (fc.weightMicros > best.weightMicros ? fc : best));
  const money = formatMoney(heaviest.weightMicros, currency, { digits: 0, locale });
  return texts.heaviest(heaviest.code, heaviest.name, money);
}

type Point = { readonly x: number; readonly y: number } | undefined;

interface LaneLineProps {
  readonly from: Point;
  readonly to: Point;
  readonly width: number;
  readonly isPriced: boolean;
}

function LaneLine({ from, to, width, isPriced }: LaneLineProps) {
  if (!from || !to) return null;
  return (
    <line
      x1={from.x}
      y1={from.y}
      x2={to.x}
      y2={to.y}
      stroke={isPriced ? "var(--bad)" : "var(--use-shipments)"}
      strokeWidth={width}
      strokeOpacity={0.65}
      strokeDasharray={isPriced ? "7 4" : undefined}
    />
  );
}

function Dot({ at, radius }: { readonly at: Point; readonly radius: number }) {
  if (!at) return null;
  return <circle cx={at.x} cy={at.y} r={radius} fill="var(--faint)" fillOpacity={0.55} />;
}

interface CentreProps {
  readonly at: Point;
  readonly code: string;
  readonly isBinding: boolean;
}

/** A diamond where a limit binds, a square where none does: told by shape, not by colour alone. */
function Centre({ at, code, isBinding }: CentreProps) {
  if (!at) return null;
  return (
    <g transform={`translate(${at.x} ${at.y})`}>
      <rect
        x={-8}
        y={-8}
        width={16}
        height={16}
        transform={isBinding ? "rotate(45)" : undefined}
        fill={isBinding ? "var(--bad)" : "var(--accent)"}
        stroke="var(--surface)"
        strokeWidth={2}
      />
      <text
        y={-15}
        textAnchor="middle"
        fontSize={16}
        fontWeight={600}
        fill="var(--ink)"
        stroke="var(--surface)"
        strokeWidth={4}
        paintOrder="stroke"
      >
        {code}
      </text>
    </g>
  );
}

function Legend({ lines }: { readonly lines: readonly string[] }) {
  return (
    <ul className="mt-3 flex flex-wrap gap-x-5 gap-y-1 text-xs text-muted">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
