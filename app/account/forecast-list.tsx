"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { AsOf } from "@/app/ui/as-of.tsx";
import { PageHeader } from "@/app/ui/page-header.tsx";
import { useTableState } from "@/app/ui/use-table-state.ts";
import { forecastListInput, forecastListParams } from "./forecast-params.ts";
import { ForecastTable } from "./forecast-table.tsx";
import { accountBase, type ForecastViewer, useForecastProcedures } from "./forecast-viewer.ts";

interface ForecastListProps {
  readonly account: string;
  readonly viewer: ForecastViewer;
}

/** What is expected of every product of an account. */
export function ForecastList({ account, viewer }: ForecastListProps) {
  const { list } = useForecastProcedures(viewer);
  const table = useTableState(forecastListParams);
  const { data } = useSuspenseQuery(list.queryOptions(forecastListInput(account, table.query)));
  return (
    <>
      <PageHeader
        crumbs={viewer === "seller" ? [] : [{ label: "Sellers", href: "/support/sellers" }]}
        title="Forecast"
        description="What customers will want, product by product, and how good our forecasts have been"
        actions={<AsOf completeToOn={data.asOfOn} />}
      />
      <ForecastTable base={accountBase(viewer, account)} page={data} table={table} />
    </>
  );
}
