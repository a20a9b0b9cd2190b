"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { OverrideList } from "@/app/account/override-list.tsx";
import { rateSentence } from "@/app/account/override-words.ts";
import { restockInput, restockParams } from "@/app/account/restock-params.ts";
import { RestockTable } from "@/app/account/restock-table.tsx";
import { useTRPC } from "@/app/trpc/client.tsx";
import { AsOf } from "@/app/ui/as-of.tsx";
import { PageHeader } from "@/app/ui/page-header.tsx";
import { Panel } from "@/app/ui/panel.tsx";
import { useTableState } from "@/app/ui/use-table-state.ts";

/** The seller's replenishment table, as the seller sees it. */
export function SellerRestock({ account }: { readonly account: string }) {
  const trpc = useTRPC();
  const table = useTableState(restockParams);
  const { data } = useSuspenseQuery(
    trpc.sellerView.restock.queryOptions(restockInput(account, table.query)),
  );
  const { data: overrides } = useSuspenseQuery(trpc.sellerView.overrides.queryOptions({ account }));
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Sellers", href: "/support/sellers" }]}
        title="Replenishment"
        description={<AsOf completeToOn={data.asOfOn} />}
      />
      <RestockTable base={`/support/sellers/${account}`} page={data} table={table} />
      <div className="mt-5">
        <Panel
          title="Set by hand"
          description={rateSentence(data.overriddenCount, data.advisedCount, "the newest plan's")}
        >
          <OverrideList list={overrides} />
        </Panel>
      </div>
    </>
  );
}
