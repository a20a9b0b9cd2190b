import { CircleCheck } from "lucide-react";
import type { RouterOutputs } from "@/app/trpc/types.ts";
import { Badge } from "@/app/ui/badge.tsx";
import { Panel } from "@/app/ui/panel.tsx";
import type { PageWords } from "./page-words.ts";

type Way = RouterOutputs["why"]["get"]["ways"][number];

/** What the seller can do about a number: at most three ways, each computed again with the rules. */
export function Ways({
  ways,
  words,
}: {
  readonly ways: readonly Way[];
  readonly words: PageWords;
}) {
  if (ways.length === 0) return null;
  return (
    <Panel title={words.waysTitle} description={words.waysNote}>
      <ol className="grid divide-y divide-line">
        {ways.map((way) => (
          <li
            key={way.changes.join()}
            className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 py-2.5 first:pt-0 last:pb-0"
          >
            <div className="grid gap-1">
              <ul className="grid gap-0.5 font-medium">
                {way.changes.map((change) => (
                  <li key={change}>{change}</li>
                ))}
              </ul>
              <p className="flex items-start gap-1.5 text-muted">
                <CircleCheck aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-good" />
                {way.result}
              </p>
            </div>
            <Badge>{way.effort}</Badge>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
