import { sql } from "drizzle-orm";
import {
  check,
  doublePrecision,
  index,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { id, instant } from "./columns.ts";
import { forecastJobKind, runStatus } from "./enums.ts";
import { appUser } from "./identity.ts";
import { marketplace } from "./seller.ts";

/** Work on the forecast model of a marketplace: training a version, or a backtest of what is in use. */
export const forecastJob = pgTable(
  "forecast_job",
  {
    id: id().primaryKey().generatedByDefaultAsIdentity(),
    kind: forecastJobKind().notNull(),
    marketplaceId: text()
      .notNull()
      .references(() => marketplace.id),
    status: runStatus().notNull().default("queued"),
    progressShare: doublePrecision().notNull().default(0),
    progressText: text().notNull().default(""),
    failure: text(),
    reason: text().notNull(),
    /** null = the system itself, on its schedule. */
    requestedBy: id().references(() => appUser.id),
    createdAt: instant().notNull().defaultNow(),
    startedAt: instant(),
    finishedAt: instant(),
    /** What it found: the model it made or the name of its backtest. */
    result: jsonb(),
  },
  (t) => [
    // One at a time: a second request of the kind is answered with the one that is under way.
    uniqueIndex("forecast_job_open")
      .on(t.kind, t.marketplaceId)
      .where(sql`${t.status} in ('queued', 'running')`),
    index("forecast_job_newest").on(t.marketplaceId, t.kind, t.createdAt),
    check("forecast_job_progress", sql`${t.progressShare} between 0 and 1`),
  ],
);
