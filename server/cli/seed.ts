// The demo world of a first start: facts, people, policies, and planning runs of the last months. Safe to repeat: what is
// there is left alone, what was cut short is taken up again.
import { monthOfDay } from "@/lib/calendar/index.ts";
import { DEMO_SEED, simulateWorld, type World } from "@/lib/optimizer/simulation/index.ts";
import { systemClock } from "@/server/core/clock.ts";
import { newRequestId } from "@/server/core/ids.ts";
import { createLogger } from "@/server/core/logger.ts";
import { openComputePool } from "@/server/planning/compute-pool.ts";
import { runInProcess } from "@/server/planning/run-in-process.ts";
import { type Connection, connect } from "@/server/repositories/database.ts";
import { analyzeFacts, lockDemoWorld } from "@/server/repositories/demo-world.ts";
import { inScope } from "@/server/repositories/scope.ts";
import type { WorkerContext } from "@/server/services/context.ts";
import { addDemoPeople } from "@/server/services/demo-world/add-people.ts";
import { declareAhead } from "@/server/services/demo-world/declare-ahead.ts";
import { addDemoPolicies } from "@/server/services/demo-world/demo-policies.ts";
import { holdRounds } from "@/server/services/demo-world/hold-rounds.ts";
import { dateText, knownAt } from "@/server/services/demo-world/instants.ts";
import { loadWorldFacts } from "@/server/services/demo-world/load-facts.ts";
import { DEMO_MARKETPLACE, registerWorld } from "@/server/services/demo-world/register-world.ts";
import { ensurePretrainedModel } from "@/server/services/forecast-models/ensure-pretrained-model.ts";
import { scoreForecasts } from "@/server/services/forecasting/score-forecasts.ts";
import { createAccount } from "@/server/services/imports/create-account.ts";
import { findAccountScope } from "@/server/services/imports/find-account-scope.ts";
import { scoreDeclarations } from "@/server/services/limits/score-declarations.ts";
import { findFinishedRun } from "@/server/services/planning/find-run.ts";
import { startRun } from "@/server/services/planning/start-run.ts";
import { DEMO_ACCOUNTS } from "./demo-accounts.ts";

export interface SeedOptions {
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly workerUrl: string;
  readonly onProgress: (line: string) => void;
  /** Part of every seller's products, in (0, 1]; all of them when left out. */
  readonly sizeShare?: number;
  /** Planning runs, one a month, the last one on the world's last day; four when left out. */
  readonly runCount?: number;
}

const RUN_COUNT = 4;
const DAYS_BETWEEN_RUNS = 28;

/** Loads the demo world and plans it. About 30 s on two cores. */
export async function seedDemoWorld(options: SeedOptions): Promise<void> {
  const { onProgress } = options;
  const pool = connect(options.workerUrl, { max: 6, applicationName: "whystock-seed" });
  const web = connect(options.appUrl, { max: 1, applicationName: "whystock-seed" });
  const ctx: WorkerContext = {
    db: pool.db,
    clock: systemClock,
    logger: createLogger({ name: "cli", level: "warn" }),
    requestId: newRequestId(),
    scope: { kind: "worker" },
    actor: { kind: "system", name: "demo_world" },
  };
  const timed = async <T>(what: (result: T) => string, work: () => T | Promise<T>): Promise<T> => {
    const startMs = ctx.clock.monotonicMs();
    const result = await work();
    const seconds = ((ctx.clock.monotonicMs() - startMs) / 1000).toFixed(1);
    onProgress(`${what(result)} (${seconds} s)`);
    return result;
  };
  try {
    const { sizeShare } = options;
    const world = await timed(
      ({ accounts, products }) => `${accounts.length} sellers, ${products.length} products`,
      () => simulateWorld({ seed: DEMO_SEED, ...(sizeShare === undefined ? {} : { sizeShare }) }),
    );
    await oneAtATime(pool, async () => {
      await inScope(ctx.db, ctx.scope, (tx) => registerWorld(tx, ctx.scope, world));
      await timed(
        () => "facts in place",
        () => loadWorldFacts(ctx, world, onProgress),
      );
      await addEmptyAccount(ctx);
      const idOf = await addPeopleAndPolicies(ctx, world);
      await analyze(options.ownerUrl);
      await ensurePretrainedModel(ctx);
      const speakers = speakersOf(idOf);
      await planMonths(ctx, world, options, (afterDay, untilDay) =>
        declareAhead(ctx, { web: web.db, speakers, afterDay, untilDay }),
      );
      await timed(
        () => "rounds of extra space held",
        () => holdMonthlyRounds(ctx, world, options),
      );
    });
  } finally {
    await web.close();
    await pool.close();
  }
}

/** A second seeding of the same database waits for the first, and then finds its work done. */
async function oneAtATime(pool: Connection, work: () => Promise<void>): Promise<void> {
  const holder = await pool.sql.reserve();
  try {
    await lockDemoWorld(holder);
    await work();
  } finally {
    // The lock ends with its connection, which is closed with the pool.
    holder.release();
  }
}

/** An account for reports of one's own, in a marketplace where the network has no buildings. */
const EMPTY_ACCOUNT = {
  slug: "harrow-weald-uk",
  name: "Harrow Weald Imports",
  marketplace: "UK",
  openedOn: "2026-11-16",
};

async function addEmptyAccount(ctx: WorkerContext): Promise<void> {
  if ((await findAccountScope(ctx, EMPTY_ACCOUNT.slug)) === null)
    await createAccount(ctx, EMPTY_ACCOUNT);
}

type Ids = ReadonlyMap<string, number>;

/** Answers the ids of the people, by address. */
async function addPeopleAndPolicies(ctx: WorkerContext, world: World): Promise<Ids> {
  const idOf = await addDemoPeople(
    ctx,
    DEMO_ACCOUNTS.map(({ role, ...person }) => ({
      ...person,
      staffRole: role === "seller" ? null : role === "support" ? "support" : "policy_admin",
    })),
  );
  const [author, approver] = DEMO_ACCOUNTS.filter(({ role }) => role === "policy admin");
  const people = {
    authorId: idOf.get(author?.email ?? "") ?? null,
    approverId: idOf.get(approver?.email ?? "") ?? null,
  };
  await inScope(ctx.db, ctx.scope, (tx) => addDemoPolicies(tx, ctx.scope, world, people));
  return idOf;
}

/** Who speaks for each account, by its slug. */
const speakersOf = (idOf: Ids): Ids =>
  new Map(
    DEMO_ACCOUNTS.flatMap(({ email, accounts }) => {
      const userId = idOf.get(email);
      return userId === undefined ? [] : accounts.map((slug) => [slug, userId] as const);
    }),
  );

async function analyze(ownerUrl: string): Promise<void> {
  const owner = connect(ownerUrl, { max: 1, applicationName: "whystock-seed" });
  try {
    await analyzeFacts(owner.db);
  } finally {
    await owner.close();
  }
}

/** Days of the monthly runs, oldest first: every 28 days back from the world's last day. */
export function runDays(world: World, runCount: number): number[] {
  const days = Array.from(
    { length: runCount },
    (_, k) => world.span.asOfDay - DAYS_BETWEEN_RUNS * (runCount - 1 - k),
  );
  // 28 days are less than a month: where two runs meet in one, only the later stands.
  return days.filter((day, k) => {
    const next = days[k + 1];
    return next === undefined || monthOfDay(next) !== monthOfDay(day);
  });
}

/** Declares what was said after one day until another. */
type Declare = (afterDay: number, untilDay: number) => Promise<void>;

/** Runs, each after what sellers declared since the one before it, so that it counts it as the record then stood. */
async function planMonths(
  ctx: WorkerContext,
  world: World,
  options: SeedOptions,
  declare: Declare,
): Promise<void> {
  const compute = openComputePool();
  const days = runDays(world, options.runCount ?? RUN_COUNT);
  try {
    for (const [k, day] of days.entries()) {
      const request = {
        marketplaceId: DEMO_MARKETPLACE,
        accountId: null,
        asOfOn: dateText(day),
        knownAt: knownAt(day),
      };
      const finished = await findFinishedRun(ctx, request);
      // A seeding that was cut short may have ended between a run and its scores.
      if (finished) {
        await scoreDeclarations(ctx, finished.id);
        continue;
      }
      const dayBefore = days[k - 1];
      if (dayBefore !== undefined) await declare(dayBefore, day);
      const { runId } = await startRun(ctx, request, null);
      const startMs = ctx.clock.monotonicMs();
      await runInProcess({ ...ctx, compute }, runId);
      await scoreForecasts(ctx, runId);
      await scoreDeclarations(ctx, runId);
      const seconds = ((ctx.clock.monotonicMs() - startMs) / 1000).toFixed(1);
      options.onProgress(`planned ${request.asOfOn} (${seconds} s)`);
    }
    const lastDay = days.at(-1);
    // Nobody declares before there are limits.
    if (lastDay !== undefined) await declare(lastDay, lastDay + DAYS_BETWEEN_RUNS);
  } finally {
    await compute.close();
  }
}

const DAYS_OF_A_ROUND = 7;

/** A round after every run: cleared a week later, but for the last run's, which still takes requests. */
async function holdMonthlyRounds(
  ctx: WorkerContext,
  world: World,
  options: SeedOptions,
): Promise<void> {
  const days = runDays(world, options.runCount ?? RUN_COUNT);
  const askThemselves = await Promise.all(
    DEMO_ACCOUNTS.flatMap(({ accounts }) => accounts).map((slug) => findAccountScope(ctx, slug)),
  );
  const except = new Set(askThemselves.flatMap((scope) => (scope ? [scope.accountId] : [])));
  for (const [k, day] of days.entries()) {
    const asOfOn = dateText(day);
    const request = { marketplaceId: DEMO_MARKETPLACE, accountId: null, asOfOn };
    const run = await findFinishedRun(ctx, request);
    if (!run) continue;
    const isLast = k === days.length - 1;
    await holdRounds(ctx, {
      runId: run.id,
      opensAt: knownAt(day),
      closesAt: isLast ? null : knownAt(day + DAYS_OF_A_ROUND),
      except: isLast ? except : new Set(),
    });
  }
}
