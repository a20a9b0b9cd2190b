import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getQueryClient, trpc } from "@/app/trpc/server.ts";
import { ModelsScreen } from "./models-screen.tsx";

export const metadata: Metadata = { title: "Forecast models" };

export default async function ModelsPage() {
  const queryClient = getQueryClient();
  await queryClient.prefetchQuery(trpc.forecastModels.list.queryOptions());
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <ModelsScreen />
    </HydrationBoundary>
  );
}
