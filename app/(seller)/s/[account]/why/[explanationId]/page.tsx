import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { readerLocale } from "@/app/explanation/reader-locale.ts";
import { api, getQueryClient, orNotFound, trpc } from "@/app/trpc/server.ts";
import { WhyScreen } from "./why-screen.tsx";

interface WhyPageProps {
  readonly params: Promise<{ readonly account: string; readonly explanationId: string }>;
}

export async function generateMetadata({ params }: WhyPageProps): Promise<Metadata> {
  const { title } = await orNotFound(api().why.get(await params));
  return { title: `${title}: why` };
}

/** One explanation: linkable, printable, unchanging. */
export default async function WhyPage({ params }: WhyPageProps) {
  const target = { ...(await params), locale: await readerLocale() };
  await orNotFound(api().why.get(target));
  const queryClient = getQueryClient();
  await queryClient.prefetchQuery(trpc.why.get.queryOptions(target));
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <WhyScreen {...target} />
    </HydrationBoundary>
  );
}
