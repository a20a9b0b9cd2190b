import { mulDivFloor } from "../core/integer.ts";
import {
  type ComputedSpec,
  type Definition,
  defineDecision,
  formula,
  type LeafLabel,
  type LeafMap,
  type LeafSpec,
  type Lift,
  leaf,
  type Unit,
} from "../decision/index.ts";
import { STEP_COUNT } from "./step-count.ts";

// Units of one SKU at one FC: the demand zones this FC serves best at the prices of all limits. README.md.

/** Zones a decision has slots for; slots beyond the network's zones have no demand. */
export const ZONE_SLOTS = 12;

const MILLION = 1_000_000;

/** Leaf of a zone, and of a further step of its demand; step 0 is the zone's own leaf. */
export const zoneLeaf = (
  name: "demand" | "lane" | "speed" | "elsewhere",
  z: number,
  step = 0,
): string => (step === 0 ? `${name}_z${z + 1}` : `${name}_z${z + 1}_s${step + 1}`);

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
const steps = Array.from({ length: STEP_COUNT }, (_, step) => step);
type ZoneLeaf = Parameters<typeof zoneLeaf>[0];
const perZone = (name: ZoneLeaf, unit: Unit, label: LeafLabel): LeafSpec[] =>
  zones.map((z) => leaf(zoneLeaf(name, z), unit, label));
const perStep = (name: ZoneLeaf, unit: Unit, label: LeafLabel): LeafSpec[] =>
  zones.flatMap((z) => steps.slice(1).map((step) => leaf(zoneLeaf(name, z, step), unit, label)));
const stepLeaves = (name: ZoneLeaf, z: number): string[] =>
  steps.map((step) => zoneLeaf(name, z, step));

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
  ...perStep("demand", "milliUnits", demand),
  ...perStep("elsewhere", "micros", elsewhere),
  leaf("meanLaneMicros", "micros", lanes),
  leaf("meanSpeed", "millionths", speed),
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

/** What a unit is worth here that its zone does not buy: half of what it gains on a mean lane. */
export const restMicrosOf = (margin: number, meanSpeed: number, meanLane: number): number =>
  Math.floor(Math.max(0, margin + mulDivFloor(margin, meanSpeed, MILLION) - meanLane) / 2);

/** What a unit loses, the building not counted, when its zone does not buy it. */
export const riskMicrosOf = (gain: number, building: number, rest: number): number =>
  Math.max(0, gain + building - rest);

/** What a unit of a step gains before the prices of room: of the loss the share of scenarios in which its zone does not buy. */
export const stepGainOf = (gain: number, risk: number, step: number): number =>
  gain - Math.floor((step * risk) / STEP_COUNT);

const restNode: ComputedSpec = formula(
  "restMicros",
  "micros",
  ["marginMicros", "meanSpeed", "meanLaneMicros"],
  "floor(max(0, marginMicros + floor(marginMicros * meanSpeed) - meanLaneMicros) / 2)",
  (margin, meanSpeed, meanLane) => restMicrosOf(margin!, meanSpeed!, meanLane!),
);

/** Of isInSplit, gain, risk, room, then what the steps gain elsewhere, then their demand. */
function servedOf(given: readonly number[]): number {
  const [isInSplit, gain, risk, room] = given;
  if (isInSplit !== 1) return 0;
  let served = 0;
  for (let step = 0; step < STEP_COUNT; step++) {
    const priced = stepGainOf(gain!, risk!, step) - room!;
    if (priced >= given[4 + step]!) served += given[4 + STEP_COUNT + step]!;
  }
  return served;
}

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
    `risk_z${z + 1}`,
    "micros",
    [`gain_z${z + 1}`, "buildingMicros", "restMicros"],
    `max(0, gain_z${z + 1} + buildingMicros - restMicros)`,
    (gain, costs, rest) => riskMicrosOf(gain!, costs!, rest!),
  ),
  formula(
    `served_z${z + 1}`,
    "milliUnits",
    [
      "isInSplit",
      `gain_z${z + 1}`,
      `risk_z${z + 1}`,
      "roomMicros",
      ...stepLeaves("elsewhere", z),
      ...stepLeaves("demand", z),
    ],
    `isInSplit = 1 ? sum over steps k = 0..${STEP_COUNT - 1} of demand_z${z + 1} where gain_z${z + 1} - floor(k * risk_z${z + 1} / ${STEP_COUNT}) - roomMicros >= elsewhere_z${z + 1} : 0`,
    (...given) => servedOf(given),
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

/** What a zone is expected to buy: step k in the share 1 - k / STEP_COUNT of all scenarios. */
const expectedOf =
  (z: number): LeafMap =>
  (leaves) => {
    let shares = 0;
    for (const step of steps) shares += (STEP_COUNT - step) * leaves[zoneLeaf("demand", z, step)]!;
    return Math.round(shares / STEP_COUNT);
  };

const nothing = () => 0;

/**
 * Before version 1.3.0 a zone's demand was what is expected: one step, sure to be sold. 1.2.0 hid what 1.1.0 told, and before that all
 * FCs were in the split.
 */
const lift: Lift = {
  from: "30e4856a9fad4ed2fb657515250a27e24c33bf3cd2a723a92c78de3dfbcf75e7",
  added: Object.fromEntries(
    [
      ...zones.flatMap((z) =>
        steps
          .slice(1)
          .flatMap((step) => [zoneLeaf("demand", z, step), zoneLeaf("elsewhere", z, step)]),
      ),
      "meanLaneMicros",
      "meanSpeed",
    ].map((id) => [id, nothing]),
  ),
  removed: Object.fromEntries(zones.map((z) => [zoneLeaf("demand", z), expectedOf(z)])),
  before: {
    from: "a8fce3243778230fa2208fb26f212f257885694f57d8c22060257f282a7edb68",
    added: {},
    before: {
      from: "3ad500614a245c72105eddc9d48deb48d0371fa43b7f55bb10748b226dc1fe8b",
      added: { isInSplit: () => 1 },
    },
  },
};

/** The units of a SKU at an FC as a decision: output `placedUnits`. */
export const placementDefinition: Definition = defineDecision({
  name: "placement",
  version: "1.3.0",
  lift,
  nodes: [...leaves, ...priceNodes, restNode, ...zoneNodes, ...unitNodes],
  output: "placedUnits",
});
