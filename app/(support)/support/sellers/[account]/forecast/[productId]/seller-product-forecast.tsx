"use client";

import { ForecastProduct } from "@/app/account/forecast-product.tsx";
import { AdjustmentList, PromotionList } from "@/app/account/forecast-statements.tsx";
import { Panel } from "@/app/ui/panel.tsx";

interface SellerProductForecastProps {
  readonly account: string;
  readonly productId: number;
}

/** A product's forecast as the seller sees it; what the seller states can be read, not changed. */
export function SellerProductForecast(target: SellerProductForecastProps) {
  return (
    <ForecastProduct
      {...target}
      viewer="support"
      statements={({ adjustments, promotions, currency }) => (
        <>
          <Panel title="The seller's own view">
            <AdjustmentList adjustments={adjustments} />
          </Panel>
          <Panel title="Promotions">
            <PromotionList promotions={promotions} currency={currency} />
          </Panel>
        </>
      )}
    />
  );
}
