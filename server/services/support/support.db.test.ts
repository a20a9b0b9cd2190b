import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Connection, connect, type Db } from "@/db/client.ts";
import {
  createTenantWorld,
  type SellerWorld,
  type TenantWorld,
} from "@/db/testing/tenant-world.ts";
import { createTestDatabase, type TestDatabase } from "@/scripts/test-database-client.ts";
import { manualClock } from "@/server/core/clock.ts";
import { isDomainError } from "@/server/core/errors.ts";
import { createLogger } from "@/server/core/logger.ts";
import type { SellerContext, StaffContext, StaffRole } from "@/server/services/context.ts";
import { addCaseMessage, getOwnCase, listOwnCases, openCase } from "./seller-cases.ts";
import {
  addNote,
  findSellers,
  getCase,
  listQueue,
  replyToCase,
  setCasePriority,
  setCaseStatus,
} from "./staff-cases.ts";

const NOTE = "Between us: this limit was mistyped.";
const REPLY = "Your limit follows from the space there is.";

let database: TestDatabase;
let app: Connection;
/** Row-level security does not bind it: what the services alone hide. */
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

const request = (db: Db) => ({
  db,
  clock: manualClock("2026-10-06T12:00:00Z"),
  logger: createLogger({ name: "test", level: "silent" }),
  requestId: "test",
});

const seller = ({ sellerId, accountId, userId }: SellerWorld, db = app.db): SellerContext => ({
  ...request(db),
  actor: { kind: "user", userId, role: "seller" },
  scope: { kind: "seller", sellerId, accountId, userId },
});

const staff = (role: StaffRole = "support", db = app.db): StaffContext => {
  const { userId } = role === "support" ? world.support : world.policyAdmin;
  return {
    ...request(db),
    actor: { kind: "user", userId, role },
    scope: { kind: "staff", role, userId },
  };
};

async function refusal(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (isDomainError(error)) return `${error.code} ${error.data?.rule ?? ""}`.trim();
    const { cause } = error as { cause?: { message?: string } };
    return `${cause?.message ?? error}`;
  }
  return "done";
}

/** A case of the seller's, with a note of support's. */
async function notedCase(of = world.own): Promise<number> {
  const { caseId } = await openCase(seller(of), {
    account: of.slug,
    subject: "Why did my limit fall?",
    body: "My sales are steady.",
    explanationId: null,
  });
  await addNote(staff(), { caseId, body: NOTE });
  return caseId;
}

const explanationOf = ({ rowIds }: SellerWorld) => String(rowIds.explanation);

describe("an internal note", () => {
  it("is read by support and never by the seller, behind both walls and behind either alone", async () => {
    const caseId = await notedCase();
    const texts = async (ctx: SellerContext) =>
      (await getOwnCase(ctx, caseId)).entries.map(({ body }) => body);
    expect((await getCase(staff(), caseId)).entries.map(({ kind }) => kind)).toEqual([
      "message",
      "note",
    ]);
    expect(await texts(seller(world.own))).toEqual(["My sales are steady."]);
    expect(await texts(seller(world.own, superuser.db))).toEqual(["My sales are steady."]);
    const { sellerId, userId } = world.own;
    const rows = await app.sql.begin(async (sql) => {
      await sql`select set_config('app.seller_id', ${String(sellerId)}, true), set_config('app.user_id', ${String(userId)}, true)`;
      return sql`select kind from case_entry where case_id = ${caseId}`;
    });
    expect(rows.map(({ kind }) => kind)).toEqual(["message"]);
  });

  it("cannot be written by a seller, and nobody speaks in another's name", async () => {
    const caseId = await notedCase();
    const { sellerId, userId } = world.own;
    const write = (kind: string, author: number) =>
      app.sql.begin(async (sql) => {
        await sql`select set_config('app.seller_id', ${String(sellerId)}, true), set_config('app.user_id', ${String(userId)}, true)`;
        await sql`insert into case_entry (seller_id, case_id, kind, author_id, body) values (${sellerId}, ${caseId}, ${kind}, ${author}, 'x')`;
      });
    expect(await refusal(write("note", userId))).toMatch(/row-level security/);
    expect(await refusal(write("reply", userId))).toMatch(/row-level security/);
    expect(await refusal(write("message", world.support.userId))).toMatch(/row-level security/);
    expect(await refusal(write("message", userId))).toBe("done");
  });
});

describe("a reply", () => {
  it("carries an explanation of the same account and no other", async () => {
    const caseId = await notedCase();
    const reply = { caseId, body: REPLY };
    const foreign = { ...reply, explanationId: explanationOf(world.rival) };
    expect(await refusal(replyToCase(staff(), foreign))).toBe("not_found");
    const own = explanationOf(world.own);
    await replyToCase(staff(), { ...reply, explanationId: own });
    const answered = await getOwnCase(seller(world.own), caseId);
    expect(answered).toMatchObject({
      status: "answered",
      explanationId: own,
      firstRepliedAt: "2026-10-06T12:00:00.000Z",
    });
    expect(answered.entries.at(-1)).toMatchObject({
      kind: "reply",
      body: REPLY,
      explanationId: own,
    });
  });

  it("comes from Support for the seller, and from a colleague by name for staff", async () => {
    const caseId = await notedCase();
    await replyToCase(staff(), { caseId, body: REPLY, explanationId: null });
    const authors = async (ctx: SellerContext) =>
      (await getOwnCase(ctx, caseId)).entries.map(({ author }) => author);
    expect(await authors(seller(world.own))).toEqual(["You", "Support"]);
    expect(await authors(seller(world.own, superuser.db))).toEqual(["You", "Support"]);
    const colleague = world.policyAdmin.userId;
    const ctx = staff();
    const seen = await getCase(
      {
        ...ctx,
        actor: { kind: "user", userId: colleague, role: "support" },
        scope: { ...ctx.scope, userId: colleague },
      },
      caseId,
    );
    const owner = `owner@${world.own.marker}.example`;
    const support = "support@whystock.example";
    expect(seen.entries.map(({ author }) => author)).toEqual([owner, support, support]);
  });

  it("is refused on a closed case, as is a message; a note is not", async () => {
    const caseId = await notedCase();
    await setCaseStatus(staff(), { caseId, status: "closed" });
    const closed = "precondition_failed case_closed";
    const reply = { caseId, body: REPLY, explanationId: null };
    expect(await refusal(replyToCase(staff(), reply))).toBe(closed);
    const message = { account: world.own.slug, caseId, body: "And now?" };
    expect(await refusal(addCaseMessage(seller(world.own), message))).toBe(closed);
    await addNote(staff(), { caseId, body: NOTE });
    await setCaseStatus(staff(), { caseId, status: "open" });
    expect((await getOwnCase(seller(world.own), caseId)).closedAt).toBeNull();
    expect(await refusal(replyToCase(staff(), reply))).toBe("done");
  });

  it("is support's alone: a policy admin reads and changes nothing", async () => {
    const caseId = await notedCase();
    const reply = { caseId, body: REPLY, explanationId: null };
    expect(await refusal(replyToCase(staff("policy_admin"), reply))).toMatch(/row-level security/);
    const urgent = setCasePriority(staff("policy_admin"), { caseId, priority: "high" });
    expect(await refusal(urgent)).toMatch(/was not changed/);
    expect((await getOwnCase(seller(world.own), caseId)).priority).toBe("normal");
  });
});

describe("a case", () => {
  it("is its own seller's, and support's", async () => {
    const caseId = await notedCase();
    const rival = seller(world.rival);
    expect(await refusal(getOwnCase(rival, caseId))).toBe("not_found");
    const message = { account: world.rival.slug, caseId, body: "Let me in" };
    expect(await refusal(addCaseMessage(rival, message))).toBe("not_found");
    expect((await listOwnCases(rival)).cases.map((row) => row.caseId)).not.toContain(caseId);
    const stolen = {
      account: world.rival.slug,
      subject: "Theirs",
      body: "?",
      explanationId: explanationOf(world.own),
    };
    expect(await refusal(openCase(rival, stolen))).toBe("not_found");
  });

  it("is open again when the seller answers, urgent ones first in the queue", async () => {
    const first = await notedCase();
    const urgent = await notedCase(world.rival);
    await replyToCase(staff(), { caseId: first, body: REPLY, explanationId: null });
    const queue = async () => (await listQueue(staff(), { status: "unanswered" })).cases;
    expect((await queue()).map(({ caseId }) => caseId)).not.toContain(first);
    await addCaseMessage(seller(world.own), {
      account: world.own.slug,
      caseId: first,
      body: "Thank you, but why?",
    });
    await setCasePriority(staff(), { caseId: urgent, priority: "high" });
    const order = (await queue()).map(({ caseId }) => caseId);
    expect(order[0]).toBe(urgent);
    expect(order).toContain(first);
    const { cases } = await listQueue(staff(), { status: "all" });
    expect(cases.length).toBeGreaterThan(order.length);
  });

  it("leaves on record who read and changed it, where the seller can see it", async () => {
    const caseId = await notedCase();
    await getCase(staff(), caseId);
    await replyToCase(staff(), { caseId, body: REPLY, explanationId: null });
    await setCasePriority(staff(), { caseId, priority: "high" });
    await setCaseStatus(staff(), { caseId, status: "closed" });
    const rows = await app.sql.begin(async (sql) => {
      await sql`select set_config('app.seller_id', ${String(world.own.sellerId)}, true)`;
      return sql`select action, actor_id::int as actor, actor_role as role from audit_event
        where target = ${`case:${caseId}`} order by id`;
    });
    expect(rows.map(({ action }) => action)).toEqual([
      "case.note",
      "case.read",
      "case.reply",
      "case.priority.high",
      "case.closed",
    ]);
    for (const row of rows)
      expect(row).toMatchObject({ actor: world.support.userId, role: "support" });
  });
});

describe("finding a seller", () => {
  const found = async (search: string) => (await findSellers(staff(), search)).accounts;

  beforeAll(async () => {
    await superuser.sql`update product set sku = 'PAN_20-' || id where seller_id = ${world.own.sellerId}`;
    await superuser.sql`alter table product_version disable trigger user`;
    await superuser.sql`update product_version set asin = 'B0WHYSTOCK' where seller_id = ${world.own.sellerId}`;
    await superuser.sql`alter table product_version enable trigger user`;
  });

  it("goes by name, slug, SKU and ASIN, in any case", async () => {
    for (const search of [
      world.own.marker,
      world.own.slug.toUpperCase(),
      "OWNMILL-SELLER",
      "pan_20",
      "b0whystock",
    ]) {
      const accounts = await found(search);
      expect(
        accounts.map(({ account }) => account),
        search,
      ).toEqual([world.own.slug]);
    }
    expect((await found("PAN_2"))[0]).toMatchObject({ sku: expect.stringMatching(/^PAN_20-/) });
    expect((await found("")).map(({ account }) => account).sort()).toEqual([
      world.own.slug,
      world.rival.slug,
    ]);
  });

  it("takes a pattern's characters as characters", async () => {
    for (const search of ["%", "_", "PAN%", "PANx20", "\\"])
      expect(await found(search)).toEqual([]);
  });
});
