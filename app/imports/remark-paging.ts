import type { RouterOutputs } from "@/app/trpc/types.ts";

type RemarkPage = RouterOutputs["imports"]["errors"];

/** How the rows of an import are paged; the page that prefetches and the screen must say the same. */
export const remarkPaging = {
  initialCursor: 0,
  getNextPageParam: ({ nextCursor }: RemarkPage) => nextCursor,
};
