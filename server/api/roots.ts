// Published roots of runs, as JSON for programs and archives.
import { z } from "zod";
import { listRoots } from "@/server/services/seals/list-roots.ts";
import { webRequestContext } from "./context.ts";

const RootsQuery = z.strictObject({ before: z.coerce.number().int().positive().optional() });

/** GET `[?before=RUN]`: the newest 200 roots before a run, and every public key. */
export async function handleRoots(request: Request): Promise<Response> {
  const query = RootsQuery.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!query.success) return Response.json({ error: "invalid" }, { status: 400 });
  const roots = await listRoots(webRequestContext(request.headers), query.data.before ?? null);
  return Response.json(roots, { headers: { "cache-control": "no-cache" } });
}
