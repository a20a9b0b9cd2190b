// The demand of all accounts of a marketplace: what a model learns from that learns from all of them at once.
import { type DemandProblem, problemAt } from "@/lib/optimizer/forecasting/index.ts";
import { demandProblem } from "@/lib/optimizer/stages/index.ts";
import { sha256Hex } from "@/server/core/hash.ts";
import { historySha256 } from "./history-sha256.ts";
import type { ShardHistory } from "./shard-facts.ts";

export interface NetworkHistory {
  readonly shards: readonly ShardHistory[];
  /** Of all accounts together. */
  readonly seriesCount: number;
  /** Hash of all histories and of what is known of the weeks ahead. */
  readonly dataSha256: string;
}

/** Joins shards. Throws RangeError without one. Cost O(series * weeks). */
export function networkHistory(shards: readonly ShardHistory[]): NetworkHistory {
  if (shards.length === 0) throw new RangeError("networkHistory: there is no shard");
  return {
    shards,
    seriesCount: shards.reduce((sum, { facts }) => sum + facts.skuCount, 0),
    dataSha256: sha256Hex(accountProblems(shards).map(historySha256).join(" ")),
  };
}

/** One problem per account that has products, as it stood `weeksBack` weeks ago; accounts whose history is shorter are left out. */
export function accountProblems(
  shards: readonly ShardHistory[],
  weeksBack = 0,
): readonly DemandProblem[] {
  return shards.flatMap(({ facts, calendar }) =>
    Array.from(facts.accountId, (_, account) => demandProblem(facts, calendar, account))
      .filter(({ skuCount, originWeek }) => skuCount > 0 && originWeek >= weeksBack)
      .map((problem) => problemAt(problem, problem.originWeek - weeksBack, problem.horizonWeeks)),
  );
}
