import Link from "next/link";
import type { RouterOutputs } from "@/app/trpc/types.ts";
import { Panel } from "@/app/ui/panel.tsx";
import type { PageWords } from "./page-words.ts";
import { whyHref } from "./why-link.ts";

type Step = RouterOutputs["why"]["get"]["timeline"][number];

/** Causes over time, from the day asked about back to what led to it; each decision with its own why. */
export function Timeline({
  timeline,
  base,
  words,
}: {
  readonly timeline: readonly Step[];
  readonly base: string;
  readonly words: PageWords;
}) {
  if (timeline.length === 0) return null;
  return (
    <Panel title={words.ledTo} description={words.ledToNote}>
      <ol className="grid gap-4 border-l border-line pl-4">
        {timeline.map((step) => (
          <li key={step.link} className="grid gap-1">
            <p className="flex flex-wrap items-baseline gap-x-2">
              <span className="font-medium">{words.links[step.link] ?? step.link}</span>
              <time dateTime={step.day} className="text-sm text-muted">
                {step.dayText}
              </time>
            </p>
            <p className="max-w-prose text-pretty">{step.text}</p>
            {step.question ? (
              <p>
                <Link
                  href={whyHref(base, step.question)}
                  className="font-medium text-accent hover:underline"
                >
                  {words.whyThis(step.link === "space")}
                </Link>
              </p>
            ) : null}
          </li>
        ))}
      </ol>
    </Panel>
  );
}
