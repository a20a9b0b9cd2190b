"use client";

import type { ReactNode } from "react";
import type { FanPoint } from "./fan-chart.tsx";
import { LineMark } from "./plot-parts.tsx";

function BandMark({ opacity }: { readonly opacity: number }) {
  return (
    <svg aria-hidden="true" width="18" height="10" className="shrink-0">
      <rect width="18" height="10" rx="2" fill="var(--accent)" fillOpacity={opacity} />
    </svg>
  );
}

function DotMark({ isHollow }: { readonly isHollow: boolean }) {
  return (
    <svg aria-hidden="true" width="12" height="12" className="shrink-0">
      <circle
        cx="6"
        cy="6"
        r="4"
        fill={isHollow ? "var(--surface)" : "var(--bad)"}
        stroke="var(--bad)"
        strokeWidth="2"
      />
    </svg>
  );
}

function BulkMark() {
  return (
    <svg aria-hidden="true" width="12" height="12" className="shrink-0">
      <circle cx="6" cy="6" r="5" fill="var(--warn)" />
    </svg>
  );
}

interface Item {
  readonly name: string;
  readonly mark: ReactNode;
  readonly isShown: (point: FanPoint) => boolean;
}

const items: readonly Item[] = [
  {
    name: "Sold",
    mark: <LineMark colour="var(--ink)" />,
    isShown: ({ sold }) => sold !== null,
  },
  {
    name: "Sold until stock ran out",
    mark: <DotMark isHollow />,
    isShown: ({ isOut }) => isOut,
  },
  {
    name: "Demand behind it",
    mark: <DotMark isHollow={false} />,
    isShown: ({ demand }) => demand !== null,
  },
  {
    name: "With wholesale orders beside it",
    mark: <BulkMark />,
    isShown: ({ wholesale }) => wholesale !== null,
  },
  {
    name: "Expected (mean)",
    mark: <LineMark colour="var(--accent)" isDashed />,
    isShown: ({ mean }) => mean !== null,
  },
  {
    name: "Median",
    mark: <LineMark colour="var(--accent)" />,
    isShown: ({ median }) => median !== null,
  },
  {
    name: "Half of cases",
    mark: <BandMark opacity={0.4} />,
    isShown: ({ band50 }) => band50 !== null,
  },
  {
    name: "8 of 10 cases",
    mark: <BandMark opacity={0.16} />,
    isShown: ({ band80 }) => band80 !== null,
  },
  {
    name: "Without your adjustment",
    mark: <LineMark colour="var(--muted)" isDashed />,
    isShown: ({ base }) => base !== null,
  },
  {
    name: "With what you state",
    mark: <LineMark colour="var(--good)" isDashed />,
    isShown: ({ preview }) => preview !== null,
  },
  {
    name: "Expected earlier, with its range",
    mark: <LineMark colour="var(--warn)" isDashed />,
    isShown: ({ earlier }) => earlier !== null,
  },
];

/** The key of what the chart really shows. */
export const fanLegend = (points: readonly FanPoint[]) =>
  items.filter(({ isShown }) => points.some(isShown)).map(({ name, mark }) => ({ name, mark }));
