import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  doublePrecision,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { calendarDay, id, instant, recorded, wholeNumber } from "./columns.ts";
import { marketRoundStatus, storageType } from "./enums.ts";
import { policyVersion } from "./policy.ts";
import { planRun } from "./run.ts";
import { account, marketplace } from "./seller.ts";

/** A round of extra space: what every signed-in person may know of it. */
export const marketRound = pgTable(
  "market_round",
  {
    id: id().primaryKey().generatedByDefaultAsIdentity(),
    marketplaceId: text()
      .notNull()
      .references(() => marketplace.id),
    storageType: storageType().notNull(),
    /** First day of the month the space is for. */
    monthOn: calendarDay().notNull(),
    policyVersionId: id()
      .notNull()
      .references(() => policyVersion.id),
    /** The run whose limits left the space. */
    runId: id()
      .notNull()
      .references(() => planRun.id),
    status: marketRoundStatus().notNull().default("open"),
    opensAt: instant().notNull(),
    closesAt: instant().notNull(),
    clearedAt: instant(),
    /** Clearing fee before credit; null before clearing, and where too few sellers took part for it to be published. */
    publishedMicrosPerM3: wholeNumber(),
  },
  (t) => [
    uniqueIndex("market_round_open")
      .on(t.marketplaceId, t.storageType, t.monthOn)
      .where(sql`${t.status} = 'open'`),
    index("market_round_month").on(t.marketplaceId, t.storageType, t.monthOn),
    check("market_round_times", sql`${t.closesAt} > ${t.opensAt}`),
    check("market_round_cleared", sql`(${t.status} = 'cleared') = (${t.clearedAt} is not null)`),
  ],
);

/** The operator's side of a round: how much space there is, and what clearing found. Never a seller's to read. */
export const marketBook = pgTable(
  "market_book",
  {
    roundId: id()
      .primaryKey()
      .references(() => marketRound.id),
    /** Space that the limits of the run left. */
    freeMm3: wholeNumber().notNull(),
    /** Space that sellers gave back. */
    returnedMm3: wholeNumber().notNull().default(0),
    requestCount: integer(),
    sellerCount: integer(),
    askedMm3: wholeNumber(),
    grantedMm3: wholeNumber(),
    clearingMicrosPerM3: wholeNumber(),
    thresholdMicrosPerM3: wholeNumber(),
    marginalShareMillionths: integer(),
    firstRejectedMicrosPerM3: wholeNumber(),
    lowestAcceptedMicrosPerM3: wholeNumber(),
    firstRejectedSumMicros: wholeNumber(),
    lowestAcceptedSumMicros: wholeNumber(),
    vickreySumMicros: wholeNumber(),
    gapShare: doublePrecision(),
    /** Hash over the results, so that none can be changed unseen. */
    resultSha256: text(),
  },
  (t) => [check("market_book_space", sql`${t.freeMm3} >= 0 and ${t.returnedMm3} >= 0`)],
);

/** What an account asks for in a round. Changed or withdrawn by closing recorded_to; every version stays. */
export const marketRequest = pgTable(
  "market_request",
  {
    sellerId: id().notNull(),
    accountId: id().notNull(),
    id: id().notNull().generatedByDefaultAsIdentity(),
    roundId: id()
      .notNull()
      .references(() => marketRound.id),
    /** Steps, the highest fee first. */
    askedMm3: bigint({ mode: "number" }).array().notNull(),
    offeredMicrosPerM3: bigint({ mode: "number" }).array().notNull(),
    /** Who asked; null where the system did. */
    createdBy: id(),
    ...recorded,
  },
  (t) => [
    primaryKey({ columns: [t.sellerId, t.id] }),
    foreignKey({
      columns: [t.sellerId, t.accountId],
      foreignColumns: [account.sellerId, account.id],
    }),
    uniqueIndex("market_request_current")
      .on(t.sellerId, t.accountId, t.roundId)
      .where(sql`recorded_to = 'infinity'`),
    index("market_request_round").on(t.roundId),
    check(
      "market_request_steps",
      sql`cardinality(${t.askedMm3}) between 1 and 3 and cardinality(${t.askedMm3}) = cardinality(${t.offeredMicrosPerM3})`,
    ),
  ],
);

/** What a round granted to an account, traced: every node of the decision, and what is owed for it. */
export const marketResult = pgTable(
  "market_result",
  {
    sellerId: id().notNull(),
    accountId: id().notNull(),
    roundId: id()
      .notNull()
      .references(() => marketRound.id),
    requestId: id().notNull(),
    decidedAt: instant().notNull(),
    definitionVersion: text().notNull(),
    codeSha256: text().notNull(),
    /** Values of all nodes, in the order of the definition. */
    nodeValues: bigint({ mode: "number" }).array().notNull(),
    grantedMm3: wholeNumber().notNull(),
    /** After credit, as decided. */
    feeMicrosPerM3: wholeNumber().notNull(),
    /** What Vickrey's rule would have asked for, before credit; shown beside the fee. */
    vickreyMicros: wholeNumber().notNull(),
    /** Fee after credit since the latest clear of the month: at most the decided one. */
    currentMicrosPerM3: wholeNumber().notNull(),
    returnedMm3: wholeNumber().notNull().default(0),
    returnedAt: instant(),
    /** Fee let off for returned space that a later round granted. */
    letOffMicros: wholeNumber().notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.sellerId, t.accountId, t.roundId] }),
    index("market_result_round").on(t.roundId),
    foreignKey({
      columns: [t.sellerId, t.accountId],
      foreignColumns: [account.sellerId, account.id],
    }),
    check(
      "market_result_space",
      sql`${t.grantedMm3} >= 0 and ${t.returnedMm3} between 0 and ${t.grantedMm3}`,
    ),
    check(
      "market_result_fee",
      sql`${t.currentMicrosPerM3} between 0 and ${t.feeMicrosPerM3} and ${t.letOffMicros} >= 0`,
    ),
  ],
);
