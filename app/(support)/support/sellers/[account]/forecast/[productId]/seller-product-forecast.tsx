"use client";

import { skipToken, useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { forecastProductParams } from "@/app/account/forecast-params.ts";
import { ForecastProduct } from "@/app/account/forecast-product.tsx";
import { AdjustmentList, PromotionList } from "@/app/account/forecast-statements.tsx";
import { useTRPC } from "@/app/trpc/client.tsx";
import { Panel } from "@/app/ui/panel.tsx";

interface SellerProductForecastProps {
  readonly account: string;
  readonly productId: number;
}

/** A product's forecast as the seller sees it; what the seller states can be read, not changed. */
export function SellerProductForecast({ account, productId }: SellerProductForecastProps) {
  const trpc = useTRPC();
  const [{ run }] = useQueryStates(forecastProductParams);
  const { data } = useSuspenseQuery(trpc.sellerView.forecast.queryOptions({ account, productId }));
  const { data: compared = null, isError } = useQuery(
    trpc.sellerView.forecastScores.queryOptions(
      run === null || run < 1 ? skipToken : { account, productId, runId: run },
    ),
  );
  return (
    <ForecastProduct
      crumbs={[{ label: "Forecast", href: `/support/sellers/${account}/forecast` }]}
      forecast={data}
      compared={run === null ? null : compared}
      isComparedMissing={run !== null && isError}
      statements={
        <>
          <Panel title="The seller's own view">
            <AdjustmentList adjustments={data.adjustments} />
          </Panel>
          <Panel title="Promotions">
            <PromotionList promotions={data.promotions} currency={data.currency} />
          </Panel>
        </>
      }
    />
  );
}
