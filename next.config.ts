import type { NextConfig } from "next";

const config: NextConfig = {
  poweredByHeader: false,
  // The image optimiser and its routes stay off: the portal serves no remote images.
  images: { unoptimized: true },
  serverExternalPackages: ["postgres", "pg-boss", "pino", "highs"],
};

export default config;
