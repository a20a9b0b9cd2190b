import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { writeTree } from "../checks/testing/tree.ts";
import { processIdentity } from "../postgres/processes.ts";
import { loadSecrets } from "../postgres/secrets.ts";
import { isBuilt, sourceHash } from "./build.ts";
import { createClosers } from "./closers.ts";
import { processEnvironments } from "./environment.ts";
import { clearLeftBuild, recordBuild } from "./left-build.ts";
import { dataDirectory, repositoryRoot } from "./paths.ts";
import { recordRunning, takeOver } from "./running.ts";
import { webAddress } from "./web.ts";

const TREE = {
  "package-lock.json": "{}",
  "app/page.tsx": "export {};",
  "lib/a.ts": "export {};",
  "lib/a.test.ts": "export {};",
  "README.md": "# x",
};

describe("the build stamp", () => {
  it("changes with a source, a name and the lock file, and with nothing else", () => {
    const hash = sourceHash(writeTree(TREE));
    expect(
      sourceHash(writeTree({ ...TREE, "README.md": "y", "lib/a.test.ts": "y", "docs/x.md": "" })),
    ).toBe(hash);
    expect(sourceHash(writeTree({ ...TREE, "lib/a.ts": "export const a = 1;" }))).not.toBe(hash);
    expect(sourceHash(writeTree({ ...TREE, "package-lock.json": "{ }" }))).not.toBe(hash);
    const { "lib/a.ts": text, ...rest } = TREE;
    expect(sourceHash(writeTree({ ...rest, "lib/b.ts": text }))).not.toBe(hash);
  });

  it("is good only beside a finished build", () => {
    expect(isBuilt("h", writeTree({ ".next/whystock-build": "h" }))).toBe(false);
    expect(isBuilt("h", writeTree({ ".next/BUILD_ID": "1" }))).toBe(false);
    const root = writeTree({ ".next/BUILD_ID": "1", ".next/whystock-build": "h" });
    expect(isBuilt("h", root)).toBe(true);
    expect(isBuilt("i", root)).toBe(false);
  });
});

describe("a build that is under way", () => {
  const building = () => spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);

  it("is ended where the start that asked for it is gone", async () => {
    const child = building();
    const ended = new Promise((resolve) => child.once("exit", (_, signal) => resolve(signal)));
    const build = processIdentity(child.pid ?? 0);
    const left = JSON.stringify({ starter: `${process.pid}:1`, build });
    await clearLeftBuild(writeTree({ ".next/cache/whystock-building": left }));
    expect(await ended).toBe("SIGTERM");
  });

  it("is waited for where that start is living, and is nobody's once it has ended", async () => {
    const child = building();
    const root = writeTree({});
    const forget = recordBuild(root, child.pid ?? 0);
    let isClear = false;
    const cleared = clearLeftBuild(root).then(() => {
      isClear = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect([isClear, child.exitCode]).toEqual([false, null]);
    child.kill("SIGKILL");
    await cleared;
    forget();
    await clearLeftBuild(root);
  });

  it("is none where a file says nothing, or names a process that is another by now", async () => {
    await clearLeftBuild(writeTree({ ".next/cache/whystock-building": "{" }));
    const reused = JSON.stringify({ starter: "4194301:1", build: `${process.pid}:1` });
    await clearLeftBuild(writeTree({ ".next/cache/whystock-building": reused }));
  });
});

describe("closers", () => {
  it("close the last opened first, once, past a failure", async () => {
    const closers = createClosers();
    const order: string[] = [];
    closers.add(() => void order.push("first"));
    closers.add(() => {
      throw new Error("stuck");
    });
    closers.add(async () => void order.push("last"));
    await expect(Promise.all([closers.closeAll(), closers.closeAll()])).rejects.toThrow("stuck");
    expect(order).toEqual(["last", "first"]);
  });

  it("close at once what is opened too late", async () => {
    const closers = createClosers();
    await closers.closeAll();
    let isClosed = false;
    closers.add(() => {
      isClosed = true;
    });
    await closers.closeAll();
    expect(isClosed).toBe(true);
  });
});

describe("the web address", () => {
  it("is this machine alone unless told otherwise", () => {
    expect(webAddress({})).toEqual({ host: "127.0.0.1", port: 3000, url: "http://127.0.0.1:3000" });
    expect(webAddress({ WHYSTOCK_HOST: "0.0.0.0", PORT: "8080" })).toEqual({
      host: "0.0.0.0",
      port: 8080,
      url: "http://127.0.0.1:8080",
    });
    expect(webAddress({ WHYSTOCK_HOST: "::1" }).url).toBe("http://[::1]:3000");
  });

  it.each(["0", "65536", "http", "30.5"])("refuses PORT=%s", (PORT) => {
    expect(() => webAddress({ PORT })).toThrow(/PORT must be/);
  });
});

describe("the data folder", () => {
  it("lies in the repository unless WHYSTOCK_DATA moves it", () => {
    expect(dataDirectory({})).toBe(join(repositoryRoot, ".whystock"));
    expect(dataDirectory({ WHYSTOCK_DATA: "/srv/whystock" })).toBe("/srv/whystock");
    expect(dataDirectory({ WHYSTOCK_DATA: "other" })).toBe(join(repositoryRoot, "other"));
  });

  it("makes its secrets once, readable by its owner alone, and refuses a torn file", () => {
    const root = writeTree({ x: "" });
    const secrets = loadSecrets(root);
    expect(loadSecrets(root)).toEqual(secrets);
    const { rolePasswords, sessionSecret, signingKey } = secrets;
    expect(new Set([...Object.values(rolePasswords), sessionSecret, signingKey]).size).toBe(5);
    writeFileSync(join(root, "secrets.json"), "{");
    expect(() => loadSecrets(root)).toThrow(/restore it/);
  });

  it("is served by one supervisor at a time", async () => {
    const root = writeTree({ x: "" });
    const record = recordRunning(root, "http://127.0.0.1:3000");
    await expect(takeOver(root)).rejects.toThrow(/already runs.*http:\/\/127\.0\.0\.1:3000/);
    record.remove();
    await takeOver(root);
  });

  it("is taken over from a supervisor that is gone, a reused pid included", async () => {
    const gone = (supervisor: string) =>
      JSON.stringify({ supervisor, url: "", programs: { web: supervisor } });
    await takeOver(writeTree({ "running.json": gone("4194301:1") }));
    await takeOver(writeTree({ "running.json": gone(`${process.pid}:1`) }));
    await takeOver(writeTree({ "running.json": "{" }));
  });
});

describe("what each process may know", () => {
  it("is one database role for the web server and one for the worker", () => {
    const server = { url: "", adopted: false, pid: 1, stop: async () => undefined };
    const secrets = {
      rolePasswords: { owner: "o", app: "a", worker: "w" },
      sessionSecret: "s".repeat(64),
      signingKey: "a".repeat(64),
    };
    const database = {
      ownerUrl: "owner-url",
      appUrl: "app-url",
      workerUrl: "worker-url",
      secrets,
      server,
    };
    const { web, worker, operator } = processEnvironments({
      database,
      dataDir: "/d",
      codeVersion: "v",
      url: "http://x",
    });
    const seen = (env: NodeJS.ProcessEnv) =>
      Object.entries(env).filter(([, value]) => /^(owner|app|worker)-url$/.test(value ?? ""));
    expect(seen(web)).toEqual([["DATABASE_APP_URL", "app-url"]]);
    expect(seen(worker)).toEqual([["DATABASE_WORKER_URL", "worker-url"]]);
    expect(seen(operator)).toHaveLength(3);
    expect([web.NEXTAUTH_SECRET, worker.NEXTAUTH_SECRET]).toEqual(["s".repeat(64), undefined]);
    expect([web.WHYSTOCK_SIGNING_KEY, worker.WHYSTOCK_SIGNING_KEY]).toEqual([
      undefined,
      "a".repeat(64),
    ]);
  });
});
