import { type LeafLabel, type LeafSpec, leaf } from "../decision/index.ts";
import { meanLeaf, spreadLeaf, surfaceLevelsMillionths, surfaceWeeks } from "./surface.ts";

const demandLevel: LeafLabel = { group: "demandLevel", owner: "customers", visibility: "own" };
const demandSpread: LeafLabel = { group: "demandSpread", owner: "model", visibility: "own" };
const leadTime: LeafLabel = { group: "leadTime", owner: "carrier", visibility: "own" };
const stock: LeafLabel = { group: "stock", owner: "seller", visibility: "own" };
const service: LeafLabel = { group: "service", owner: "policy", visibility: "policyPublic" };
const economics: LeafLabel = { group: "economics", owner: "seller", visibility: "own" };
const space: LeafLabel = { group: "space", owner: "network", visibility: "own" };
const pack: LeafLabel = { group: "pack", owner: "seller", visibility: "own" };
const override: LeafLabel = { group: "override", owner: "seller", visibility: "own" };

const lever = (direction: 1 | -1) => ({ direction, step: 1 });

const surface: readonly LeafSpec[] = [
  ...surfaceWeeks.map((weeks) => leaf(meanLeaf(weeks), "milliUnits", demandLevel)),
  ...surfaceWeeks.flatMap((weeks) =>
    surfaceLevelsMillionths.map((level) =>
      leaf(spreadLeaf(weeks, level), "millionths", demandSpread),
    ),
  ),
];

/** The inputs of an advised quantity, in leaf order. */
export const replenishmentLeaves: readonly LeafSpec[] = [
  ...surface,
  leaf("leadTimeDays", "days", leadTime, lever(1)),
  leaf("leadTimeSafetyDays", "days", leadTime, lever(1)),
  leaf("onHandUnits", "units", stock, lever(-1)),
  leaf("transferUnits", "units", stock, lever(-1)),
  leaf("inboundUnits", "units", stock, lever(-1)),
  leaf("committedUnits", "units", stock, lever(1)),
  leaf("reviewDays", "days", service),
  leaf("minimumServiceMillionths", "millionths", service),
  leaf("maximumServiceMillionths", "millionths", service),
  leaf("overageWeeks", "weeks", service),
  leaf("saleWeeks", "weeks", service),
  leaf("holdingRateMillionths", "millionths", service),
  leaf("storageFeeMicrosPerDm3Week", "micros", service),
  leaf("packRoundUpMillionths", "millionths", service),
  leaf("orderCostMicros", "micros", service),
  leaf("isOrderCapped", "bool", service),
  leaf("carryCostMicrosPerWeek", "micros", service),
  leaf("stopsUnprofitable", "bool", service),
  leaf("priceMicros", "micros", economics),
  leaf("unitCostMicros", "micros", economics),
  leaf("unitFeeMicros", "micros", economics),
  leaf("budgetPriceMillionths", "millionths", economics),
  leaf("networkPriceMicrosPerDm3Week", "micros", { ...space, visibility: "networkConfidential" }),
  leaf("accountPriceMicrosPerDm3Week", "micros", space),
  leaf("unitVolumeMm3", "mm3", pack),
  leaf("casePackUnits", "units", pack),
  leaf("minimumUnits", "units", pack),
  leaf("isDiscontinued", "bool", pack),
  leaf("ownReviewDays", "days", pack),
  leaf("hasOverride", "bool", override),
  leaf("overrideUnits", "units", override),
];
