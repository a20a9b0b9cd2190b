// A load that is killed in the middle, in a process of its own.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { orders } from "@/server/ingest/test-report.ts";
import { lockAccountImports } from "@/server/repositories/import.ts";
import { inScope } from "@/server/repositories/scope.ts";
import { type ImportWorld, openImportWorld } from "./test-imports.ts";

let world: ImportWorld;
const directory = mkdtempSync(join(tmpdir(), "whystock-interrupted-"));
beforeAll(async () => {
  world = await openImportWorld();
});
afterAll(async () => {
  await world.close();
  rmSync(directory, { recursive: true });
});

const LINES = 2000;

function startImport(path: string, slug: string) {
  const options = [
    "--disable-warning=ExperimentalWarning",
    "--import",
    "./scripts/module-hooks.ts",
  ];
  const args = [...options, "server/cli/main.ts", "import", path, "--account", slug, "--json"];
  const env = { ...process.env, DATABASE_WORKER_URL: world.database.workerUrl };
  const child = spawn(process.execPath, args, { env, stdio: ["ignore", "pipe", "inherit"] });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => {
    output += chunk.toString();
  });
  return { child, closed: once(child, "close"), output: () => output };
}

/** Waits until a load has staged its rows and waits for its turn to merge them. */
async function untilStaged(): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt++) {
    const waiting = await world.worker
      .sql`select 1 from pg_locks where locktype = 'advisory' and not granted
      and database = (select oid from pg_database where datname = current_database())`;
    if (waiting.length > 0) return;
    await sleep(50);
  }
  throw new Error("the load never came to its merge");
}

describe("an import that is killed in the middle", () => {
  it("leaves no fact behind, and loads whole when it is started again", async () => {
    const ctx = await world.open("killed");
    const path = join(directory, "orders.txt");
    writeFileSync(
      path,
      orders(Array.from({ length: LINES }, (_, i) => ({ "amazon-order-id": `o-${i}` }))),
    );
    const facts = async () => {
      const [row] = await world.worker.sql`select
        (select count(*)::int from order_line where account_id = ${ctx.scope.accountId}) as lines,
        (select count(*)::int from product where account_id = ${ctx.scope.accountId}) as products,
        (select string_agg(status::text, ',') from import_file where account_id = ${ctx.scope.accountId}) as status`;
      return row;
    };
    const first = startImport(path, "killed");
    await inScope(world.worker.db, ctx.scope, async (tx) => {
      await lockAccountImports(tx, ctx.scope);
      await untilStaged();
      first.child.kill("SIGKILL");
      await first.closed;
    });
    expect(await facts()).toEqual({ lines: 0, products: 0, status: "running" });
    const second = startImport(path, "killed");
    expect((await second.closed)[0]).toBe(0);
    expect(JSON.parse(second.output())).toMatchObject([{ status: "loaded", loadedCount: LINES }]);
    expect(await facts()).toEqual({ lines: LINES, products: 1, status: "loaded" });
  });
});
