// Counted figures of days that are still to come, and the rows that such figures come from, in a planned world.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Connection, connect } from "@/db/client.ts";
import { dayFromDate, dayToDate } from "@/lib/calendar/index.ts";
import { getInStock } from "@/server/services/inventory/get-in-stock.ts";
import { proposeQuestions } from "./ask-box/propose.ts";
import { askWhy } from "./ask-why.ts";
import { listSourceRows } from "./list-sources.ts";
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

const sourcesOf = async (explanationId: string, leafId: string) =>
  listSourceRows(planned.seller(slug), {
    account: slug,
    explanationId,
    leafId,
    side: "to",
    offset: 0,
  });

/** What a plain question is taken for first. */
async function understood(text: string, account = slug): Promise<Question | undefined> {
  const { choices } = await proposeQuestions(planned.seller(account), { text, productId: null });
  return choices[0]?.question;
}

describe("the rows behind an in-stock rate", () => {
  it("are of products that add up to the rate on the page, with all of their movements and their orders of 30 days", async () => {
    const view = await explain({ kind: "inStockSources", toOn });
    const { rateMillionths } = await getInStock(planned.seller(slug));
    expect(view.drivers.reduce((sum, { exactAmount }) => sum + exactAmount, 0)).toBe(
      rateMillionths,
    );
    const leaves = view.drivers.flatMap((driver) => driver.leaves);
    const orders = leaves.find(({ id }) => id.startsWith("orders:"));
    const { rows, totalCount } = await sourcesOf(view.id, orders?.id ?? "");
    expect(totalCount).toBeGreaterThan(0);
    const age = (day: string) => (Date.parse(toOn) - Date.parse(day)) / 864e5;
    expect(rows.every(({ day }) => age(day) >= 0 && age(day) < 30)).toBe(true);
    const ledger = leaves.find(({ id }) => id.startsWith("ledger:"));
    expect((await sourcesOf(view.id, ledger?.id ?? "")).totalCount).toBeGreaterThan(0);
    await expect(sourcesOf(view.id, "orders:999999")).rejects.toThrow();
  });

  it("are what a question in plain words means", async () => {
    const asked = await understood("Which rows does my in-stock rate come from?");
    expect(asked).toEqual({ kind: "inStockSources", toOn });
  });
});

describe("an in-stock rate of days to come", () => {
  const forward = (daysAhead: 30 | 60 | 90, send: "nothing" | "advised") =>
    ({ kind: "inStockForward", toOn, daysAhead, send }) as const;

  it("is no lower with the advice sent, and higher for some", async () => {
    let raised = 0;
    for (const { slug: account } of planned.world.accounts.slice(0, 12)) {
      if ((await refusal(askWhy(planned.seller(account), forward(60, "advised")))) !== "answered")
        continue;
      const sent = await explain(forward(60, "advised"), account);
      const left = await explain(forward(60, "nothing"), account);
      expect(sent.verification.isAdditive && left.verification.isAdditive).toBe(true);
      expect((sent.from ?? sent.to).value).toBe(left.to.value);
      expect(sent.to.value).toBeGreaterThanOrEqual(left.to.value ?? Number.NaN);
      raised += (sent.to.value ?? 0) - (left.to.value ?? 0);
    }
    expect(raised).toBeGreaterThan(0);
  });

  it("says how many units that are late are taken to come next", async () => {
    const told: string[] = [];
    for (const { slug: account } of planned.world.accounts.slice(0, 12)) {
      const question = forward(60, "nothing");
      if ((await refusal(askWhy(planned.seller(account), question))) !== "answered") continue;
      const { sentences } = await explain(question, account);
      told.push(...sentences.filter((sentence) => sentence.startsWith("Late, or without a day")));
    }
    expect(told.length).toBeGreaterThan(0);
    for (const sentence of told) expect(sentence).toMatch(/: [1-9][\d,]* units? on their way\.$/);
  });

  it("can be raised: each way reaches the target it was asked for", async () => {
    let ways = 0;
    for (const { slug: account } of planned.world.accounts.slice(0, 12)) {
      const question = {
        kind: "inStockTarget",
        toOn,
        daysAhead: 60,
        targetMillionths: 900_000,
      } as const;
      if ((await refusal(askWhy(planned.seller(account), question))) !== "answered") continue;
      const view = await explain(question, account);
      ways += view.ways.length;
      if (view.ways.length > 0) expect(view.to.value).toBeGreaterThanOrEqual(90);
      else expect(view.sentences.join(" ")).toMatch(/if nothing more is sent|comes too late/);
    }
    expect(ways).toBeGreaterThan(0);
  });

  it("is asked in plain words, with the share that is named", async () => {
    expect(await understood("What will my in-stock rate be next month?")).toEqual(
      forward(30, "nothing"),
    );
    expect(await understood("What must I do to get my in-stock rate to 97%?")).toEqual({
      kind: "inStockTarget",
      toOn,
      daysAhead: 60,
      targetMillionths: 970_000,
    });
    expect(await understood("Would I have stayed in stock had I followed the advice?")).toEqual({
      kind: "inStockAdvised",
      toOn,
    });
  });
});

describe("the rows behind delivery speed", () => {
  it("are of products that add up to the speed, with their orders and their movements", async () => {
    const view = await explain({ kind: "speedSources", measure: "meanDays", toOn });
    const level = await explain({ kind: "speedLevel", measure: "meanDays", toOn });
    expect(view.to.value).toBe(level.to.value);
    expect(view.verification.isAdditive).toBe(true);
    const leaves = view.drivers.flatMap((driver) => driver.leaves);
    for (const start of ["orders:", "ledger:"]) {
      const leaf = leaves.find(({ id }) => id.startsWith(start));
      expect((await sourcesOf(view.id, leaf?.id ?? "")).totalCount).toBeGreaterThan(0);
    }
    expect(await understood("Which rows does my delivery speed come from?")).toEqual({
      kind: "speedSources",
      measure: "meanDays",
      toOn,
    });
  });
});

describe("a faster delivery", () => {
  it("is told with what to have in more buildings, counted again, or how far that goes", async () => {
    let ways = 0;
    for (const { slug: account } of planned.world.accounts.slice(0, 12)) {
      const question = { kind: "speedTarget", toOn, fasterPercent: 10 } as const;
      if ((await refusal(askWhy(planned.seller(account), question))) !== "answered") continue;
      const view = await explain(question, account);
      const most = await explain({ kind: "speedContrast", measure: "meanDays", toOn }, account);
      const [from, to] = [view.from?.value ?? Number.NaN, view.to.value ?? Number.NaN];
      expect(from).toBe(most.to.value);
      if (view.ways.length === 0) expect(to).toBe((most.from ?? most.to).value);
      else expect(to).toBeLessThanOrEqual(0.9 * from + 0.05);
      ways += view.ways.length;
    }
    expect(ways).toBeGreaterThan(0);
    expect(await understood("What must I do to make delivery 15% faster?")).toEqual({
      kind: "speedTarget",
      toOn,
      fasterPercent: 15,
    });
  });

  const forwardOf = (shipment: "none" | "advised" | "minimal") =>
    ({ kind: "speedForward", measure: "meanDays", toOn, daysAhead: 60, shipment }) as const;

  /** Whether the shipment makes a difference to the account's speed; null where no speed can be told. */
  async function isMovedBy(shipment: "advised" | "minimal", account: string) {
    const left = forwardOf("none");
    if ((await refusal(askWhy(planned.seller(account), left))) !== "answered") return null;
    const { to } = await explain(left, account);
    const view = await explain(forwardOf(shipment), account);
    expect(view.verification.isAdditive).toBe(true);
    expect((view.from ?? view.to).value).toBe(to.value);
    // The same is ordered either way: what a shipment makes possible is no change of buyers.
    const buyers = view.drivers.find(({ group }) => group === "buyers")?.exactAmount ?? 0;
    expect(buyers).toBe(0);
    if (view.to.value !== to.value) return true;
    expect(view.sentences.join(" ")).toMatch(/to send nothing more|not offered|Sent at once/);
    return false;
  }

  it("is foreseen as stock lies, with the advised shipment and with all of it in one building", async () => {
    const moved: (boolean | null)[] = [];
    for (const { slug: account } of planned.world.accounts.slice(0, 12)) {
      moved.push(await isMovedBy("advised", account));
      moved.push(await isMovedBy("minimal", account));
    }
    expect(moved.filter((one) => one !== null).length).toBeGreaterThan(4);
    expect(moved).toContain(true);
    // 40 days on, nothing was ordered in the 30 days before: buyers of earlier weeks are known still.
    const later = dayToDate(dayFromDate(toOn) + 40);
    const { sentences } = await explain({ ...forwardOf("none"), toOn: later });
    expect(sentences.join(" ")).not.toMatch(/It was/);
    expect(await understood("How fast will delivery be next month?")).toMatchObject({
      kind: "speedForward",
      shipment: "none",
    });
  });

  /** The account with nothing in stock and nothing on its way. */
  async function emptied(account: string): Promise<void> {
    const { accountId } = planned.accountOf(account);
    await admin.sql.begin(async (sql) => {
      await sql`set local session_replication_role = replica`;
      await sql`
        insert into inventory_event (seller_id, account_id, product_id, event_on, fc_id, kind, units, recorded_from, import_id, line_no)
        select seller_id, account_id, product_id, ${toOn}, fc_id, 'lost', -sum(units), max(recorded_from), min(import_id), 1
        from inventory_event where account_id = ${accountId} and disposition = 'sellable' and recorded_to = 'infinity' and event_on <= ${toOn}
        group by seller_id, account_id, product_id, fc_id having sum(units) <> 0`;
      await sql`delete from inbound_shipment_item where shipment_id in (select id from inbound_shipment where account_id = ${accountId})`;
    });
  }

  it("is told from no promise to the one that the shipment alone makes possible", async () => {
    const forward = (shipment: "none" | "advised") =>
      ({ ...forwardOf(shipment), measure: "withinThreeDays", daysAhead: 30 }) as const;
    let told = 0;
    for (const { slug: account } of planned.world.accounts.slice(4, 12)) {
      if (!(await isMovedBy("advised", account))) continue;
      await emptied(account);
      const left = askWhy(planned.seller(account), forward("none"));
      expect(await refusal(left)).toBe("precondition_failed");
      // A shipment that comes later, or is sold out by then, makes none either.
      const sent = askWhy(planned.seller(account), forward("advised"));
      if ((await refusal(sent)) !== "answered") continue;
      const view = await explain(forward("advised"), account);
      expect(view.from).toBeNull();
      expect(view.to.value).toBeGreaterThan(0);
      expect(view.verification.isAdditive).toBe(true);
      expect(view.text).toContain("With nothing sent, no order of these days could be promised");
      expect(view.text).toMatch(/Sent at once, as the plan of .* advises: [1-9]/);
      told += 1;
    }
    expect(told).toBeGreaterThan(0);
  });
});
