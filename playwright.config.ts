import { existsSync } from "node:fs";
import { defineConfig, devices } from "@playwright/test";

// `npm run e2e` starts the portal on an empty data folder and says where it is; see scripts/test/journeys.ts.
const baseURL = process.env.BASE_URL ?? "http://127.0.0.1:3000";
const chromiumPath = process.env.CHROMIUM_PATH || "/usr/bin/chromium";
// Chromium's own sandbox refuses to run as root.
const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];

export default defineConfig({
  testDir: "e2e",
  forbidOnly: process.env.CI !== undefined,
  retries: 0,
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    ...devices["Desktop Chrome"],
    baseURL,
    locale: "en-US",
    timezoneId: "America/New_York",
    contextOptions: { reducedMotion: "reduce" },
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
    launchOptions: { args, ...(existsSync(chromiumPath) ? { executablePath: chromiumPath } : {}) },
  },
  // Everybody signs in once; the journeys start from the stored sessions.
  projects: [
    { name: "sign-in", testMatch: /.*\.setup\.ts$/ },
    { name: "journeys", testMatch: /.*\.spec\.ts$/, dependencies: ["sign-in"] },
  ],
});
