import { z } from "zod";

export const NETWORK_FUNCTIONS = ["storage", "receiving", "picking", "shipping", "lane"] as const;
const STORAGE_TYPES = ["standard", "oversize", "apparel"] as const;

const MarketplaceId = z.string().min(1).max(8);
const id = z.int().positive();

export const NetworkInput = z.strictObject({ marketplaceId: MarketplaceId.optional() });

/** Least and most of a change of capacity, in percent. */
export const CHANGE_PERCENT = { least: -100, most: 300 } as const;

const Change = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("close"), fcId: id }),
  z.strictObject({
    kind: z.literal("scale"),
    fcId: id,
    function: z.enum(NETWORK_FUNCTIONS),
    /** Lanes only; left out: all lanes of the FC. */
    regionId: id.optional(),
    /** 20 = a fifth more. */
    percent: z.int().min(CHANGE_PERCENT.least).max(CHANGE_PERCENT.most),
  }),
]);
export type NetworkChangeInput = z.infer<typeof Change>;

/** The run is named, so that the answer is about what the page shows. */
export const WhatIfInput = z.strictObject({ runId: id, change: Change });

const Place = z.strictObject({
  id,
  code: z.string(),
  name: z.string(),
  latitude: z.number(),
  longitude: z.number(),
});

/** A limit that binds. */
const Bottleneck = z.strictObject({
  function: z.enum(NETWORK_FUNCTIONS),
  fcCode: z.string(),
  /** Lanes only. */
  regionName: z.string().nullable(),
  /** Storage only. */
  storageType: z.enum(STORAGE_TYPES).nullable(),
  fromOn: z.string(),
  toOn: z.string(),
  /** mm3, or units for receiving and picking. */
  capacity: z.number(),
  load: z.number(),
  /** What one more cubic foot, or unit, would save. */
  priceMicros: z.number(),
});
export type Bottleneck = z.infer<typeof Bottleneck>;

const Pool = z.strictObject({
  storageType: z.enum(STORAGE_TYPES),
  monthOn: z.string(),
  spaceMm3: z.number(),
  usableMm3: z.number(),
  /** Limits announced out of it; null where the run does not tell. */
  givenMm3: z.number().nullable(),
  /** What is expected to lie there when the month begins. */
  storedMm3: z.number(),
  /** FCs of which not all space can be filled by then: they cannot receive enough. */
  heldBack: z.array(z.string()),
  /** The FC whose space costs most then; null where none has a price. */
  dearest: z.strictObject({ fcCode: z.string(), priceMicros: z.number() }).nullable(),
});
export type NetworkPool = z.infer<typeof Pool>;

const Lane = z.strictObject({
  fcCode: z.string(),
  fcId: id,
  regionId: id,
  regionName: z.string(),
  /** Over the whole horizon. */
  loadMm3: z.number(),
  /** Of the fullest period; null where the lane has no limit. */
  peakShareMillionths: z.int().nullable(),
  peakOn: z.string(),
  /** Highest price of a period, per cubic foot. */
  priceMicros: z.number(),
  /** Periods in which it binds. */
  bindingCount: z.int(),
});
export type NetworkLane = z.infer<typeof Lane>;

export const NetworkView = z.strictObject({
  /** null = nobody sells anywhere yet. */
  marketplaceId: z.string().nullable(),
  marketplaces: z.array(z.strictObject({ marketplaceId: z.string(), name: z.string() })),
  /** null before the first run that planned the network. */
  plan: z
    .strictObject({
      runId: id,
      asOfOn: z.string(),
      computedAt: z.string().nullable(),
      timeZone: z.string(),
      currency: z.string(),
      fromOn: z.string(),
      toOn: z.string(),
      costMicros: z.number(),
      gapMillionths: z.number(),
      unmetUnits: z.number(),
      lateUnits: z.number(),
      /** Limits times the periods in which they bind. */
      bindingCount: z.int(),
      /** Limits that bind in any period. */
      bindingLimitCount: z.int(),
      fcs: z.array(
        Place.extend({
          /** Fullest function of the FC in any period. */
          peakShareMillionths: z.int(),
          weightMicros: z.number(),
        }),
      ),
      regions: z.array(Place.extend({ units: z.number() })),
      pools: z.array(Pool),
      /** Lanes that carry something, those with a price first, then the fullest. */
      lanes: z.array(Lane),
      /** Heaviest first, at most 60. */
      bottlenecks: z.array(Bottleneck),
      /** What each FC's limits weigh, by run; 0 where none binds. */
      history: z.array(
        z.strictObject({
          fcCode: z.string(),
          points: z.array(z.strictObject({ on: z.string(), weightMicros: z.number() })),
        }),
      ),
      /** What the plan assumes of promises, since no facts tell. */
      promiseClasses: z.array(
        z.strictObject({ orderShareMillionths: z.int(), promiseDays: z.int() }),
      ),
    })
    .nullable(),
});
export type NetworkView = z.infer<typeof NetworkView>;
export type NetworkPlanView = NonNullable<NetworkView["plan"]>;

/** A limit by its place in the list of the run's bottlenecks. */
export const LimitPriceInput = z.strictObject({ runId: id, rank: z.int().min(0) });

const PriceSide = z.strictObject({
  /** Saved by one more cubic foot or unit, or lost by one less. */
  priceMicros: z.number(),
  /** Capacity up, or down, to which it does: mm3 or units. */
  until: z.number(),
  /** Nothing else was found up to there. */
  isAtLeast: z.boolean(),
});

export const LimitPriceView = z.strictObject({
  function: z.enum(NETWORK_FUNCTIONS),
  capacity: z.number(),
  currency: z.string(),
  more: PriceSide,
  less: PriceSide,
});
export type LimitPriceView = z.infer<typeof LimitPriceView>;

const Line = z.strictObject({
  id: z.enum(["cost", "lanes", "late", "unmet", "overtime", "waiting", "unmetUnits", "lateUnits"]),
  /** Money in micros, or units. */
  unit: z.enum(["money", "units"]),
  before: z.number(),
  after: z.number(),
});

export const WhatIfView = z.strictObject({
  currency: z.string(),
  lines: z.array(Line),
  /** Bind newly, and no longer; heaviest first, at most 12 each, with how many there are. */
  binding: z.array(Bottleneck),
  bindingCount: z.int(),
  released: z.array(Bottleneck),
  releasedCount: z.int(),
});
export type WhatIfView = z.infer<typeof WhatIfView>;
