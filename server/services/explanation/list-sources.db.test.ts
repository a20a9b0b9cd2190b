import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Connection, connect } from "@/db/client.ts";
import { storageTypeIndex } from "@/lib/optimizer/core/storage-type.ts";
import { limitKey, loadDecision } from "@/server/planning/traces.ts";
import { inScope } from "@/server/repositories/scope.ts";
import { askWhy } from "./ask-why.ts";
import { getExplanation } from "./get-explanation.ts";
import { listSourceRows } from "./list-sources.ts";
import type { Question } from "./question.ts";
import type { SourceRows } from "./schemas.ts";
import { createPlannedWorld, type PlannedWorld } from "./testing/planned-world.ts";
import { Questions, refusal } from "./testing/questions.ts";

let slug: string;
let planned: PlannedWorld;
let ask: Questions;
let admin: Connection;

beforeAll(async () => {
  planned = await createPlannedWorld({ sizeShare: 0.04, runsDaysBefore: [28, 0] });
  ask = new Questions(planned);
  admin = connect(planned.adminUrl);
  slug = planned.subjectOf("capacity-squeeze");
}, 240_000);

afterAll(async () => {
  await admin?.close();
  await planned?.close();
});

describe("the rows behind a value", () => {
  const rowsOf = async (
    question: Question,
    leafId: string,
    offset = 0,
    side: "from" | "to" = "to",
  ) => {
    const ctx = planned.seller(slug);
    const { explanationId } = await askWhy(ctx, question);
    return listSourceRows(ctx, { account: slug, explanationId, leafId, side, offset });
  };
  /** A product whose quantity changed with its forecast. */
  const productWithMean = async () => {
    for (const productId of await ask.productsOf(slug)) {
      const [, question] = ask.restock(productId);
      const ctx = planned.seller(slug);
      const { drivers } = await getExplanation(ctx, (await askWhy(ctx, question)).explanationId);
      const leaf = drivers.flatMap(({ leaves }) => leaves).find(({ id }) => id.startsWith("mean_"));
      if (leaf) return { productId, question, leafId: leaf.id };
    }
    throw new Error(`no product of ${slug} changed with its forecast`);
  };
  const keyOf = (row: SourceRows["rows"][number]) => `${row.importId}:${row.lineNo}`;

  it("are listed for every leaf that is said to have any, and belong to the account", async () => {
    const { accountId } = planned.accountOf(slug);
    const ctx = planned.seller(slug);
    const texts: string[] = [];
    for (const question of [
      ask.limitChange(),
      // The first product of this account is discontinued: nothing but that decides.
      ...ask.restock((await ask.productsOf(slug))[1] ?? 0),
    ]) {
      const { explanationId } = await askWhy(ctx, question);
      const view = await getExplanation(ctx, explanationId);
      const leaves = [
        ...view.drivers.flatMap((driver) => driver.leaves),
        ...view.steps.filter(({ kind }) => kind === "leaf"),
      ];
      for (const leaf of leaves.filter(({ hasSource }) => hasSource)) {
        const page = await rowsOf(question, leaf.id);
        expect(page.leafLabel).toBe(leaf.label);
        expect(page.rows.length > 0 || page.note !== null, leaf.id).toBe(true);
        for (const row of page.rows) {
          const [file] =
            await admin.sql`select account_id::int as "accountId" from import_file where id = ${row.importId}`;
          expect(file?.accountId).toBe(accountId);
          expect(row.day <= ask.run(1).asOfOn).toBe(true);
        }
        texts.push(...page.rows.map(({ text }) => text));
      }
    }
    for (const text of [
      /ordered, order /,
      /customer shipment/,
      /sent, shipment /,
      /first received after \d+ days|on its way/,
      /case pack/,
    ])
      expect(
        texts.some((row) => text.test(row)),
        `${text}`,
      ).toBe(true);
  });

  it("lead through the stored forecast where a value was taken from one", async () => {
    const { accountId } = planned.accountOf(slug);
    const product = await productWithMean();
    for (const [index, side] of [
      [0, "from"],
      [1, "to"],
    ] as const) {
      const { productId, question, leafId } = product;
      const [stored] = await admin.sql`
        select origin_on::text as "originOn", data_sha256 as "dataSha256" from forecast
        where run_id = ${ask.run(index).runId} and product_id = ${productId}`;
      const { forecast: own } = await rowsOf(question, leafId, 0, side);
      expect(own).toMatchObject({ ...stored, productId, madeBy: [{ productCount: 1 }] });
    }
    const { forecast: all } = await rowsOf(ask.limitChange(), "forecastWeeklyMm3");
    const [counted] = await admin.sql<{ products: number }[]>`
      select count(*)::int as products from forecast f where f.run_id = ${ask.run(1).runId} and f.account_id = ${accountId}
        and (select coalesce(v.storage_type, 'standard') from product_version v where v.product_id = f.product_id
          order by v.valid_from_on desc limit 1) = 'standard'`;
    const products = all?.madeBy.reduce((sum, { productCount }) => sum + productCount, 0);
    expect(products).toBe(counted?.products);
    expect(all).toMatchObject({
      productId: null,
      dataSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect((await rowsOf(ask.limitChange(), "onHandMm3")).forecast).toBeNull();
  });

  it("come in pages that neither repeat nor skip, newest first", async () => {
    const first = await rowsOf(ask.limitChange(), "onHandMm3");
    const second = await rowsOf(ask.limitChange(), "onHandMm3", 50);
    expect(first.totalCount).toBeGreaterThan(100);
    const keys = [...first.rows, ...second.rows].map(keyOf);
    expect(new Set(keys).size).toBe(100);
    const days = [...first.rows, ...second.rows].map(({ day }) => day);
    expect(days).toEqual(days.toSorted().toReversed());
  });

  it("of stock add up to the stock the run saw", async () => {
    for (const [side, index] of [
      ["from", 0],
      ["to", 1],
    ] as const) {
      const decision = await inScope(planned.worker.db, planned.worker.scope, (tx) =>
        loadDecision(tx, planned.worker.scope, ask.run(index).runId, "capacity", {
          accountId: planned.accountOf(slug).accountId,
          key: limitKey(storageTypeIndex("standard"), 1),
        }),
      );
      const page = await rowsOf(ask.limitChange(), "onHandMm3", 0, side);
      // The same rows, counted in the database.
      const [row] = await admin.sql<{ rows: number; mm3: number }[]>`
        select count(*)::int as rows, sum(e.units * v.unit_volume_mm3) filter (where e.disposition = 'sellable')::float8 as mm3
        from inventory_event e join lateral (select unit_volume_mm3, storage_type from product_version p
          where p.product_id = e.product_id and p.valid_from_on <= ${ask.run(index).asOfOn} order by valid_from_on desc limit 1) v on true
        where e.account_id = ${planned.accountOf(slug).accountId} and e.event_on <= ${ask.run(index).asOfOn}
          and e.recorded_from <= (select known_at from plan_run where id = ${ask.run(index).runId})
          and v.storage_type = 'standard'`;
      expect(page.totalCount).toBe(row?.rows);
      expect(decision?.leaves.column.onHandMm3?.[0]).toBe(row?.mm3);
    }
  });

  it("are said to be none for rules and prices, and not found for what is no leaf of the answer", async () => {
    expect(await rowsOf(ask.limitChange(), "waterLevelMilliWeeks")).toMatchObject({
      totalCount: 0,
      note: expect.stringContaining("rests on no row"),
    });
    for (const leafId of ["announced", "leadTimeDays", "__proto__"])
      expect(await refusal(rowsOf(ask.limitChange(), leafId))).toBe("not_found");
  });
});

describe("the rows behind stock", () => {
  it("are all movements, however old, and every page of them can be turned to", async () => {
    const { sellerId, accountId } = planned.accountOf(slug);
    const ctx = planned.seller(slug);
    const toOn = ask.run(1).asOfOn;
    const sources = { kind: "inStockSources", toOn } as const;
    const { drivers } = await getExplanation(ctx, (await askWhy(ctx, sources)).explanationId);
    const productId = Number(drivers[0]?.group.replace("sku:", ""));
    // Five years before all others, of a report that the runs knew.
    await admin.sql`
      insert into inventory_event (seller_id, account_id, product_id, event_on, kind, units, recorded_from, recorded_to, import_id, line_no)
      select seller_id, account_id, product_id, event_on - 1826, 'adjustment', sign, recorded_from, recorded_to, import_id, line_no
      from (select * from inventory_event where seller_id = ${sellerId} and product_id = ${productId}
        order by event_on, id limit 1) first, (values (1), (-1)) as both_ways (sign)`;
    const [row] = await admin.sql<{ rows: number; firstOn: string }[]>`
      select count(*)::int as rows, min(event_on)::text as "firstOn" from inventory_event
      where product_id = ${productId} and account_id = ${accountId} and recorded_to = 'infinity' and event_on <= ${toOn}`;
    const pages = async (question: Question, leafId: string) => {
      const { explanationId } = await askWhy(ctx, question);
      const of = { account: slug, explanationId, leafId, side: "to" as const };
      const first = await listSourceRows(ctx, { ...of, offset: 0 });
      const { totalCount, pageRows } = first;
      const offset = pageRows * Math.floor((totalCount - 1) / pageRows);
      return { totalCount, last: await listSourceRows(ctx, { ...of, offset }) };
    };
    for (const [question, leafId] of [
      [ask.restock(productId)[0], "onHandUnits"],
      [sources, `ledger:${productId}`],
      [{ kind: "stockLevel", toOn, productId }, `sku:${productId}`],
    ] as const) {
      const { totalCount, last } = await pages(question, leafId);
      expect(totalCount, leafId).toBe(row?.rows);
      expect(last.rows.at(-1)?.day, leafId).toBe(row?.firstOn);
    }
  });
});

describe("without a ledger, a stated stock", () => {
  it("is what stock and inbound units rest on, and orders what was shipped", async () => {
    const { sellerId, accountId } = planned.accountOf(slug);
    // The account as one that uploads stock reports only, for the later run: nothing else was ever known.
    await admin.sql.begin(async (sql) => {
      await sql`set local session_replication_role = replica`;
      await sql`
        insert into stock_snapshot (seller_id, account_id, product_id, snapshot_on, on_hand_units,
          inbound_working_units, inbound_shipped_units, inbound_receiving_units, recorded_from, import_id, line_no)
        select ${sellerId}, ${accountId}, product_id, ${ask.run(1).asOfOn}, 1, 2, 3, 4, '2026-01-01', min(import_id), 1 + row_number() over ()
        from inventory_event where account_id = ${accountId} group by product_id`;
      await sql`delete from inventory_event where account_id = ${accountId}`;
      await sql`delete from inbound_shipment_item where shipment_id in (select id from inbound_shipment where account_id = ${accountId})`;
    });
    const texts = async (leafId: string) => {
      const ctx = planned.seller(slug);
      const { explanationId } = await askWhy(ctx, ask.limitChange());
      const sources = { account: slug, explanationId, leafId, side: "to" as const, offset: 0 };
      return new Set((await listSourceRows(ctx, sources)).rows.map(({ text }) => text));
    };
    expect([...(await texts("onHandMm3"))]).toEqual(["1 unit on hand, as stated"]);
    expect([...(await texts("openShipmentsMm3"))]).toEqual(["9 units inbound, as stated"]);
    for (const text of await texts("shippedWeeklyMm3")) expect(text).toMatch(/ordered, order /);
  });
});
