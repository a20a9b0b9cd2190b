import {
  explainForecastChange,
  type ForecastChange,
  type ForecastSide,
} from "../forecasting/index.ts";
import { type PlanCalendar, type PlanFacts, skusOf } from "./facts.ts";
import { accountMeans, demandProblem, type ModelUse } from "./forecast-stage.ts";

/** Accounts as one run saw them, and what it forecast them with. */
export interface RunHistory {
  readonly facts: PlanFacts;
  readonly calendar: PlanCalendar;
  /** Week of the first column on an axis that both runs share. */
  readonly firstWeek: number;
  /** Names of the calendar's kinds of events. */
  readonly eventNames: readonly string[];
  readonly use: ModelUse | null;
  /** Runs of one key forecast alike. */
  readonly methodKey: string;
}

export interface AccountChange extends ForecastChange {
  readonly accountId: number;
}

/**
 * Why the forecasts of each account's products changed between two runs; accounts that only one of them saw are left out. No
 * account's sales reach another's. Throws and costs as `explainForecastChange`, account by account.
 */
export function explainForecastChanges(
  earlier: RunHistory,
  later: RunHistory,
  targetWeeks: number,
): AccountChange[] {
  const accountOf = new Map(Array.from(earlier.facts.accountId, (id, a) => [id, a]));
  return Array.from(later.facts.accountId, (id, a) => ({ id, a })).flatMap(({ id, a }) => {
    const before = accountOf.get(id);
    if (before === undefined || isEmpty(earlier.facts, before) || isEmpty(later.facts, a))
      return [];
    const sides = [sideOf(earlier, before), sideOf(later, a)] as const;
    return [{ accountId: id, ...explainForecastChange(...sides, targetWeeks) }];
  });
}

function isEmpty(facts: PlanFacts, account: number): boolean {
  const { start, end } = skusOf(facts, account);
  return start === end;
}

function sideOf(run: RunHistory, account: number): ForecastSide {
  const { facts, calendar, firstWeek, eventNames, use, methodKey } = run;
  const { start, end } = skusOf(facts, account);
  return {
    problem: demandProblem(facts, calendar, account),
    productId: facts.productId.slice(start, end),
    firstWeek,
    eventNames,
    methodKey,
    isOfferRead: use?.model.isOfferTold ?? false,
    forecastMeans: (problem) => accountMeans(problem, use),
  };
}
