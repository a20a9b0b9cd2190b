import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Connection, connect } from "@/db/client.ts";
import { insertRestockRows, type RestockRowSpec } from "@/db/testing/restock-rows.ts";
import { createTenantWorld, type TenantWorld } from "@/db/testing/tenant-world.ts";
import { createTestDatabase, type TestDatabase } from "@/scripts/test-database-client.ts";
import { systemClock } from "@/server/core/clock.ts";
import { createLogger } from "@/server/core/logger.ts";
import { RESTOCK_SORTS } from "@/server/repositories/restock.ts";
import type { SellerContext } from "@/server/services/context.ts";
import { findAdvice } from "./find-advice.ts";
import { exportRestockAdvice, listRestockAdvice } from "./list-restock.ts";
import { ListRestockInput, type RestockRowView } from "./schemas.ts";

let database: TestDatabase;
let app: Connection;
let superuser: Connection;
let world: TenantWorld;
let ids: number[];

/** Ten that differ in everything, one without stock known, then many that are alike. */
const ROWS: readonly RestockRowSpec[] = [
  ...Array.from({ length: 10 }, (_, k) => ({
    sku: `LAMP-${k}`,
    title: k === 3 ? "50%_off lamp" : `Desk lamp ${k}`,
    advisedUnits: (k * 7) % 10,
    onHandUnits: k === 9 ? null : k,
    demandMilliUnitsPerDay: 1000 * ((k * 3) % 10),
    daysOfSupply: k % 4 === 0 ? null : 100 - k,
    sendByOn: k % 3 === 0 ? null : `2026-11-${10 + k}`,
  })),
  ...Array.from({ length: 100 }, (_, k) => ({ sku: `MUG-${1000 + k}`, title: "Mug" })),
];

beforeAll(async () => {
  database = await createTestDatabase();
  app = connect(database.appUrl, { max: 2 });
  superuser = connect(database.adminUrl, { max: 1 });
  world = await createTenantWorld(superuser.sql, { except: ["restock_decision"] });
  ids = await insertRestockRows(superuser.sql, world.own, world.runId, ROWS);
  const [first] = ROWS;
  if (first) await insertRestockRows(superuser.sql, world.rival, world.runId, [first]);
});
afterAll(async () => {
  await Promise.all([app.close(), superuser.close()]);
  await database.drop();
});

const seller = (): SellerContext => {
  const { sellerId, accountId, userId } = world.own;
  return {
    db: app.db,
    clock: systemClock,
    logger: createLogger({ name: "test", level: "silent" }),
    requestId: "test",
    actor: { kind: "user", userId, role: "seller" },
    scope: { kind: "seller", sellerId, accountId, userId },
  };
};

type Asked = Partial<Parameters<typeof listRestockAdvice>[1]>;
const list = (asked: Asked) =>
  listRestockAdvice(seller(), ListRestockInput.parse({ account: world.own.slug, ...asked }));
const skus = (rows: readonly RestockRowView[]) => rows.map(({ sku }) => sku);

const VALUE: Readonly<Record<(typeof RESTOCK_SORTS)[number], (row: RestockRowView) => unknown>> = {
  sku: ({ sku }) => sku,
  advisedUnits: ({ advisedUnits }) => advisedUnits,
  onHandUnits: ({ onHandUnits }) => onHandUnits,
  inboundUnits: ({ inboundUnits }) => inboundUnits,
  daysOfSupply: ({ daysOfSupply }) => daysOfSupply,
  demand: ({ demandUnitsPerDay }) => demandUnitsPerDay,
  sendByOn: ({ sendByOn }) => sendByOn,
};

describe("the replenishment table", () => {
  it.each(RESTOCK_SORTS)("sorts by %s both ways, what is not known last", async (sort) => {
    for (const direction of ["asc", "desc"] as const) {
      const { rows } = await list({ sort, direction, search: "LAMP" });
      expect(rows).toHaveLength(10);
      const values = rows.map(VALUE[sort]);
      const known = values.filter((value) => value !== null) as (string | number)[];
      expect(values.slice(known.length).every((value) => value === null)).toBe(true);
      const ordered = known.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
      expect(known).toEqual(direction === "asc" ? ordered : ordered.toReversed());
    }
  });

  it("pages without repeating or skipping a row, also where all are alike", async () => {
    const pages = [1, 2, 3].map((page) => list({ sort: "daysOfSupply", page }));
    const seen = (await Promise.all(pages)).flatMap(({ rows }) => skus(rows));
    expect(seen).toHaveLength(ROWS.length);
    expect(new Set(seen)).toEqual(new Set(ROWS.map(({ sku }) => sku)));
    const { totalCount, pageCount, runId, previousRunId } = await list({});
    expect({ totalCount, pageCount, runId, previousRunId }).toEqual({
      totalCount: 110,
      pageCount: 3,
      runId: world.runId,
      previousRunId: world.previousRunId,
    });
    expect((await list({ page: 4 })).rows).toEqual([]);
  });

  it("searches SKU and title in any case, and takes a pattern's characters as characters", async () => {
    expect((await list({ search: "lamp-1" })).totalCount).toBe(1);
    expect((await list({ search: " desk LAMP " })).totalCount).toBe(9);
    expect(skus((await list({ search: "50%_" })).rows)).toEqual(["LAMP-3"]);
    for (const search of ["%", "_"]) expect((await list({ search })).totalCount).toBe(1);
    for (const search of ["\\", "%%", "LAMP_1", "'; drop table product; --"])
      expect((await list({ search })).totalCount, search).toBe(0);
  });

  it("keeps what is to be sent, or what is out of stock; unknown stock is not out of stock", async () => {
    const advised = await list({ only: "advised" });
    expect(advised.totalCount).toBe(9);
    expect(advised.rows.every(({ advisedUnits }) => advisedUnits > 0)).toBe(true);
    expect(skus((await list({ only: "outOfStock" })).rows)).toEqual(["LAMP-0"]);
    expect((await list({ only: "advised", search: "LAMP-0" })).totalCount).toBe(0);
  });

  it("lists a product whose first version becomes valid after the run's day, as the run did", async () => {
    const late = [{ sku: "SOON-1", title: "Soon" }];
    await insertRestockRows(superuser.sql, world.own, world.runId, late, "2026-12-24");
    expect((await list({ search: "SOON" })).rows).toMatchObject([{ title: "Soon" }]);
  });

  it("says what was assumed", async () => {
    const { rows } = await list({ search: "LAMP-1" });
    expect(rows[0]).toMatchObject({ assumed: ["size"], bindingLabel: "What is missing" });
  });
});

describe("the export", () => {
  it("holds every row of the filtered view in its order", async () => {
    const filter = ListRestockInput.parse({ account: world.own.slug, sort: "sku", search: "MUG" });
    const seen: string[] = [];
    for await (const rows of exportRestockAdvice(seller(), filter)) seen.push(...skus(rows));
    expect(seen).toHaveLength(100);
    expect(seen).toEqual(seen.toSorted().toReversed());
  });
});

describe("one product's advice", () => {
  it("is found by its exact SKU, with the run before only where that advised it too", async () => {
    const [first = 0] = ids;
    expect(await findAdvice(seller(), "LAMP-0")).toEqual({
      productId: first,
      runId: world.runId,
      baseRunId: null,
    });
    expect(await findAdvice(seller(), "LAMP")).toBeNull();
    await superuser.sql`
      insert into restock_decision select (jsonb_populate_record(d, jsonb_build_object('run_id', ${world.previousRunId}::int))).*
      from restock_decision d where product_id = ${first}`;
    expect(await findAdvice(seller(), "LAMP-0")).toMatchObject({ baseRunId: world.previousRunId });
    const { rows } = await list({ search: "LAMP", sort: "sku", direction: "asc" });
    expect(rows.map(({ previousUnits }) => previousUnits)).toEqual([0, ...Array(9).fill(null)]);
  });
});
