// What a procedure call starts with: who asks, over which pool, under which request id.
import {
  authSettings,
  expiredSessionCookie,
  getPrincipal,
  isSameOriginRequest,
  isSecureOrigin,
  type Principal,
  requestOrigin,
} from "@/server/auth/index.ts";
import { systemClock } from "@/server/core/clock.ts";
import { environment } from "@/server/core/env.ts";
import { newRequestId } from "@/server/core/ids.ts";
import { createLogger, type Logger } from "@/server/core/logger.ts";
import { type RequestContext, webDatabase } from "@/server/services/context.ts";

export interface ApiContext extends RequestContext {
  /** Null when nobody is signed in, or when that cannot be told. */
  readonly principal: Principal | null;
  /** Whether one of our own pages sent the request: changes ask for it. */
  readonly isSameOrigin: boolean;
  /** Removes the session cookie with the answer. */
  readonly forgetSession: () => void;
}

let logger: Logger | undefined;
const webLogger = (): Logger => {
  logger ??= createLogger({ name: "web" });
  return logger;
};

const REQUEST_ID = /^[A-Za-z0-9-]{8,64}$/;

/** The request's own id where a proxy gave it a sound one, else a new one. */
export function requestIdOf(headers: Headers): string {
  const given = headers.get("x-request-id") ?? "";
  return REQUEST_ID.test(given) ? given : newRequestId();
}

/** Pool, clock and logger of the web server, for one request. */
export function webRequestContext(headers: Headers): RequestContext {
  const requestId = requestIdOf(headers);
  return { db: webDatabase(), clock: systemClock, logger: webLogger(), requestId };
}

/** The context of one request; `answer` receives what must go out with the response. */
export async function createApiContext(headers: Headers, answer?: Headers): Promise<ApiContext> {
  const request = webRequestContext(headers);
  const { NEXTAUTH_URL: publicUrl } = environment();
  answer?.set("x-request-id", request.requestId);
  return {
    ...request,
    principal: await getPrincipal(request, headers, authSettings),
    isSameOrigin: isSameOriginRequest(headers, publicUrl),
    forgetSession: () => {
      const isSecure = isSecureOrigin(requestOrigin(headers, publicUrl));
      answer?.append("set-cookie", expiredSessionCookie(isSecure));
    },
  };
}
