import { type Columns, evaluate } from "../decision/index.ts";
import { replenishmentDefinition } from "./definition.ts";
import { replenishmentColumns } from "./plan.ts";
import type { ReplenishmentPolicy } from "./policy.ts";
import { amountAtDays, type DemandSurface, surfaceWeeks } from "./surface.ts";

/**
 * Every node of the decision when lead time is certain and space is free: `leadTimeSafetyDays` and the two prices are 0.
 * What an uncertain lead time adds is measured from here. Throws and costs as `evaluate`.
 */
export function certainLeadTime(
  facts: Columns,
  demand: DemandSurface,
  policy: ReplenishmentPolicy,
): Columns {
  const { count, column } = replenishmentColumns(facts, demand, policy);
  const none = new Float64Array(count);
  return evaluate(replenishmentDefinition, {
    count,
    column: {
      ...column,
      leadTimeSafetyDays: none,
      budgetPriceMillionths: none,
      networkPriceMicrosPerDm3Week: none,
      accountPriceMicrosPerDm3Week: none,
    },
  });
}

/**
 * The fewest days, at most `mostDays`, by which the protection interval of a row must be longer so that its demand at the
 * critical ratio grows by `extraMilliUnits`: the worth of an uncertain lead time in whole days. `values` are those of
 * `certainLeadTime`. Cost O(log mostDays).
 */
export function safetyDaysWorth(
  values: Columns,
  row: number,
  extraMilliUnits: number,
  mostDays: number,
): number {
  if (!(extraMilliUnits > 0)) return 0;
  const [w1, w2, w4, w6, w8, w10, w13] = surfaceWeeks.map(
    (weeks) => values.column[`quantile_w${weeks}`]![row]!,
  );
  const protectionDays = values.column.protectionDays![row]!;
  const wanted = values.column.protectedDemand![row]! + extraMilliUnits;
  const isEnough = (days: number) =>
    amountAtDays(protectionDays + days, w1!, w2!, w4!, w6!, w8!, w10!, w13!) >= wanted;
  let short = 0;
  let enough = mostDays;
  while (enough - short > 1) {
    const middle = Math.floor((short + enough) / 2);
    if (isEnough(middle)) enough = middle;
    else short = middle;
  }
  return enough;
}
