"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTRPC } from "@/app/trpc/client.tsx";
import { formatNumber } from "@/app/ui/format.ts";
import { formatDay } from "@/app/ui/format-date.ts";
import { Panel } from "@/app/ui/panel.tsx";

interface PromisesProps {
  readonly account: string;
  readonly explanationId: string;
}

/** What became of this and earlier answers about what would happen, and how often they held. */
export function Promises({ account, explanationId }: PromisesProps) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.why.promises.queryOptions({ account }));
  const { promises, scoredCount, insideCount, outlookInsideCount } = data;
  return (
    <div className="mt-5">
      <Panel
        title="What became of such answers"
        description={
          scoredCount === 0
            ? "No later plan has decided any of them yet."
            : `Of ${formatNumber(scoredCount)} that a later plan has decided, ${formatNumber(insideCount)} came out inside their range; with all inputs as they really became, ${formatNumber(outlookInsideCount)} did.`
        }
      >
        <ol className="grid divide-y divide-line">
          {promises.map((promise) => (
            <li key={promise.explanationId} className="grid gap-1 py-2.5 first:pt-0 last:pb-0">
              <p>
                {promise.explanationId === explanationId ? (
                  <span className="font-medium">This answer</span>
                ) : (
                  <Link
                    href={`/s/${account}/why/${promise.explanationId}`}
                    className="font-medium text-accent hover:underline"
                  >
                    {promise.title}
                  </Link>
                )}
                , asked on {formatDay(promise.askedAt.slice(0, 10))}
              </p>
              <p className="text-muted">
                {promise.outcome?.sentences.join(" ") ?? "The next plan will decide it."}
              </p>
            </li>
          ))}
        </ol>
      </Panel>
    </div>
  );
}
