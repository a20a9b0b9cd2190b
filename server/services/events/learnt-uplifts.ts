// What earlier events taught, as the last backtest stored it.
import { z } from "zod";
import { eventName } from "@/server/planning/plan-calendar.ts";
import type { Tx } from "@/server/repositories/database.ts";
import { findNewestDoneJob } from "@/server/repositories/forecast-job.ts";
import type { StaffScope } from "@/server/repositories/scope.ts";

/** Factor on demand by the event's name, as events of different years share it. */
export type LearntUplifts = ReadonlyMap<string, number>;

const Found = z.object({
  uplifts: z.array(z.object({ name: z.string(), factorMillionths: z.int() })),
});

/** Uplifts of the newest finished backtest; none before there is one. */
export async function learntUplifts(
  tx: Tx,
  scope: StaffScope,
  marketplaceId: string,
): Promise<LearntUplifts> {
  const job = await findNewestDoneJob(tx, scope, "backtest", marketplaceId);
  const found = Found.safeParse(job?.result);
  if (!found.success) return new Map();
  return new Map(found.data.uplifts.map(({ name, factorMillionths }) => [name, factorMillionths]));
}

export const upliftOf = (uplifts: LearntUplifts, title: string): number | null =>
  uplifts.get(eventName(title)) ?? null;
