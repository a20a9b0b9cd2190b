// A round from asking to owing, on a real database under the web server's and the worker's own roles.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Connection, connect } from "@/db/client.ts";
import {
  createTenantWorld,
  type SellerWorld,
  type TenantWorld,
} from "@/db/testing/tenant-world.ts";
import { createTestDatabase, type TestDatabase } from "@/scripts/test-database-client.ts";
import { type ManualClock, manualClock } from "@/server/core/clock.ts";
import { isDomainError } from "@/server/core/errors.ts";
import { createLogger } from "@/server/core/logger.ts";
import { listGrantedSpace } from "@/server/repositories/market-request.ts";
import { inScope } from "@/server/repositories/scope.ts";
import type { SellerContext, StaffContext, WorkerContext } from "@/server/services/context.ts";
import { askWhy } from "@/server/services/explanation/ask-why.ts";
import { getExplanation } from "@/server/services/explanation/get-explanation.ts";
import { getTrace } from "@/server/services/explanation/get-trace.ts";
import type { Question } from "@/server/services/explanation/question.ts";
import { clearMarketRound } from "./clear-round.ts";
import { getMarket } from "./get-market.ts";
import { giveBackSpace, placeRequest, withdrawRequest } from "./place-request.ts";
import { askToClear, disclosedBook, listMarketRounds } from "./read-rounds.ts";

const FOOT = 28_316_847;
let database: TestDatabase;
let superuser: Connection;
let web: Connection;
let workerPool: Connection;
let world: TenantWorld;
let clock: ManualClock;

beforeAll(async () => {
  database = await createTestDatabase();
  superuser = connect(database.adminUrl, { max: 2 });
  world = await createTenantWorld(superuser.sql, { except: ["market_request", "market_result"] });
  web = connect(database.appUrl, { max: 3 });
  workerPool = connect(database.workerUrl, { max: 2 });
  // 15 feet are free; each seller may ask for a hundred.
  await superuser.sql`update market_book set free_mm3 = ${15 * FOOT}`;
  await superuser.sql`update market_round set opens_at = '2026-11-20T00:00:00Z', closes_at = '2026-11-27T00:00:00Z'`;
  clock = manualClock("2026-11-21T12:00:00Z");
});
afterAll(async () => {
  await Promise.all([web?.close(), workerPool?.close(), superuser?.close()]);
  await database?.drop();
});

const shared = () => ({
  clock,
  logger: createLogger({ name: "test", level: "silent" }),
  requestId: "test",
});
const sellerOf = (seller: SellerWorld): SellerContext => {
  const { sellerId, accountId, userId } = seller;
  return {
    ...shared(),
    db: web.db,
    actor: { kind: "user", userId, role: "seller" },
    scope: { kind: "seller", sellerId, accountId, userId },
  };
};
const own = () => sellerOf(world.own);
const rival = () => sellerOf(world.rival);
const desk = (): StaffContext => ({
  ...shared(),
  db: web.db,
  actor: { kind: "user", userId: world.policyAdmin.userId, role: "policy_admin" },
  scope: { kind: "staff", role: "policy_admin", userId: world.policyAdmin.userId },
});
const worker = (): WorkerContext => ({
  ...shared(),
  db: workerPool.db,
  actor: { kind: "system", name: "worker" },
  scope: { kind: "worker" },
});

async function refusal(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
  } catch (error) {
    return isDomainError(error) ? { code: error.code, rule: error.data.rule } : `${error}`;
  }
  return "done";
}

const ask = (ctx: SellerContext, ...steps: readonly (readonly [number, number])[]) =>
  placeRequest(ctx, {
    roundId: world.roundId,
    steps: steps.map(([feet, fee]) => ({ quantityMm3: feet * FOOT, feeMicrosPerM3: fee * 1e6 })),
  });

describe("asking", () => {
  it("is refused by the rule it breaks", async () => {
    expect(await refusal(ask(own(), [10, 50], [10, 50]))).toEqual({
      code: "invalid",
      rule: "fees_fall",
    });
    expect(await refusal(ask(own(), [2, 50]))).toEqual({ code: "invalid", rule: "below_lot" });
    expect(await refusal(ask(own(), [101, 50]))).toEqual({
      code: "limit_exceeded",
      rule: "above_cap",
    });
    expect(await refusal(ask(own(), [10, 20]))).toEqual({ code: "invalid", rule: "below_reserve" });
    const elsewhere = placeRequest(own(), { roundId: 1, steps: [] });
    expect(await refusal(elsewhere)).toMatchObject({ code: "not_found" });
    const support = { ...own(), scope: { ...own().scope, viewedBy: "support" as const } };
    expect(await refusal(ask(support, [10, 50]))).toMatchObject({ code: "forbidden" });
  });

  it("keeps every version, and one that stands", async () => {
    expect(await refusal(withdrawRequest(own(), world.roundId))).toMatchObject({
      code: "not_found",
    });
    await ask(own(), [10, 60]);
    clock.advanceMs(60_000);
    await ask(own(), [10, 50], [10, 40]);
    const [round] = (await getMarket(own())).open;
    expect(round?.standing?.steps).toHaveLength(2);
    expect(round?.versions.map(({ closedAt }) => closedAt === null)).toEqual([true, false]);
    expect(round?.before).toMatchObject({ capMm3: 100 * FOOT, band: null });
  });

  it("is seen by nobody else, and by the desk only in sums of many", async () => {
    await ask(rival(), [10, 45]);
    expect((await getMarket(rival())).open[0]?.versions).toHaveLength(1);
    const [round] = (await listMarketRounds(desk())).rounds;
    expect(round).toMatchObject({ requestCount: 2, book: null, cleared: null });
    expect(JSON.stringify(round)).not.toContain(String(45e6));
  });
});

describe("clearing", () => {
  it("is asked for by the desk and done once", async () => {
    const sent: unknown[] = [];
    await askToClear(desk(), world.roundId, async (_tx, name, data) => {
      sent.push([name, data]);
    });
    expect(sent).toEqual([["clear-market-round", { roundId: world.roundId }]]);
    const { roundId } = world;
    const forward = { quantityMm3: 10 * FOOT, feeMicrosPerM3: 50e6 };
    await askWhy(own(), { kind: "grantForward", roundId, ...forward });
    expect(await clearMarketRound(worker(), world.roundId)).toBe(true);
    expect(await clearMarketRound(worker(), world.roundId)).toBe(false);
    expect(await refusal(askToClear(desk(), world.roundId))).toEqual({
      code: "precondition_failed",
      rule: "round_cleared",
    });
    expect(await refusal(ask(own(), [10, 50]))).toEqual({
      code: "precondition_failed",
      rule: "round_closed",
    });
  });

  it("grants the highest offers at one fee, tells winners what they pay, and shows three rules to the desk", async () => {
    const [mine] = (await getMarket(own())).past;
    // 10 at 50, then 5 of the rival's 10 at 45: nothing is left for the step at 40.
    expect(mine?.result).toMatchObject({
      outcome: "partlyGranted",
      grantedMm3: 10 * FOOT,
      askedMm3: 20 * FOOT,
      fee: { feeMicrosPerM3: 45e6, beforeCreditMicrosPerM3: 45e6 },
    });
    const [theirs] = (await getMarket(rival())).past;
    expect(theirs?.result).toMatchObject({ outcome: "partlyGranted", grantedMm3: 5 * FOOT });
    // Two sellers are too few for the fee to be published.
    expect(mine?.clearingMicrosPerM3).toBeNull();
    const [round] = (await listMarketRounds(desk())).rounds;
    expect(round?.cleared).toMatchObject({ grantedMm3: 15 * FOOT, isPublished: false });
    expect(round?.cleared?.rules.map(({ microsPerM3 }) => microsPerM3)).toEqual([45e6, 45e6, null]);
  });

  it("enters the limits of the month, as far as it was known", async () => {
    const granted = (knownAt: Date) =>
      inScope(workerPool.db, worker().scope, (tx) =>
        listGrantedSpace(tx, worker().scope, {
          marketplaceId: "US",
          monthsOn: ["2026-12-01"],
          knownAt,
        }),
      );
    const byAccount = (await granted(clock.now())).map(({ grantedMm3 }) => grantedMm3);
    expect(byAccount).toEqual([10 * FOOT, 5 * FOOT]);
    expect(await granted(new Date(clock.now().getTime() - 1))).toEqual([]);
  });

  it("answers why from the account's own request and the fee it pays, by replay", async () => {
    const question = { kind: "grantLevel", roundId: world.roundId } as const;
    const { explanationId } = await askWhy(own(), question);
    const view = await getExplanation(own(), explanationId);
    expect(view.headline).toBe("Your extra standard-size space for December 2026 is 10 ft³.");
    expect(view.verification).toMatchObject({ isReplayEqual: true, definition: "market" });
    const trace = await getTrace(own(), explanationId);
    const at = (id: string) => trace.nodes.find((node) => node.id === id)?.to;
    expect(at("clearingMicrosPerM3")).toBe("45000000");
    expect(at("thresholdMicrosPerM3")).toBeNull();
    expect(await refusal(getExplanation(rival(), explanationId))).toMatchObject({
      code: "not_found",
    });
  });

  const answerOf = async (ctx: SellerContext, question: Question) => {
    const { explanationId } = await askWhy(ctx, question);
    const view = await getExplanation(ctx, explanationId);
    expect(view.verification).toMatchObject({ isReplayEqual: true, definition: "market" });
    return [view.headline, ...view.sentences].join(" ");
  };

  it("says why not all was granted and what it rests on, without a fee that is not published", async () => {
    const { roundId } = world;
    const why = await answerOf(own(), { kind: "grantContrast", roundId });
    expect(why).toMatch(/^10 ft³ of the 20 ft³ you asked for was granted\./);
    expect(why).toMatch(/others offered more or as much.*Too few sellers/);
    const enough = await answerOf(own(), { kind: "grantTarget", roundId });
    expect(enough).toMatch(/^Too few sellers took part/);
    // 45 per m3 is 1.27 per ft3: what the rival offered, and what would have been enough.
    for (const text of [why, enough]) expect(text).not.toMatch(/1\.2[78]/);
    const sources = await answerOf(own(), { kind: "grantSources", roundId });
    expect(sources).toContain("You asked for 10 ft³ at up to $1.42 per ft³ and month.");
    const fair = await answerOf(own(), { kind: "grantFairness", roundId });
    expect(fair).toContain("gave the same number each time");
    const change = { kind: "grantChange", roundId, baseRoundId: roundId } as const;
    expect(await refusal(askWhy(own(), change))).toEqual({
      code: "precondition_failed",
      rule: "fee_not_published",
    });
    const forward = { quantityMm3: 10 * FOOT, feeMicrosPerM3: 50e6 };
    // Answered while the round was open.
    expect(await refusal(askWhy(own(), { kind: "grantForward", roundId, ...forward }))).toEqual({
      code: "precondition_failed",
      rule: "round_closed",
    });
  });

  it("says which fee would have been enough once the clearing fee is published, and counts the question", async () => {
    const { roundId } = world;
    // The same round as if twenty had taken part; answers are stored, so the rival asks.
    await superuser.sql`update market_round set published_micros_per_m_3 = 45000000 where id = ${roundId}`;
    const asked = await askWhy(rival(), { kind: "grantTarget", roundId });
    const view = await getExplanation(rival(), asked.explanationId);
    // The least whole cent per ft3 above 45 per m3, with no credit of one's own.
    expect(view.headline).toBe(
      "An offer of $1.28 per ft³ and month would have been enough for 10 ft³, with all else as it was.",
    );
    expect(view.sentences.join(" ")).toContain(
      "The clearing fee of the round was $1.27 per ft³ and month.",
    );
    const [counted] = await superuser.sql`select run_id from explanation where id = ${view.id}`;
    expect(counted?.run_id).not.toBeNull();
    await superuser.sql`update market_round set published_micros_per_m_3 = null where id = ${roundId}`;
  });
});

describe("giving back", () => {
  it("is done once, at most what was granted, and leaves the limit", async () => {
    const back = (feet: number) =>
      giveBackSpace(own(), { roundId: world.roundId, returnedMm3: feet * FOOT });
    expect(await refusal(back(11))).toEqual({ code: "limit_exceeded", rule: "above_granted" });
    expect(await back(4)).toEqual({ returnedMm3: 4 * FOOT });
    expect(await refusal(back(1))).toEqual({ code: "conflict", rule: "returned_before" });
    const kept = await inScope(workerPool.db, worker().scope, (tx) =>
      listGrantedSpace(tx, worker().scope, {
        marketplaceId: "US",
        monthsOn: ["2026-12-01"],
        knownAt: clock.now(),
      }),
    );
    expect(kept.map(({ grantedMm3 }) => grantedMm3)).toEqual([6 * FOOT, 5 * FOOT]);
  });

  it("cannot touch what was decided, not even past the services", async () => {
    const change = workerPool.sql`update market_result set granted_mm3 = 1`;
    await expect(change).rejects.toThrow(/market_result is fixed/);
  });
});

describe("the book's sums", () => {
  const request = (sellerId: number, feet: number) => ({
    requestId: sellerId,
    sellerId,
    accountId: sellerId,
    roundId: 1,
    askedMm3: [feet * FOOT],
    offeredMicrosPerM3: [(100 - sellerId) * 1e6],
    recordedFrom: clock?.now() ?? manualClock("2026-11-21T12:00:00Z").now(),
  });
  it("are withheld below ten sellers and where one has more than a quarter", () => {
    const of = (count: number, largest = 10) =>
      disclosedBook(Array.from({ length: count }, (_, k) => request(k, k === 0 ? largest : 10)));
    expect(of(9).book).toBeNull();
    expect(of(12, 60).book).toBeNull();
    expect(of(10).book).toEqual([{ feeMicrosPerM3: 91e6, askedMm3: 100 * FOOT }]);
    expect(of(25).book).toEqual([
      { feeMicrosPerM3: 91e6, askedMm3: 100 * FOOT },
      { feeMicrosPerM3: 76e6, askedMm3: 250 * FOOT },
    ]);
  });

  it("never tell by the difference of two of them what one seller asks for", () => {
    // The last of 21 sellers, alone at the lowest fees, asks for nearly a quarter of all.
    const requests = Array.from({ length: 21 }, (_, k) => request(k, k === 20 ? 60 : 10));
    expect(disclosedBook(requests).book).toEqual([{ feeMicrosPerM3: 80e6, askedMm3: 260 * FOOT }]);
  });
});
