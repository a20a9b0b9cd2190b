import { z } from "zod";
import { FORECAST_FILTERS, FORECAST_SORTS } from "@/server/repositories/forecast-list.ts";
import { AccountInput } from "@/server/services/identity/schemas.ts";

export const PAGE_ROWS = 50;

export const ListForecastInput = AccountInput.extend({
  search: z.string().max(120).default(""),
  only: z.enum(FORECAST_FILTERS).default("all"),
  sort: z.enum(FORECAST_SORTS).default("next13"),
  direction: z.enum(["asc", "desc"]).default("desc"),
  page: z.number().int().min(1).max(10_000).default(1),
});
export type ListForecastInput = z.infer<typeof ListForecastInput>;

/** Of past weeks that were forecast one by one: how many, how many could be told, how many fell into the range. */
const RangeHits = z.strictObject({
  weeks: z.number().int(),
  toldWeeks: z.number().int(),
  hitWeeks: z.number().int(),
});

export const ForecastListRowView = z.strictObject({
  productId: z.number().int(),
  sku: z.string(),
  title: z.string(),
  /** Method or methods, in words. */
  methodLabel: z.string(),
  modelVersion: z.string().nullable(),
  next4Units: z.number(),
  next13Units: z.number(),
  /** Against the previous run's forecast of the same 13 weeks; null when it made none. */
  changeUnits: z.number().nullable(),
  isAdjusted: z.boolean(),
  isNew: z.boolean(),
  isDiscontinued: z.boolean(),
  /** Of the last 13 weeks; null when it is not known. */
  stockOutWeeks: z.number().int().nullable(),
  accuracy: RangeHits,
});
export type ForecastListRowView = z.infer<typeof ForecastListRowView>;

export const ForecastPage = z.strictObject({
  /** null before the first run. */
  asOfOn: z.string().nullable(),
  runId: z.number().int().nullable(),
  previousAsOfOn: z.string().nullable(),
  /** Over all products that match. */
  totals: z.strictObject({
    next4Units: z.number(),
    next13Units: z.number(),
    /** Of the products that both runs forecast, as a share of what was forecast before; null without such. */
    changeShare: z.number().nullable(),
    adjustedCount: z.number().int(),
    accuracy: RangeHits,
  }),
  totalCount: z.number().int(),
  pageCount: z.number().int(),
  rows: z.array(ForecastListRowView),
});
export type ForecastPage = z.infer<typeof ForecastPage>;

const ProductInput = AccountInput.extend({ productId: z.int().positive() });
export const GetForecastInput = ProductInput;
export const ForecastScoresInput = ProductInput.extend({ runId: z.int().positive() });

/** Units of one week ahead; null where the forecast holds no such level. */
const WeekAhead = z.strictObject({
  weekOn: z.string(),
  mean: z.number(),
  /** Before own adjustments and promotions; null where nothing was adjusted. */
  baseMean: z.number().nullable(),
  low80: z.number().nullable(),
  low50: z.number().nullable(),
  median: z.number().nullable(),
  high50: z.number().nullable(),
  high80: z.number().nullable(),
});

const PastWeek = z.strictObject({
  weekOn: z.string(),
  soldUnits: z.number().int(),
  /** Share of the week in stock, where stock ran out; null in all other weeks. */
  inStockMillionths: z.number().int().nullable(),
  /** Demand behind the sales of a week without stock; null where it is not stored. */
  demandUnits: z.number().nullable(),
  /** Of the units sold, those in wholesale orders that are not taken for demand. */
  wholesaleUnits: z.number().int(),
  /** Of the units sold, those of the product that this one goes on from. */
  takenOverUnits: z.number().int(),
});

const OtherProduct = z.strictObject({ productId: z.number().int(), sku: z.string() });

/** What the forecast did not take for demand, in the past weeks that are shown. */
const HistoryView = z.strictObject({
  /** Days with orders far larger than usual, newest first. */
  wholesale: z.array(
    z.strictObject({
      on: z.string(),
      units: z.number().int(),
      setAsideUnits: z.number().int(),
    }),
  ),
  cancelledUnits: z.number().int(),
  returnedUnits: z.number().int(),
  resaleableUnits: z.number().int(),
  /** The product whose history the forecast starts from; by the seller's word, else by the same ASIN. */
  continues: OtherProduct.extend({
    share: z.number(),
    weekCount: z.number().int(),
    /** Weeks of the product's own up to the origin. */
    ownWeekCount: z.number().int(),
    isDeclared: z.boolean(),
  }).nullable(),
  /** Products that took over history of this one. */
  passedOn: z.array(OtherProduct.extend({ units: z.number().int() })),
  /** The seller's word as it stands now. */
  declared: OtherProduct.extend({
    continuationId: z.number().int(),
    share: z.number(),
    createdAt: z.string(),
    isOwnWord: z.boolean(),
    isInForecast: z.boolean(),
  }).nullable(),
});

/** How high the demand of the first weeks together may come out; it is not the sum of what single weeks may. */
const SumAhead = z.strictObject({
  weeks: z.number().int(),
  high80: z.number().nullable(),
});

export const AdjustmentView = z.strictObject({
  adjustmentId: z.number().int(),
  fromOn: z.string(),
  toOn: z.string(),
  kind: z.enum(["factor", "units_per_week"]),
  /** kind "factor". */
  factor: z.number().nullable(),
  /** kind "units_per_week". */
  unitsPerWeek: z.number().nullable(),
  reason: z.string(),
  expiresOn: z.string(),
  createdAt: z.string(),
  isOwnWord: z.boolean(),
  /** The forecast shown knew it; else the next run will. */
  isInForecast: z.boolean(),
});

export const PromotionView = z.strictObject({
  promotionId: z.number().int(),
  title: z.string(),
  fromOn: z.string(),
  toOn: z.string(),
  isWholeAccount: z.boolean(),
  /** null = the model learns it. */
  expectedFactor: z.number().nullable(),
  priceMicros: z.number().int().nullable(),
  createdAt: z.string(),
  isOwnWord: z.boolean(),
  isInForecast: z.boolean(),
});

const JudgedWeek = z.strictObject({
  weekOn: z.string(),
  /** First week ahead = 1. */
  weeksAhead: z.number().int(),
  actualUnits: z.number().int(),
  isAtLeast: z.boolean(),
  mean: z.number(),
  low80: z.number().nullable(),
  high80: z.number().nullable(),
  isInRange: z.boolean().nullable(),
});

const ShownUnits = z.strictObject({ text: z.string(), value: z.number() });

/** Why the forecast is not what the run before said. */
const ForecastChangeView = z.discriminatedUnion("status", [
  z.strictObject({
    status: z.literal("explained"),
    baseRunId: z.number().int(),
    headline: z.string(),
    takeaway: z.string(),
    from: ShownUnits,
    to: ShownUnits,
    unitLabel: z.string(),
    /** Largest first; as they are shown they add up to the change. */
    drivers: z.array(
      z.strictObject({
        driver: z.string(),
        label: z.string(),
        owner: z.string(),
        ownerLabel: z.string(),
        amount: z.string(),
        value: z.number(),
        meaning: z.string(),
      }),
    ),
  }),
  z.strictObject({
    status: z.literal("unexplained"),
    reason: z.enum(["too_far_apart", "replay_differs"]),
  }),
  /** The run before did not forecast the product. */
  z.strictObject({ status: z.literal("first") }),
  /** The job that explains it has not run yet. */
  z.strictObject({ status: z.literal("waiting") }),
]);
export type ForecastChangeView = z.infer<typeof ForecastChangeView>;

export const ForecastView = z.strictObject({
  productId: z.number().int(),
  sku: z.string(),
  title: z.string(),
  category: z.string().nullable(),
  isDiscontinued: z.boolean(),
  isNew: z.boolean(),
  currency: z.string(),
  run: z.strictObject({
    runId: z.number().int(),
    asOfOn: z.string(),
    finishedAt: z.string().nullable(),
    /** Last day whose sales it used. */
    originOn: z.string(),
    methodLabel: z.string(),
    modelVersion: z.string().nullable(),
    historyWeeks: z.number().int().nullable(),
  }),
  ahead: z.array(WeekAhead),
  sums: z.array(SumAhead),
  past: z.array(PastWeek),
  events: z.array(z.strictObject({ title: z.string(), startOn: z.string(), endOn: z.string() })),
  history: HistoryView,
  adjustments: z.array(AdjustmentView),
  promotions: z.array(PromotionView),
  /** Largest stated demand that is accepted. */
  maxUnitsPerWeek: z.number().int(),
  earlier: z.array(z.strictObject({ runId: z.number().int(), originOn: z.string() })),
  change: ForecastChangeView,
  accuracy: RangeHits,
  judged: z.array(JudgedWeek),
});
export type ForecastView = z.infer<typeof ForecastView>;

export const ForecastScoresView = z.strictObject({
  runId: z.number().int(),
  originOn: z.string(),
  methodLabel: z.string(),
  ahead: z.array(WeekAhead),
  weeks: z.array(JudgedWeek),
  /** Sums over the first weeks after the origin. */
  sums: z.array(
    z.strictObject({
      weeks: z.number().int(),
      actualUnits: z.number().int(),
      isAtLeast: z.boolean(),
      mean: z.number(),
      high80: z.number().nullable(),
    }),
  ),
  accuracy: RangeHits,
  /** Mean absolute error of the weeks, and of the same weeks before own adjustments; null where nothing was adjusted or scored. */
  adjustment: z.strictObject({ errorUnits: z.number(), baseErrorUnits: z.number() }).nullable(),
});
export type ForecastScoresView = z.infer<typeof ForecastScoresView>;

const Reason = z.string().trim().min(3).max(400);

export const AdjustInput = ProductInput.extend({
  /** Any day of the first and of the last week; whole weeks are meant. */
  fromOn: z.iso.date(),
  toOn: z.iso.date(),
  kind: z.enum(["factor", "units_per_week"]),
  /** A factor of 0 to 5, or units a week. */
  value: z.number().min(0).max(1_000_000),
  reason: Reason,
  /** Runs as of a later day leave it out; its last day when left out. */
  expiresOn: z.iso.date().optional(),
});
export type AdjustInput = z.infer<typeof AdjustInput>;
export const AdjustOutput = z.strictObject({ adjustmentId: z.number().int() });
export const WithdrawAdjustmentInput = AccountInput.extend({ adjustmentId: z.int().positive() });

export const DeclarePromotionInput = AccountInput.extend({
  /** null = every product of the account. */
  productId: z.int().positive().nullable(),
  title: z.string().trim().min(3).max(120),
  fromOn: z.iso.date(),
  toOn: z.iso.date(),
  /** null = let the model learn it. */
  expectedFactor: z.number().min(1).max(5).nullable(),
  priceMicros: z.int().positive().max(1_000_000_000_000).nullable(),
});
export type DeclarePromotionInput = z.infer<typeof DeclarePromotionInput>;
export const DeclarePromotionOutput = z.strictObject({ promotionId: z.number().int() });
export const WithdrawPromotionInput = AccountInput.extend({ promotionId: z.int().positive() });
export const ContinueInput = ProductInput.extend({
  predecessorSku: z.string().trim().min(1).max(120),
  /** Of the other product's demand. */
  share: z.number().min(0.01).max(1),
});
export type ContinueInput = z.infer<typeof ContinueInput>;
export const ContinueOutput = z.strictObject({ continuationId: z.number().int() });
export const WithdrawContinuationInput = AccountInput.extend({
  continuationId: z.int().positive(),
});
/** When it was withdrawn: runs that know the world later do not know it. */
export const Withdrawn = z.strictObject({ withdrawnAt: z.string() });
