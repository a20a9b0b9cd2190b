// Which site we are, for one request, and whether the request comes from our own pages. A Host header is believed only where it names
// this machine itself; any other deployment states its address in NEXTAUTH_URL.
import { isIP } from "node:net";

const DEFAULT_ORIGIN = "http://127.0.0.1:3000";

const LOOPBACK_NAMES: readonly string[] = ["localhost", "127.0.0.1", "[::1]"];

function parseOrigin(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}

/** The origin this request is for, e.g. "http://127.0.0.1:3100". */
export function requestOrigin(headers: Headers, configured: string | undefined): string {
  const own = new URL(configured ?? DEFAULT_ORIGIN);
  const asked = parseOrigin(`http://${headers.get("host") ?? ""}`);
  const isLocal =
    LOOPBACK_NAMES.includes(own.hostname) &&
    own.protocol === "http:" &&
    asked !== null &&
    LOOPBACK_NAMES.includes(asked.hostname);
  return isLocal ? asked.origin : own.origin;
}

/** Whether the browser says that one of our own pages sent this: by Origin, by Sec-Fetch-Site, and by neither of them otherwise. */
export function isSameOriginRequest(headers: Headers, configured: string | undefined): boolean {
  const site = headers.get("sec-fetch-site");
  const origin = headers.get("origin");
  if (site !== null && site !== "same-origin") return false;
  if (origin !== null) return origin === requestOrigin(headers, configured);
  return site !== null;
}

/**
 * Network address of the client. The server appends its peer to x-forwarded-for (instrumentation.ts); `trustedProxyCount` proxies of
 * ours in front of it have appended theirs before. What stands further left is whatever the client wrote.
 */
export function clientAddress(headers: Headers, trustedProxyCount: number): string {
  const hops = (headers.get("x-forwarded-for") ?? "")
    .split(",")
    .map((hop) => hop.trim().replace(/^::ffff:/, ""));
  const address = hops.at(-1 - trustedProxyCount) ?? "";
  return isIP(address) === 0 ? "unknown" : address;
}
