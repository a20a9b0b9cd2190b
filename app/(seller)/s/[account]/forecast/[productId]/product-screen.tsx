"use client";

import { useState } from "react";
import type { Statement } from "@/app/account/forecast-points.ts";
import { ForecastProduct } from "@/app/account/forecast-product.tsx";
import { Adjustments } from "./adjustments.tsx";
import { Continuation } from "./continuation.tsx";
import { Promotions } from "./promotions.tsx";
import { StockPerBuilding } from "./stock-per-building.tsx";

interface ProductScreenProps {
  readonly account: string;
  readonly productId: number;
}

/** A product's forecast with what the seller may state about it. */
export function ProductScreen({ account, productId }: ProductScreenProps) {
  const [draft, setDraft] = useState<Statement | null>(null);
  return (
    <ForecastProduct
      account={account}
      productId={productId}
      viewer="seller"
      draft={draft}
      statements={(forecast, effect) => (
        <>
          <StockPerBuilding account={account} productId={productId} sku={forecast.sku} />
          <Adjustments account={account} forecast={forecast} effect={effect} onDraft={setDraft} />
          <Promotions account={account} forecast={forecast} />
          <Continuation account={account} forecast={forecast} />
        </>
      )}
    />
  );
}
