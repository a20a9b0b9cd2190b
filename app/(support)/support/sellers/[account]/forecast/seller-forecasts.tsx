"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { forecastListInput, forecastListParams } from "@/app/account/forecast-params.ts";
import { ForecastTable } from "@/app/account/forecast-table.tsx";
import { useTRPC } from "@/app/trpc/client.tsx";
import { AsOf } from "@/app/ui/as-of.tsx";
import { PageHeader } from "@/app/ui/page-header.tsx";
import { useTableState } from "@/app/ui/use-table-state.ts";

/** The seller's forecast table, as the seller sees it. */
export function SellerForecasts({ account }: { readonly account: string }) {
  const trpc = useTRPC();
  const table = useTableState(forecastListParams);
  const { data } = useSuspenseQuery(
    trpc.sellerView.forecasts.queryOptions(forecastListInput(account, table.query)),
  );
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Sellers", href: "/support/sellers" }]}
        title="Forecast"
        description={<AsOf completeToOn={data.asOfOn} />}
      />
      <ForecastTable base={`/support/sellers/${account}`} page={data} table={table} />
    </>
  );
}
