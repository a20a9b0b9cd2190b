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
  ];
  const isFact = ({ columns }: Table) => columns.some(({ name }) => name === "recorded_to");

  it("refuse change and removal to the worker, row by row and at once", async () => {
    for (const name of kept) {
      const column = name === "policy_version" ? "id" : "seller_id";
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
