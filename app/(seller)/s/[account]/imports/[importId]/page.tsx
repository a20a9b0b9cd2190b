import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { createLoader, type SearchParams } from "nuqs/server";
import { remarkPaging } from "@/app/imports/remark-paging.ts";
import { api, getQueryClient, orNotFound, pagePrincipal, trpc } from "@/app/trpc/server.ts";
import { ImportScreen } from "./import-screen.tsx";
import { lineParams } from "./line-params.ts";

interface PageProps {
  readonly params: Promise<{ readonly account: string; readonly importId: string }>;
  readonly searchParams: Promise<SearchParams>;
}

const loadParams = createLoader(lineParams);

async function targetOf(params: PageProps["params"]) {
  const { account, importId } = await params;
  if (!/^[1-9]\d{0,14}$/.test(importId)) notFound();
  return { account, importId: Number(importId) };
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { fileName } = await orNotFound(api().imports.get(await targetOf(params)));
  return { title: `${fileName}: import` };
}

/** One imported file: what became of its rows, and what was kept of a line. */
export default async function ImportPage({ params, searchParams }: PageProps) {
  const target = await targetOf(params);
  const { line } = await loadParams(searchParams);
  await orNotFound(api().imports.get(target));
  const principal = await pagePrincipal();
  const own = principal?.accounts.find(({ slug }) => slug === target.account);
  const queryClient = getQueryClient();
  await Promise.all([
    queryClient.prefetchQuery(trpc.imports.get.queryOptions(target)),
    queryClient.prefetchInfiniteQuery(
      trpc.imports.errors.infiniteQueryOptions(target, remarkPaging),
    ),
    line !== null && line >= 2
      ? queryClient.prefetchQuery(trpc.imports.sourceRow.queryOptions({ ...target, lineNo: line }))
      : null,
  ]);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <ImportScreen {...target} timeZone={own?.timeZone ?? "UTC"} line={line} />
    </HydrationBoundary>
  );
}
