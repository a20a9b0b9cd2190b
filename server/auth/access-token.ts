// Who makes a request that presents an access token instead of a session cookie. Every doubt is a no.
import type { RequestContext } from "@/server/services/context.ts";
import { readTokenOwner } from "@/server/services/identity/access-tokens.ts";
import type { Person } from "@/server/services/identity/session.ts";

const BEARER = /^Bearer ([A-Za-z0-9_-]{1,200})$/i;

/**
 * The person in whose name a request's bearer token asks; null when there is none. Fails closed: without a database the answer is null
 * too, and the reason is logged.
 */
export async function getTokenOwner(ctx: RequestContext, headers: Headers): Promise<Person | null> {
  const token = BEARER.exec(headers.get("authorization") ?? "")?.[1];
  if (token === undefined) return null;
  try {
    return await readTokenOwner(ctx, token);
  } catch (error) {
    ctx.logger.error({ err: error, requestId: ctx.requestId }, "token state is unknown: denied");
    return null;
  }
}
