import { createLoader, parseAsStringLiteral, type SearchParams } from "nuqs/server";

/** What support looks at: the explanation in words, or the trace behind it. */
export const explanationViews = ["explanation", "trace"] as const;

export const explanationParams = {
  view: parseAsStringLiteral(explanationViews).withDefault("explanation"),
};

const loadParams = createLoader(explanationParams);

/** Whether a page is opened on the trace, so that it has to be there for the first paint. */
export const isTraceView = async (searchParams: Promise<SearchParams>): Promise<boolean> =>
  (await loadParams(searchParams)).view === "trace";
