// A simulated world in a database of its own, planned month by month: real facts, real runs, real traces, for tests of what is
// said about them. Services are called as the web server calls them, under its database role.
import { createHash } from "node:crypto";
import { DEMO_SEED, simulateWorld, type World } from "@/lib/optimizer/simulation/index.ts";
import { type Clock, systemClock } from "@/server/core/clock.ts";
import { createLogger } from "@/server/core/logger.ts";
import { openComputePool } from "@/server/planning/compute-pool.ts";
import { runInProcess } from "@/server/planning/run-in-process.ts";
import type { Compute } from "@/server/planning/tasks.ts";
import { withKnownNetworks } from "@/server/planning/testing/known-networks.ts";
import { connect, type Db } from "@/server/repositories/database.ts";
import { listAccountsBySlug } from "@/server/repositories/demo-world.ts";
import { listRuns } from "@/server/repositories/run.ts";
import { inScope } from "@/server/repositories/scope.ts";
import type {
  SellerContext,
  StaffContext,
  StaffRole,
  WorkerContext,
} from "@/server/services/context.ts";
import { addDemoPeople } from "@/server/services/demo-world/add-people.ts";
import { addDemoPolicies } from "@/server/services/demo-world/demo-policies.ts";
import { dateText, knownAt } from "@/server/services/demo-world/instants.ts";
import { loadWorldFacts } from "@/server/services/demo-world/load-facts.ts";
import { DEMO_MARKETPLACE, registerWorld } from "@/server/services/demo-world/register-world.ts";
import { explainForecasts } from "@/server/services/forecasting/explain-forecasts.ts";
import { explainLimitChanges } from "@/server/services/limit-changes/explain-limit-changes.ts";
import { startRun } from "@/server/services/planning/start-run.ts";
import {
  createTestDatabase,
  ensureTemplate,
  type TestDatabase,
} from "../../../../scripts/test-database-client.ts";

const logger = createLogger({ name: "test", level: "silent" });

let pool: Compute | null = null;

/** One pool for all plans of a test file: starting its threads costs as much as planning a small world. They end with the process. */
export function sharedPool(): Compute {
  pool ??= withKnownNetworks(openComputePool());
  return pool;
}

export interface PlannedWorldOptions {
  readonly sizeShare: number;
  readonly withoutEvents?: readonly string[];
  /** Days before the last one on which a run is made, oldest first. */
  readonly runsDaysBefore: readonly number[];
}

export interface PlannedRun {
  readonly runId: number;
  readonly asOfOn: string;
}

export class PlannedWorld {
  readonly world: World;
  /** In the order they were made. */
  readonly runs: PlannedRun[];
  readonly adminUrl: string;
  readonly workerUrl: string;
  /** As the web server connects. */
  readonly db: Db;
  readonly worker: WorkerContext;
  /** Ends all connections and leaves the database. */
  readonly disconnect: () => Promise<void>;
  private readonly drop: () => Promise<unknown>;
  private readonly accounts: ReadonlyMap<string, { sellerId: number; accountId: number }>;
  private readonly staff: ReadonlyMap<string, number>;

  constructor(parts: {
    world: World;
    adminUrl: string;
    workerUrl: string;
    db: Db;
    worker: WorkerContext;
    runs: PlannedRun[];
    disconnect: () => Promise<void>;
    drop: () => Promise<unknown>;
    accounts: ReadonlyMap<string, { sellerId: number; accountId: number }>;
    staff: ReadonlyMap<string, number>;
  }) {
    this.world = parts.world;
    this.adminUrl = parts.adminUrl;
    this.workerUrl = parts.workerUrl;
    this.db = parts.db;
    this.worker = parts.worker;
    this.runs = parts.runs;
    this.disconnect = parts.disconnect;
    this.drop = parts.drop;
    this.accounts = parts.accounts;
    this.staff = parts.staff;
  }

  /** Slug of the first account a planted event names. */
  subjectOf(eventId: string): string {
    const event = this.world.plantedEvents.find(({ id }) => id === eventId);
    const slug = this.world.accounts[event?.accounts[0] ?? -1]?.slug;
    if (slug === undefined) throw new Error(`planned world: ${eventId} names no account`);
    return slug;
  }

  accountOf(slug: string): { readonly sellerId: number; readonly accountId: number } {
    const account = this.accounts.get(slug);
    if (!account) throw new Error(`planned world: no account ${slug}`);
    return account;
  }

  /** An account's own context, or that of staff who look through its eyes. */
  seller(slug: string, viewedBy?: StaffRole): SellerContext {
    const scope = { kind: "seller" as const, ...this.accountOf(slug), userId: null };
    return {
      db: this.db,
      clock: systemClock,
      logger,
      requestId: "test",
      actor: { kind: "system", name: "command" },
      scope: viewedBy ? { ...scope, userId: this.staffId(viewedBy), viewedBy } : scope,
    };
  }

  staffContext(role: StaffRole, which = 0, clock: Clock = systemClock): StaffContext {
    const userId = this.staffId(role, which);
    return {
      db: this.db,
      clock,
      logger,
      requestId: "test",
      actor: { kind: "user", userId, role },
      scope: { kind: "staff", role, userId },
    };
  }

  private staffId(role: StaffRole, which = 0): number {
    const id = this.staff.get(`${role}-${which}@test.example`);
    if (id === undefined) throw new Error(`planned world: no ${role} ${which}`);
    return id;
  }

  /** Plans the marketplace as of a day, knowing what was known at `known` (the day's own noon when left out). */
  async plan(day: number, known: Date = knownAt(day)): Promise<PlannedRun> {
    const asOfOn = dateText(day);
    const request = { marketplaceId: DEMO_MARKETPLACE, accountId: null, asOfOn, knownAt: known };
    const { runId } = await startRun(this.worker, request, null);
    await runInProcess({ ...this.worker, compute: sharedPool() }, runId);
    const run = { runId, asOfOn };
    this.runs.push(run);
    return run;
  }

  /** Finds the causes of what the last run forecasts, as the job after a run does. */
  async explainForecasts(): Promise<void> {
    const last = this.runs.at(-1);
    if (last) await explainForecasts({ ...this.worker, compute: sharedPool() }, last.runId);
  }

  /** Finds the causes of a run's limits, as the job after a run does. */
  explainLimits(runId: number): Promise<number> {
    return explainLimitChanges({ ...this.worker, compute: sharedPool() }, runId);
  }

  async close(): Promise<void> {
    await this.disconnect();
    await this.drop();
  }
}

const STAFF = [
  { staffRole: "support", which: 0 },
  { staffRole: "policy_admin", which: 0 },
  { staffRole: "policy_admin", which: 1 },
] as const;

const PEOPLE = STAFF.map(({ staffRole, which }) => ({
  email: `${staffRole}-${which}@test.example`,
  password: "a long enough test password",
  name: `${staffRole === "support" ? "Support" : "Admin"} ${which}`,
  staffRole,
  accounts: [],
}));

/** More than any test makes. */
const MAX_RUNS = 100;

/**
 * Simulates, loads and plans; about 10 s for a sizeShare of 0.1 and two runs. Worlds of the same options are built once
 * and cloned, and one with a run more goes on from the one without it.
 */
export async function createPlannedWorld(options: PlannedWorldOptions): Promise<PlannedWorld> {
  const { sizeShare, withoutEvents } = options;
  const world = simulateWorld(
    withoutEvents === undefined
      ? { seed: DEMO_SEED, sizeShare }
      : { seed: DEMO_SEED, sizeShare, withoutEvents },
  );
  return openWorld(world, await createTestDatabase(await plannedTemplate(world, options)));
}

async function plannedTemplate(world: World, options: PlannedWorldOptions): Promise<string> {
  const { runsDaysBefore } = options;
  const hash = createHash("sha256").update(JSON.stringify(options)).digest("hex");
  const name = `planned_${hash.slice(0, 24)}`;
  const days = runsDaysBefore.at(-1);
  const from =
    days === undefined
      ? null
      : await plannedTemplate(world, { ...options, runsDaysBefore: runsDaysBefore.slice(0, -1) });
  await ensureTemplate(name, from, async (database) => {
    if (days === undefined) return loadWorld(world, database);
    const planned = await openWorld(world, database);
    await planned.plan(world.span.asOfDay - days);
    await planned.disconnect();
  });
  return name;
}

async function loadWorld(world: World, database: TestDatabase): Promise<void> {
  const pool = connect(database.workerUrl, { max: 6, applicationName: "test-worker" });
  const worker = workerOn(pool.db);
  await inScope(pool.db, worker.scope, (tx) => registerWorld(tx, worker.scope, world));
  await loadWorldFacts(worker, world, () => undefined);
  const nobody = { authorId: null, approverId: null };
  await inScope(pool.db, worker.scope, (tx) => addDemoPolicies(tx, worker.scope, world, nobody));
  await addDemoPeople(worker, PEOPLE);
  await pool.close();
}

const workerOn = (db: Db): WorkerContext => ({
  db,
  clock: systemClock,
  logger,
  requestId: "test",
  scope: { kind: "worker" },
  actor: { kind: "system", name: "demo_world" },
});

async function openWorld(world: World, database: TestDatabase): Promise<PlannedWorld> {
  const pool = connect(database.workerUrl, { max: 6, applicationName: "test-worker" });
  const web = connect(database.appUrl, { max: 4, applicationName: "test-web" });
  const worker = workerOn(pool.db);
  const slugs = world.accounts.map(({ slug }) => slug);
  const [accounts, runs] = await inScope(pool.db, worker.scope, async (tx) => [
    await listAccountsBySlug(tx, worker.scope, slugs),
    await listRuns(tx, MAX_RUNS),
  ]);
  return new PlannedWorld({
    world,
    adminUrl: database.adminUrl,
    workerUrl: database.workerUrl,
    db: web.db,
    worker,
    runs: runs
      .map(({ id, asOfOn }) => ({ runId: id, asOfOn }))
      .toSorted((a, b) => a.runId - b.runId),
    disconnect: async () => {
      await web.close();
      await pool.close();
    },
    drop: database.drop,
    accounts: new Map(accounts.map((row) => [row.slug, row])),
    staff: await addDemoPeople(worker, PEOPLE),
  });
}
