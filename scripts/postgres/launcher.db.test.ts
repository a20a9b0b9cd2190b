import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { connectionOptions } from "../../db/connection.ts";
import { copyBinaries, installedBinaries } from "./binaries.ts";
import { chooseIdentity, isReachable } from "./identity.ts";
import { ensurePostgres, openCluster, type PostgresHandle } from "./launcher.ts";
import { isLiving, waitUntil } from "./processes.ts";
import {
  dataOf,
  hold,
  killServer,
  letGo,
  newDataDir,
  open,
  postmasterPid,
} from "./testing/servers.ts";

const isRoot = process.getuid?.() === 0;
const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);

async function answers({ url }: PostgresHandle): Promise<void> {
  const [row] = await open(url)`select 1 as one`;
  expect(row).toEqual({ one: 1 });
}

describe("the PostgreSQL launcher", () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it("starts a server that only this user reaches, on a unix socket, with every commit on disk", async () => {
    const dataDir = newDataDir();
    const server = await openCluster({ dataDir });
    expect(server.adopted).toBe(false);
    const rows = await open(server.url)`
      select name, setting from pg_settings where name in ('listen_addresses', 'fsync', 'synchronous_commit', 'full_page_writes', 'jit') order by name`;
    expect(Object.fromEntries(rows.map(({ name, setting }) => [name, setting]))).toEqual({
      fsync: "on",
      full_page_writes: "on",
      jit: "off",
      listen_addresses: "",
      synchronous_commit: "on",
    });
    expect(modeOf(join(dataDir, "postgres", "password"))).toBe("600");
    expect(modeOf(join(dataDir, "postgres", "socket"))).toBe("700");
    await server.stop();
    expect(isLiving(server.pid ?? 0)).toBe(false);
  });

  it("refuses a wrong password", async () => {
    const server = await openCluster({ dataDir: newDataDir(), durability: "throwaway" });
    const { password } = connectionOptions(server.url);
    await expect(open(server.url.replace(password, "guess"))`select 1`).rejects.toMatchObject({
      code: "28P01",
    });
    await server.stop();
  });

  it("uses the database that DATABASE_URL names and starts none", async () => {
    const dataDir = newDataDir();
    vi.stubEnv("DATABASE_URL", "postgres://me:secret@db.example/whystock");
    const server = await ensurePostgres({ dataDir });
    expect(server).toMatchObject({
      url: "postgres://me:secret@db.example/whystock",
      adopted: true,
      pid: null,
    });
    await server.stop();
    expect(readdirSync(dataDir)).toEqual([]);
  });

  it.skipIf(!isRoot)(
    "runs without user namespaces as an unprivileged user, below a folder closed to it (needs root)",
    async () => {
      const dataDir = newDataDir();
      expect(modeOf(dataDir)).toBe("700");
      const server = await openCluster({
        dataDir,
        isNamespaceAllowed: false,
        durability: "throwaway",
      });
      await answers(server);
      expect(statSync(dataOf(dataDir)).uid).not.toBe(0);
      await server.stop();
      const again = await openCluster({ dataDir, durability: "throwaway" });
      await answers(again);
      await again.stop();
    },
  );

  it.skipIf(!isRoot)("runs without user namespaces below an open folder (needs root)", async () => {
    const dataDir = newDataDir();
    chmodSync(dataDir, 0o755);
    const server = await openCluster({
      dataDir,
      isNamespaceAllowed: false,
      durability: "throwaway",
    });
    await answers(server);
    await server.stop();
  });

  it.skipIf(!isRoot)(
    "runs binaries that lie below a closed folder as an unprivileged user (needs root)",
    () => {
      const dataDir = newDataDir();
      const binaries = copyBinaries(installedBinaries(dataDir), join(dataDir, "binaries"));
      const request = {
        binaries,
        serverDirectory: dataDir,
        dataOwnerUid: null,
        isNamespaceAllowed: false,
      };
      const identity = chooseIdentity(request);
      expect(identity).toMatchObject({ kind: "switched-user", spawnAs: null });
      expect(identity.owner?.uid).toBeGreaterThan(0);
    },
  );

  it("finds room for its socket where the path of the data is too long for one", async () => {
    const dataDir = join(newDataDir(), "a".repeat(60), "b".repeat(60));
    const server = await openCluster({ dataDir, durability: "throwaway" });
    expect(Buffer.byteLength(connectionOptions(server.url).path ?? "")).toBeLessThanOrEqual(100);
    await answers(server);
    await server.stop();
    expect(existsSync(connectionOptions(server.url).host)).toBe(false);
  });

  it.each([
    ["of a process that is gone", 2 ** 22 - 3],
    ["that was given to another process", process.pid],
    ["that is no pid", -42],
  ])("starts over a postmaster.pid %s", async (_, pid) => {
    const dataDir = newDataDir();
    await (await openCluster({ dataDir, durability: "throwaway" })).stop();
    const lines = [
      pid,
      dataOf(dataDir),
      1_700_000_000,
      5432,
      join(dataDir, "postgres", "socket"),
      "",
      "  1234567  0",
      "ready   ",
    ];
    writeFileSync(join(dataOf(dataDir), "postmaster.pid"), `${lines.join("\n")}\n`);
    writeFileSync(
      join(dataDir, "postgres", "socket", ".s.PGSQL.5432.lock"),
      `${lines.join("\n")}\n`,
    );
    const server = await openCluster({ dataDir, durability: "throwaway" });
    expect(server.adopted).toBe(false);
    await answers(server);
    await server.stop();
  });

  it("clears away what a start that was killed while it created the data left behind", async () => {
    const dataDir = newDataDir();
    mkdirSync(join(dataDir, "postgres-new-99999", "data"), { recursive: true });
    mkdirSync(join(dataDir, "postgres", "users"), { recursive: true });
    const server = await openCluster({ dataDir, durability: "throwaway" });
    expect(readdirSync(dataDir)).toEqual(["postgres"]);
    await server.stop();
  });

  it("adopts the server of a process that was killed, and stops it when it is done", async () => {
    const dataDir = newDataDir();
    const holder = await hold(dataDir, "throwaway");
    await open(holder.url)`create table kept (id int)`;
    holder.child.kill("SIGKILL");
    await waitUntil(() => !isLiving(holder.child.pid ?? 0), 5_000);
    const server = await openCluster({ dataDir, durability: "throwaway" });
    expect(server).toMatchObject({ adopted: true, pid: holder.pid, url: holder.url });
    expect(await open(server.url)`select * from kept`).toEqual([]);
    await server.stop();
    expect(isLiving(holder.pid)).toBe(false);
  });

  it("is started once by two that start at once, and stopped by the last that leaves", async () => {
    const dataDir = newDataDir();
    const [one, two] = await Promise.all([hold(dataDir, "throwaway"), hold(dataDir, "throwaway")]);
    expect(one.pid).toBe(two.pid);
    expect([one.adopted, two.adopted].filter(Boolean)).toHaveLength(1);
    await letGo(one);
    expect(isLiving(one.pid)).toBe(true);
    await letGo(two);
    expect(isLiving(one.pid)).toBe(false);
  });

  it("keeps every acknowledged row over kill -9 of all its processes", async () => {
    const dataDir = newDataDir();
    const holder = await hold(dataDir, "full");
    const sql = open(holder.url);
    await sql`create table ledger (id int primary key)`;
    let acknowledged = 0;
    const writing = (async () => {
      for (let id = 1; ; id++) {
        await sql`insert into ledger values (${id})`;
        acknowledged = id;
      }
    })().catch(() => undefined);
    await waitUntil(() => acknowledged >= 50, 20_000);
    holder.child.kill("SIGKILL");
    await killServer(dataDir);
    await writing;
    const server = await openCluster({ dataDir });
    expect(server.adopted).toBe(false);
    const [row] = await open(
      server.url,
    )`select count(*)::int as count, max(id) as last from ledger`;
    // The last insert may have been done and not yet acknowledged; none may be missing.
    expect(row?.count).toBe(row?.last);
    expect(row?.count - acknowledged).toBeOneOf([0, 1]);
    await server.stop();
  });

  it("is reopened after kill -9 of the postmaster alone", async () => {
    const dataDir = newDataDir();
    const first = await openCluster({ dataDir, durability: "throwaway" });
    process.kill(postmasterPid(dataDir) ?? 0, "SIGKILL");
    await waitUntil(() => !isLiving(first.pid ?? 0), 5_000);
    const second = await openCluster({ dataDir, durability: "throwaway" });
    expect(second.adopted).toBe(false);
    await answers(second);
    await first.stop();
    expect(isLiving(second.pid ?? 0)).toBe(true);
    await second.stop();
    expect(isLiving(second.pid ?? 0)).toBe(false);
  });

  it.each([
    ["99", /newer than the installed/],
    ["15", /needs it upgraded/],
  ])("refuses data of version %s", async (version, message) => {
    const dataDir = newDataDir();
    await (await openCluster({ dataDir, durability: "throwaway" })).stop();
    writeFileSync(join(dataOf(dataDir), "PG_VERSION"), `${version}\n`);
    await expect(openCluster({ dataDir, durability: "throwaway" })).rejects.toThrow(message);
    expect(postmasterPid(dataDir)).toBeNull();
  });

  it("refuses a damaged data directory and leaves it as it is", async () => {
    const dataDir = newDataDir();
    await (await openCluster({ dataDir, durability: "throwaway" })).stop();
    rmSync(join(dataOf(dataDir), "PG_VERSION"));
    await expect(openCluster({ dataDir, durability: "throwaway" })).rejects.toThrow(
      /holds no PG_VERSION/,
    );
    expect(existsSync(join(dataOf(dataDir), "base"))).toBe(true);
  });

  it("refuses data of a user it cannot run as", () => {
    const dataDir = newDataDir();
    const binaries = installedBinaries(join(dataDir, "binaries"));
    const request = {
      binaries,
      serverDirectory: dataDir,
      dataOwnerUid: 987_654,
      isNamespaceAllowed: true,
    };
    expect(() => chooseIdentity(request)).toThrow(/belongs to uid 987654/);
  });

  it("knows which folders a user can pass through", () => {
    const dataDir = newDataDir();
    const inner = join(dataDir, "inner");
    mkdirSync(inner, { mode: 0o755 });
    const stranger = 54_321;
    expect(isReachable(inner, stranger)).toBe(false);
    chmodSync(dataDir, 0o711);
    expect(isReachable(inner, stranger)).toBe(true);
    expect(isReachable(inner, process.getuid?.() ?? 0)).toBe(true);
  });
});
