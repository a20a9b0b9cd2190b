// Two forecasts of one account laid on one axis of weeks, one list of SKUs, categories and kinds of events.
import type { Attributes, DemandProblem, Offers, SaleEvents } from "../problem.ts";

/** An account as one run saw it, and the method that run forecast it by. */
export interface ForecastSide {
  readonly problem: DemandProblem;
  /** Names the SKUs; each once. [skuCount] */
  readonly productId: Float64Array;
  /** Week of the problem's first column on an axis that both sides share. */
  readonly firstWeek: number;
  /** Name of each kind of event. [kindCount] */
  readonly eventNames: readonly string[];
  /** Sides of one key forecast alike. */
  readonly methodKey: string;
  /** Mean demand after the problem's origin; must heed `knownSeason`. [skuCount, horizonWeeks] */
  readonly forecastMeans: (problem: DemandProblem) => Float32Array;
  /** Whether the method reads prices and promotions. */
  readonly isOfferRead: boolean;
}

/** 0 = as the earlier run has it, 1 = as the later one. */
export type Side = 0 | 1;
type Pair<T> = readonly [T, T];

/** Weeks count from the earlier of the two first weeks. A matrix is [skuCount, weekCount]. */
export interface Aligned {
  readonly sides: Pair<ForecastSide>;
  readonly skuCount: number;
  /** Weeks on record of the later side, and with the weeks ahead that are asked about. */
  readonly weekCount: number;
  readonly axisWeeks: number;
  /** First week that each side looks at, and last week on record. */
  readonly start: Pair<number>;
  readonly origin: Pair<number>;
  /** Ascending. [skuCount] */
  readonly productId: Float64Array;
  /** 1 = the side has the SKU. [skuCount] each */
  readonly isPresent: Pair<Uint8Array>;
  /** First week on offer as each side tells it. [skuCount] each */
  readonly firstWeek: Pair<Int32Array>;
  /** 1 = the SKU was on offer before the earlier origin, as is known now. [skuCount] */
  readonly isOfOld: Uint8Array;
  readonly categoryCount: number;
  /** [skuCount] each */
  readonly category: Pair<Int32Array>;
  /** What weeks up to the earlier origin sold as known on either side, wholesale included; later weeks are the same in both. */
  readonly soldUnits: Pair<Float32Array>;
  /** 0: units set aside as wholesale as the earlier side knew, none after its origin; 1: as the later side knows. */
  readonly wholesaleUnits: Pair<Float32Array>;
  /** 0: as the earlier side knew it, weeks after its origin as if in stock; 1: as the later side knows it. */
  readonly inStockShare: Pair<Float32Array>;
  readonly isCensored: Pair<Uint8Array>;
  readonly weekOfYear: Int32Array;
  readonly events: Pair<SaleEvents>;
  /** As each side tells them of past weeks and of those ahead; the other's where one tells nothing. */
  readonly offers: Pair<Offers>;
  /** As each side tells them, the other's where it has no such SKU; null where no side tells any. */
  readonly attributes: Pair<Attributes> | null;
}

/**
 * Lays two sides on each other, up to `targetWeeks` weeks after the later origin. Throws RangeError where the later side's origin lies before the
 * earlier's, one of them does not reach the weeks, or a season is given from elsewhere.
 */
export function align(earlier: ForecastSide, later: ForecastSide, targetWeeks: number): Aligned {
  const sides = [earlier, later] as const;
  const zero = Math.min(earlier.firstWeek, later.firstWeek);
  const start = [earlier.firstWeek - zero, later.firstWeek - zero] as const;
  const origin = [
    start[0] + earlier.problem.originWeek,
    start[1] + later.problem.originWeek,
  ] as const;
  checkSides(sides, start, origin, targetWeeks);
  const weekCount = origin[1] + 1;
  const axisWeeks = weekCount + targetWeeks;
  const productId = Float64Array.from(new Set([...earlier.productId, ...later.productId])).sort();
  const rowOf = sides.map((side) => rowsOf(side, productId)) as unknown as Pair<Int32Array>;
  const firstWeek = firstWeeks(sides, rowOf, start);
  const frame = { sides, rowOf, start, origin, weekCount, skuCount: productId.length };
  return {
    sides,
    skuCount: productId.length,
    weekCount,
    axisWeeks,
    start,
    origin,
    productId,
    isPresent: [presence(rowOf[0]), presence(rowOf[1])],
    firstWeek,
    isOfOld: Uint8Array.from(firstWeek[1], (week) => (week <= origin[0] ? 1 : 0)),
    ...jointCategories(sides, rowOf),
    soldUnits: soldMatrices(frame),
    wholesaleUnits: wholesaleMatrices(frame),
    ...stockMatrices(frame),
    weekOfYear: jointWeeks(sides, start, axisWeeks),
    events: jointEvents(sides, start, axisWeeks),
    offers: [jointOffers(frame, axisWeeks, [0, 1]), jointOffers(frame, axisWeeks, [1, 0])],
    attributes: sides.some(({ problem }) => problem.attributes)
      ? [jointAttributes(frame, [0, 1]), jointAttributes(frame, [1, 0])]
      : null,
  };
}

function checkSides(
  [earlier, later]: Pair<ForecastSide>,
  start: Pair<number>,
  origin: Pair<number>,
  targetWeeks: number,
): void {
  const weeksBetween = origin[1] - origin[0];
  if (weeksBetween < 0)
    throw new RangeError(`align: the later origin lies ${-weeksBetween} weeks before the earlier`);
  if (start[1] > origin[0])
    throw new RangeError(`align: the later side starts after the earlier origin`);
  const reach = Math.min(later.problem.horizonWeeks, earlier.problem.horizonWeeks - weeksBetween);
  if (!(targetWeeks >= 1 && targetWeeks <= reach))
    throw new RangeError(`align: targetWeeks must be in [1, ${reach}], got ${targetWeeks}`);
  if (earlier.problem.seasonPrior || later.problem.seasonPrior)
    throw new RangeError("align: a season given from elsewhere cannot be laid on another");
}

function rowsOf(side: ForecastSide, productId: Float64Array): Int32Array {
  const row = new Map(Array.from(side.productId, (id, i) => [id, i]));
  return Int32Array.from(productId, (id) => row.get(id) ?? -1);
}

const presence = (rowOf: Int32Array): Uint8Array =>
  Uint8Array.from(rowOf, (row) => (row >= 0 ? 1 : 0));

/** A first week at or before the first week looked at is not told apart from it; a SKU of one side has that side's in both. */
function firstWeeks(
  sides: Pair<ForecastSide>,
  rowOf: Pair<Int32Array>,
  start: Pair<number>,
): Pair<Int32Array> {
  const told = (side: Side, i: number): number => {
    const week = sides[side].problem.firstWeek[rowOf[side][i]!]!;
    return week <= 0 ? 0 : week + start[side];
  };
  const first = [new Int32Array(rowOf[0].length), new Int32Array(rowOf[0].length)] as const;
  for (let i = 0; i < rowOf[0].length; i++) {
    first[0][i] = told(rowOf[0][i]! >= 0 ? 0 : 1, i);
    first[1][i] = told(rowOf[1][i]! >= 0 ? 1 : 0, i);
    // The later side cannot see further back than its first week.
    if (Math.max(first[0][i]!, start[1]) === Math.max(first[1][i]!, start[1]))
      first[1][i] = first[0][i]!;
  }
  return first;
}

/** The earlier side's categories; those of the later side are known by a SKU they share, others are added. */
function jointCategories([earlier, later]: Pair<ForecastSide>, rowOf: Pair<Int32Array>) {
  const joint = new Map<number, number>();
  let categoryCount = earlier.problem.categoryCount;
  for (const isShared of [true, false]) {
    for (let i = 0; i < rowOf[0].length; i++) {
      if (rowOf[1][i]! < 0 || rowOf[0][i]! >= 0 !== isShared) continue;
      const category = later.problem.categoryIndex[rowOf[1][i]!]!;
      if (joint.has(category)) continue;
      joint.set(
        category,
        isShared ? earlier.problem.categoryIndex[rowOf[0][i]!]! : categoryCount++,
      );
    }
  }
  const own = (i: number) => earlier.problem.categoryIndex[rowOf[0][i]!]!;
  const mapped = (i: number) => joint.get(later.problem.categoryIndex[rowOf[1][i]!]!)!;
  const indices = Array.from(rowOf[0].keys());
  return {
    categoryCount,
    category: [
      Int32Array.from(indices, (i) => (rowOf[0][i]! >= 0 ? own(i) : mapped(i))),
      Int32Array.from(indices, (i) => (rowOf[1][i]! >= 0 ? mapped(i) : own(i))),
    ] as const,
  };
}

interface Frame {
  readonly sides: Pair<ForecastSide>;
  readonly rowOf: Pair<Int32Array>;
  readonly start: Pair<number>;
  readonly origin: Pair<number>;
  readonly weekCount: number;
  readonly skuCount: number;
}

/** Cell of SKU i in week t on a side; -1 where it has none. */
function cellOf({ sides, rowOf, start, origin }: Frame, side: Side, i: number, t: number): number {
  const row = rowOf[side][i]!;
  if (row < 0 || t < start[side] || t > origin[side]) return -1;
  return row * sides[side].problem.weekCount + t - start[side];
}

/** For every cell, where a side's value is found: on the first of the given sides that has it. */
function fillCells(
  frame: Frame,
  from: readonly Side[],
  put: (at: number, problem: DemandProblem, cell: number) => void,
): void {
  const { sides, skuCount, weekCount } = frame;
  for (let i = 0; i < skuCount; i++) {
    for (let t = 0; t < weekCount; t++) {
      for (const side of from) {
        const cell = cellOf(frame, side, i, t);
        if (cell < 0) continue;
        put(i * weekCount + t, sides[side].problem, cell);
        break;
      }
    }
  }
}

function soldMatrices(frame: Frame): Pair<Float32Array> {
  const matrix = (from: readonly Side[]) => {
    const sold = new Float32Array(frame.skuCount * frame.weekCount);
    fillCells(frame, from, (at, { soldUnits, wholesaleUnits }, cell) => {
      sold[at] = soldUnits[cell]! + (wholesaleUnits?.[cell] ?? 0);
    });
    return sold;
  };
  return [matrix([0, 1]), matrix([1, 0])];
}

function wholesaleMatrices(frame: Frame): Pair<Float32Array> {
  const matrix = (from: readonly Side[]) => {
    const setAside = new Float32Array(frame.skuCount * frame.weekCount);
    fillCells(frame, from, (at, { wholesaleUnits }, cell) => {
      setAside[at] = wholesaleUnits?.[cell] ?? 0;
    });
    return setAside;
  };
  return [matrix([0]), matrix([1, 0])];
}

function stockMatrices(frame: Frame): Pick<Aligned, "inStockShare" | "isCensored"> {
  const matrices = (from: readonly Side[]) => {
    const share = new Float32Array(frame.skuCount * frame.weekCount).fill(Number.NaN);
    const isCensored = new Uint8Array(share.length);
    fillCells(frame, from, (at, problem, cell) => {
      share[at] = problem.inStockShare?.[cell] ?? Number.NaN;
      isCensored[at] = problem.isCensored?.[cell] ?? 0;
    });
    return { share, isCensored };
  };
  const [earlier, later] = [matrices([0]), matrices([1, 0])];
  return {
    inStockShare: [earlier.share, later.share],
    isCensored: [earlier.isCensored, later.isCensored],
  };
}

function jointWeeks(sides: Pair<ForecastSide>, start: Pair<number>, axisWeeks: number): Int32Array {
  return Int32Array.from({ length: axisWeeks }, (_, t) => {
    const side = t >= start[1] ? 1 : 0;
    return sides[side].problem.weekOfYear[t - start[side]]!;
  });
}

/** Rows of offers on the joint axis, each cell from the first of the given sides that has it. */
function jointOffers(
  { sides, rowOf, start, skuCount }: Frame,
  axisWeeks: number,
  from: readonly Side[],
): Offers {
  const logPrice = new Float32Array(skuCount * axisWeeks).fill(Number.NaN);
  const promotionShare = new Float32Array(skuCount * axisWeeks);
  for (const side of [...from].reverse()) {
    const { offers } = sides[side].problem;
    for (let i = 0; offers && i < skuCount; i++) {
      const row = rowOf[side][i]!;
      if (row < 0) continue;
      const weeks = Math.min(offers.axisWeeks, axisWeeks - start[side]);
      const cells = [row * offers.axisWeeks, row * offers.axisWeeks + weeks] as const;
      const to = i * axisWeeks + start[side];
      logPrice.set(offers.logPrice.subarray(...cells), to);
      promotionShare.set(offers.promotionShare.subarray(...cells), to);
    }
  }
  return { axisWeeks, logPrice, promotionShare };
}

/** Each SKU's from the first of the given sides that has it. */
function jointAttributes({ sides, rowOf, skuCount }: Frame, from: readonly Side[]): Attributes {
  const joint = {
    logPrice: new Float32Array(skuCount).fill(Number.NaN),
    logVolume: new Float32Array(skuCount).fill(Number.NaN),
    storageType: new Uint8Array(skuCount),
  };
  for (let i = 0; i < skuCount; i++) {
    const side = from.find((one) => rowOf[one][i]! >= 0)!;
    const { attributes } = sides[side].problem;
    if (!attributes) continue;
    const row = rowOf[side][i]!;
    joint.logPrice[i] = attributes.logPrice[row]!;
    joint.logVolume[i] = attributes.logVolume[row]!;
    joint.storageType[i] = attributes.storageType[row]!;
  }
  return joint;
}

/** Events of both sides by name; a name that a side does not have keeps the other's expected factor and has no entries. */
function jointEvents(
  sides: Pair<ForecastSide>,
  start: Pair<number>,
  axisWeeks: number,
): Pair<SaleEvents> {
  const names = [...new Set(sides.flatMap(({ eventNames }) => eventNames))];
  const told = (side: Side, name: string): number | undefined =>
    sides[side].problem.events?.upliftPrior[sides[side].eventNames.indexOf(name)];
  const of = (side: Side): SaleEvents => {
    const events = sides[side].problem.events;
    const entries = [...(events?.week ?? [])].flatMap((week, e) => {
      const t = week + start[side];
      if (t >= axisWeeks) return [];
      return [{ week: t, kind: names.indexOf(sides[side].eventNames[events!.kind[e]!]!) }];
    });
    return {
      kindCount: names.length,
      week: Int32Array.from(entries, ({ week }) => week),
      kind: Int32Array.from(entries, ({ kind }) => kind),
      upliftPrior: Float64Array.from(
        names,
        (name) => told(side, name) ?? told((1 - side) as Side, name) ?? 1,
      ),
    };
  };
  return [of(0), of(1)];
}
