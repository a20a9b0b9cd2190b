import { describe, expect, it } from "vitest";
import { cookies, expiredSessionCookie, parseCookies } from "./cookies.ts";
import { clientAddress, isSameOriginRequest, requestOrigin } from "./origin.ts";
import { appendPeerAddress } from "./peer-address.ts";

describe("the origin of a request", () => {
  const origin = (host: string, configured?: string) =>
    requestOrigin(new Headers({ host }), configured);

  it("follows the port and name it was asked under on this machine", () => {
    expect(origin("127.0.0.1:3100")).toBe("http://127.0.0.1:3100");
    expect(origin("localhost:3100", "http://127.0.0.1:3000")).toBe("http://localhost:3100");
    expect(origin("[::1]:3100", "http://127.0.0.1:3000")).toBe("http://[::1]:3100");
  });

  it("believes no other host, and no host at all where an address is configured", () => {
    expect(origin("evil.example", "http://127.0.0.1:3000")).toBe("http://127.0.0.1:3000");
    expect(origin("localhost.evil.example:3000", "http://127.0.0.1:3000")).toBe(
      "http://127.0.0.1:3000",
    );
    expect(origin("evil.example", "https://portal.example")).toBe("https://portal.example");
    expect(origin("localhost:3000", "https://portal.example")).toBe("https://portal.example");
    expect(origin("", undefined)).toBe("http://127.0.0.1:3000");
  });
});

describe("a request from our own pages", () => {
  const isOwn = (headers: Record<string, string>) =>
    isSameOriginRequest(new Headers({ host: "127.0.0.1:3000", ...headers }), undefined);

  it("is one by its origin or by what the browser says of the site", () => {
    expect(isOwn({ origin: "http://127.0.0.1:3000" })).toBe(true);
    expect(isOwn({ "sec-fetch-site": "same-origin" })).toBe(true);
    expect(isOwn({ origin: "http://127.0.0.1:3000", "sec-fetch-site": "same-origin" })).toBe(true);
  });

  it("is none from another site, another port, a sandboxed frame, or without a word about it", () => {
    expect(isOwn({})).toBe(false);
    expect(isOwn({ origin: "null" })).toBe(false);
    expect(isOwn({ origin: "http://127.0.0.1:3001" })).toBe(false);
    expect(isOwn({ origin: "https://127.0.0.1:3000" })).toBe(false);
    expect(isOwn({ origin: "http://evil.example", "sec-fetch-site": "same-origin" })).toBe(false);
    for (const site of ["cross-site", "same-site", "none"])
      expect(isOwn({ origin: "http://127.0.0.1:3000", "sec-fetch-site": site })).toBe(false);
  });

  it("is not made one by a host that an attacker's name resolves to us (rebinding)", () => {
    const headers = new Headers({ host: "evil.example:3000", origin: "http://evil.example:3000" });
    expect(isSameOriginRequest(headers, undefined)).toBe(false);
  });
});

describe("the address of a client", () => {
  const address = (forwarded: string, proxies = 0) =>
    clientAddress(new Headers({ "x-forwarded-for": forwarded }), proxies);

  it("is the last that no client can write", () => {
    expect(address("203.0.113.7")).toBe("203.0.113.7");
    expect(address("1.1.1.1, 203.0.113.7")).toBe("203.0.113.7");
    expect(address("1.1.1.1, 203.0.113.7, 10.0.0.2", 1)).toBe("203.0.113.7");
    expect(address("::ffff:203.0.113.7")).toBe("203.0.113.7");
    expect(address("2001:db8::1")).toBe("2001:db8::1");
  });

  it("is unknown, and shared by all unknown, where the header is missing or nonsense", () => {
    expect(address("")).toBe("unknown");
    expect(address("a host")).toBe("unknown");
    expect(address("203.0.113.7", 1)).toBe("unknown");
  });

  it("is appended by the server, whatever the client sent", () => {
    const request = (forwarded?: string) => {
      const headers = forwarded === undefined ? {} : { "x-forwarded-for": forwarded };
      const message = { headers, socket: { remoteAddress: "198.51.100.1" } };
      appendPeerAddress(message as Parameters<typeof appendPeerAddress>[0]);
      return message.headers["x-forwarded-for"];
    };
    expect(request()).toBe("198.51.100.1");
    expect(request("127.0.0.1")).toBe("127.0.0.1, 198.51.100.1");
  });
});

describe("cookies", () => {
  it("are bound to the host and to https by their prefix, where there is https", () => {
    const { sessionToken, csrfToken } = cookies(true);
    expect(sessionToken).toEqual({
      name: "__Host-whystock-session",
      options: { httpOnly: true, sameSite: "lax", path: "/", secure: true },
    });
    expect(csrfToken.name).toMatch(/^__Host-/);
    expect(expiredSessionCookie(true)).toMatch(/^__Host-whystock-session=; .*Secure$/);
    expect(cookies(false).sessionToken).toMatchObject({
      name: "whystock-session",
      options: { secure: false },
    });
  });

  it("are read by name; of two with one name the first counts", () => {
    expect(parseCookies("a=1; b=2%203; a=9; =x; flag")).toEqual({ a: "1", b: "2 3" });
    expect(parseCookies("bad=%E0%A4%A")).toEqual({ bad: "%E0%A4%A" });
    expect(parseCookies(null)).toEqual({});
  });
});
