// A seller declares sales ahead, the next plan counts them by the record, and when the month is over the word is scored.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addMonths, dayFromDate } from "@/lib/calendar/index.ts";
import { MM3_PER_CUBIC_FOOT, roundHalfEven } from "@/lib/units/index.ts";
import { manualClock } from "@/server/core/clock.ts";
import { isDomainError } from "@/server/core/errors.ts";
import { limitKey, loadDecision } from "@/server/planning/traces.ts";
import { inScope } from "@/server/repositories/scope.ts";
import type { SellerContext } from "@/server/services/context.ts";
import { addDemoPeople } from "@/server/services/demo-world/add-people.ts";
import { knownAt } from "@/server/services/demo-world/instants.ts";
import {
  createPlannedWorld,
  type PlannedWorld,
} from "@/server/services/explanation/testing/planned-world.ts";
import { declareVolume, previewDeclaration, withdrawDeclaration } from "./declare-volume.ts";
import { listDeclared } from "./list-declarations.ts";
import { listDeclaredRecords } from "./list-declared-records.ts";
import { listLimits } from "./list-limits.ts";
import { scoreDeclarations, unitsInMonth } from "./score-declarations.ts";
import { listCeilings } from "./why-not-higher.ts";

const RUNS_DAYS_BEFORE = [140, 112];
const feet = (cubicFeet: number) => roundHalfEven(cubicFeet * MM3_PER_CUBIC_FOOT);

let planned: PlannedWorld;
let slug: string;
let rival: string;
let people: ReadonlyMap<string, number>;

const lastRun = () => {
  const run = planned.runs.at(-1);
  if (!run) throw new Error("nothing is planned");
  return run;
};
const monthAhead = (ahead: number) => `${addMonths(lastRun().asOfOn.slice(0, 7), ahead)}-01`;

/** The seller's own person, a day after the newest run. */
function person(of = slug): SellerContext {
  const ctx = planned.seller(of);
  const userId = people.get(`${of}@test.example`);
  if (userId === undefined) throw new Error(`nobody acts for ${of}`);
  const dayAfter = knownAt(dayFromDate(lastRun().asOfOn) + 1);
  return {
    ...ctx,
    clock: manualClock(dayAfter.toISOString()),
    actor: { kind: "user", userId, role: "seller" },
    scope: { ...ctx.scope, userId },
  };
}

const launch = (from: number, to: number) => ({
  kind: "launch" as const,
  storageType: "apparel" as const,
  fromMonthOn: monthAhead(from),
  toMonthOn: monthAhead(to),
  extraMm3: 2 * feet(60),
  probability: 0.5,
  note: "New range, samples approved",
});

async function refusal(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    if (isDomainError(error)) return `${error.code} ${String(error.data.rule ?? "")}`.trim();
    throw error;
  }
  return "none";
}

const leafOf = async (ahead: number, id: string) => {
  const ctx = planned.seller(slug);
  const decision = await inScope(ctx.db, ctx.scope, (tx) =>
    loadDecision(tx, ctx.scope, lastRun().runId, "capacity", {
      accountId: ctx.scope.accountId,
      key: limitKey(2, ahead),
    }),
  );
  return decision?.values.column[id]?.[0];
};

beforeAll(async () => {
  planned = await createPlannedWorld({ sizeShare: 0.1, runsDaysBefore: RUNS_DAYS_BEFORE });
  slug = planned.subjectOf("demand-surge");
  rival = planned.subjectOf("price-rise");
  people = await addDemoPeople(
    planned.worker,
    [slug, rival].map((of) => ({
      email: `${of}@test.example`,
      password: "a long enough test password",
      name: of,
      staffRole: null,
      accounts: [of],
    })),
  );
}, 240_000);
afterAll(() => planned?.close());

describe("declaring sales ahead", () => {
  it("shows what it would change by the rules of the newest run, and writes nothing", async () => {
    const { months, weightMillionths } = await previewDeclaration(person(), launch(2, 3));
    expect(weightMillionths).toBe(500_000);
    expect(months.map(({ monthOn }) => monthOn)).toEqual([monthAhead(2), monthAhead(3)]);
    for (const { declaredMm3, limit } of months) {
      expect(declaredMm3).toBe(feet(60));
      expect(limit?.countedMm3).toBe(Math.min(Math.floor(feet(60) / 2), limit?.capMm3 ?? 0));
      expect(limit?.toMm3).toBeGreaterThanOrEqual(limit?.fromMm3 ?? Number.POSITIVE_INFINITY);
    }
    expect((await listDeclared(person())).declarations).toEqual([]);
  });

  it("says so for months that no limit reaches yet", async () => {
    const { months } = await previewDeclaration(person(), launch(4, 4));
    expect(months).toEqual([{ monthOn: monthAhead(4), declaredMm3: feet(60), limit: null }]);
  });

  it("refuses months in the wrong order, begun, too far or too many, and a job that speaks", async () => {
    const declare = (from: number, to: number) =>
      refusal(declareVolume(person(), launch(from, to)));
    expect(await declare(3, 2)).toBe("invalid months_in_order");
    expect(await declare(0, 1)).toBe("invalid month_begun");
    expect(await declare(6, 7)).toBe("invalid too_far_ahead");
    expect(await declare(1, 4)).toBe("invalid too_many_months");
    expect(await refusal(declareVolume(planned.seller(slug), launch(2, 2)))).toBe(
      "forbidden a_person_speaks",
    );
  });

  it("can be withdrawn while nothing is confirmed on it, by its own account only", async () => {
    const { declarationId } = await declareVolume(person(), launch(2, 2));
    expect(await refusal(declareVolume(person(), launch(1, 3)))).toBe("conflict months_taken");
    expect(await refusal(withdrawDeclaration(person(rival), declarationId))).toBe("not_found");
    await withdrawDeclaration(person(), declarationId);
    expect(await refusal(withdrawDeclaration(person(), declarationId))).toBe("not_found");
    const { declarations } = await listDeclared(person());
    expect(declarations.map(({ status }) => status)).toEqual(["withdrawn"]);
    expect((await listDeclared(person(rival))).declarations).toEqual([]);
  });

  it("enters the next plan as leaves, with the weight of the record, and cannot be withdrawn then", async () => {
    const month = monthAhead(2);
    const { declarationId } = await declareVolume(person(), launch(2, 2));
    await planned.plan(planned.world.span.asOfDay - 80);
    expect(monthAhead(1)).toBe(month);
    expect(await leafOf(1, "declaredMm3")).toBe(feet(60));
    expect(await leafOf(1, "declaredWeightMillionths")).toBe(500_000);
    expect(await leafOf(2, "declaredMm3")).toBe(0);
    expect(await leafOf(1, "declaredExtra")).toBe(
      Math.min(Math.floor(feet(60) / 2), (await leafOf(1, "declaredCap")) ?? 0),
    );
    expect(await refusal(withdrawDeclaration(person(), declarationId))).toBe(
      "conflict limit_confirmed",
    );
    expect((await listDeclared(person())).declarations[0]?.status).toBe("bound");
  });

  it("is scored once when its month is over, and the record's weight moves by it", async () => {
    await planned.plan(planned.world.span.asOfDay - 52);
    expect(await scoreDeclarations(planned.worker, lastRun().runId)).toBe(0);
    await planned.plan(planned.world.span.asOfDay - 21);
    const [one, two] = await Promise.all([
      scoreDeclarations(planned.worker, lastRun().runId),
      scoreDeclarations(planned.worker, lastRun().runId),
    ]);
    expect(one + two).toBe(1);
    const { record, declarations } = await listDeclared(person());
    expect(declarations[0]?.status).toBe("over");
    const [score] = declarations.flatMap(({ scores }) => scores);
    expect(score?.soldMm3).toBeGreaterThan(0);
    expect(score?.expectedMm3).toBeGreaterThan(0);
    expect(score?.weightBeforeMillionths).toBe(500_000);
    expect(record).toMatchObject({
      scoreCount: 1,
      weightMillionths: score?.weightAfterMillionths,
    });
    expect(score?.weightAfterMillionths).not.toBe(500_000);
    const next = await previewDeclaration(person(), launch(2, 2));
    expect(next.weightMillionths).toBe(score?.weightAfterMillionths);
  });

  it("stands in the record that policy admins judge the rules by, beside what was sold", async () => {
    const [score] = (await listDeclared(person())).declarations.flatMap(({ scores }) => scores);
    const { records } = await listDeclaredRecords(planned.staffContext("policy_admin"));
    expect(records).toMatchObject([
      {
        slug,
        scoreCount: 1,
        declaredMm3: feet(60),
        beyondForecastMm3: (score?.soldMm3 ?? 0) - (score?.expectedMm3 ?? 0),
        declaredLossMillionths: score?.declaredLossMillionths,
        forecastLossMillionths: score?.forecastLossMillionths,
        weightMillionths: score?.weightAfterMillionths,
      },
    ]);
  });

  it("is seen by support through the seller's eyes, who cannot speak for the seller", async () => {
    const support = planned.seller(slug, "support");
    expect((await listDeclared(support)).declarations).toHaveLength(2);
    await expect(declareVolume(support, launch(2, 2))).rejects.toThrow();
  });
});

describe("why a limit is not higher", () => {
  it("starts from the limit that was announced, and lifts no rule to a lower one", async () => {
    const { ceilings } = await listCeilings(person());
    const limits = await listLimits(person());
    expect(ceilings.length).toBe(limits.storageTypes.length);
    for (const { storageType, monthOn, limitMm3, lifted, points } of ceilings) {
      const type = limits.storageTypes.find((one) => one.storageType === storageType);
      const month = type?.months.find((one) => one.monthOn === monthOn);
      expect(month?.current.limitMm3).toBe(limitMm3);
      for (const one of lifted) expect(one.limitMm3).toBeGreaterThan(limitMm3);
      for (const { gainMm3 } of points) expect(gainMm3).toBeGreaterThanOrEqual(0);
    }
  });
});

describe("units of a month", () => {
  it("are whole weeks and the parts of weeks that lie in it", () => {
    // Weeks from 28 September on: 28.9. to 4.10. lies in October for 4 of 7 days.
    const forecast = { originOn: "2026-09-27", meanMilliUnits: [7000, 7000, 14_000, 0, 0, 70_000] };
    const units = unitsInMonth(forecast, { monthOn: "2026-10-01", nextMonthOn: "2026-11-01" });
    expect(units).toBe(4 + 7 + 14);
  });
});
