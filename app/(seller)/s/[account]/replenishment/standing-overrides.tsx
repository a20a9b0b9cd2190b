"use client";

import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { OverrideList } from "@/app/account/override-list.tsx";
import { overrideRefusals, rateSentence } from "@/app/account/override-words.ts";
import { useTRPC } from "@/app/trpc/client.tsx";
import { Button } from "@/app/ui/button.tsx";
import { Panel } from "@/app/ui/panel.tsx";
import { refusalText } from "@/app/ui/refusal-text.ts";

interface StandingOverridesProps {
  readonly account: string;
  readonly advisedCount: number;
  readonly overriddenCount: number;
}

/** Quantities that the seller set in place of the advice, to look at and to take back. */
export function StandingOverrides({
  account,
  advisedCount,
  overriddenCount,
}: StandingOverridesProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { data } = useSuspenseQuery(trpc.replenishment.overrides.queryOptions({ account }));
  const withdraw = useMutation(
    trpc.replenishment.withdrawOverride.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(trpc.replenishment.pathFilter()),
    }),
  );
  const refusal = refusalText(withdraw.error, overrideRefusals);
  return (
    <Panel
      title="Set by hand"
      description={rateSentence(overriddenCount, advisedCount, "the newest plan's")}
    >
      <OverrideList
        list={data}
        actionOf={({ overrideId, sku }) => (
          <Button
            size="small"
            aria-label={`Withdraw the quantity of ${sku}`}
            isPending={withdraw.isPending && withdraw.variables.overrideId === overrideId}
            onClick={() => withdraw.mutate({ account, overrideId })}
          >
            Withdraw
          </Button>
        )}
      />
      {refusal ? <p className="mt-3 text-bad">{refusal}</p> : null}
    </Panel>
  );
}
