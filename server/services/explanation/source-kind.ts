// Which leaves of a definition rest on rows of reports.

/** The kinds of facts a leaf can rest on. */
export type SourceKind =
  /** Orders, by way of a forecast that was stored with the run. */
  | "forecast"
  | "orders"
  | "shipped"
  | "stock"
  /** Units that came. */
  | "arrivals"
  | "openShipments"
  | "shipmentDays"
  | "leadTime"
  | "product"
  | "none";

const CAPACITY_SOURCES: Readonly<Record<string, SourceKind>> = {
  shippedWeeklyMm3: "shipped",
  forecastWeeklyMm3: "forecast",
  newSelectionMm3: "product",
  sellThroughMillionths: "stock",
  excessShareMillionths: "stock",
  strandedShareMillionths: "stock",
  inStockShareMillionths: "stock",
  onHandMm3: "stock",
  openShipmentsMm3: "openShipments",
};

const REPLENISHMENT_SOURCES: readonly (readonly [RegExp, SourceKind])[] = [
  [/^(mean|spread)_/, "forecast"],
  [/^onHandUnits$/, "stock"],
  [/^inboundUnits$/, "openShipments"],
  [/^leadTimeDays$/, "leadTime"],
  [/^leadTimeSafetyDays$/, "shipmentDays"],
  [/^(unitVolumeMm3|priceMicros|unitCostMicros|casePackUnits|isDiscontinued)$/, "product"],
];

const PLACEMENT_SOURCES: readonly (readonly [RegExp, SourceKind])[] = [
  [/^demand_/, "forecast"],
  [/^(unitVolumeMm3|casePackUnits)$/, "product"],
];

const POSITIONING_SOURCES: Readonly<Record<string, SourceKind>> = {
  regionMean_w4: "forecast",
  regionDeviation_w4: "forecast",
  fastShareMillionths: "forecast",
  leadTimeDays: "leadTime",
  leadTimeSafetyDays: "shipmentDays",
  isDiscontinued: "product",
};

/** Which facts a leaf of a definition rests on; "none" for rules, prices and earlier announcements. */
export function sourceKind(definition: string, leafId: string): SourceKind {
  if (definition === "market") return "none";
  if (definition === "capacity" || definition === "score")
    return CAPACITY_SOURCES[leafId] ?? "none";
  if (definition === "positioning") return POSITIONING_SOURCES[leafId] ?? "none";
  const sources = definition === "placement" ? PLACEMENT_SOURCES : REPLENISHMENT_SOURCES;
  return sources.find(([pattern]) => pattern.test(leafId))?.[1] ?? "none";
}
