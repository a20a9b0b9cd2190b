"use client";

import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTRPC } from "@/app/trpc/client.tsx";
import { Button } from "@/app/ui/button.tsx";
import { Select } from "@/app/ui/input.tsx";
import { refusalText } from "@/app/ui/refusal-text.ts";
import { runRefusals } from "./runs/run-words.ts";

/** Starts a run over a marketplace and goes to it; a run that is under way is shown instead of a second one. */
export function PlanNow() {
  const trpc = useTRPC();
  const router = useRouter();
  const queryClient = useQueryClient();
  const { data } = useSuspenseQuery(trpc.runs.list.queryOptions());
  const [chosen, choose] = useState<string | null>(null);
  const start = useMutation(
    trpc.runs.start.mutationOptions({
      onSuccess: ({ runId }) => {
        router.push(`/policy/runs/${runId}`);
        return queryClient.invalidateQueries(trpc.runs.pathFilter());
      },
    }),
  );
  const marketplaceId = chosen ?? data.marketplaces[0]?.marketplaceId;
  const refusal = refusalText(start.error, runRefusals);
  if (marketplaceId === undefined)
    return <p className="text-muted">There is no account to plan for yet.</p>;
  return (
    <div className="grid gap-1.5">
      <div className="flex flex-wrap items-center gap-2">
        {data.marketplaces.length > 1 ? (
          <Select
            className="w-44"
            aria-label="Marketplace to plan"
            value={marketplaceId}
            options={data.marketplaces.map((row) => ({
              value: row.marketplaceId,
              label: row.name,
            }))}
            onChange={(event) => choose(event.target.value)}
          />
        ) : null}
        <Button
          tone="primary"
          isPending={start.isPending}
          onClick={() => start.mutate({ marketplaceId })}
        >
          Plan now
        </Button>
      </div>
      {refusal ? (
        <p role="alert" className="max-w-80 font-medium text-bad">
          {refusal}
        </p>
      ) : null}
    </div>
  );
}
