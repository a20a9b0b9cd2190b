// A weekly history file as one account, as models of many accounts learn from it.
import type { DemandProblem } from "@/lib/optimizer/forecasting/index.ts";
import { sha256Hex } from "@/server/core/hash.ts";
import { inputError } from "./input-error.ts";
import type { History } from "./read-panel.ts";
import { seriesGroups } from "./series-groups.ts";

const SEASON_WEEKS = 52;
const HORIZON_WEEKS = 26;
/** Weeks from the first sale on that say something about what follows. */
const LEAST_WEEKS = 8;

/**
 * The account of a history: categories by the first two digits of catalogue numbers, else a single one; a period that was not observed
 * counts as one without stock. Throws DomainError for a history whose first sale lies less than eight weeks before its end.
 */
export function accountOf(history: History): DemandProblem {
  const { ids, periodCount, firstPeriod, units } = history;
  checkLength(history);
  const categories = categoriesOf(ids);
  return {
    skuCount: ids.length,
    weekCount: periodCount,
    originWeek: periodCount - 1,
    horizonWeeks: HORIZON_WEEKS,
    soldUnits: units.map((value) => (Number.isNaN(value) ? 0 : value)),
    inStockShare: units.map((value) => (Number.isNaN(value) ? 0 : 1)),
    firstWeek: firstPeriod,
    categoryCount: categories.count,
    categoryIndex: categories.index,
    weekOfYear: Int32Array.from(
      { length: periodCount + HORIZON_WEEKS },
      (_, t) => t % SEASON_WEEKS,
    ),
  };
}

/** Series whose ids tell no category share one more. */
function categoriesOf(ids: readonly string[]): { count: number; index: Int32Array } {
  const group = seriesGroups(ids).find(({ name }) => name === "prefix2");
  if (!group) return { count: 1, index: new Int32Array(ids.length) };
  return {
    count: group.count + 1,
    index: group.index.map((category) => (category < 0 ? group.count : category)),
  };
}

function checkLength(history: History): void {
  const first = firstSale(history);
  if (history.periodCount - first >= LEAST_WEEKS) return;
  throw inputError({
    file: history.file,
    line: null,
    column: null,
    rule: "too_short",
    what: `the first sale is in period ${first + 1} of ${history.periodCount}.`,
    fix: `Give a history with ${LEAST_WEEKS} weeks from the first sale on.`,
  });
}

/** Period of the first sale of any series, 0-based; the number of periods without one. */
function firstSale({ ids, periodCount, firstPeriod, units }: History): number {
  let first = periodCount;
  ids.forEach((_, i) => {
    for (let t = firstPeriod[i] ?? 0; t < first; t++)
      if ((units[i * periodCount + t] ?? 0) > 0) first = t;
  });
  return first;
}

/** Hash of what the histories hold, in order: ids, first periods and units. */
export function historiesSha256(histories: readonly History[]): string {
  const parts = histories.flatMap(({ ids, periodCount, firstPeriod, units }) => [
    Buffer.from(JSON.stringify([periodCount, ids])),
    bytesOf(firstPeriod),
    bytesOf(units),
  ]);
  return sha256Hex(Buffer.concat(parts));
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Int32Array | Float32Array) =>
  new Uint8Array(buffer, byteOffset, byteLength);
