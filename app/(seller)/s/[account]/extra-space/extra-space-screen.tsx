"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { BeforeAsking } from "@/app/account/market-before.tsx";
import {
  PastRounds,
  RequestSteps,
  RequestVersions,
  roundTitle,
} from "@/app/account/market-results.tsx";
import type { OpenRound } from "@/app/account/market-words.ts";
import { useTRPC } from "@/app/trpc/client.tsx";
import { EmptyState } from "@/app/ui/empty-state.tsx";
import { PageHeader } from "@/app/ui/page-header.tsx";
import { Panel } from "@/app/ui/panel.tsx";
import { GiveBack } from "./give-back.tsx";
import { RequestForm } from "./request-form.tsx";

export function ExtraSpaceScreen({ account }: { readonly account: string }) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.market.get.queryOptions({ account }));
  return (
    <>
      <PageHeader
        title="Extra space"
        description="Space beyond your limits, for a month, against a reservation fee. It goes to the highest offers."
      />
      {data.note ? (
        <EmptyState title="No rounds">{data.note}</EmptyState>
      ) : (
        <div className="grid gap-5">
          {data.open.length === 0 ? (
            <EmptyState title="No round takes requests now">
              The next one opens after the next planning run, where limits leave space.
            </EmptyState>
          ) : (
            data.open.map((round) => (
              <OpenPanel key={round.roundId} account={account} round={round} />
            ))
          )}
          <section aria-labelledby="past-rounds" className="grid gap-4">
            <h2 id="past-rounds" className="text-[0.9375rem] leading-6 font-semibold">
              Results
            </h2>
            <PastRounds
              base={`/s/${account}`}
              rounds={data.past}
              actionOf={(round) =>
                round.result?.canReturn ? <GiveBack account={account} round={round} /> : null
              }
            />
          </section>
        </div>
      )}
    </>
  );
}

function OpenPanel({ account, round }: { readonly account: string; readonly round: OpenRound }) {
  return (
    <Panel title={roundTitle(round)} description="This round takes requests">
      <div className="grid gap-6 lg:grid-cols-2">
        <BeforeAsking round={round} />
        <div className="grid content-start gap-4">
          <div>
            <h3 className="font-medium">Your request</h3>
            {round.standing ? (
              <RequestSteps steps={round.standing.steps} currency={round.currency} />
            ) : (
              <p className="text-muted">You have not asked for any space in this round.</p>
            )}
          </div>
          <RequestForm key={round.standing?.requestId ?? "new"} account={account} round={round} />
          <RequestVersions round={round} />
        </div>
      </div>
    </Panel>
  );
}
