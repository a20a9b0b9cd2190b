import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { bytea, calendarDay, id, instant, wholeNumber } from "./columns.ts";
import {
  adjustmentKind,
  forecastModelKind,
  forecastModelStatus,
  seriesFrequency,
} from "./enums.ts";
import { appUser } from "./identity.ts";
import { product } from "./product.ts";
import { planRun } from "./run.ts";
import { marketplace } from "./seller.ts";
import { aboutProduct, statement, statementKeys } from "./statement.ts";

/** A version of the model that learns from all series at once. What it is never changes; whether it is used does. */
export const forecastModel = pgTable(
  "forecast_model",
  {
    id: id().primaryKey().generatedByDefaultAsIdentity(),
    name: text().notNull(),
    version: integer().notNull(),
    kind: forecastModelKind().notNull(),
    frequency: seriesFrequency().notNull().default("week"),
    /** null = trained for any marketplace, as shipped. */
    marketplaceId: text().references(() => marketplace.id),
    status: forecastModelStatus().notNull().default("candidate"),
    statusChangedAt: instant().notNull().defaultNow(),
    /** null = a job. */
    statusChangedBy: id().references(() => appUser.id),
    trainedAt: instant().notNull(),
    /** Hash of the series it learnt from, and of its own encoded body. */
    dataSha256: text().notNull(),
    modelSha256: text().notNull(),
    body: bytea().notNull(),
    options: jsonb().notNull(),
    /** Scores of its last backtest, by method: what the decision to use it rests on. */
    quality: jsonb().notNull(),
    createdAt: instant().notNull().defaultNow(),
    /** null = a job. */
    createdBy: id().references(() => appUser.id),
    reason: text().notNull(),
  },
  (t) => [
    unique("forecast_model_version").on(t.name, t.version),
    uniqueIndex("forecast_model_active")
      .on(sql`coalesce(${t.marketplaceId}, '')`, t.frequency)
      .where(sql`${t.status} = 'active'`),
    check("forecast_model_version_number", sql`${t.version} >= 1`),
  ],
);

/** How well a stored forecast met what followed, for one window of weeks; written once, when the window has passed. */
export const forecastScore = pgTable(
  "forecast_score",
  {
    sellerId: id().notNull(),
    runId: id()
      .notNull()
      .references(() => planRun.id),
    productId: id().notNull(),
    accountId: id().notNull(),
    originOn: calendarDay().notNull(),
    /** First week of the window, 0 = the week after the origin, and its length. */
    startWeek: smallint().notNull(),
    weekCount: smallint().notNull(),
    actualUnits: integer().notNull(),
    /** Stock ran out within the window: demand was at least actualUnits. */
    isAtLeast: boolean().notNull(),
    meanMilliUnits: wholeNumber().notNull(),
    /** Mean before the seller's own adjustments; null = not adjusted. */
    baseMeanMilliUnits: wholeNumber(),
    /** Quantiles 0.1 and 0.9; null where the forecast holds none for the window. */
    lowMilliUnits: wholeNumber(),
    highMilliUnits: wholeNumber(),
    /** Pinball loss, mean over the levels stored for the window; null without quantiles or when only a lower bound is known. */
    pinballMilliUnits: wholeNumber(),
    /** null = cannot be told: stock ran out below the upper bound. */
    isIn80: boolean(),
    isBelow90: boolean(),
    scoredAt: instant().notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.sellerId, t.runId, t.productId, t.startWeek, t.weekCount] }),
    index("forecast_score_product").on(t.sellerId, t.productId, t.originOn),
    index("forecast_score_run").on(t.runId, t.startWeek, t.weekCount),
    foreignKey({
      columns: [t.sellerId, t.productId],
      foreignColumns: [product.sellerId, product.id],
    }),
    check(
      "forecast_score_window",
      sql`${t.startWeek} between 0 and 51 and ${t.weekCount} between 1 and 26`,
    ),
    check("forecast_score_actual", sql`${t.actualUnits} >= 0`),
  ],
);

/** A seller's own view of the weeks ahead. Withdrawn by closing recorded_to; runs that knew it keep knowing it. */
export const forecastAdjustment = pgTable(
  "forecast_adjustment",
  {
    ...statement,
    productId: id().notNull(),
    fromOn: calendarDay().notNull(),
    toOn: calendarDay().notNull(),
    kind: adjustmentKind().notNull(),
    /** Demand is multiplied by it; kind "factor" only. */
    factorMillionths: integer(),
    /** Demand is set to it; kind "units_per_week" only. */
    milliUnitsPerWeek: integer(),
    reason: text().notNull(),
    /** Runs as of a later day leave it out, whatever weeks it names. */
    expiresOn: calendarDay().notNull(),
  },
  (t) => [
    ...statementKeys(t),
    index("forecast_adjustment_product").on(t.sellerId, t.accountId, t.productId, t.fromOn),
    aboutProduct(t.sellerId, t.productId),
    check(
      "forecast_adjustment_days",
      sql`${t.fromOn} <= ${t.toOn} and ${t.expiresOn} <= ${t.toOn}`,
    ),
    check(
      "forecast_adjustment_kind",
      sql`(${t.kind} = 'factor') = (${t.factorMillionths} is not null) and (${t.kind} = 'units_per_week') = (${t.milliUnitsPerWeek} is not null)`,
    ),
    check("forecast_adjustment_factor", sql`${t.factorMillionths} between 0 and 5000000`),
    check("forecast_adjustment_units", sql`${t.milliUnitsPerWeek} between 0 and 1000000000`),
  ],
);

/** A promotion a seller means to run, for one product or for all of an account. Withdrawn by closing recorded_to. */
export const declaredPromotion = pgTable(
  "declared_promotion",
  {
    ...statement,
    /** null = every product of the account. */
    productId: id(),
    title: text().notNull(),
    fromOn: calendarDay().notNull(),
    toOn: calendarDay().notNull(),
    /** Factor on demand that the seller expects; null = let the model learn it. */
    expectedFactorMillionths: integer(),
    /** Price while it runs; null = not told. */
    priceMicros: wholeNumber(),
  },
  (t) => [
    ...statementKeys(t),
    index("declared_promotion_account").on(t.sellerId, t.accountId, t.fromOn),
    aboutProduct(t.sellerId, t.productId),
    check("declared_promotion_days", sql`${t.toOn} - ${t.fromOn} between 0 and 91`),
    check(
      "declared_promotion_factor",
      sql`${t.expectedFactorMillionths} between 1000000 and 5000000`,
    ),
    check("declared_promotion_price", sql`${t.priceMicros} > 0`),
  ],
);

/** A seller's word that a product goes on where another of the account left off. Withdrawn by closing recorded_to. */
export const productContinuation = pgTable(
  "product_continuation",
  {
    ...statement,
    productId: id().notNull(),
    predecessorId: id().notNull(),
    /** Share of the predecessor's demand that is the product's now. */
    shareMillionths: integer().notNull(),
  },
  (t) => [
    ...statementKeys(t),
    uniqueIndex("product_continuation_current")
      .on(t.sellerId, t.accountId, t.productId)
      .where(sql`recorded_to = 'infinity'`),
    aboutProduct(t.sellerId, t.productId),
    aboutProduct(t.sellerId, t.predecessorId),
    check("product_continuation_share", sql`${t.shareMillionths} between 10000 and 1000000`),
  ],
);

/** Scores of one method on one segment and horizon, from the rolling origins of one backtest. */
export const forecastQuality = pgTable(
  "forecast_quality",
  {
    /** Names the backtest: the rows of one job share it. */
    backtestKey: text().notNull(),
    marketplaceId: text()
      .notNull()
      .references(() => marketplace.id),
    modelId: id().references(() => forecastModel.id),
    /** Segment, as lib/optimizer/forecasting names it; "all" = over every class. */
    intermittencyClass: text().notNull(),
    volumeClass: text().notNull(),
    method: text().notNull(),
    /** Weeks ahead that the row covers, first and last, 1 = the week after the origin. */
    firstWeek: smallint().notNull(),
    lastWeek: smallint().notNull(),
    /** Scores of the sum over those weeks instead of each week alone. */
    isSum: boolean().notNull(),
    windowCount: integer().notNull(),
    skuCount: integer().notNull(),
    /** null = not defined there (no sales, too few windows). */
    spl: doublePrecision(),
    wspl: doublePrecision(),
    mase: doublePrecision(),
    rmsse: doublePrecision(),
    biasShare: doublePrecision(),
    /** Share of windows inside the 80 % interval, and at or below the 0.9 and 0.95 quantiles. */
    coverage80Share: doublePrecision(),
    coverage90Share: doublePrecision(),
    coverage95Share: doublePrecision(),
    /** The same two of sums over lead times. */
    cumulative90Share: doublePrecision(),
    cumulative95Share: doublePrecision(),
    /** The method that runs use on the segment. */
    isMethodUsed: boolean().notNull(),
    firstOriginOn: calendarDay().notNull(),
    lastOriginOn: calendarDay().notNull(),
    computedAt: instant().notNull().defaultNow(),
  },
  (t) => [
    primaryKey({
      name: "forecast_quality_pk",
      columns: [
        t.backtestKey,
        t.intermittencyClass,
        t.volumeClass,
        t.method,
        t.firstWeek,
        t.lastWeek,
        t.isSum,
      ],
    }),
    index("forecast_quality_marketplace").on(t.marketplaceId, t.computedAt),
    check("forecast_quality_weeks", sql`${t.firstWeek} between 1 and ${t.lastWeek}`),
    check("forecast_quality_windows", sql`${t.windowCount} >= 0 and ${t.skuCount} >= 0`),
  ],
);

/** A figure of forecast quality that left its bounds; open until resolvedAt. */
export const forecastAlarm = pgTable(
  "forecast_alarm",
  {
    id: id().primaryKey().generatedByDefaultAsIdentity(),
    marketplaceId: text()
      .notNull()
      .references(() => marketplace.id),
    modelId: id().references(() => forecastModel.id),
    intermittencyClass: text().notNull(),
    volumeClass: text().notNull(),
    /** Column of forecast_quality, or a measure of drift of the inputs. */
    metric: text().notNull(),
    value: doublePrecision().notNull(),
    threshold: doublePrecision().notNull(),
    /** What the sentence about it is made of. */
    facts: jsonb().notNull(),
    raisedAt: instant().notNull().defaultNow(),
    resolvedAt: instant(),
  },
  (t) => [
    uniqueIndex("forecast_alarm_open")
      .on(t.marketplaceId, t.intermittencyClass, t.volumeClass, t.metric)
      .where(sql`${t.resolvedAt} is null`),
    check("forecast_alarm_resolved", sql`${t.resolvedAt} >= ${t.raisedAt}`),
  ],
);
