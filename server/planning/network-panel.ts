// All products of a marketplace as one panel of weekly series: what a model learns from that learns from all series at once.
import type { CalendarCovariate, Panel, SeriesGroup } from "@/lib/optimizer/forecasting/index.ts";
import { sha256Hex } from "@/server/core/hash.ts";
import type { ShardHistory } from "./shard-facts.ts";

const SEASON_WEEKS = 52;

export interface NetworkPanel {
  readonly panel: Panel;
  /** Of the series, in order. [seriesCount] */
  readonly productIds: Float64Array;
  /** Hash of the series and of what is known ahead. */
  readonly dataSha256: string;
}

interface Axis {
  /** Marketplace week of period 0. */
  readonly firstWeek: number;
  readonly periodCount: number;
  readonly axisCount: number;
}

/**
 * Joins shards into one panel on the longest of their week axes; series are in the order of the shards. Weeks in which stock ran out are
 * not observed: their sales are less than demand. Throws RangeError without a shard. Cost O(series * weeks).
 */
export function networkPanel(shards: readonly ShardHistory[]): NetworkPanel {
  const [first] = shards;
  if (!first) throw new RangeError("networkPanel: there is no shard");
  const firstWeek = Math.min(...shards.map(({ weeks }) => weeks.first));
  const periodCount = first.weeks.last - firstWeek + 1;
  const axis = { firstWeek, periodCount, axisCount: periodCount + first.calendar.horizonWeeks };
  const seriesCount = shards.reduce((sum, { facts }) => sum + facts.skuCount, 0);
  const units = new Float32Array(seriesCount * periodCount).fill(Number.NaN);
  const firstPeriod = new Int32Array(seriesCount);
  const productIds = new Float64Array(seriesCount);
  let at = 0;
  for (const shard of shards) {
    copySeries(shard, axis, at, units, firstPeriod);
    productIds.set(shard.facts.productId, at);
    at += shard.facts.skuCount;
  }
  const calendar = [eventColumn(shards, axis)];
  const panel: Panel = {
    seriesCount,
    periodCount,
    axisCount: axis.axisCount,
    units,
    firstPeriod,
    seasonPeriods: SEASON_WEEKS,
    frequency: "week",
    covariates: [],
    calendar,
    groups: groupsOf(shards, seriesCount),
  };
  const bytes = [productIds, units, ...calendar.map(({ values }) => values)].map(
    ({ buffer }) => new Uint8Array(buffer),
  );
  return { panel, productIds, dataSha256: sha256Hex(Buffer.concat(bytes)) };
}

function copySeries(
  { facts, weeks }: ShardHistory,
  { firstWeek, periodCount }: Axis,
  at: number,
  units: Float32Array,
  firstPeriod: Int32Array,
): void {
  const shift = weeks.first - firstWeek;
  for (let i = 0; i < facts.skuCount; i++) {
    const start = Math.max(0, facts.firstWeek[i] ?? 0);
    firstPeriod[at + i] = Math.min(periodCount, shift + start);
    for (let t = start; t < facts.weekCount; t++) {
      const k = i * facts.weekCount + t;
      const isOut = (facts.inStockShare[k] ?? 1) < 1;
      if (!isOut) units[(at + i) * periodCount + shift + t] = facts.soldUnits[k] ?? 0;
    }
  }
}

/** Sale events by week; events of the same name share a number in every shard, in the order of their names. */
function eventColumn(shards: readonly ShardHistory[], axis: Axis): CalendarCovariate {
  const names = [...new Set(shards.flatMap(({ eventNames }) => eventNames))].sort();
  const values = new Float32Array(axis.axisCount);
  for (const { calendar, weeks, eventNames } of shards) {
    calendar.eventWeek.forEach((week, e) => {
      const name = eventNames[calendar.eventKind[e] ?? -1] ?? "";
      const period = weeks.first - axis.firstWeek + week;
      if (period < values.length) values[period] = 1 + names.indexOf(name);
    });
  }
  return { name: "sale event", kind: "event", kindCount: names.length, values };
}

/** Products of one account, of one category of an account, and of one storage type. */
function groupsOf(shards: readonly ShardHistory[], seriesCount: number): SeriesGroup[] {
  const account = new Int32Array(seriesCount);
  const category = new Int32Array(seriesCount);
  const storage = new Int32Array(seriesCount);
  let at = 0;
  let accountCount = 0;
  let categoryCount = 0;
  for (const { facts } of shards) {
    for (let a = 0; a < facts.accountCount; a++) {
      for (let i = facts.accountStart[a] ?? 0; i < (facts.accountStart[a + 1] ?? 0); i++) {
        account[at + i] = accountCount;
        category[at + i] = categoryCount + (facts.categoryIndex[i] ?? 0);
        storage[at + i] = facts.storageTypeIndex[i] ?? 0;
      }
      accountCount += 1;
      categoryCount += facts.categoryCount[a] ?? 0;
    }
    at += facts.skuCount;
  }
  return [
    { name: "account", count: accountCount, index: account },
    { name: "category", count: categoryCount, index: category },
    { name: "storage type", count: Math.max(0, ...storage) + 1, index: storage },
  ];
}
