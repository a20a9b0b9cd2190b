import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../scripts/test-database-client.ts";
import { type Connection, connect } from "./client.ts";
import { readCatalog, type Table } from "./testing/catalog.ts";
import { createTenantWorld } from "./testing/tenant-world.ts";

let database: TestDatabase;
let worker: Connection;
let owner: Connection;
let tables: Table[];

beforeAll(async () => {
  database = await createTestDatabase();
  worker = connect(database.workerUrl);
  owner = connect(database.ownerUrl);
  await createTenantWorld(worker.sql);
  tables = await readCatalog(owner.sql);
});
afterAll(async () => {
  await Promise.all([worker.close(), owner.close()]);
  await database.drop();
});

describe("append-only tables", () => {
  const kept = [
    "limit_announcement",
    "policy_version",
    "explanation",
    "trace_chunk",
    "audit_event",
    "case_entry",
    "forecast_score",
    "declared_volume_score",
    "limit_change",
    "run_limit_change",
  ];
  const isFact = ({ columns }: Table) => columns.some(({ name }) => name === "recorded_to");

  it("refuse change and removal to the worker, row by row and at once", async () => {
    await worker.sql`insert into run_limit_change (run_id, base_run_id, summary, computed_at)
      select id, previous_run_id, '{}', now() from plan_run where previous_run_id is not null`;
    const keys: Readonly<Record<string, string>> = {
      policy_version: "id",
      run_limit_change: "run_id",
    };
    for (const name of kept) {
      const column = keys[name] ?? "seller_id";
      await expect(
        worker.sql`update ${worker.sql(name)} set ${worker.sql(column)} = ${worker.sql(column)}`,
      ).rejects.toMatchObject({ code: "23001" });
      await expect(worker.sql`delete from ${worker.sql(name)}`).rejects.toMatchObject({
        code: "23001",
      });
      await expect(owner.sql`truncate ${owner.sql(name)} cascade`).rejects.toMatchObject({
        code: "23001",
      });
    }
  });

  it("let a bundle be added to a rule that has none, and nothing of a rule be changed", async () => {
    await worker.sql`update formula_set set bundle = '\\x01', bundle_sha256 = 'x' where bundle is null`;
    for (const change of ["bundle = '\\x02'", "bundle_sha256 = null", "spec = '[]'"])
      await expect(worker.sql.unsafe(`update formula_set set ${change}`)).rejects.toMatchObject({
        code: "23001",
      });
    await expect(worker.sql`delete from formula_set`).rejects.toMatchObject({ code: "23001" });
  });

  it("let a trace be packed more tightly, never loosened or changed, and removed only once its run is released", async () => {
    const [before] = await worker.sql`select run_id, tier from trace_chunk limit 1`;
    const runId = Number(before?.run_id);
    await worker.sql`update trace_chunk set tier = 'warm', columns = '\\x01' where run_id = ${runId}`;
    for (const change of ["tier = 'hot'", "root_sha256 = 'x'", "decision_keys = '{1}'"])
      await expect(
        worker.sql.unsafe(`update trace_chunk set ${change} where run_id = ${runId}`),
      ).rejects.toMatchObject({ code: "23001" });
    await expect(worker.sql`delete from trace_chunk where run_id = ${runId}`).rejects.toMatchObject(
      { code: "23001" },
    );
    await worker.sql`insert into trace_move (run_id, tier, moved_at, proved_count) values (${runId}, 'released', now(), 1)`;
    await worker.sql`delete from trace_chunk where run_id = ${runId}`;
    await expect(worker.sql`delete from trace_move`).rejects.toMatchObject({ code: "23001" });
  });

  it("let a fact be closed once, and changed in no other way", async () => {
    for (const { name, columns } of tables.filter(isFact)) {
      const [row] = await worker.sql`select * from ${worker.sql(name)} limit 1`;
      if (row === undefined) continue;
      const other = columns.find(
        (column) =>
          !column.name.startsWith("recorded_") && !["seller_id", "id"].includes(column.name),
      );
      if (other === undefined) throw new Error(`${name} holds nothing but keys`);
      await expect(worker.sql`delete from ${worker.sql(name)}`).rejects.toMatchObject({
        code: "23001",
      });
      await expect(
        worker.sql`update ${worker.sql(name)} set recorded_from = recorded_from - interval '1 day'`,
      ).rejects.toMatchObject({ code: "23001" });
      await worker.sql`update ${worker.sql(name)} set recorded_to = now() + interval '1 second' where ctid in (select ctid from ${worker.sql(name)} limit 1)`;
      await expect(
        worker.sql`update ${worker.sql(name)} set recorded_to = 'infinity' where recorded_to <> 'infinity'`,
      ).rejects.toMatchObject({ code: "23001" });
    }
  });
});
