import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { isLiving, waitUntil } from "../postgres/processes.ts";
import { restartPauseMs, supervise } from "./supervised.ts";

function superviseCode(code: string) {
  const folder = mkdtempSync(join(tmpdir(), "whystock-supervised-"));
  const identities: (string | null)[] = [];
  const deaths: string[] = [];
  const program = supervise({
    name: "program",
    args: ["-e", code],
    cwd: folder,
    env: { ...process.env },
    logFile: join(folder, "logs", "program.log"),
    onChange: (identity) => identities.push(identity),
    onDeath: (message) => deaths.push(message),
  });
  onTestFinished(async () => {
    await program.stop(100);
    rmSync(folder, { recursive: true, force: true });
  });
  const pid = () =>
    Number.parseInt(identities.findLast((identity) => identity !== null) ?? "0", 10);
  const log = () => readFileSync(join(folder, "logs", "program.log"), "utf8");
  return { program, identities, deaths, pid, log };
}

const WAIT = "setInterval(() => undefined, 1000);";

describe("a supervised program", () => {
  it("is started again when it was killed, and its words are kept", async () => {
    const { pid, deaths, log } = superviseCode(`console.log("up"); ${WAIT}`);
    await waitUntil(() => log().includes("up"), 10_000);
    const first = pid();
    process.kill(first, "SIGKILL");
    await waitUntil(() => pid() !== first && log().match(/up/g)?.length === 2, 10_000);
    expect(isLiving(pid())).toBe(true);
    expect(deaths).toHaveLength(1);
    expect(deaths[0]).toMatch(/ended \(SIGKILL\); starting it again in 0\.5 s/);
  });

  it("ends on SIGTERM and stays ended", async () => {
    const { program, pid, identities, deaths, log } = superviseCode(`console.log("up"); ${WAIT}`);
    await waitUntil(() => log().includes("up"), 10_000);
    await program.stop(5_000);
    expect(isLiving(pid())).toBe(false);
    expect(identities.at(-1)).toBeNull();
    expect(deaths).toEqual([]);
  });

  it("is killed when it will not hear", async () => {
    const { program, pid, log } = superviseCode(
      `process.on("SIGTERM", () => undefined); console.log("up"); ${WAIT}`,
    );
    await waitUntil(() => log().includes("up"), 10_000);
    await program.stop(100);
    expect(isLiving(pid())).toBe(false);
  });

  it("waits longer after each short life, half a minute at most", () => {
    expect([0, 1, 2, 3, 10].map(restartPauseMs)).toEqual([500, 1000, 2000, 4000, 30_000]);
  });
});
