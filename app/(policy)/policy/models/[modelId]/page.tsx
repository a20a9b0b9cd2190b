import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { cache } from "react";
import { api, getQueryClient, orNotFound, trpc } from "@/app/trpc/server.ts";
import { modelTitle } from "../model-words.ts";
import { ModelScreen } from "./model-screen.tsx";

interface PageProps {
  readonly params: Promise<{ readonly modelId: string }>;
}

const modelOf = cache((modelId: string) =>
  orNotFound(api().forecastModels.get({ modelId: Number(modelId) })),
);

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: `Forecast model ${modelTitle(await modelOf((await params).modelId))}` };
}

export default async function ModelPage({ params }: PageProps) {
  const found = await modelOf((await params).modelId);
  const { modelId } = found;
  const queryClient = getQueryClient();
  queryClient.setQueryData(trpc.forecastModels.get.queryKey({ modelId }), found);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <ModelScreen modelId={modelId} />
    </HydrationBoundary>
  );
}
