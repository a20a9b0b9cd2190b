import { checkHealth } from "@/server/services/health/check-health.ts";
import { webRequestContext } from "./context.ts";

/** Answers /api/health: 200 when requests can be served, 503 otherwise. */
export async function handleHealthRequest(request: Request): Promise<Response> {
  const health = await checkHealth(webRequestContext(request.headers));
  const status = health.status === "ok" ? 200 : 503;
  return Response.json(health, { status, headers: { "cache-control": "no-store" } });
}
