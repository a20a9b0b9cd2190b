import { z } from "zod";
import { storageTypes } from "@/lib/optimizer/core/storage-type.ts";
import { RESTOCK_SORTS } from "@/server/repositories/restock.ts";

export const PAGE_ROWS = 50;

export const RestockFilter = z.strictObject({
  account: z.string().min(1),
  search: z.string().max(120).default(""),
  only: z.enum(["all", "advised", "outOfStock"]).default("all"),
  sort: z.enum(RESTOCK_SORTS).default("advisedUnits"),
  direction: z.enum(["asc", "desc"]).default("desc"),
});
export const ListRestockInput = RestockFilter.extend({
  page: z.number().int().min(1).max(10_000).default(1),
});

export const RestockRowView = z.strictObject({
  productId: z.number().int(),
  sku: z.string(),
  title: z.string(),
  storageType: z.enum(storageTypes).nullable(),
  advisedUnits: z.number().int(),
  /** What the run before advised; null when it did not advise on the product. */
  previousUnits: z.number().int().nullable(),
  baseStockUnits: z.number().int(),
  positionUnits: z.number().int(),
  onHandUnits: z.number().int().nullable(),
  inboundUnits: z.number().int().nullable(),
  demandUnitsPerDay: z.number(),
  daysOfSupply: z.number().int().nullable(),
  leadTimeDays: z.number().int(),
  /** What nobody has told us and the planner assumed. */
  assumed: z.array(z.enum(["leadTime", "stock", "size"])),
  bindingLabel: z.string(),
  sendByOn: z.string().nullable(),
  /** A person set the quantity; what was planned without, and what it changes in expected profit as of this run. */
  isOverridden: z.boolean(),
  plannedUnits: z.number().int().nullable(),
  overrideProfitChangeMicros: z.number().int().nullable(),
  /** null = the price of the product is not known. */
  isWorthCarrying: z.boolean().nullable(),
  /** What the other choice, to stop or to go on, would lose. */
  carryRegretMicros: z.number().int().nullable(),
});
export type RestockRowView = z.infer<typeof RestockRowView>;

export const RestockPage = z.strictObject({
  /** null before the first run. */
  asOfOn: z.string().nullable(),
  runId: z.number().int().nullable(),
  previousRunId: z.number().int().nullable(),
  currency: z.string().nullable(),
  /** Products of the account with advice or a quantity set by hand, and how many were set by hand. */
  advisedCount: z.number().int(),
  overriddenCount: z.number().int(),
  totalCount: z.number().int(),
  pageCount: z.number().int(),
  rows: z.array(RestockRowView),
});
export type RestockPage = z.infer<typeof RestockPage>;
