// What a finished backtest leaves beside its rows; JSON in forecast_job.result.
import { z } from "zod";

export const BacktestResult = z.object({
  backtestKey: z.string(),
  /** What events of each name showed. */
  uplifts: z.array(z.object({ name: z.string(), factorMillionths: z.int() })).readonly(),
  /** The part of the loss that stored scores keep, by segment and method: what drift is told against. */
  intervalLosses: z
    .array(
      z.object({
        intermittencyClass: z.string(),
        volumeClass: z.string(),
        method: z.string(),
        intervalLoss: z.number(),
      }),
    )
    .readonly(),
});
export type BacktestResult = z.infer<typeof BacktestResult>;
