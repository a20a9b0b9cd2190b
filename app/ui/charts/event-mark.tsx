"use client";

import { ReferenceArea, ReferenceLine } from "recharts";
import { dayFromDate } from "@/lib/calendar/index.ts";
import type { ChartEvent } from "./event-list.tsx";

/** An event on a time axis in epoch days: a line, or an area for what lasts, with its number of the event list. */
export function eventMark(event: ChartEvent, at: number) {
  const day = dayFromDate(event.on);
  const label = {
    value: String(at + 1),
    position: "top",
    fontSize: 10,
    fontWeight: 600,
    fill: "var(--ink)",
  } as const;
  if (event.toOn && event.toOn !== event.on)
    return (
      <ReferenceArea
        key={event.id}
        x1={day}
        x2={dayFromDate(event.toOn)}
        fill="var(--warn)"
        fillOpacity={0.13}
        label={label}
        ifOverflow="hidden"
      />
    );
  return (
    <ReferenceLine
      key={event.id}
      x={day}
      stroke="var(--ink)"
      strokeOpacity={0.55}
      strokeDasharray="2 3"
      label={label}
      ifOverflow="hidden"
    />
  );
}
