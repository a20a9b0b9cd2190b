import { mulDivFloor } from "../core/integer.ts";
import { type Columns, evaluate } from "../decision/index.ts";
import {
  placementDefinition,
  restMicrosOf,
  riskMicrosOf,
  stepGainOf,
  ZONE_SLOTS,
  zoneLeaf,
} from "./definition.ts";
import type { Economics } from "./economics.ts";
import type { PlacementPlan } from "./problem.ts";
import { STEP_COUNT } from "./step-count.ts";

// The seam: prices, gains and the network plan become integers, and every SKU and FC that is asked about a decision.

const MILLION = 1_000_000;
/** Parts of a unit that come from the plan's arithmetic, not from its choices. */
const NOISE_MILLI_UNITS = 5;
/** More than the floors of a gain take together: a step that gains what the last unit gains is the plan's to share. */
const TIE_MICROS = 8;

/** Rows of decisions; FCs of one SKU in ascending order. All [count]. */
export interface PlacementDecisions {
  readonly sku: Int32Array;
  readonly fc: Int32Array;
  /** All nodes of `placementDefinition`. */
  readonly columns: Columns;
}

/** Integer figures of one SKU. */
interface SkuFigures {
  /** Per demand zone. [fcCount, zones.zoneCount] */
  readonly lane: Float64Array;
  /** Gain after prices, as the definition computes it; per step where demand is uncertain. [fcCount, zoneCount] */
  readonly priced: Float64Array;
}

/**
 * Decisions of the FCs that get units of a SKU, and of the `others` FCs that would lose least. The rules replay alone:
 * other sellers reach them through prices and what the network plan moved. Throws Error where the rules do not give the
 * plan's units. Cost O(rows * nodes).
 */
export function decidePlacement(
  e: Economics,
  plan: PlacementPlan,
  casePackUnits: Int32Array,
  others: number,
): PlacementDecisions {
  const rows = rowsOf(e, plan, others);
  const count = rows.sku.length;
  const { nodes, leafCount } = placementDefinition;
  const leaf: Record<string, Float64Array> = {};
  for (const { id } of nodes.slice(0, leafCount)) leaf[id] = new Float64Array(count);
  const figures: SkuFigures = {
    lane: new Float64Array(e.fcCount * e.zones.zoneCount),
    priced: new Float64Array(e.fcCount * e.zoneCount),
  };
  let current = -1;
  for (let row = 0; row < count; row++) {
    const p = rows.sku[row]!;
    if (p !== current) fillFigures(e, plan, p, figures);
    current = p;
    fillRow(e, plan, casePackUnits, figures, leaf, row, p, rows.fc[row]!);
  }
  const columns = evaluate(placementDefinition, { count, column: leaf });
  for (let row = 0; row < count; row++) {
    const units = plan.units[rows.sku[row]! * e.fcCount + rows.fc[row]!];
    const decided = columns.column.placedUnits![row];
    if (decided !== units) {
      throw new Error(`placement: row ${row}: the rules give ${decided} units, the plan ${units}`);
    }
  }
  return { ...rows, columns };
}

function rowsOf(e: Economics, plan: PlacementPlan, others: number) {
  const sku: number[] = [];
  const fc: number[] = [];
  for (let p = 0; p < e.skuCount; p++) {
    if (!(e.supplyUnits[p]! > 0)) continue;
    const at = p * e.fcCount;
    const isWanted = Array.from({ length: e.fcCount }, (_, w) => plan.units[at + w]! > 0);
    const idle = isWanted.flatMap((isUsed, w) => (isUsed ? [] : [w]));
    idle.sort((a, b) => plan.regretMicros[at + a]! - plan.regretMicros[at + b]! || a - b);
    for (const w of idle.slice(0, others)) isWanted[w] = true;
    for (let w = 0; w < e.fcCount; w++) {
      if (!isWanted[w]) continue;
      sku.push(p);
      fc.push(w);
    }
  }
  return { sku: Int32Array.from(sku), fc: Int32Array.from(fc) };
}

const isInSplit = ({ allowedFc, fcCount }: Economics, p: number, w: number): boolean =>
  allowedFc === undefined || allowedFc[p * fcCount + w] === 1;

const whole = (value: number): number => Math.round(value);

interface Rates {
  readonly margin: number;
  readonly building: number;
  readonly room: number;
  readonly meanLane: number;
  readonly meanSpeed: number;
}

/** Per unit of SKU p at FC w: what the definition's nodes of these names will hold. */
function ratesOf(e: Economics, plan: PlacementPlan, p: number, w: number): Rates {
  const volume = volumeOf(e, p);
  const storage = whole(plan.price.storageMicrosPerMm3[cellOf(e, p, w)]! * MILLION);
  const [speed = 0, cost = 0, costPerKg = 0] = e.steps?.meanLane.subarray(3 * w, 3 * w + 3) ?? [];
  return {
    margin: whole(e.margin[p]! * MILLION),
    building:
      whole(e.inboundCost[w]! * MILLION) +
      whole(e.holdingPerLitre[w]! * e.volumeLitres[p]! * MILLION),
    room:
      mulDivFloor(storage, volume, MILLION) +
      whole(plan.price.inboundMicrosPerUnit[w]!) +
      whole(plan.price.outboundMicrosPerUnit[w]!),
    meanLane: whole((cost + costPerKg * e.massKg[p]!) * MILLION),
    meanSpeed: whole(speed * MILLION),
  };
}

const cellOf = (e: Economics, p: number, w: number): number =>
  w * e.storageTypeCount + e.storageTypeIndex[p]!;
const volumeOf = (e: Economics, p: number): number => whole(e.volumeLitres[p]! * MILLION);
const speedOf = (e: Economics, w: number, z: number): number =>
  whole(e.zones.speedShare[w * e.zones.zoneCount + z]! * MILLION);
const stepCountOf = ({ steps }: Economics): number => (steps ? STEP_COUNT : 1);

function fillFigures(e: Economics, plan: PlacementPlan, p: number, figures: SkuFigures): void {
  const { zoneCount } = e.zones;
  const stepCount = stepCountOf(e);
  for (let w = 0; w < e.fcCount; w++) {
    const { margin, building, room, meanLane, meanSpeed } = ratesOf(e, plan, p, w);
    const rest = restMicrosOf(margin, meanSpeed, meanLane);
    for (let z = 0; z < zoneCount; z++) {
      const k = w * zoneCount + z;
      const lane = whole(
        (e.zones.laneCost[k]! + e.zones.laneCostPerKg[k]! * e.massKg[p]!) * MILLION,
      );
      figures.lane[k] = lane;
      const gain = margin + mulDivFloor(margin, speedOf(e, w, z), MILLION) - lane - building;
      const risk = riskMicrosOf(gain, building, rest);
      for (let step = 0; step < stepCount; step++) {
        figures.priced[k * stepCount + step] = stepGainOf(gain, risk, step) - room;
      }
    }
  }
}

/**
 * What a unit for the zone (or its step) gains at its best elsewhere: one micro more where a tie goes to the other place,
 * so that ">=" decides. Leaving the unit behind counts as a place that loses ties. Steps reach further than there are
 * units: then what the last unit gains, wherever that is, counts too.
 */
function elsewhereOf(
  e: Economics,
  plan: PlacementPlan,
  priced: Float64Array,
  p: number,
  w: number,
  z: number,
): number {
  let most = e.steps
    ? whole(plan.unitValueMicros[p]!) + TIE_MICROS
    : whole(-e.unplacedCost[p]! * MILLION) + 1;
  for (let other = 0; other < e.fcCount; other++) {
    if (other === w || !isInSplit(e, p, other)) continue;
    most = Math.max(most, priced[other * e.zoneCount + z]! + (other < w ? 1 : 0));
  }
  return most;
}

type Put = (id: string, value: number) => void;

function fillRow(
  e: Economics,
  plan: PlacementPlan,
  casePackUnits: Int32Array,
  figures: SkuFigures,
  leaf: Record<string, Float64Array>,
  row: number,
  p: number,
  w: number,
): void {
  const put: Put = (id, value) => {
    leaf[id]![row] = value;
  };
  const served = putZones(e, plan, figures, put, p, w);
  const { margin, meanLane, meanSpeed } = ratesOf(e, plan, p, w);
  put("isInSplit", isInSplit(e, p, w) ? 1 : 0);
  put("marginMicros", margin);
  put("meanLaneMicros", meanLane);
  put("meanSpeed", meanSpeed);
  put("unitVolumeMm3", volumeOf(e, p));
  put("casePackUnits", casePackUnits[p]!);
  put("advisedUnits", e.supplyUnits[p]!);
  put("inboundMicros", whole(e.inboundCost[w]! * MILLION));
  put("holdingMicros", whole(e.holdingPerLitre[w]! * e.volumeLitres[p]! * MILLION));
  put(
    "storagePriceMicrosPerDm3",
    whole(plan.price.storageMicrosPerMm3[cellOf(e, p, w)]! * MILLION),
  );
  put("inboundPriceMicros", whole(plan.price.inboundMicrosPerUnit[w]!));
  put("outboundPriceMicros", whole(plan.price.outboundMicrosPerUnit[w]!));
  const planned = whole(1000 * plan.plannedUnits[p * e.fcCount + w]!);
  const difference = planned - served;
  const moved = Math.abs(difference) > NOISE_MILLI_UNITS ? difference : 0;
  put("movedMilliUnits", moved);
  put("packMilliUnits", 1000 * plan.units[p * e.fcCount + w]! - served - moved);
}

/** Leaves by zone and step; returns the demand that the rules serve from here. */
function putZones(
  e: Economics,
  plan: PlacementPlan,
  { lane, priced }: SkuFigures,
  put: Put,
  p: number,
  w: number,
): number {
  const { zoneCount } = e.zones;
  const stepCount = stepCountOf(e);
  let served = 0;
  for (let z = 0; z < Math.min(ZONE_SLOTS, zoneCount); z++) {
    put(zoneLeaf("lane", z), lane[w * zoneCount + z]!);
    put(zoneLeaf("speed", z), speedOf(e, w, z));
    for (let step = 0; step < stepCount; step++) {
      const at = z * stepCount + step;
      const demand = whole(1000 * e.demandUnits[p * e.zoneCount + at]!);
      const elsewhere = elsewhereOf(e, plan, priced, p, w, at);
      put(zoneLeaf("demand", z, step), demand);
      put(zoneLeaf("elsewhere", z, step), elsewhere);
      if (priced[w * e.zoneCount + at]! >= elsewhere && isInSplit(e, p, w)) served += demand;
    }
  }
  return served;
}
