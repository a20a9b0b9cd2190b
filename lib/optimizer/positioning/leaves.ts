import type { LeafSpec, Owner, Unit, Visibility } from "../decision/index.ts";

const leaf = (
  id: string,
  unit: Unit,
  group: string,
  owner: Owner,
  visibility: Visibility,
  lever?: LeafSpec["lever"],
): LeafSpec => ({
  id,
  kind: "leaf",
  unit,
  group,
  owner,
  visibility,
  ...(lever === undefined ? {} : { lever }),
});

/** Inputs of the decision, in the order they are traced. */
export const positioningLeaves: readonly LeafSpec[] = [
  leaf("regionMean_w4", "milliUnits", "demandLevel", "customers", "own"),
  leaf("regionDeviation_w4", "milliUnits", "demandSpread", "model", "own"),
  leaf("simulatedScoreMillionths", "millionths", "demandSpread", "model", "own"),
  leaf("fastShareMillionths", "millionths", "speed", "fulfilment", "own"),
  leaf("leadTimeDays", "days", "leadTime", "carrier", "own", { direction: 1, step: 7 }),
  leaf("leadTimeSafetyDays", "days", "leadTime", "carrier", "own"),
  leaf("sendingDays", "days", "rhythm", "seller", "own", { direction: 1, step: 7 }),
  leaf("isDiscontinued", "bool", "rhythm", "seller", "own"),
  leaf("criticalRatioMillionths", "millionths", "economics", "seller", "own"),
  leaf("isGuaranteedService", "bool", "service", "policy", "policyPublic"),
  leaf("isSimulated", "bool", "service", "policy", "policyPublic"),
  leaf("guaranteedServiceMillionths", "millionths", "service", "policy", "policyPublic"),
  leaf("fastServiceMillionths", "millionths", "service", "policy", "policyPublic"),
  leaf("capacityDelayDays", "days", "capacity", "network", "networkConfidential"),
];
