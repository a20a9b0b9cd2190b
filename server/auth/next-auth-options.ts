// How next-auth is set up: it checks a password or talks to an identity provider, and carries our session key in its encrypted cookie.
import type { NextAuthOptions } from "next-auth";
import credentialsProvider from "next-auth/providers/credentials";
import type { OAuthConfig } from "next-auth/providers/oauth";
import { z } from "zod";
import type { Environment } from "@/server/core/env.ts";
import type { RequestContext } from "@/server/services/context.ts";
import { openSession } from "@/server/services/identity/session.ts";
import {
  findUserByVerifiedEmail,
  type SignInOutcome,
  verifyCredentials,
} from "@/server/services/identity/verify-credentials.ts";
import { cookies, SESSION_COOKIE_SECONDS } from "./cookies.ts";

export const OIDC_PROVIDER_ID = "oidc";

export interface SignInRequest {
  readonly ctx: RequestContext;
  readonly env: Environment;
  readonly secret: string;
  readonly origin: string;
  readonly address: string;
}

const CredentialsInput = z.object({ email: z.string(), password: z.string() });

/** Claims of an identity provider that we rely on; an address counts only when the provider has verified it. */
const VerifiedClaims = z.object({
  sub: z.string().min(1),
  email: z.email(),
  email_verified: z.union([z.literal(true), z.literal("true")]),
});

/** A failure of ours is no refusal, and its message stays in the log: next-auth would put it into the address bar. */
async function verify(
  { ctx, address }: SignInRequest,
  credentials: z.infer<typeof CredentialsInput>,
): Promise<SignInOutcome> {
  try {
    return await verifyCredentials(ctx, { ...credentials, address });
  } catch (error) {
    ctx.logger.error({ err: error, requestId: ctx.requestId }, "sign-in is not available");
    throw new Error("unavailable");
  }
}

const passwordProvider = (request: SignInRequest) =>
  credentialsProvider({
    name: "Password",
    credentials: { email: { type: "email" }, password: { type: "password" } },
    authorize: async (input) => {
      const credentials = CredentialsInput.safeParse(input);
      if (!credentials.success) return null;
      const outcome = await verify(request, credentials.data);
      // next-auth shows the message as the error code of the sign-in page.
      if (outcome.status === "limited") throw new Error(`limited:${outcome.retryAfterSeconds}`);
      return outcome.status === "accepted" ? { id: String(outcome.userId) } : null;
    },
  });

const oidcProvider = (env: Environment): OAuthConfig<unknown>[] =>
  env.OIDC_ISSUER_URL === undefined
    ? []
    : [
        {
          id: OIDC_PROVIDER_ID,
          name: env.OIDC_LABEL ?? "Single sign-on",
          type: "oauth",
          wellKnown: `${env.OIDC_ISSUER_URL.replace(/\/$/, "")}/.well-known/openid-configuration`,
          ...(env.OIDC_CLIENT_ID === undefined ? {} : { clientId: env.OIDC_CLIENT_ID }),
          ...(env.OIDC_CLIENT_SECRET === undefined ? {} : { clientSecret: env.OIDC_CLIENT_SECRET }),
          authorization: { params: { scope: "openid email profile" } },
          idToken: true,
          checks: ["pkce", "state", "nonce"],
          // The claims are judged in `signIn`; this id never becomes a user's.
          profile: () => ({ id: "unknown" }),
        },
      ];

type Callbacks = NonNullable<NextAuthOptions["callbacks"]>;

function callbacks({ ctx }: SignInRequest): Callbacks {
  return {
    signIn: async ({ user, account, profile }) => {
      if (account?.provider !== OIDC_PROVIDER_ID) return true;
      const claims = VerifiedClaims.safeParse(profile);
      if (!claims.success) return false;
      const userId = await findUserByVerifiedEmail(ctx, claims.data.email);
      if (userId === null) return false;
      user.id = String(userId);
      return true;
    },
    // The cookie holds the key and nothing else: who that is, and whether still, is asked of the database at every request.
    jwt: async ({ token, user, account }) => {
      if (user === undefined) return token;
      const method = account?.provider === OIDC_PROVIDER_ID ? "identity_provider" : "password";
      return { key: await openSession(ctx, Number(user.id), method) };
    },
  };
}

export function nextAuthOptions(request: SignInRequest): NextAuthOptions {
  const { env, secret, origin, ctx } = request;
  const isSecure = origin.startsWith("https:");
  return {
    secret,
    providers: [passwordProvider(request), ...oidcProvider(env)],
    session: { strategy: "jwt", maxAge: SESSION_COOKIE_SECONDS },
    useSecureCookies: isSecure,
    cookies: cookies(isSecure),
    pages: { signIn: "/sign-in", error: "/sign-in" },
    callbacks: callbacks(request),
    logger: {
      error: (code, detail) =>
        ctx.logger.error({ code, err: detail, requestId: ctx.requestId }, "sign-in failed"),
      warn: (code) => ctx.logger.warn({ code, requestId: ctx.requestId }, "sign-in warning"),
      debug: () => undefined,
    },
  };
}
