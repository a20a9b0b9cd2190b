import type { NextConfig } from "next";

/** On every answer. The pages' content security policy carries a nonce and comes from proxy.ts. */
const SECURITY_HEADERS = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "same-origin" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
  {
    key: "Permissions-Policy",
    value: "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
  },
  { key: "Strict-Transport-Security", value: "max-age=31536000; includeSubDomains" },
];

/** The API answers data: nothing in it may run, load or be framed. */
const API_POLICY = {
  key: "Content-Security-Policy",
  value: "default-src 'none'; frame-ancestors 'none'",
};

const config: NextConfig = {
  poweredByHeader: false,
  // The image optimiser and its routes stay off: the portal serves no remote images.
  images: { unoptimized: true },
  headers: () =>
    Promise.resolve([
      { source: "/:path*", headers: SECURITY_HEADERS },
      { source: "/api/:path*", headers: [API_POLICY] },
    ]),
  // Types are a check of their own in `npm test`; a start does not wait for them.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ["postgres", "pg-boss", "pino", "highs"],
};

export default config;
