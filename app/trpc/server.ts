import "server-only";

import { TRPCError } from "@trpc/server";
import { createTRPCOptionsProxy } from "@trpc/tanstack-react-query";
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { createApiContext } from "@/server/api/context.ts";
import { appRouter, createCaller } from "@/server/api/root.ts";
import type { Principal } from "@/server/auth/index.ts";
import { makeQueryClient } from "./query-client.ts";

const apiContext = cache(async () => createApiContext(new Headers(await headers())));

/** The cache of this request: fill it with `prefetchQuery(trpc.x.queryOptions(...))`, pass it on by `HydrationBoundary`. */
export const getQueryClient = cache(makeQueryClient);

/** Options of every procedure, called in this process. */
export const trpc = createTRPCOptionsProxy({
  ctx: apiContext,
  router: appRouter,
  queryClient: getQueryClient,
});

/** The procedures themselves, for pages that need an answer before they render. */
export const api = cache(() => createCaller(apiContext));

const NO_PAGE: ReadonlySet<string> = new Set(["NOT_FOUND", "FORBIDDEN", "BAD_REQUEST"]);

/** Awaits an answer; what the person may not see, or an address that makes no sense, is a page that does not exist, and who is signed out signs in. */
export async function orNotFound<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof TRPCError)) throw error;
    if (error.code === "UNAUTHORIZED") redirect("/sign-in");
    if (NO_PAGE.has(error.code)) notFound();
    throw error;
  }
}

/** Who is signed in; null when nobody is. */
export const pagePrincipal = async (): Promise<Principal | null> => (await apiContext()).principal;

/** Who is signed in, in one of these roles. Others see a page that does not exist; who is signed out signs in and comes back to `path`. */
export async function requirePagePrincipal(
  roles: readonly Principal["role"][],
  path: string,
): Promise<Principal> {
  const principal = await pagePrincipal();
  if (principal === null) redirect(`/sign-in?callbackUrl=${encodeURIComponent(path)}`);
  if (!roles.includes(principal.role)) notFound();
  return principal;
}
