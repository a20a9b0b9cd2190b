// The session cookie: its name, its flags, what it holds. Over https it is bound to the host by its prefix.
import { decode } from "next-auth/jwt";
import { SESSION_SECONDS_MAX } from "@/server/services/identity/session.ts";

/** Flags of a cookie as next-auth takes them. */
export interface CookieOptions {
  readonly name: string;
  readonly options: {
    readonly httpOnly: boolean;
    readonly sameSite: "lax";
    readonly path: "/";
    readonly secure: boolean;
  };
}

const cookie = (name: string, isSecure: boolean): CookieOptions => ({
  name: isSecure ? `__Host-${name}` : name,
  options: { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure },
});

/** Every cookie of ours and of next-auth. Lax, because the answer of an identity provider comes from another site. */
export const cookies = (isSecure: boolean) => ({
  sessionToken: cookie("whystock-session", isSecure),
  csrfToken: cookie("whystock-csrf", isSecure),
  callbackUrl: cookie("whystock-callback", isSecure),
  pkceCodeVerifier: cookie("whystock-pkce", isSecure),
  state: cookie("whystock-state", isSecure),
  nonce: cookie("whystock-nonce", isSecure),
});

/** Cookies of a request by name; a value that is not well encoded is left as it stands. */
export function parseCookies(header: string | null): Record<string, string> {
  const pairs = (header ?? "").split(";").flatMap((text) => {
    const part = text.trim();
    const at = part.indexOf("=");
    return at < 1 ? [] : [[part.slice(0, at), part.slice(at + 1)] as const];
  });
  // The first of two cookies with one name is the one with the longer path: the more specific.
  return Object.fromEntries(pairs.reverse().map(([name, value]) => [name, decoded(value)]));
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** The session key that a request presents; null without a cookie, or with one that is forged, expired or of another secret. */
export async function presentedKey(
  headers: Headers,
  request: { readonly isSecure: boolean; readonly secret: string },
): Promise<string | null> {
  const { name } = cookies(request.isSecure).sessionToken;
  const token = parseCookies(headers.get("cookie"))[name];
  if (token === undefined) return null;
  try {
    const content = await decode({ token, secret: request.secret });
    return typeof content?.key === "string" ? content.key : null;
  } catch {
    return null;
  }
}

/** Set-Cookie value that removes the session cookie. */
export function expiredSessionCookie(isSecure: boolean): string {
  const { name } = cookies(isSecure).sessionToken;
  return `${name}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax${isSecure ? "; Secure" : ""}`;
}

export const SESSION_COOKIE_SECONDS = SESSION_SECONDS_MAX;
