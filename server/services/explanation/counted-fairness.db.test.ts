// Whether counted numbers are counted like anybody's, in a planned world: what is told can be counted again by hand.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Connection, connect } from "@/db/client.ts";
import { proposeQuestions } from "./ask-box/propose.ts";
import { askWhy } from "./ask-why.ts";
import type { Question } from "./question.ts";
import { checkedAnswer } from "./testing/checked-answer.ts";
import { createPlannedWorld, type PlannedWorld } from "./testing/planned-world.ts";
import { refusal } from "./testing/questions.ts";

let planned: PlannedWorld;
let admin: Connection;
let slug: string;
let toOn: string;

beforeAll(async () => {
  planned = await createPlannedWorld({ sizeShare: 0.04, runsDaysBefore: [28, 0] });
  admin = connect(planned.adminUrl, { max: 1 });
  slug = planned.subjectOf("capacity-squeeze");
  toOn = planned.runs.at(-1)?.asOfOn ?? "";
}, 240_000);

afterAll(async () => {
  await admin?.close();
  await planned?.close();
});

const explain = (question: Question, account = slug) => checkedAnswer(planned, question, account);

const monthOn = () => `${toOn.slice(0, 7)}-01`;

describe("counted like anybody's", () => {
  it("are units on hand: every row is one of a report", async () => {
    const { accountId } = planned.accountOf(slug);
    const [row] = await admin.sql<{ rows: number; files: number }[]>`
      select count(*)::int as rows, count(distinct import_id)::int as files from inventory_event
      where account_id = ${accountId} and disposition = 'sellable' and recorded_to = 'infinity' and event_on <= ${toOn}`;
    const view = await explain({ kind: "stockFairness", toOn, productId: 0 });
    const level = await explain({ kind: "stockLevel", toOn, productId: 0 });
    expect(view.to.value).toBe(level.to.value);
    const count = new Intl.NumberFormat("en").format(row?.rows ?? 0);
    expect(view.text).toContain(`the ledger holds ${count} rows about it`);
    expect(view.text).toContain(`Reports: ${row?.files}.`);
  });

  it("are units on hand that a report states: what the ledger adds up to is told too", async () => {
    for (const { slug: account } of planned.world.accounts.slice(0, 8)) {
      const { accountId } = planned.accountOf(account);
      const [row] = await admin.sql<{ moved: number }[]>`
        select coalesce(sum(units), 0)::int as moved from inventory_event
        where account_id = ${accountId} and disposition = 'sellable' and recorded_to = 'infinity' and event_on <= ${toOn}`;
      const question = { kind: "stockFairness", toOn, productId: 0 } as const;
      if ((await refusal(askWhy(planned.seller(account), question))) !== "answered") continue;
      const view = await explain(question, account);
      const moved = new Intl.NumberFormat("en").format(row?.moved ?? 0);
      expect(view.text).toContain(
        view.to.value === row?.moved ? "the sum of the movements" : `add up to ${moved} unit`,
      );
    }
  });

  it("is delivery speed: by one table of lanes, the rest by where stock lay", async () => {
    const [row] = await admin.sql<{ lanes: number }[]>`select count(*)::int as lanes from lane`;
    const view = await explain({ kind: "speedFairness", measure: "meanDays", toOn });
    const most = await explain({ kind: "speedContrast", measure: "meanDays", toOn });
    expect(view.to.value).toBe(most.to.value);
    expect(view.text).toContain(`${row?.lanes} ways`);
    expect(view.text).toContain(`it would be ${(most.from ?? most.to).text}`);
  });

  it("are fees: by the published card, whose fingerprint is told, and charged once more to the same", async () => {
    const [row] = await admin.sql<{ version: number; mark: string }[]>`
      select version, left(body_sha256, 12) as mark from policy_version
      where policy = 'fees' and effective_on <= ${monthOn()} order by effective_on desc, version desc limit 1`;
    const view = await explain({
      kind: "feeFairness",
      fee: "all",
      monthOn: monthOn(),
      productId: 0,
    });
    const level = await explain({ kind: "feeLevel", fee: "all", monthOn: monthOn(), productId: 0 });
    expect(view.to.value).toBe(level.to.value);
    expect(view.text).toContain(`version ${row?.version},`);
    expect(view.text).toContain(row?.mark);
    expect(view.text).toContain(`to the same: ${level.to.text}`);
    // The month is not over, as its level says too.
    expect(view.text).toContain("run up so far");
  });

  it("is refused for another account's product", async () => {
    const rival = planned.accountOf(planned.subjectOf("port-delay"));
    const [row] = await admin.sql<{ productId: number }[]>`
      select id::int as "productId" from product where account_id = ${rival.accountId} limit 1`;
    const question = { kind: "stockFairness", toOn, productId: row?.productId ?? 0 } as const;
    expect(await refusal(askWhy(planned.seller(slug), question))).toBe("not_found");
  });

  it("is what plain questions mean", async () => {
    const first = async (text: string) => {
      const { choices } = await proposeQuestions(planned.seller(slug), { text, productId: null });
      return choices[0]?.question.kind;
    };
    expect(await first("Are my fees the same as for other sellers?")).toBe("feeFairness");
    expect(await first("Is my in-stock rate treated like that of other sellers?")).toBe(
      "inStockFairness",
    );
    expect(await first("Is delivery speed fair, am I treated alike?")).toBe("speedFairness");
    expect(await first("Are my units on hand counted like other sellers'?")).toBe("stockFairness");
  });
});

describe("where an in-stock rate stands", () => {
  const question = () => ({ kind: "inStockFairness", toOn }) as const;

  async function sellsOneType(account: string): Promise<boolean> {
    const { accountId } = planned.accountOf(account);
    const [row] = await admin.sql<{ types: number }[]>`
      select count(distinct storage_type)::int as types from product_version
      join product on product.id = product_id
      where account_id = ${accountId} and recorded_to = 'infinity'`;
    return row?.types === 1;
  }

  it("is not told among few sellers", async () => {
    expect((await explain(question())).text).toMatch(/there are too few sellers/);
  });

  it("is told in a tenth among many, from what the plan kept", async () => {
    const edge = Array.from({ length: 9 }, (_, k) => (k < 4 ? 0 : 1_000_000));
    const kept = [0, 1, 2].map((pool) => ({ pool, sizeBand: null, edge }));
    await admin.sql`
      update run_stage set result = jsonb_set(result, '{inStockStandings}', ${JSON.stringify(kept)}::text::jsonb)
      where stage = 'price' and run_id = ${planned.runs.at(-1)?.runId ?? 0}`;
    const told: string[] = [];
    let alone = 0;
    for (const { slug: account } of planned.world.accounts.filter((one) => one.slug !== slug)) {
      if ((await refusal(askWhy(planned.seller(account), question()))) !== "answered") continue;
      const view = await explain(question(), account);
      told.push(view.text);
      const rates = [...view.text.matchAll(/took a rate of (\S+) in (.*?)\. Between/g)];
      for (const [, , span] of rates) expect(span).toBe("30 days");
      // Where one storage type sells, the plan's rate is the account's own of the same days.
      const [only, ...more] = rates;
      if (!only || more.length > 0 || !(await sellsOneType(account))) continue;
      expect(only[1]).toBe(view.to.text);
      alone += 1;
    }
    expect(told.join(" ")).toMatch(/Between 40% and 50% of all accounts have a lower one/);
    expect(alone).toBeGreaterThan(0);
  });
});
