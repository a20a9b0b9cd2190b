// A Chromium for the journeys: the one that is there, else Debian's package (as root), else Playwright's own download.
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";
import { runCommand } from "./command.ts";
import { checkResult, type StepResult } from "./reports.ts";

const SYSTEM_CHROMIUM = "/usr/bin/chromium";

/** Path of an installed Chromium; null when there is none. */
export function installedChromium(): string | null {
  const own = process.env.CHROMIUM_PATH;
  return (
    [own ?? SYSTEM_CHROMIUM, chromium.executablePath()].find((path) => existsSync(path)) ?? null
  );
}

async function installPackage(): Promise<StepResult> {
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  const update = await runCommand("apt-get", ["update", "-qq"], env);
  const install = await runCommand(
    "apt-get",
    ["install", "-y", "-qq", "--no-install-recommends", "chromium"],
    env,
  );
  return checkResult(existsSync(SYSTEM_CHROMIUM) ? 0 : 1, `${update.output}${install.output}`);
}

export async function ensureBrowser(): Promise<StepResult> {
  const found = installedChromium();
  if (found !== null) return checkResult(0, found);
  const isRootOnDebian = process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");
  const byPackage = isRootOnDebian ? await installPackage() : null;
  if (byPackage?.failed === 0) return byPackage;
  const download = await runCommand(process.execPath, [
    "node_modules/@playwright/test/cli.js",
    "install",
    "chromium",
  ]);
  return checkResult(
    installedChromium() === null ? 1 : 0,
    `${byPackage?.output ?? ""}${download.output}`,
  );
}
