import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
} from "drizzle-orm/pg-core";
import { calendarDay, id, instant, wholeNumber } from "./columns.ts";
import { limitKind, storageType } from "./enums.ts";
import { forecastModel } from "./forecast.ts";
import { fc } from "./network.ts";
import { policyVersion } from "./policy.ts";
import { product } from "./product.ts";
import { planRun } from "./run.ts";
import { account } from "./seller.ts";

/** A limit as it was announced; never overwritten. */
export const limitAnnouncement = pgTable(
  "limit_announcement",
  {
    sellerId: id().notNull(),
    accountId: id().notNull(),
    id: id().notNull().generatedByDefaultAsIdentity(),
    storageType: storageType().notNull(),
    /** First day of the month the limit holds for. */
    monthOn: calendarDay().notNull(),
    kind: limitKind().notNull(),
    announcedAt: instant().notNull(),
    limitMm3: wholeNumber().notNull(),
    /** Part of the limit that was won in the market. */
    grantedMm3: wholeNumber().notNull().default(0),
    policyVersionId: id()
      .notNull()
      .references(() => policyVersion.id),
    runId: id()
      .notNull()
      .references(() => planRun.id),
    decisionKey: id().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.sellerId, t.id] }),
    index("limit_announcement_month").on(
      t.sellerId,
      t.accountId,
      t.storageType,
      t.monthOn,
      t.announcedAt,
    ),
    foreignKey({
      columns: [t.sellerId, t.accountId],
      foreignColumns: [account.sellerId, account.id],
    }),
    check(
      "limit_announcement_value",
      sql`${t.grantedMm3} >= 0 and ${t.limitMm3} >= ${t.grantedMm3}`,
    ),
  ],
);

/** Demand forecast of a product in a run: weekly means and quantiles in thousandths of a unit. */
export const forecast = pgTable(
  "forecast",
  {
    sellerId: id().notNull(),
    runId: id()
      .notNull()
      .references(() => planRun.id),
    productId: id().notNull(),
    accountId: id().notNull(),
    originOn: calendarDay().notNull(),
    method: text().notNull(),
    /** [horizonWeeks] */
    meanMilliUnits: integer().array().notNull(),
    /** Levels in millionths, then [horizonWeeks x levels] row-major. */
    levelMillionths: integer().array().notNull(),
    quantileMilliUnits: integer().array().notNull(),
    /** Regions with a share, and their shares in millionths. */
    regionIds: integer().array().notNull(),
    regionShareMillionths: integer().array().notNull(),
    censoredWeekCount: integer().notNull(),
    /** Version of the global model that had a part in it; null = classical methods alone. */
    modelId: id().references(() => forecastModel.id),
    modelVersion: text(),
    /** Hash of the history and features it was made from. */
    dataSha256: text(),
    /** Sums over the first weeks, forecast on their own: lengths, levels in millionths, [lengths], [lengths x levels]. */
    cumulativeWeeks: integer().array(),
    cumulativeLevelMillionths: integer().array(),
    cumulativeMeanMilliUnits: integer().array(),
    cumulativeQuantileMilliUnits: integer().array(),
    /** Means before the seller's own adjustments and promotions [horizonWeeks]; null = nothing was adjusted. */
    baseMeanMilliUnits: integer().array(),
    /** What moved it since the run before; the leaves of its explanation. */
    drivers: jsonb(),
    /** Weeks on offer up to the origin. */
    historyWeeks: integer(),
    /** Weeks in which stock ran out: how many before the origin week (0 = that week itself), share in stock, demand behind the sales. */
    stockOutWeeksBack: integer().array(),
    stockOutInStockMillionths: integer().array(),
    stockOutDemandMilliUnits: integer().array(),
    /** What was not taken as it stands on record: wholesale order lines, history taken over; null = nothing. */
    historyTreatment: jsonb(),
  },
  (t) => [
    primaryKey({ columns: [t.sellerId, t.runId, t.productId] }),
    foreignKey({
      columns: [t.sellerId, t.productId],
      foreignColumns: [product.sellerId, product.id],
    }),
  ],
);

/** How many units to send, for one product of one run: the row of the replenishment table. */
export const restockDecision = pgTable(
  "restock_decision",
  {
    sellerId: id().notNull(),
    runId: id()
      .notNull()
      .references(() => planRun.id),
    productId: id().notNull(),
    accountId: id().notNull(),
    advisedUnits: integer().notNull(),
    baseStockUnits: integer().notNull(),
    positionUnits: integer().notNull(),
    onHandUnits: integer(),
    inboundUnits: integer(),
    demandMilliUnitsPerDay: integer().notNull(),
    daysOfSupply: integer(),
    leadTimeDays: integer().notNull(),
    /** Which inputs nobody has told us and the planner assumed. */
    isLeadTimeAssumed: boolean().notNull(),
    isStockAssumed: boolean().notNull(),
    isSizeAssumed: boolean().notNull(),
    /** Node that bound the advice, e.g. "accountSpace" or "casePack". */
    bindingNode: text().notNull(),
    /** What was planned without a quantity set by hand, and what that one changes in expected profit; null = none was set. */
    plannedUnits: integer(),
    overrideProfitChangeMicros: wholeNumber(),
    isOverridden: boolean().notNull().default(false),
    /** Whether the product earns its keep, and what the other choice would lose; null = its price is not known. */
    isWorthCarrying: boolean(),
    carryRegretMicros: wholeNumber(),
    /** Last day to send for the next receipt to meet demand; null when nothing is advised. */
    sendByOn: calendarDay(),
  },
  (t) => [
    primaryKey({ columns: [t.sellerId, t.runId, t.productId] }),
    foreignKey({
      columns: [t.sellerId, t.productId],
      foreignColumns: [product.sellerId, product.id],
    }),
  ],
);

/** Where advised units should go. */
export const placementDecision = pgTable(
  "placement_decision",
  {
    sellerId: id().notNull(),
    runId: id()
      .notNull()
      .references(() => planRun.id),
    productId: id().notNull(),
    fcId: integer()
      .notNull()
      .references(() => fc.id),
    accountId: id().notNull(),
    units: integer().notNull(),
    /** Extra cost per unit of the next best FC, in micros of the account's currency; null without an alternative. */
    regretMicrosPerUnit: wholeNumber(),
  },
  (t) => [
    primaryKey({ columns: [t.sellerId, t.runId, t.productId, t.fcId] }),
    foreignKey({
      columns: [t.sellerId, t.productId],
      foreignColumns: [product.sellerId, product.id],
    }),
  ],
);

/** How many units of a product should lie at an FC, for one run: the row of "stock per centre". */
export const stockTarget = pgTable(
  "stock_target",
  {
    sellerId: id().notNull(),
    runId: id()
      .notNull()
      .references(() => planRun.id),
    productId: id().notNull(),
    fcId: integer()
      .notNull()
      .references(() => fc.id),
    accountId: id().notNull(),
    targetUnits: integer().notNull(),
    /** Part of the target that is kept for orders with fast delivery. */
    reserveUnits: integer().notNull(),
    /** Sellable units there, and units of open shipments on their way there. */
    onHandUnits: integer().notNull(),
    inboundUnits: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.sellerId, t.runId, t.productId, t.fcId] }),
    foreignKey({
      columns: [t.sellerId, t.productId],
      foreignColumns: [product.sellerId, product.id],
    }),
    check("stock_target_units", sql`${t.targetUnits} >= 0 and ${t.reserveUnits} >= 0`),
  ],
);
