"use client";

// Who reads an account's forecasts: its seller, or support. The figures are the same; procedures and addresses are not.
import { useTRPC } from "@/app/trpc/client.tsx";

export type ForecastViewer = "seller" | "support";

export const accountBase = (viewer: ForecastViewer, account: string): string =>
  viewer === "seller" ? `/s/${account}` : `/support/sellers/${account}`;

export function useForecastProcedures(viewer: ForecastViewer) {
  const { forecast, sellerView } = useTRPC();
  return viewer === "seller"
    ? { list: forecast.list, get: forecast.get, scores: forecast.scores }
    : {
        list: sellerView.forecasts,
        get: sellerView.forecast,
        scores: sellerView.forecastScores,
      };
}
