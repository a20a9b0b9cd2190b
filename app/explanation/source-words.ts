// Where a traced value came from, in words.
import type { RouterOutputs } from "@/app/trpc/types.ts";
import { formatCount } from "@/app/ui/format.ts";
import { formatDay } from "@/app/ui/format-date.ts";

type ForecastOrigin = NonNullable<RouterOutputs["why"]["sources"]["forecast"]>;

/** "Taken from the forecast of sales up to 5 Jul 2026: smoothing (12 products), global model, version demand 3 (2 products)." */
export function forecastOriginText({ originOn, productId, madeBy }: ForecastOrigin): string {
  const methods = madeBy.map(({ methodLabel, modelVersion, productCount }) => {
    const method = modelVersion === null ? methodLabel : `${methodLabel}, version ${modelVersion}`;
    return productId === null ? `${method} (${formatCount(productCount, "product")})` : method;
  });
  const what = productId === null ? "forecasts" : "forecast";
  return `Taken from the ${what} with sales up to ${formatDay(originOn)}: ${methods.join("; ")}.`;
}
