// Stock held against plans that cover part of it, in a planned world of which rows are taken away.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Connection, connect } from "@/db/client.ts";
import { addMonths, dayFromDate, dayToDate } from "@/lib/calendar/index.ts";
import { dayText } from "@/lib/wording/index.ts";
import { askWhy } from "./ask-why.ts";
import { getExplanation } from "./get-explanation.ts";
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

async function explain(question: Question) {
  const { explanationId } = await askWhy(planned.seller(slug), question);
  return getExplanation(planned.seller(slug), explanationId);
}

describe("units on hand", () => {
  it("are held against the plan by its own day; what was sent since counts once", async () => {
    const { accountId, sellerId } = planned.accountOf(slug);
    const productId = await mostHeld();
    const units = 300;
    await changeFacts(
      (sql) => sql`update restock_decision set lead_time_days = 7, advised_units = 1000
        where run_id = ${planned.runs[0]?.runId ?? 0} and product_id = ${productId}`,
    );
    const laterOn = dayToDate(dayFromDate(fromOn) + 5);
    const due = async () => {
      const question = { kind: "stockContrast", fromOn: laterOn, toOn, productId } as const;
      const { sentences, from } = await explain(question);
      expect(sentences.join(" ")).toContain(`The plan of ${dayText(fromOn, "en")}`);
      return from?.value;
    };
    const before = await due();
    await changeFacts(async (sql) => {
      const of = { seller_id: sellerId, import_id: 1, line_no: 1 };
      const sentOn = dayToDate(dayFromDate(fromOn) + 3);
      const [shipment] = await sql`insert into inbound_shipment ${sql({
        ...{ ...of, account_id: accountId, shipment_number: "SENT-SINCE", status: "shipped" },
        ...{ created_on: sentOn, expected_on: toOn },
      })} returning id::int as id`;
      await sql`insert into inbound_shipment_item ${sql({
        ...{ ...of, shipment_id: Number(shipment?.id), product_id: productId, sent_units: units },
      })}`;
    });
    expect(await due()).toBe(before);
  });

  it("leave out and count products that the plan does not cover, and decline to tell of one of them", async () => {
    const { accountId } = planned.accountOf(slug);
    const productId = await mostHeld();
    await changeFacts(async (sql) => {
      for (const table of ["forecast", "restock_decision"])
        await sql`delete from ${sql(table)} where account_id = ${accountId} and product_id = ${productId}`;
    });
    const of = (product: number): Question[] => [
      { kind: "excessLevel", toOn, productId: product },
      { kind: "stockContrast", fromOn, toOn, productId: product },
      { kind: "feeForward", fee: "storage", productId: product, units: 0, ...nextMonth() },
    ];
    for (const question of of(0)) {
      const { sentences } = await explain(question);
      expect(sentences.join(" "), question.kind).toMatch(/does not cover them: 1 product\./);
    }
    const forward = { kind: "stockForward", toOn, productId } as const;
    for (const question of [...of(productId), forward])
      expect(await refusal(askWhy(planned.seller(slug), question)), question.kind).toBe(
        "precondition_failed",
      );
  });
});

/** The product with most units by the ledger. */
async function mostHeld(): Promise<number> {
  const { accountId } = planned.accountOf(slug);
  const [row] = await admin.sql<{ productId: number }[]>`
    select product_id::int as "productId" from inventory_event
    where account_id = ${accountId} and disposition = 'sellable' and recorded_to = 'infinity' and event_on <= ${toOn}
    group by 1 order by sum(units) desc limit 1`;
  return row?.productId ?? Number.NaN;
}

const nextMonth = () => ({ monthOn: `${addMonths(toOn.slice(0, 7), 1)}-01` });

/** Changes rows as if no rule watched; questions asked before are answered anew. */
async function changeFacts(change: (sql: Connection["sql"]) => Promise<unknown>): Promise<void> {
  const { accountId } = planned.accountOf(slug);
  await admin.sql.begin(async (sql) => {
    await sql`set local session_replication_role = replica`;
    await change(sql as unknown as Connection["sql"]);
    await sql`update import_file set finished_at = finished_at + interval '1 second' where account_id = ${accountId}`;
  });
}

describe("fees of a month to come", () => {
  it("would be what no stock of the product costs with more taken out than there is, and say so", async () => {
    const month = toOn.slice(0, 7);
    const now = { monthOn: `${month}-01`, productId: 0 };
    const paid = await explain({ kind: "feeSources", fee: "aged", ...now });
    const productId = Number(paid.drivers[0]?.group.replace("sku:", ""));
    const of = {
      kind: "feeForward",
      fee: "all",
      monthOn: `${addMonths(month, 1)}-01`,
      productId,
    } as const;
    const view = await explain({ ...of, units: 10_000_000 });
    expect(view.sentences.join(" ")).toMatch(/Only .* on hand: all of them are taken out\./);
    const [held = ""] = /[\d,]+(?= units? of)/.exec(view.sentences.join(" ")) ?? [];
    const all = await explain({ ...of, units: Number(held.replaceAll(",", "")) });
    expect(all.to.value).toBe(view.to.value);
    expect(all.sentences.join(" ")).toMatch(/Taken out, the oldest first/);
  });

  it("count no overage where no limit is known, and say so", async () => {
    const { accountId } = planned.accountOf(slug);
    const of = { kind: "feeForward", productId: 0, units: 0, ...nextMonth() } as const;
    const said = async (fee: "overage" | "storage") =>
      (await explain({ ...of, fee })).sentences.join(" ").includes("no limit of this month");
    expect(await said("overage")).toBe(false);
    await changeFacts(
      (sql) =>
        sql`delete from limit_announcement where account_id = ${accountId} and month_on = ${of.monthOn}`,
    );
    expect(await said("overage")).toBe(true);
    expect(await said("storage")).toBe(false);
  });
});
