"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { useTRPC } from "@/app/trpc/client.tsx";
import { EmptyState } from "@/app/ui/empty-state.tsx";
import { formatDay } from "@/app/ui/format-date.ts";
import { PageHeader } from "@/app/ui/page-header.tsx";
import { Panel } from "@/app/ui/panel.tsx";
import { marketplaceInput, marketplaceParams } from "../marketplace-params.ts";
import { MarketplaceTabs } from "../marketplace-tabs.tsx";
import { ActTable } from "./act-table.tsx";
import { AddEvent } from "./add-event.tsx";
import { EventTable } from "./event-table.tsx";

/** The operator's calendar of events: what the next forecast knows of, and who put it there. */
export function EventsScreen() {
  const trpc = useTRPC();
  const [params] = useQueryStates(marketplaceParams);
  const { data } = useSuspenseQuery(trpc.events.list.queryOptions(marketplaceInput(params)));
  const { marketplaceId } = data;
  return (
    <>
      <PageHeader
        title="Events"
        description="What happens in the network and when. A planning run knows the calendar as it stands when the run starts; earlier runs keep what they knew."
        actions={marketplaceId === null ? undefined : <AddEvent marketplaceId={marketplaceId} />}
      />
      <div className="grid gap-5">
        <MarketplaceTabs
          path="/policy/events"
          marketplaces={data.marketplaces}
          current={marketplaceId}
        />
        <Panel
          title="Calendar"
          description="Latest first. Sale events lift the forecast of the weeks they touch."
          isFlush
          footer={`Past and announced as of ${formatDay(data.asOfOn)}.`}
        >
          {marketplaceId === null ? (
            <EmptyState title="Nobody sells anywhere yet">
              A calendar belongs to a marketplace: it starts with the first account.
            </EmptyState>
          ) : (
            <EventTable events={data.events} />
          )}
        </Panel>
        <Panel
          title="Changes"
          description="Who changed the calendar and why, newest first."
          isFlush
        >
          <ActTable acts={data.acts} />
        </Panel>
      </div>
    </>
  );
}
