"use client";

import { skipToken, useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { useState } from "react";
import { forecastProductParams } from "@/app/account/forecast-params.ts";
import { effectOf, type Statement } from "@/app/account/forecast-points.ts";
import { ForecastProduct } from "@/app/account/forecast-product.tsx";
import { useTRPC } from "@/app/trpc/client.tsx";
import { Adjustments } from "./adjustments.tsx";
import { Continuation } from "./continuation.tsx";
import { Promotions } from "./promotions.tsx";
import { StockPerBuilding } from "./stock-per-building.tsx";

interface ProductScreenProps {
  readonly account: string;
  readonly productId: number;
}

export function ProductScreen({ account, productId }: ProductScreenProps) {
  const trpc = useTRPC();
  const [{ run }] = useQueryStates(forecastProductParams);
  const [draft, setDraft] = useState<Statement | null>(null);
  const { data } = useSuspenseQuery(trpc.forecast.get.queryOptions({ account, productId }));
  const { data: compared = null, isError } = useQuery(
    trpc.forecast.scores.queryOptions(
      run === null || run < 1 ? skipToken : { account, productId, runId: run },
    ),
  );
  const effect = effectOf(data.ahead, draft);
  return (
    <ForecastProduct
      crumbs={[{ label: "Forecast", href: `/s/${account}/forecast` }]}
      forecast={data}
      compared={run === null ? null : compared}
      isComparedMissing={run !== null && isError}
      preview={effect?.means ?? null}
      statements={
        <>
          <StockPerBuilding account={account} productId={productId} sku={data.sku} />
          <Adjustments account={account} forecast={data} effect={effect} onDraft={setDraft} />
          <Promotions account={account} forecast={data} />
          <Continuation account={account} forecast={data} />
        </>
      }
    />
  );
}
