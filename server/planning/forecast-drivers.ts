// What is stored beside a forecast about its change since the run before; JSON in forecast.drivers.
import { z } from "zod";
import { CHANGE_DRIVERS } from "@/lib/optimizer/forecasting/index.ts";

/** Drivers in the order they are told; the last two are not replayed: what sellers stated themselves, and rounding. */
export const FORECAST_DRIVERS = [...CHANGE_DRIVERS, "ownAdjustment", "rounding"] as const;
export type ForecastDriver = (typeof FORECAST_DRIVERS)[number];

const milliUnits = z.int();

const Explained = z.strictObject({
  status: z.literal("explained"),
  /** The run that it is compared with. */
  baseRunId: z.int(),
  /** First and last day of the weeks that are summed; both runs forecast them. */
  fromOn: z.string(),
  toOn: z.string(),
  weekCount: z.int(),
  /** Mean demand of those weeks, as stored by either run. */
  beforeMilliUnits: milliUnits,
  afterMilliUnits: milliUnits,
  /** Adds up to after - before; a driver that is left out has no part. */
  parts: z.partialRecord(z.enum(FORECAST_DRIVERS), milliUnits),
  /** Weeks between the two origins: units sold in them, what the earlier run expected, and weeks in which stock ran out. */
  newWeekCount: z.int(),
  newSoldUnits: z.int(),
  /** Of these, units of wholesale lines that were not taken for demand. */
  newWholesaleUnits: z.int().default(0),
  newExpectedMilliUnits: milliUnits,
  newStockOutWeeks: z.int(),
  /** Units by which older weeks of the product were corrected, up and down together. */
  correctedUnits: z.int(),
});
export type ExplainedForecast = z.infer<typeof Explained>;

const Unexplained = z.strictObject({
  status: z.literal("unexplained"),
  baseRunId: z.int(),
  /** The earlier run did not reach these weeks, or replaying gave other numbers than were stored. */
  reason: z.enum(["too_far_apart", "replay_differs"]),
});

export type UnexplainedReason = z.infer<typeof Unexplained>["reason"];

export const ForecastDrivers = z.discriminatedUnion("status", [Explained, Unexplained]);
export type ForecastDrivers = z.infer<typeof ForecastDrivers>;
