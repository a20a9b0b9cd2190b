import {
  bigint,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
} from "drizzle-orm/pg-core";
import { bytea, calendarDay, id, instant, wholeNumber } from "./columns.ts";
import {
  definitionName,
  networkFunction,
  planningStage,
  runStatus,
  stageStatus,
  storageType,
  traceTier,
} from "./enums.ts";
import { fc, region } from "./network.ts";
import { policyVersion } from "./policy.ts";
import { marketplace } from "./seller.ts";

/** One execution of the planner. Its snapshot is the pair (asOfOn, knownAt). */
export const planRun = pgTable(
  "plan_run",
  {
    id: id().primaryKey().generatedByDefaultAsIdentity(),
    marketplaceId: text()
      .notNull()
      .references(() => marketplace.id),
    /** null = every account of the marketplace; else the one account it covers. */
    accountId: id(),
    status: runStatus().notNull().default("queued"),
    asOfOn: calendarDay().notNull(),
    knownAt: instant().notNull(),
    capacityPolicyId: id()
      .notNull()
      .references(() => policyVersion.id),
    replenishmentPolicyId: id()
      .notNull()
      .references(() => policyVersion.id),
    seed: bigint({ mode: "number" }).notNull().default(1),
    engine: text().notNull(),
    /** The run before it in the same scope: the one that changes are explained against. */
    previousRunId: id(),
    inputSha256: text(),
    runRootSha256: text(),
    progressShare: doublePrecision().notNull().default(0),
    progressText: text().notNull().default(""),
    failure: text(),
    requestedBy: id(),
    createdAt: instant().notNull().defaultNow(),
    startedAt: instant(),
    finishedAt: instant(),
    /** Counts, quality figures and fairness figures of the run. */
    summary: jsonb(),
  },
  (t) => [index("plan_run_scope").on(t.marketplaceId, t.accountId, t.asOfOn)],
);

/** A unit of work of a run, done at most once in effect: idempotent by (run, stage, shard). */
export const runStage = pgTable(
  "run_stage",
  {
    runId: id()
      .notNull()
      .references(() => planRun.id),
    stage: planningStage().notNull(),
    shard: integer().notNull(),
    status: stageStatus().notNull().default("waiting"),
    attemptCount: integer().notNull().default(0),
    message: text().notNull().default(""),
    startedAt: instant(),
    finishedAt: instant(),
    /** What later stages need from this one (small). */
    result: jsonb(),
  },
  (t) => [primaryKey({ columns: [t.runId, t.stage, t.shard] })],
);

/** Intermediate result of a stage: read by the stages after it, removed when the run is recorded. For the worker only. */
export const runArtifact = pgTable(
  "run_artifact",
  {
    runId: id()
      .notNull()
      .references(() => planRun.id),
    stage: planningStage().notNull(),
    shard: integer().notNull(),
    name: text().notNull(),
    body: bytea().notNull(),
  },
  (t) => [primaryKey({ columns: [t.runId, t.stage, t.shard, t.name] })],
);

/** A price or water level of a shared resource that a run found. */
export const runPrice = pgTable(
  "run_price",
  {
    runId: id()
      .notNull()
      .references(() => planRun.id),
    name: text().notNull(),
    resource: text().notNull(),
    period: text().notNull(),
    value: wholeNumber().notNull(),
    unit: text().notNull(),
    slack: wholeNumber(),
  },
  (t) => [primaryKey({ columns: [t.runId, t.name, t.resource, t.period] })],
);

/** Flows through the network that a run expects and what limits them, packed: what a what-if starts from. The operator's alone. */
export const runNetwork = pgTable("run_network", {
  runId: id()
    .primaryKey()
    .references(() => planRun.id),
  body: bytea().notNull(),
});

/** A capacity of the network that binds in a period, and its price. The operator's alone. */
export const runNetworkPrice = pgTable(
  "run_network_price",
  {
    runId: id()
      .notNull()
      .references(() => planRun.id),
    /** 0 = weighs most. */
    rank: integer().notNull(),
    function: networkFunction().notNull(),
    fcId: integer()
      .notNull()
      .references(() => fc.id),
    /** null = not a lane. */
    regionId: integer().references(() => region.id),
    /** null = not a storage pool. */
    storageType: storageType(),
    periodStartOn: calendarDay().notNull(),
    periodDays: integer().notNull(),
    /** mm3, or units for receiving and picking; of the whole period, storage: at once. */
    capacity: doublePrecision().notNull(),
    load: doublePrecision().notNull(),
    /** What one more unit or mm3 of it would save. */
    priceMicros: doublePrecision().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.runId, t.rank] }),
    index("run_network_price_fc").on(t.fcId, t.function, t.runId),
  ],
);

/** The pricing re-run on a mix of two runs' inputs, one row per coalition: what the network's share is split by. */
export const runPriceMix = pgTable(
  "run_price_mix",
  {
    runId: id()
      .notNull()
      .references(() => planRun.id),
    baseRunId: id()
      .notNull()
      .references(() => planRun.id),
    resource: text().notNull(),
    period: text().notNull(),
    /** Bit per player (capacity, everyone's demand, policy rules): set = taken from runId, else from baseRunId. */
    coalition: smallint().notNull(),
    waterLevelMilliWeeks: wholeNumber().notNull(),
    rationShareMillionths: wholeNumber().notNull(),
  },
  (t) => [primaryKey({ columns: [t.runId, t.baseRunId, t.resource, t.period, t.coalition] })],
);

/** Which definition computed a run's decisions: name, version, hash of its canonical text. */
export const formulaSet = pgTable("formula_set", {
  id: smallint().primaryKey().generatedByDefaultAsIdentity(),
  definition: definitionName().notNull(),
  version: text().notNull(),
  codeSha256: text().notNull().unique(),
  spec: jsonb().notNull(),
  /** The definition's modules, compressed: loadable when this build has other rules. null = not kept. */
  bundle: bytea(),
  bundleSha256: text(),
});

/**
 * Up to 1,024 decisions of one seller, column by column, compressed and hashed: all node values, or the leaves that the others
 * are derived from; as they are, or as differences to the same chunk of an earlier run.
 */
export const traceChunk = pgTable(
  "trace_chunk",
  {
    sellerId: id().notNull(),
    runId: id()
      .notNull()
      .references(() => planRun.id),
    accountId: id().notNull(),
    formulaSetId: smallint()
      .notNull()
      .references(() => formulaSet.id),
    chunkNo: integer().notNull(),
    /** Decision keys in row order: product id; storage type index * 16 + months ahead for limits; product id * 4096 + FC id for placement. */
    decisionKeys: bigint({ mode: "number" }).array().notNull(),
    columns: bytea().notNull(),
    /** Of all node values, however they are kept. */
    rootSha256: text().notNull(),
    tier: traceTier().notNull().default("hot"),
    /** How `columns` is packed: 1 = brotli alone, 2 = a checksum before it, 3 = a checksum before the small form. */
    packing: smallint().notNull().default(1),
    /** The run whose chunk of the same number the columns are differences to; null = none. */
    baseRunId: id(),
    /** Runs since the one that stands alone, 0 to 4. */
    baseDepth: smallint().notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.sellerId, t.runId, t.accountId, t.formulaSetId, t.chunkNo] }),
    index("trace_chunk_run").on(t.runId, t.formulaSetId),
  ],
);
