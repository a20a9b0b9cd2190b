import Link from "next/link";
import type { RouterOutputs } from "@/app/trpc/types.ts";
import { formatDay } from "@/app/ui/format-date.ts";
import { Panel } from "@/app/ui/panel.tsx";
import { whyHref } from "./why-link.ts";

type Step = RouterOutputs["why"]["get"]["timeline"][number];

const labels: Readonly<Record<string, string>> = {
  stockOut: "Out of stock",
  lateShipment: "Late shipment",
  advice: "Advice",
  space: "Space",
};

/** Causes over time, from the day asked about back to what led to it; each decision with its own why. */
export function Timeline({
  timeline,
  base,
}: {
  readonly timeline: readonly Step[];
  readonly base: string;
}) {
  if (timeline.length === 0) return null;
  return (
    <Panel title="What led to it" description="From the day back in time">
      <ol className="grid gap-4 border-l border-line pl-4">
        {timeline.map((step) => (
          <li key={step.link} className="grid gap-1">
            <p className="flex flex-wrap items-baseline gap-x-2">
              <span className="font-medium">{labels[step.link] ?? step.link}</span>
              <time dateTime={step.day} className="text-sm text-muted">
                {formatDay(step.day)}
              </time>
            </p>
            <p className="max-w-prose text-pretty">{step.text}</p>
            {step.question ? (
              <p>
                <Link
                  href={whyHref(base, step.question)}
                  className="font-medium text-accent hover:underline"
                >
                  Why this {step.link === "space" ? "limit" : "quantity"}
                </Link>
              </p>
            ) : null}
          </li>
        ))}
      </ol>
    </Panel>
  );
}
