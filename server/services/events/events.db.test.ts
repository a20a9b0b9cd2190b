import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Connection, connect } from "@/db/client.ts";
import { createTenantWorld, type TenantWorld } from "@/db/testing/tenant-world.ts";
import { createTestDatabase, type TestDatabase } from "@/scripts/test-database-client.ts";
import { manualClock } from "@/server/core/clock.ts";
import { isDomainError } from "@/server/core/errors.ts";
import { createLogger } from "@/server/core/logger.ts";
import { planCalendar } from "@/server/planning/plan-calendar.ts";
import { listSaleEvents } from "@/server/repositories/network.ts";
import { inScope } from "@/server/repositories/scope.ts";
import type { StaffContext, StaffRole } from "@/server/services/context.ts";
import { addEvent, changeEvent, withdrawEvent } from "./change-events.ts";
import { listEvents } from "./list-events.ts";

const clock = manualClock("2026-11-01T09:00:00Z");
const REASON = "The date was agreed with the carriers";
const BLACK_FRIDAY = {
  marketplaceId: "US",
  kind: "sale_event",
  title: "Black Friday 2026",
  startOn: "2026-11-27",
  endOn: "2026-11-30",
  expectedFactorMillionths: 1_800_000,
  reason: REASON,
} as const;

let database: TestDatabase;
let superuser: Connection;
let web: Connection;
let world: TenantWorld;

beforeAll(async () => {
  database = await createTestDatabase();
  superuser = connect(database.adminUrl, { max: 2 });
  world = await createTenantWorld(superuser.sql);
  web = connect(database.appUrl, { max: 3 });
});
afterAll(async () => {
  await Promise.all([web?.close(), superuser?.close()]);
  await database?.drop();
});

function contextOf(role: StaffRole): StaffContext {
  const { userId } = role === "support" ? world.support : world.policyAdmin;
  return {
    db: web.db,
    clock,
    logger: createLogger({ name: "test", level: "silent" }),
    requestId: "test",
    actor: { kind: "user", userId, role },
    scope: { kind: "staff", role, userId },
  };
}
const desk = () => contextOf("policy_admin");

async function refusal(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
  } catch (error) {
    return isDomainError(error) ? { code: error.code, ...error.data } : `${error}`;
  }
  return "done";
}

const knownAt = (instant: Date) =>
  inScope(web.db, desk().scope, (tx) =>
    listSaleEvents(tx, "US", { asOfOn: "2026-11-01", knownAt: instant }),
  );
const titlesAt = async (instant: Date) => (await knownAt(instant)).map(({ title }) => title);
const later = (): Date => {
  clock.advanceMs(60_000);
  return clock.now();
};

describe("the calendar of events", () => {
  it("takes an event that later runs know and earlier ones do not", async () => {
    const before = clock.now();
    later();
    const { eventId } = await addEvent(desk(), BLACK_FRIDAY);
    expect(await titlesAt(before)).toEqual([]);
    expect(await titlesAt(later())).toEqual(["Black Friday 2026"]);
    const { events, acts } = await listEvents(desk(), {});
    expect(events).toMatchObject([
      { eventId, phase: "announced", isCorrection: false, isEditable: true },
    ]);
    expect(acts).toMatchObject([
      { action: "event.add", reason: REASON, actorName: "policy@whystock.example", before: null },
    ]);
  });

  it("is what the next plan's calendar is made of, the expected effect included", async () => {
    const events = await knownAt(clock.now());
    const calendar = planCalendar(20_758, { startWeekday: 0, first: 2_900, last: 2_965 }, events);
    expect([...calendar.eventUpliftPrior]).toEqual([1.8]);
    expect(calendar.eventKindCount).toBe(1);
    expect(calendar.eventWeek.length).toBeGreaterThan(0);
  });

  it("corrects an event by a new version, past days included, and keeps the old one for earlier runs", async () => {
    const [event] = (await listEvents(desk(), {})).events;
    const known = clock.now();
    later();
    const { marketplaceId: _, kind: __, ...facts } = BLACK_FRIDAY;
    const change = {
      ...facts,
      eventId: event?.eventId ?? 0,
      startOn: "2025-11-28",
      endOn: "2025-12-01",
    };
    const { eventId } = await changeEvent(desk(), change);
    expect(await knownAt(known)).toMatchObject([{ startOn: "2026-11-27" }]);
    expect(await knownAt(later())).toMatchObject([{ startOn: "2025-11-28" }]);
    const { events, acts } = await listEvents(desk(), {});
    expect(events).toMatchObject([{ eventId, isCorrection: true, phase: "past" }]);
    expect(acts[0]).toMatchObject({
      action: "event.change",
      before: { startOn: "2026-11-27" },
      after: { startOn: "2025-11-28" },
    });
    expect(await refusal(changeEvent(desk(), change))).toMatchObject({ rule: "not_current" });
  });

  it("lets one of two simultaneous changes through", async () => {
    const [event] = (await listEvents(desk(), {})).events;
    const { marketplaceId: _, kind: __, ...facts } = BLACK_FRIDAY;
    const change = { ...facts, eventId: event?.eventId ?? 0 };
    const answers = await Promise.all([
      refusal(changeEvent(desk(), change)),
      refusal(changeEvent(desk(), change)),
    ]);
    expect(answers.filter((answer) => answer !== "done")).toMatchObject([{ rule: "not_current" }]);
    expect((await listEvents(desk(), {})).events).toHaveLength(1);
  });

  it.each([
    [
      "shares a day with another of its kind",
      { startOn: "2026-11-30", endOn: "2026-12-02" },
      "overlap",
    ],
    ["ends before it starts", { startOn: "2026-12-10", endOn: "2026-12-09" }, "end_before_start"],
    ["lasts longer than a quarter", { startOn: "2027-01-01", endOn: "2027-04-03" }, "too_long"],
  ])("refuses an event that %s", async (_what, days, rule) => {
    expect(await refusal(addEvent(desk(), { ...BLACK_FRIDAY, ...days }))).toMatchObject({ rule });
  });

  it("lets events of another kind share the days, without an effect on demand", async () => {
    const delay = { ...BLACK_FRIDAY, kind: "port_delay", title: "Strike at the port" } as const;
    expect(await refusal(addEvent(desk(), delay))).toMatchObject({ rule: "uplift_of_sales_only" });
    await addEvent(desk(), { ...delay, expectedFactorMillionths: null });
    expect(await titlesAt(later())).toEqual(["Black Friday 2026"]);
  });

  it("refuses a marketplace and an event that do not exist, and a kind that is not kept here", async () => {
    expect(await refusal(addEvent(desk(), { ...BLACK_FRIDAY, marketplaceId: "XX" }))).toMatchObject(
      {
        code: "not_found",
      },
    );
    const withdraw = (eventId: number) =>
      refusal(withdrawEvent(desk(), { eventId, reason: REASON }));
    expect(await withdraw(999)).toMatchObject({ code: "not_found" });
    const [row] = await superuser.sql`
      insert into network_event (marketplace_id, kind, title, start_on, end_on)
      values ('US', 'policy_change', 'Version 2', '2026-11-01', '2026-11-01') returning id`;
    expect(await withdraw(Number(row?.id))).toMatchObject({ rule: "kind_not_editable" });
  });

  it("takes an event off for later runs only", async () => {
    const event = (await listEvents(desk(), {})).events.find(({ kind }) => kind === "sale_event");
    const known = clock.now();
    later();
    await withdrawEvent(desk(), { eventId: event?.eventId ?? 0, reason: REASON });
    expect(await titlesAt(known)).toEqual(["Black Friday 2026"]);
    expect(await titlesAt(later())).toEqual([]);
    const { acts } = await listEvents(desk(), {});
    expect(acts[0]).toMatchObject({ action: "event.withdraw", after: null, reason: REASON });
  });

  it("is closed to everybody else by the database itself", async () => {
    expect(await refusal(addEvent(contextOf("support"), BLACK_FRIDAY))).toMatch(
      /row-level security|network_event/,
    );
    const overwritten = superuser.sql`update network_event set title = 'another' where kind = 'port_delay'`;
    expect(await refusal(Promise.resolve(overwritten))).toMatch(/append-only/);
  });
});
