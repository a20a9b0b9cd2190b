import { z } from "zod";

export const PAGE_ROWS = 50;

export const ListPlacementInput = z.strictObject({
  account: z.string().min(1),
  search: z.string().max(120).default(""),
  page: z.number().int().min(1).max(10_000).default(1),
});

const PlacedRow = z.strictObject({
  productId: z.number().int(),
  sku: z.string(),
  units: z.number().int(),
  /** FCs that get units, most first. */
  fcs: z.array(
    z.strictObject({
      fcId: z.number().int(),
      code: z.string(),
      units: z.number().int(),
      /** In the run before; null = none, or none was planned there. */
      previousUnits: z.number().int().nullable(),
    }),
  ),
});

export const PlacementPage = z.strictObject({
  /** null before the first run. */
  asOfOn: z.string().nullable(),
  runId: z.number().int().nullable(),
  previousRunId: z.number().int().nullable(),
  totalCount: z.number().int(),
  rows: z.array(PlacedRow),
});
export type PlacementPage = z.infer<typeof PlacementPage>;

export const ContrastInput = z.strictObject({
  account: z.string().min(1),
  productId: z.number().int().positive(),
  fcId: z.number().int().positive(),
});

const ContrastPartView = z.strictObject({
  label: z.string(),
  /** As the viewer may read it: a word, a band for one unit, or the money of all units; plus = the other FC costs more. */
  text: z.string(),
});

export const ContrastView = z.strictObject({
  runId: z.number().int(),
  sku: z.string(),
  code: z.string(),
  units: z.number().int(),
  asOfOn: z.string(),
  /** The least dear first. */
  others: z.array(
    z.strictObject({
      fcId: z.number().int(),
      code: z.string(),
      /** Units it gets by itself, and when it is made to take these. */
      units: z.number().int(),
      forcedUnits: z.number().int(),
      sentence: z.string(),
      parts: z.array(ContrastPartView),
      /** Money of all parts, of all units and of one; null for those who may not read the parts' figures. */
      sum: z.strictObject({ total: z.string(), perUnit: z.string().nullable() }).nullable(),
    }),
  ),
});
export type ContrastView = z.infer<typeof ContrastView>;

export const StockTargetsInput = z.strictObject({
  account: z.string().min(1),
  productId: z.number().int().positive(),
});

/** Stock per FC of one product. */
export const StockTargets = z.strictObject({
  /** null before the first run. */
  asOfOn: z.string().nullable(),
  runId: z.number().int().nullable(),
  rows: z.array(
    z.strictObject({
      fcId: z.number().int(),
      code: z.string(),
      targetUnits: z.number().int(),
      /** Part of the target that is kept for orders with fast delivery. */
      reserveUnits: z.number().int(),
      onHandUnits: z.number().int(),
      inboundUnits: z.number().int(),
    }),
  ),
});

export const FcPricesInput = z.strictObject({
  marketplaceId: z.string().min(1),
  runs: z.number().int().min(1).max(104).default(26),
});

export const FcPrices = z.strictObject({
  /** Days of the runs that were looked at, oldest first. */
  asOfOn: z.array(z.string()),
  rows: z.array(
    z.strictObject({
      runId: z.number().int(),
      asOfOn: z.string(),
      name: z.string(),
      resource: z.string(),
      value: z.number(),
      unit: z.string(),
    }),
  ),
});
