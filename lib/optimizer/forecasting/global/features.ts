import { ln } from "../../core/elementary.ts";
import type { CalendarCovariate, Panel } from "../panel.ts";
import {
  type CovariateAxis,
  covariateAxes,
  rivalGroups,
  rowMean,
  similarConditions,
} from "./covariates.ts";
import { type EventAxis, eventAxis, eventLift } from "./events.ts";
import { type GroupTotals, groupRate, groupTotals, othersRate, wholePanel } from "./groups.ts";
import {
  type Normaliser,
  type NormaliserKind,
  normaliserKind,
  normaliserOf,
} from "./normaliser.ts";
import { LOOK_BACK, type LookBack } from "./shape.ts";
import { between, meanBetween, type PanelSums, panelSums } from "./sums.ts";
import { weekdayFactor } from "./weekday.ts";
import { deviation, ratio, zeroShare } from "./window-statistics.ts";

/** Target of a forecast: periods origin + from .. origin + to (1-based from the origin, both included). */
export interface Window {
  readonly from: number;
  readonly to: number;
}

const GROUPS_MAX = 4;
/** Numbers that name a date rather than describe it: with a few years of history they only retell what happened then. */
const DATE_NAMES = new Set(["month", "weekOfYear", "dayOfYear", "dayOfMonth"]);
/** Weeks of its own past from which on a series is not told what others do: all of them share the shocks of a date. */
const YOUNG_WEEKS = 8;
const CATEGORY_MAX = 250;

/**
 * Scale-free features of (series, origin, window): everything about the series before the origin, told in its own unit,
 * and everything known ahead about the window. One builder for training and forecasting, for single periods and for sums.
 */
export class FeatureBuilder {
  readonly panel: Panel;
  readonly sums: PanelSums;
  readonly kind: NormaliserKind;
  readonly names: readonly string[];
  /** 1 = the feature is a category. [featureCount] */
  readonly isCategory: Uint8Array;
  readonly #look: LookBack;
  readonly #totals: readonly GroupTotals[];
  readonly #covariates: readonly CovariateAxis[];
  readonly #events: EventAxis | null;
  readonly #numbers: readonly CalendarCovariate[];
  readonly #youngPeriods: number;
  readonly #originCount: number;
  readonly #origin: Float64Array;
  #cachedSeries = -1;
  #cachedOrigin = -1;
  #normaliser: Normaliser = { centre: 0, unit: 0, weight: 0 };
  readonly #pair = new Float64Array(2);

  constructor(panel: Panel, kind?: NormaliserKind) {
    this.panel = panel;
    this.sums = panelSums(panel);
    this.kind = kind ?? normaliserKind(panel, this.sums);
    this.#look = LOOK_BACK[panel.frequency];
    const groups = [wholePanel(panel.seriesCount), ...panel.groups.slice(0, GROUPS_MAX)];
    this.#totals = groups.map((group) => groupTotals(panel, group));
    this.#covariates = covariateAxes(panel);
    this.#events = eventAxis(panel);
    this.#numbers = panel.calendar.filter(
      ({ kind: type, name }) => type === "number" && !DATE_NAMES.has(name),
    );
    this.#youngPeriods = YOUNG_WEEKS * this.#look.weekPeriods;
    const origin = this.#originNames();
    const window = this.#windowNames();
    const categories = this.#categoryNames();
    this.names = [...origin, ...window, ...categories];
    this.#originCount = origin.length;
    this.#origin = new Float64Array(origin.length);
    this.isCategory = Uint8Array.from(this.names, (_, f) =>
      f >= origin.length + window.length ? 1 : 0,
    );
  }

  get featureCount(): number {
    return this.names.length;
  }

  /** Normaliser of a series at an origin. */
  normaliser(i: number, origin: number): Normaliser {
    this.#prepare(i, origin);
    return this.#normaliser;
  }

  /** What a window's units per period are divided by, once centred: the series' unit, times its weekday's share. */
  targetUnit(i: number, origin: number, { from, to }: Window): number {
    const { unit } = this.normaliser(i, origin);
    const { weekPeriods } = this.#look;
    if (weekPeriods === 1 || from !== to || this.kind === "step") return unit;
    return unit * weekdayFactor(this.panel, i, origin, origin + from - 1, weekPeriods);
  }

  /** Writes the features of one row to out[at ...]. Cost about 2 us, more with covariates. */
  write(i: number, origin: number, window: Window, out: Float32Array, at: number): void {
    this.#prepare(i, origin);
    for (let f = 0; f < this.#originCount; f++) out[at + f] = this.#origin[f]!;
    let f = at + this.#originCount;
    const put = (value: number) => {
      out[f++] = value;
    };
    this.#putWindow(i, origin, window, put);
    this.#putCategories(i, origin, window, put);
  }

  #prepare(i: number, origin: number): void {
    if (this.#cachedSeries === i && this.#cachedOrigin === origin) return;
    this.#cachedSeries = i;
    this.#cachedOrigin = origin;
    this.#normaliser = normaliserOf(this.panel, this.sums, this.kind, i, origin);
    let f = 0;
    this.#putOrigin(i, origin, (value) => {
      this.#origin[f++] = value;
    });
  }

  #isYoung(i: number, origin: number): boolean {
    return origin - this.panel.firstPeriod[i]! < this.#youngPeriods;
  }

  #relative(value: number): number {
    const { centre, unit } = this.#normaliser;
    return (value - centre) / unit;
  }

  #originNames(): string[] {
    const { windows, lags } = this.#look;
    return [
      "logUnit",
      "changeRatio",
      "age",
      "gap",
      "meanGap",
      "zeroShareShort",
      "zeroShareLong",
      "meanSize",
      "spreadShort",
      "spreadLong",
      "maximum",
      "median",
      "smoothFast",
      "smoothSlow",
      ...windows.map((length) => `mean${length}`),
      ...Array.from({ length: lags }, (_, k) => `lag${k + 1}`),
      ...this.#totals.flatMap(({ group }) => [`${group.name}Trend`, `${group.name}Others`]),
    ];
  }

  #putOrigin(i: number, origin: number, put: (value: number) => void): void {
    const { sums, panel } = this;
    const { windows, lags, levelPeriods } = this.#look;
    const { unit, weight } = this.#normaliser;
    const first = panel.firstPeriod[i]!;
    const long = 2 * levelPeriods;
    put(ln(Math.max(1e-9, unit)));
    put(weight > 0 ? 1 / weight : Number.NaN);
    put(origin - first);
    const lastSale = origin > 0 ? sums.lastSale[i * panel.periodCount + origin - 1]! : -1;
    put(lastSale >= 0 ? origin - lastSale : Number.NaN);
    const selling = between(sums, sums.selling, i, 0, origin);
    const observed = between(sums, sums.observed, i, 0, origin);
    put(selling > 0 ? observed / selling : Number.NaN);
    put(zeroShare(sums, i, origin - levelPeriods, origin));
    put(zeroShare(sums, i, origin - long, origin));
    put(
      selling > 0 ? this.#relative(between(sums, sums.units, i, 0, origin) / selling) : Number.NaN,
    );
    put(deviation(sums, i, origin - levelPeriods, origin) / unit);
    put(deviation(sums, i, origin - this.#look.yearPeriods, origin) / unit);
    this.#putRecent(i, origin, put);
    for (const length of windows) {
      const isLong = length > observed && length > windows[0]!;
      put(isLong ? Number.NaN : this.#relative(meanBetween(sums, i, origin - length, origin)));
    }
    const row = i * panel.periodCount;
    for (let k = 1; k <= lags; k++) {
      put(origin - k >= first ? this.#relative(panel.units[row + origin - k]!) : Number.NaN);
    }
    for (const totals of this.#totals) this.#putGroup(i, origin, totals, put);
  }

  /** Largest and middle value of the recent past, and two smoothed levels. */
  #putRecent(i: number, origin: number, put: (value: number) => void): void {
    const { panel } = this;
    const from = Math.max(panel.firstPeriod[i]!, origin - 2 * this.#look.levelPeriods);
    const row = i * panel.periodCount;
    const recent = new Float64Array(Math.max(0, origin - from));
    let size = 0;
    let fast = Number.NaN;
    let slow = Number.NaN;
    for (let t = from; t < origin; t++) {
      const value = panel.units[row + t]!;
      if (Number.isNaN(value)) continue;
      recent[size++] = value;
      fast = Number.isNaN(fast) ? value : fast + 0.3 * (value - fast);
      slow = Number.isNaN(slow) ? value : slow + 0.1 * (value - slow);
    }
    const sorted = recent.subarray(0, size).sort();
    put(size > 0 ? this.#relative(sorted[size - 1]!) : Number.NaN);
    put(size > 0 ? this.#relative(sorted[size >> 1]!) : Number.NaN);
    put(this.#relative(fast));
    put(this.#relative(slow));
  }

  /** Where the group is heading, and how much its other members sell. */
  #putGroup(i: number, origin: number, totals: GroupTotals, put: (value: number) => void): void {
    const { levelPeriods } = this.#look;
    const g = totals.group.index[i]!;
    const short = Math.max(1, Math.round(levelPeriods / 3));
    const recent = groupRate(totals, g, origin - short, origin);
    const before = groupRate(totals, g, origin - levelPeriods, origin);
    put(this.#isYoung(i, origin) ? ratio(recent, before) : Number.NaN);
    const own = between(this.sums, this.sums.units, i, origin - short, origin);
    const ownPeriods = between(this.sums, this.sums.observed, i, origin - short, origin);
    const others = othersRate(totals, g, origin - short, origin, own, ownPeriods);
    put(this.kind === "level" ? others / this.#normaliser.unit : Number.NaN);
  }

  #windowNames(): string[] {
    const rivals = rivalGroups(this.panel);
    return [
      "lead",
      "length",
      ...(this.#look.isYearTold
        ? [
            "yearAgo",
            "yearAgoAround",
            "yearAgoLift",
            ...this.#totals.map(({ group }) => `${group.name}YearLift`),
          ]
        : []),
      ...(this.#look.weekPeriods > 1
        ? ["sameDay1", "sameDay2", "sameDay3", "sameDay4", "sameDayMean8"]
        : []),
      ...this.#numbers.map(({ name }) => name),
      ...this.#covariates.flatMap(({ covariate: { name } }) => [
        name,
        `${name}Change`,
        ...rivals.map((group) => `${name}Against-${group.name}`),
      ]),
      ...(this.#covariates.length > 0 ? ["similar", "similarCount"] : []),
      ...(this.#events ? ["eventLift"] : []),
    ];
  }

  #putWindow(i: number, origin: number, window: Window, put: (value: number) => void): void {
    const start = origin + window.from - 1;
    const end = origin + window.to;
    put(window.from);
    put(window.to - window.from + 1);
    if (this.#look.isYearTold) this.#putYear(i, origin, start, end, put);
    if (this.#look.weekPeriods > 1) this.#putSameDay(i, origin, window, put);
    for (const { values } of this.#numbers) put(rowMean(values, 0, start, end));
    this.#putCovariates(i, origin, start, end, put);
    if (this.#events) this.#putEvents(i, origin, start, put, this.#events);
  }

  #putYear(
    i: number,
    origin: number,
    start: number,
    end: number,
    put: (value: number) => void,
  ): void {
    const { yearPeriods, yearMargin, levelPeriods } = this.#look;
    const { sums } = this;
    const hasYear = start - yearPeriods >= this.panel.firstPeriod[i]!;
    const from = start - yearPeriods;
    const to = end - yearPeriods;
    const then = hasYear ? meanBetween(sums, i, from, to) : Number.NaN;
    const around = hasYear ? meanBetween(sums, i, from - yearMargin, to + yearMargin) : Number.NaN;
    const short = Math.max(1, Math.round(levelPeriods / 3));
    const base = meanBetween(sums, i, origin - yearPeriods - short, origin - yearPeriods);
    if (this.kind === "level") {
      put(this.#relative(then));
      put(this.#relative(around));
      put(ratio(around, base));
    } else {
      const { unit } = this.#normaliser;
      const before = meanBetween(sums, i, origin - yearPeriods - 1, origin - yearPeriods);
      put((then - before) / unit);
      put((around - before) / unit);
      put((around - base) / unit);
    }
    for (const totals of this.#totals) {
      const g = totals.group.index[i]!;
      const target = groupRate(totals, g, from - yearMargin, to + yearMargin);
      const before = groupRate(totals, g, origin - yearPeriods - short, origin - yearPeriods);
      put(this.#isYoung(i, origin) ? ratio(target, before) : Number.NaN);
    }
  }

  #putSameDay(i: number, origin: number, window: Window, put: (value: number) => void): void {
    const { weekPeriods } = this.#look;
    const { panel } = this;
    const row = i * panel.periodCount;
    const isSingle = window.from === window.to;
    let t = origin + window.from - 1;
    while (t >= origin) t -= weekPeriods;
    let sum = 0;
    let count = 0;
    for (let k = 0; k < 8; k++) {
      const at = t - k * weekPeriods;
      const value = isSingle && at >= panel.firstPeriod[i]! ? panel.units[row + at]! : Number.NaN;
      if (k < 4) put(this.#relative(value));
      if (Number.isNaN(value)) continue;
      sum += value;
      count += 1;
    }
    put(count > 0 ? this.#relative(sum / count) : Number.NaN);
  }

  #putCovariates(
    i: number,
    origin: number,
    start: number,
    end: number,
    put: (value: number) => void,
  ): void {
    const { panel } = this;
    const { levelPeriods } = this.#look;
    const row = i * panel.axisCount;
    const rivals = rivalGroups(panel);
    for (const { covariate, groupMean } of this.#covariates) {
      const value = rowMean(covariate.values, row, start, end);
      put(value);
      put(value - rowMean(covariate.values, row, origin - levelPeriods, origin));
      groupMean.forEach((mean, k) => {
        const g = rivals[k]!.index[i]!;
        put(g < 0 ? Number.NaN : value - rowMean(mean, g * panel.axisCount, start, end));
      });
    }
    if (this.#covariates.length === 0) return;
    this.#pair.fill(Number.NaN);
    if (end - start === 1) {
      similarConditions(panel, this.#covariates, i, origin, start, this.#pair);
    }
    put(this.#relative(this.#pair[0]!));
    put(this.#pair[1]!);
  }

  #putEvents(
    i: number,
    origin: number,
    start: number,
    put: (value: number) => void,
    events: EventAxis,
  ): void {
    const kind = events.kind[start]!;
    const { sums, panel } = this;
    const running = i * sums.width;
    put(kind > 0 ? eventLift(events, panel, sums.units, running, kind, origin) : Number.NaN);
  }

  #categoryNames(): string[] {
    return [
      ...this.#totals
        .slice(1)
        .filter(isSmall)
        .map(({ group }) => group.name),
      ...(this.#events ? ["event"] : []),
      ...(this.#look.weekPeriods > 1 ? ["phase"] : []),
    ];
  }

  #putCategories(i: number, origin: number, window: Window, put: (value: number) => void): void {
    const start = origin + window.from - 1;
    for (const totals of this.#totals.slice(1)) {
      if (!isSmall(totals)) continue;
      put(this.#isYoung(i, origin) ? totals.group.index[i]! : Number.NaN);
    }
    if (this.#events) put(this.#events.kind[start]!);
    if (this.#look.weekPeriods > 1) put(start % this.#look.weekPeriods);
  }
}

const isSmall = ({ group }: GroupTotals): boolean => group.count <= CATEGORY_MAX;
