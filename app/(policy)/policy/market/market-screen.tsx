"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTRPC } from "@/app/trpc/client.tsx";
import { EmptyState } from "@/app/ui/empty-state.tsx";
import { PageHeader } from "@/app/ui/page-header.tsx";
import { RoundPanel } from "./round-panel.tsx";

export function MarketScreen() {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.market.rounds.queryOptions());
  return (
    <>
      <PageHeader
        title="Market rounds"
        description={
          <>
            Space that limits leave, granted to the highest offers. Least fee, caps and credit are
            part of the{" "}
            <Link href="/policy/policies" className="font-medium text-accent hover:underline">
              extra-space policy
            </Link>
            .
          </>
        }
      />
      {data.rounds.length === 0 ? (
        <EmptyState title="No rounds">
          A round opens after a planning run for each pool of next month whose limits leave space.
        </EmptyState>
      ) : (
        <div className="grid gap-5">
          {data.rounds.map((round) => (
            <RoundPanel key={round.roundId} round={round} />
          ))}
        </div>
      )}
    </>
  );
}
