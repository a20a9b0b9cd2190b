"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { BeforeAsking } from "@/app/account/market-before.tsx";
import {
  PastRounds,
  RequestSteps,
  RequestVersions,
  roundTitle,
} from "@/app/account/market-results.tsx";
import { useTRPC } from "@/app/trpc/client.tsx";
import { EmptyState } from "@/app/ui/empty-state.tsx";
import { PageHeader } from "@/app/ui/page-header.tsx";
import { Panel } from "@/app/ui/panel.tsx";

/** What the seller asks for and was granted, as the seller sees it. */
export function SellerExtraSpace({ account }: { readonly account: string }) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.sellerView.market.queryOptions({ account }));
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Sellers", href: "/support/sellers" }]}
        title="Extra space"
        description="Requests and results of this account"
      />
      {data.note ? <EmptyState title="No rounds">{data.note}</EmptyState> : null}
      <div className="grid gap-5">
        {data.open.map((round) => (
          <Panel key={round.roundId} title={roundTitle(round)} description="Takes requests">
            <div className="grid gap-4">
              {round.standing ? (
                <RequestSteps steps={round.standing.steps} currency={round.currency} />
              ) : (
                <p className="text-muted">No request stands.</p>
              )}
              <RequestVersions round={round} />
              <BeforeAsking round={round} />
            </div>
          </Panel>
        ))}
        {data.note ? null : <PastRounds base={`/support/sellers/${account}`} rounds={data.past} />}
      </div>
    </>
  );
}
