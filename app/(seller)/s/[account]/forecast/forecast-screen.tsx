"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { forecastListInput, forecastListParams } from "@/app/account/forecast-params.ts";
import { ForecastTable } from "@/app/account/forecast-table.tsx";
import { useTRPC } from "@/app/trpc/client.tsx";
import { AsOf } from "@/app/ui/as-of.tsx";
import { PageHeader } from "@/app/ui/page-header.tsx";
import { useTableState } from "@/app/ui/use-table-state.ts";

export function ForecastScreen({ account }: { readonly account: string }) {
  const trpc = useTRPC();
  const table = useTableState(forecastListParams);
  const { data } = useSuspenseQuery(
    trpc.forecast.list.queryOptions(forecastListInput(account, table.query)),
  );
  return (
    <>
      <PageHeader
        title="Forecast"
        description="What customers will want, product by product, and how good our forecasts have been"
        actions={<AsOf completeToOn={data.asOfOn} />}
      />
      <ForecastTable base={`/s/${account}`} page={data} table={table} />
    </>
  );
}
