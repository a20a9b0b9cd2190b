import { getTableName, is, type SQL, sql } from "drizzle-orm";
import { type PgColumn, PgTable } from "drizzle-orm/pg-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Connection, connect, type Db, type Tx } from "@/db/client.ts";
import * as schema from "@/db/schema/index.ts";
import {
  createTenantWorld,
  type SellerWorld,
  type TenantWorld,
} from "@/db/testing/tenant-world.ts";
import { createTestDatabase, type TestDatabase } from "@/scripts/test-database-client.ts";
import { inScope, ownedBy, type SellerScope } from "./scope.ts";

type SellerTable = PgTable & { readonly sellerId: PgColumn };

const isSellerTable = (value: unknown): value is SellerTable =>
  is(value, PgTable) && "sellerId" in value;
const sellerTables = (Object.values(schema) as unknown[]).filter(isSellerTable);

let database: TestDatabase;
let app: Connection;
let superuser: Connection;
let world: TenantWorld;

beforeAll(async () => {
  database = await createTestDatabase();
  app = connect(database.appUrl, { max: 4 });
  superuser = connect(database.adminUrl, { max: 2 });
  world = await createTenantWorld(superuser.sql);
});
afterAll(async () => {
  await Promise.all([app.close(), superuser.close()]);
  await database.drop();
});

const scopeOf = ({ sellerId, accountId, userId }: SellerWorld): SellerScope => ({
  kind: "seller",
  sellerId,
  accountId,
  userId,
});

/** Sellers that a query of `table` sees in own's scope; null where the role may not read the table. */
async function sellersSeen(
  db: Db,
  table: SellerTable,
  wall: (table: SellerTable) => SQL,
): Promise<number[] | null> {
  try {
    const rows = await inScope(db, scopeOf(world.own), (tx) =>
      tx
        .selectDistinct({ sellerId: table.sellerId })
        .from(table)
        .where(sql`${wall(table)} and ${table.sellerId} is not null`),
    );
    return rows.map((row) => Number(row.sellerId)).sort((a, b) => a - b);
  } catch (error) {
    const { cause } = error as { cause?: { code?: string } };
    if (cause?.code === "42501") return null;
    throw error;
  }
}

const ownWall = (table: SellerTable) => ownedBy(scopeOf(world.own), table);
const noWall = () => sql`true`;

describe("the two walls between sellers, table by table", () => {
  it("knows every seller-owned table", () => {
    expect(sellerTables.length).toBeGreaterThanOrEqual(20);
  });

  it.each(sellerTables.map((table) => [getTableName(table), table] as const))(
    "%s: each wall holds alone, and with neither the rival shows",
    async (name, table) => {
      const own = [world.own.sellerId];
      expect((await sellersSeen(app.db, table, ownWall)) ?? own).toEqual(own);
      expect((await sellersSeen(app.db, table, noWall)) ?? own).toEqual(own);
      expect([name, await sellersSeen(superuser.db, table, ownWall)]).toEqual([name, own]);
      // Proof that this test can fail.
      expect(await sellersSeen(superuser.db, table, noWall)).toEqual([
        world.own.sellerId,
        world.rival.sellerId,
      ]);
    },
  );
});

/** Ends some transactions early: by an exception of ours, an error, a timeout, a lost connection. */
async function spoil(tx: Tx, number: number): Promise<void> {
  if (number % 7 === 0) throw new Error("given up");
  if (number % 11 === 0) await tx.execute(sql`select 1 / 0`);
  if (number % 13 === 0) {
    await tx.execute(sql`set local statement_timeout = 1`);
    await tx.execute(sql`select pg_sleep(1)`);
  }
  if (number % 97 === 0) await tx.execute(sql`select pg_terminate_backend(pg_backend_pid())`);
}

describe("a scope", () => {
  const contextNow = async (db: Db): Promise<unknown> => {
    const rows = await db.execute(
      sql`select current_setting('app.seller_id', true) as "sellerId", current_setting('app.staff_role', true) as "staffRole"`,
    );
    return Object.values(rows[0] ?? {}).filter((value) => value !== null && value !== "");
  };

  it("ends with its transaction, committed or not", async () => {
    const single = connect(database.appUrl, { max: 1 });
    await inScope(single.db, scopeOf(world.own), async () => undefined);
    expect(await contextNow(single.db)).toEqual([]);
    await expect(
      inScope(single.db, scopeOf(world.own), () => Promise.reject(new Error("given up"))),
    ).rejects.toThrow("given up");
    expect(await contextNow(single.db)).toEqual([]);
    await single.close();
  });

  it("clears what an outer scope set", async () => {
    const seen = await inScope(
      app.db,
      { kind: "staff", role: "support", userId: world.support.userId },
      (tx) => tx.select({ id: schema.seller.id }).from(schema.seller),
    );
    expect(seen).toHaveLength(2);
    const none = await inScope(app.db, { kind: "user", userId: 0 }, (tx) =>
      tx.select({ id: schema.seller.id }).from(schema.seller),
    );
    expect(none).toHaveLength(0);
  });

  it("never shows through a pool: 50 sellers on 4 connections, with aborts of every kind", async () => {
    const sellerCount = 50;
    const requestCount = Number(process.env.POOL_REQUESTS ?? 4_000);
    await superuser.sql`insert into seller (id, name) select 900000 + n, 'bleed' || n from generate_series(1, ${sellerCount}) n`;
    await superuser.sql`insert into account (seller_id, id, slug, name, marketplace_id, kind, opened_on)
      select 900000 + n, 900000 + n, 'bleed-' || n, 'bleed', 'US', 'professional', '2026-01-01' from generate_series(1, ${sellerCount}) n`;
    await superuser.sql`insert into product (seller_id, account_id, sku)
      select 900000 + n, 900000 + n, 'sku-' || k from generate_series(1, ${sellerCount}) n, generate_series(1, 3) k`;
    let foreignCount = 0;
    let abortCount = 0;
    const request = async (number: number): Promise<void> => {
      const sellerId = 900_001 + (number % sellerCount);
      const scope: SellerScope = { kind: "seller", sellerId, accountId: sellerId, userId: null };
      const work = inScope(app.db, scope, async (tx) => {
        // Without the first wall, so that only the context decides.
        const rows = await tx.select({ sellerId: schema.product.sellerId }).from(schema.product);
        foreignCount += rows.filter((row) => row.sellerId !== sellerId).length;
        if (rows.length !== 3) foreignCount += 1;
        await spoil(tx, number);
      });
      await work.catch(() => {
        abortCount += 1;
      });
      if (number % 5 === 0)
        foreignCount += (await app.db.select({ id: schema.product.id }).from(schema.product))
          .length;
    };
    const queue = Array.from({ length: requestCount }, (_, number) => number);
    const lane = async (): Promise<void> => {
      for (let next = queue.pop(); next !== undefined; next = queue.pop()) await request(next);
    };
    await Promise.all(Array.from({ length: 16 }, lane));
    expect(foreignCount).toBe(0);
    expect(abortCount).toBeGreaterThan(requestCount / 10);
  });
});
