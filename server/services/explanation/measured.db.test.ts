import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Connection, connect } from "@/db/client.ts";
import { addMonths } from "@/lib/calendar/index.ts";
import { SPEED_MEASURES } from "@/lib/optimizer/delivery/index.ts";
import { FEE_KINDS } from "@/lib/optimizer/fees/index.ts";
import { getInStock } from "@/server/services/inventory/get-in-stock.ts";
import { askWhy } from "./ask-why.ts";
import { getExplanation } from "./get-explanation.ts";
import { listSourceRows } from "./list-sources.ts";
import type { Question } from "./question.ts";
import { createPlannedWorld, type PlannedWorld } from "./testing/planned-world.ts";
import { refusal } from "./testing/questions.ts";

let planned: PlannedWorld;
let admin: Connection;
let slug: string;
let fromOn: string;
let toOn: string;

beforeAll(async () => {
  planned = await createPlannedWorld({ sizeShare: 0.04, runsDaysBefore: [28, 0] });
  admin = connect(planned.adminUrl, { max: 1 });
  slug = planned.subjectOf("capacity-squeeze");
  [fromOn = "", toOn = ""] = planned.runs.map(({ asOfOn }) => asOfOn);
}, 240_000);

afterAll(async () => {
  await admin?.close();
  await planned?.close();
});

async function explain(question: Question, account = slug) {
  const { explanationId } = await askWhy(planned.seller(account), question);
  return getExplanation(planned.seller(account), explanationId);
}

/** Sellable units by kind of movement after `fromOn`, straight from the ledger. */
async function movedUnits(kinds: readonly string[]): Promise<number> {
  const { accountId } = planned.accountOf(slug);
  const [row] = await admin.sql<{ units: number }[]>`
    select coalesce(sum(units), 0)::int as units from inventory_event
    where account_id = ${accountId} and disposition = 'sellable' and recorded_to = 'infinity'
      and event_on > ${fromOn} and event_on <= ${toOn} and kind = any(${[...kinds]}::inventory_event_kind[])`;
  return row?.units ?? Number.NaN;
}

describe("units on hand", () => {
  it("are made of every movement since the ledger began, as they stand on the page", async () => {
    const view = await explain({ kind: "stockLevel", toOn, productId: 0 });
    const { onHandUnits } = await getInStock(planned.seller(slug));
    expect(view.to.value).toBe(onHandUnits);
    expect(view.drivers.reduce((sum, { exactAmount }) => sum + exactAmount, 0)).toBe(onHandUnits);
  });

  it("change by what was received, sold and moved, flow by flow as the ledger has it", async () => {
    const view = await explain({ kind: "stockChange", fromOn, toOn, productId: 0 });
    const amount = (id: string) => view.drivers.find(({ group }) => group === id)?.exactAmount ?? 0;
    expect(amount("received")).toBe(await movedUnits(["receipt"]));
    expect(amount("sold")).toBe(await movedUnits(["customer_shipment"]));
    expect(amount("transferred")).toBe(await movedUnits(["transfer_in", "transfer_out"]));
    expect(view.unexplained?.value).toBe(0);
    expect(view.verification.isAdditive).toBe(true);
    expect(view.sentences.join(" ")).toMatch(/Sold: .* The plan of .* expected .* units\./);
  });

  it("say what the ledger does not cover, as a part of its own, once a report states another count", async () => {
    const { sellerId, accountId } = planned.accountOf(slug);
    const before = await explain({ kind: "stockChange", fromOn, toOn, productId: 0 });
    const [row] = await admin.sql<{ productId: number }[]>`
      select product_id::int as "productId" from inventory_event where account_id = ${accountId} and event_on <= ${fromOn}
      order by product_id limit 1`;
    const productId = row?.productId ?? 0;
    const now = (await explain({ kind: "stockLevel", toOn, productId })).to.value ?? 0;
    await admin.sql`
      insert into stock_snapshot (seller_id, account_id, product_id, snapshot_on, on_hand_units, import_id, line_no)
      select seller_id, account_id, ${productId}, ${toOn}, ${now + 5000}, id, 999999
      from import_file where seller_id = ${sellerId} and account_id = ${accountId} limit 1`;
    await admin.sql`
      update import_file set finished_at = finished_at + interval '1 second' where account_id = ${accountId}`;
    const after = await explain({ kind: "stockChange", fromOn, toOn, productId: 0 });
    expect(after.unexplained?.value).toBe(5000);
    expect((after.to.value ?? 0) - (before.to.value ?? 0)).toBe(5000);
    expect(after.headline).not.toBe(before.headline);
    for (const driver of before.drivers)
      expect(after.drivers.find(({ group }) => group === driver.group)?.exactAmount).toBe(
        driver.exactAmount,
      );
  });

  it("are refused for days that the ledger does not have and for other accounts' products", async () => {
    const early = { kind: "stockChange", fromOn: "2020-01-01", toOn, productId: 0 } as const;
    expect(await refusal(askWhy(planned.seller(slug), early))).toBe("invalid");
    const rival = planned.accountOf(planned.subjectOf("port-delay"));
    const [row] = await admin.sql<{ productId: number }[]>`
      select id::int as "productId" from product where account_id = ${rival.accountId} limit 1`;
    const question = { kind: "stockLevel", toOn, productId: row?.productId ?? 0 } as const;
    expect(await refusal(askWhy(planned.seller(slug), question))).toBe("not_found");
  });
});

describe("delivery speed", () => {
  it.each(SPEED_MEASURES)(
    "adds up over regions for %s, as a level and as a change",
    async (measure) => {
      const level = await explain({ kind: "speedLevel", measure, toOn });
      const change = await explain({ kind: "speedChange", measure, fromOn, toOn });
      const contrast = await explain({ kind: "speedContrast", measure, toOn });
      expect(contrast.to.value).toBe(level.to.value);
      // Held against the same orders: those that no building held are on neither side.
      expect(contrast.drivers.map(({ group }) => group)).toEqual(["stock"]);
      const unitsOf = (text: string | null) => /^[\d,.]+/.exec(text ?? "")?.[0];
      for (const { from, to } of contrast.drivers.flatMap(({ leaves }) => leaves))
        expect(unitsOf(from)).toBe(unitsOf(to));
      for (const view of [level, change, contrast]) {
        expect(view.verification.isAdditive).toBe(true);
        expect(view.drivers.length).toBeGreaterThan(0);
      }
      expect(change.to.value).toBe(level.to.value);
    },
  );

  it("shares grow with the days that are allowed", async () => {
    const values: number[] = [];
    for (const measure of SPEED_MEASURES.slice(0, 3))
      values.push((await explain({ kind: "speedLevel", measure, toOn })).to.value ?? Number.NaN);
    expect(values).toEqual([...values].sort((a, b) => a - b));
    expect(values[2]).toBeGreaterThan(0);
  });

  it("promises no faster than the fastest lane, and no slower than the slowest", async () => {
    const [row] = await admin.sql<{ least: number; most: number }[]>`
      select min(transit_days) as least, max(transit_days) as most from lane`;
    const mean = (await explain({ kind: "speedLevel", measure: "meanDays", toOn })).to.value ?? -1;
    expect(mean).toBeGreaterThanOrEqual(row?.least ?? Infinity);
    expect(mean).toBeLessThanOrEqual(row?.most ?? 0);
  });
});

describe("what led to a day without stock", () => {
  /** Products of all accounts that ended a day of the last month without stock, with that day. */
  async function outOfStock(): Promise<{ slug: string; productId: number; day: string }[]> {
    const rows: { slug: string; productId: number; day: string }[] = [];
    for (const { slug: account } of planned.world.accounts) {
      const { lowest } = await getInStock(planned.seller(account));
      for (const { productId, outOn } of lowest)
        if (outOn !== null) rows.push({ slug: account, productId, day: outOn });
    }
    return rows;
  }

  it("is at most four links, the day first, each with a decision that can be asked why", async () => {
    const found = await outOfStock();
    expect(found.length).toBeGreaterThan(10);
    const links: string[] = [];
    for (const { slug: account, productId, day } of found.slice(0, 40)) {
      const { timeline } = await explain({ kind: "stockOut", productId, day }, account);
      expect(timeline.length).toBeLessThanOrEqual(4);
      expect(timeline[0]?.link ?? "stockOut").toBe("stockOut");
      expect(timeline.every((step) => step.day <= day)).toBe(true);
      links.push(...timeline.map(({ link }) => link));
      for (const question of timeline.flatMap((step) => step.question ?? []))
        expect(await refusal(askWhy(planned.seller(account), question))).toBe("answered");
    }
    expect(links).toContain("lateShipment");
    expect(links).toContain("advice");
  });

  it("is refused for a day with stock, and for another account's product", async () => {
    const [row] = await outOfStock();
    if (!row) throw new Error("nothing was out of stock");
    const question = { kind: "stockOut", productId: row.productId, day: row.day } as const;
    const other = planned.world.accounts.find((account) => account.slug !== row.slug)?.slug ?? "";
    expect(await refusal(askWhy(planned.seller(other), question))).toBe("not_found");
    const { accountId } = planned.accountOf(slug);
    const [held] = await admin.sql<{ productId: number }[]>`
      select product_id::int as "productId" from inventory_event
      where account_id = ${accountId} and disposition = 'sellable' and event_on <= ${toOn} and recorded_to = 'infinity'
      group by product_id having sum(units) > 50 order by product_id limit 1`;
    const inStock = { kind: "stockOut", productId: held?.productId ?? 0, day: toOn } as const;
    expect(await refusal(askWhy(planned.seller(slug), inStock))).toBe("precondition_failed");
  });
});

describe("an in-stock rate below the whole", () => {
  it("is made of what each cause takes away, with a part for what nothing explains", async () => {
    for (const { slug: account } of planned.world.accounts.slice(0, 6)) {
      const view = await explain({ kind: "inStockLevel", toOn }, account);
      const { rateMillionths } = await getInStock(planned.seller(account));
      expect(view.verification.isAdditive).toBe(true);
      expect(Math.round((view.to.value ?? 0) * 10)).toBe(Math.round((rateMillionths ?? 0) / 1000));
      expect(view.drivers.every(({ owner }) => owner !== "unexplained")).toBe(true);
      expect(view.unexplained).not.toBeNull();
    }
  });

  it("would not have been lower with all advised units sent", async () => {
    const sentences: string[] = [];
    for (const { slug: account } of planned.world.accounts.slice(0, 12)) {
      const view = await explain({ kind: "inStockAdvised", toOn }, account);
      expect(view.to.value).toBeGreaterThanOrEqual(view.from?.value ?? Number.NaN);
      sentences.push(...view.sentences);
    }
    expect(sentences.join(" ")).toMatch(/Plans whose advice is known: \d+/);
  });

  /** What the world knows was asked for and not there in the last 30 days. */
  function lostInTruth(account: number): number {
    const { products, span, truth } = planned.world;
    const lost = truth.demandUnits.map((units, cell) => units - (truth.soldUnits[cell] ?? 0));
    return products.reduce((total, product, i) => {
      if (product.account !== account) return total;
      const end = (i + 1) * span.dayCount;
      return lost.subarray(end - 30, end).reduce((sum, units) => sum + units, total);
    }, 0);
  }

  it("lost sales near to what the world knows was lost", async () => {
    let told = 0;
    let truth = 0;
    for (const [account, { slug: name }] of planned.world.accounts.entries()) {
      const question = { kind: "lostSalesLevel", toOn } as const;
      if ((await refusal(askWhy(planned.seller(name), question))) !== "answered") continue;
      told += (await explain(question, name)).to.value ?? 0;
      truth += lostInTruth(account);
    }
    expect(truth).toBeGreaterThan(100);
    expect(told / truth).toBeGreaterThan(0.7);
    expect(told / truth).toBeLessThan(1.3);
  });
});

describe("fees of one month", () => {
  const of = () => ({ monthOn: `${fromOn.slice(0, 7)}-01`, productId: 0 });
  const ahead = () => ({ monthOn: `${addMonths(toOn.slice(0, 7), 1)}-01`, productId: 0 });

  it("are the same by the units they came from as by their bands, and the rows can be listed", async () => {
    const level = await explain({ kind: "feeLevel", fee: "storage", ...of() });
    const sources = await explain({ kind: "feeSources", fee: "storage", ...of() });
    expect(sources.to.value).toBe(level.to.value);
    const [leaf] = sources.drivers[0]?.leaves ?? [];
    const page = await listSourceRows(planned.seller(slug), {
      account: slug,
      explanationId: sources.id,
      leafId: leaf?.id ?? "",
      side: "to",
      offset: 0,
    });
    expect(page.totalCount).toBeGreaterThan(0);
    expect(new Set(page.rows.map(({ day }) => day))).toEqual(new Set([leaf?.id.split("@")[1]]));
  });

  it("are at least what their cheapest band asks for", async () => {
    for (const fee of FEE_KINDS) {
      const view = await explain({ kind: "feeContrast", fee, ...of() });
      expect(view.verification.isAdditive).toBe(true);
      expect(view.to.value).toBeGreaterThanOrEqual(view.from?.value ?? Number.NaN);
    }
  });

  it("can be brought down by taking units out, each way as the fees are then counted", async () => {
    let found = 0;
    for (const { slug: account } of planned.world.accounts) {
      const question = { kind: "feeTarget", fee: "aged", ...ahead() } as const;
      if ((await refusal(askWhy(planned.seller(account), question))) !== "answered") continue;
      const view = await explain(question, account);
      const before = await explain({ ...question, kind: "feeForward", units: 0 }, account);
      expect((view.from ?? view.to).value).toBe(before.to.value);
      if (before.to.value === 0) continue;
      found += 1;
      expect(view.ways.length).toBeGreaterThan(0);
      expect(view.to.value).toBe(0);
    }
    expect(found).toBeGreaterThan(2);
  });

  it("are not foreseen for months that are over or far ahead", async () => {
    const forward = { kind: "feeForward", fee: "all", productId: 0, units: 0 } as const;
    for (const monthOn of [`${fromOn.slice(0, 7)}-01`, "2027-12-01"])
      expect(await refusal(askWhy(planned.seller(slug), { ...forward, monthOn }))).toBe("invalid");
  });
});

describe("units on hand by state", () => {
  it("that cannot be bought are those on the move and those unfit, as the ledger has them", async () => {
    const { accountId } = planned.accountOf(slug);
    const [row] = await admin.sql<{ units: number }[]>`
      select coalesce(sum(units), 0)::int as units from inventory_event where account_id = ${accountId}
      and disposition = 'unsellable' and recorded_to = 'infinity' and event_on <= ${toOn}`;
    const view = await explain({ kind: "reservedLevel", toOn, productId: 0 });
    const unfit = view.drivers.find(({ group }) => group === "unfit")?.exactAmount ?? 0;
    expect(unfit).toBe(row?.units);
    expect(view.sentences.join(" ")).toMatch(/can be bought/);
  });

  it("are excess where they are more than is expected to be sold, and never below nothing", async () => {
    let over = 0;
    for (const { slug: account } of planned.world.accounts) {
      const question = { kind: "excessLevel", toOn, productId: 0 } as const;
      if ((await refusal(askWhy(planned.seller(account), question))) !== "answered") continue;
      const view = await explain(question, account);
      expect(view.to.value).toBeGreaterThanOrEqual(0);
      expect(view.verification.isAdditive).toBe(true);
      over += view.to.value ?? 0;
    }
    expect(over).toBeGreaterThan(0);
  });

  it("come from arrivals that add up to them, and last as long as the plan and what is on its way say", async () => {
    const level = await explain({ kind: "stockLevel", toOn, productId: 0 });
    const sources = await explain({ kind: "stockSources", toOn, productId: 0 });
    expect(sources.to.value).toBe(level.to.value);
    const lot = sources.drivers
      .flatMap(({ leaves }) => leaves)
      .find(({ id }) => !id.endsWith("@before"));
    const { rows } = await listSourceRows(planned.seller(slug), {
      account: slug,
      explanationId: sources.id,
      leafId: lot?.id ?? "",
      side: "to",
      offset: 0,
    });
    expect(new Set(rows.map(({ day }) => day))).toEqual(new Set([lot?.id.split("@")[1]]));
    const [group = ""] = sources.drivers.map((driver) => driver.group);
    const productId = Number(group.replace("sku:", ""));
    const cover = await explain({ kind: "stockForward", toOn, productId });
    expect(cover.to.value).toBeGreaterThan(0);
    expect(cover.sentences.join(" ")).toMatch(/lasts/);
  });

  it("are held against the plan of an earlier day, part by part", async () => {
    const view = await explain({ kind: "stockContrast", fromOn, toOn, productId: 0 });
    const amount = (id: string) => view.drivers.find(({ group }) => group === id)?.exactAmount ?? 0;
    const change = await explain({ kind: "stockChange", fromOn, toOn, productId: 0 });
    expect(view.verification.isAdditive).toBe(true);
    expect(view.to.value).toBeLessThanOrEqual(change.to.value ?? 0);
    expect(amount("moreReceived") + amount("lessSold")).not.toBe(0);
    const day = { fromOn: "2020-01-01", toOn, productId: 0 };
    expect(await refusal(askWhy(planned.seller(slug), { kind: "stockContrast", ...day }))).toBe(
      "invalid",
    );
  });
});

describe("an answer", () => {
  it("stays as it was given until what it rests on changes: another report, plan or rate card", async () => {
    const ids = async () => {
      const monthOn = `${addMonths(toOn.slice(0, 7), -1)}-01`;
      const { runId } = planned.runs[1] ?? { runId: 0 };
      const questions: Question[] = [
        {
          kind: "limitLevel",
          storageType: "standard",
          monthOn: `${addMonths(toOn.slice(0, 7), 1)}-01`,
          runId,
        },
        { kind: "speedLevel", measure: "meanDays", toOn },
        { kind: "stockLevel", toOn, productId: 0 },
        { kind: "feeLevel", fee: "storage", monthOn, productId: 0 },
      ];
      const asked: string[] = [];
      for (const question of questions)
        asked.push((await askWhy(planned.seller(slug), question)).explanationId);
      return asked;
    };
    const changed = async () => {
      const before = await ids();
      return async () => {
        const after = await ids();
        return after.map((id, k) => id !== before[k]);
      };
    };
    expect(await (await changed())()).toEqual([false, false, false, false]);
    const byReport = await changed();
    await admin.sql`update import_file set finished_at = finished_at + interval '1 second'`;
    expect(await byReport()).toEqual([false, true, true, true]);
    const byPlan = await changed();
    await admin.sql`update plan_run set finished_at = finished_at + interval '1 second'`;
    expect(await byPlan()).toEqual([false, false, true, true]);
    const [, , , fee = ""] = await ids();
    const charged = (await getExplanation(planned.seller(slug), fee)).to.value ?? 0;
    const byCard = await changed();
    await admin.sql`
      insert into policy_version (policy, version, body, body_sha256, effective_on, reason)
      select policy, version + 1, jsonb_set(body, '{storage}', (select jsonb_object_agg(key,
          case when key like '%MicrosPerFt3Month' then to_jsonb(2 * value::text::bigint) else value end)
        from jsonb_each(body->'storage'))), body_sha256, effective_on, reason
      from policy_version where policy = 'fees' order by version desc limit 1`;
    expect(await byCard()).toEqual([false, false, false, true]);
    const [, , , dearer = ""] = await ids();
    expect((await getExplanation(planned.seller(slug), dearer)).to.value).toBeGreaterThan(charged);
  });
});
