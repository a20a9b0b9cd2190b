import { mulDivFloor } from "../core/integer.ts";
import {
  type ComputedSpec,
  type Definition,
  defineDecision,
  formula,
  type LeafLabel,
  type LeafSpec,
  leaf,
  type Unit,
} from "../decision/index.ts";

// Units of one SKU at one FC: the demand zones this FC serves best at the prices of all limits. README.md.

/** Zones a decision has slots for; slots beyond the network's zones have no demand. */
export const ZONE_SLOTS = 12;

const MILLION = 1_000_000;

export const zoneLeaf = (name: "demand" | "lane" | "speed" | "elsewhere", z: number): string =>
  `${name}_z${z + 1}`;

const demand: LeafLabel = { group: "demand", owner: "customers", visibility: "own" };
// What carriers and buildings are paid is agreed in contracts: never a seller's to read.
const lanes: LeafLabel = { group: "lanes", owner: "carrier", visibility: "networkConfidential" };
const speed: LeafLabel = { group: "speed", owner: "policy", visibility: "policyPublic" };
const product: LeafLabel = { group: "product", owner: "seller", visibility: "own" };
const split: LeafLabel = { group: "split", owner: "seller", visibility: "own" };
const building: LeafLabel = {
  group: "building",
  owner: "fulfilment",
  visibility: "networkConfidential",
};
const room: LeafLabel = { group: "room", owner: "network", visibility: "networkConfidential" };
const elsewhere: LeafLabel = {
  group: "elsewhere",
  owner: "network",
  visibility: "networkConfidential",
};
const plan: LeafLabel = { group: "plan", owner: "network", visibility: "own" };

const zones = Array.from({ length: ZONE_SLOTS }, (_, z) => z);
const perZone = (name: Parameters<typeof zoneLeaf>[0], unit: Unit, label: LeafLabel): LeafSpec[] =>
  zones.map((z) => leaf(zoneLeaf(name, z), unit, label));

const leaves: readonly LeafSpec[] = [
  ...perZone("demand", "milliUnits", demand),
  ...perZone("lane", "micros", lanes),
  ...perZone("speed", "millionths", speed),
  ...perZone("elsewhere", "micros", elsewhere),
  leaf("marginMicros", "micros", product),
  leaf("unitVolumeMm3", "mm3", product),
  leaf("casePackUnits", "units", product),
  leaf("advisedUnits", "units", product),
  leaf("isInSplit", "bool", split),
  leaf("inboundMicros", "micros", building),
  leaf("holdingMicros", "micros", building),
  leaf("storagePriceMicrosPerDm3", "micros", room),
  leaf("inboundPriceMicros", "micros", room),
  leaf("outboundPriceMicros", "micros", room),
  leaf("movedMilliUnits", "milliUnits", plan),
  leaf("packMilliUnits", "milliUnits", plan),
];

const priceNodes: readonly ComputedSpec[] = [
  formula(
    "storageChargeMicros",
    "micros",
    ["storagePriceMicrosPerDm3", "unitVolumeMm3"],
    "floor(storagePriceMicrosPerDm3 * unitVolumeMm3 / 1e6)",
    (price, volume) => mulDivFloor(price!, volume!, MILLION),
  ),
  formula(
    "roomMicros",
    "micros",
    ["storageChargeMicros", "inboundPriceMicros", "outboundPriceMicros"],
    "storageChargeMicros + inboundPriceMicros + outboundPriceMicros",
    (storage, inbound, outbound) => storage! + inbound! + outbound!,
  ),
  formula(
    "buildingMicros",
    "micros",
    ["inboundMicros", "holdingMicros"],
    "inboundMicros + holdingMicros",
    (inbound, holding) => inbound! + holding!,
  ),
];

const zoneNodes: readonly ComputedSpec[] = zones.flatMap((z) => [
  formula(
    `gain_z${z + 1}`,
    "micros",
    ["marginMicros", zoneLeaf("speed", z), zoneLeaf("lane", z), "buildingMicros"],
    `marginMicros + floor(marginMicros * ${zoneLeaf("speed", z)}) - ${zoneLeaf("lane", z)} - buildingMicros`,
    (margin, share, lane, costs) =>
      margin! + mulDivFloor(margin!, share!, MILLION) - lane! - costs!,
  ),
  formula(
    `served_z${z + 1}`,
    "milliUnits",
    ["isInSplit", `gain_z${z + 1}`, "roomMicros", zoneLeaf("elsewhere", z), zoneLeaf("demand", z)],
    `isInSplit = 1 and gain_z${z + 1} - roomMicros >= ${zoneLeaf("elsewhere", z)} ? ${zoneLeaf("demand", z)} : 0`,
    (isIn, gain, toll, other, units) => (isIn === 1 && gain! - toll! >= other! ? units! : 0),
    // Which of the seller's own units go here is the seller's to see; the prices are not.
    { visibility: "own" },
  ),
]);

/**
 * The nearest quantity that can be packed: whole packs, or whole packs and the broken pack of the advice; the lower one
 * at half way; between 0 and the advice.
 */
function nearestPacks(milliUnits: number, packUnits: number, advisedUnits: number): number {
  if (milliUnits >= 1000 * advisedUnits) return advisedUnits;
  const pack = Math.max(1, packUnits);
  const broken = advisedUnits % pack;
  let best = 0;
  let distance = Math.abs(milliUnits);
  const below = Math.floor(milliUnits / (1000 * pack)) * pack;
  for (const units of [below - pack + broken, below, below + broken, below + pack]) {
    if (units < 0 || units > advisedUnits) continue;
    const away = Math.abs(milliUnits - 1000 * units);
    if (away > distance || (away === distance && units >= best)) continue;
    best = units;
    distance = away;
  }
  return best;
}

const unitNodes: readonly ComputedSpec[] = [
  formula("none", "milliUnits", [], "0", () => 0),
  formula(
    "servedMilliUnits",
    "milliUnits",
    zones.map((z) => `served_z${z + 1}`),
    `served_z1 + ... + served_z${ZONE_SLOTS}`,
    (...served) => served.reduce((sum, units) => sum + units, 0),
  ),
  formula(
    "sharedMilliUnits",
    "milliUnits",
    ["servedMilliUnits", "movedMilliUnits", "packMilliUnits"],
    "servedMilliUnits + movedMilliUnits + packMilliUnits",
    (served, moved, packed) => served! + moved! + packed!,
    { carries: "servedMilliUnits" },
  ),
  {
    id: "plannedMilliUnits",
    kind: "max",
    unit: "milliUnits",
    inputs: ["sharedMilliUnits", "none"],
    text: "max(sharedMilliUnits, none)",
  },
  formula(
    "placedUnits",
    "units",
    ["plannedMilliUnits", "casePackUnits", "advisedUnits"],
    "plannedMilliUnits to the nearest whole packs, at most advisedUnits",
    (planned, packUnits, advised) => nearestPacks(planned!, packUnits!, advised!),
    { carries: "plannedMilliUnits" },
  ),
];

/** The units of a SKU at an FC as a decision: output `placedUnits`. */
export const placementDefinition: Definition = defineDecision({
  name: "placement",
  version: "1.2.0",
  nodes: [...leaves, ...priceNodes, ...zoneNodes, ...unitNodes],
  output: "placedUnits",
});
