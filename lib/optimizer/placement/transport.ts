import { addChoice, type SkuPlan } from "./choices.ts";
import type { Economics } from "./economics.ts";

// Sales of one SKU where FCs may sell up to a target: a transportation problem, solved by successive best augmenting
// paths (Busacker and Gowen 1961). Gains of the paths fall, so stopping at `idle` is exact.

export interface TransportScratch {
  /** Gains after prices; -Infinity = not to be used. [fcCount, zoneCount] */
  readonly gain: Float64Array;
  /** [fcCount, zoneCount] */
  readonly flow: Float64Array;
  /** Left to send and to serve. [fcCount], [zoneCount] */
  readonly source: Float64Array;
  readonly sink: Float64Array;
  /** Best gain from any source with units left, and where from. FCs, then zones. [fcCount + zoneCount] */
  readonly label: Float64Array;
  readonly from: Int32Array;
}

export function transportScratch(fcCount: number, zoneCount: number): TransportScratch {
  return {
    gain: new Float64Array(fcCount * zoneCount),
    flow: new Float64Array(fcCount * zoneCount),
    source: new Float64Array(fcCount),
    sink: new Float64Array(zoneCount),
    label: new Float64Array(fcCount + zoneCount),
    from: new Int32Array(fcCount + zoneCount),
  };
}

const TOLERANCE = 1e-9;

/** Fills `plan` with the sales; its gain is theirs. `transport.gain` must be filled. */
export function sellWithinTargets(
  e: Economics,
  targetUnits: Int32Array,
  p: number,
  idle: number,
  transport: TransportScratch,
  plan: SkuPlan,
): void {
  const { fcCount, zoneCount } = e;
  const { source, sink, flow } = transport;
  flow.fill(0);
  for (let w = 0; w < fcCount; w++) source[w] = Math.max(0, targetUnits[p * fcCount + w]!);
  for (let z = 0; z < zoneCount; z++) sink[z] = e.demandUnits[p * zoneCount + z]!;
  let left = e.supplyUnits[p]!;
  plan.unitValue = idle;
  while (left > TOLERANCE) {
    labelNodes(fcCount, zoneCount, transport);
    const z = bestSink(fcCount, zoneCount, transport);
    if (z < 0 || transport.label[fcCount + z]! <= idle) break;
    const moved = augment(fcCount, zoneCount, z, left, transport);
    left -= moved;
    if (left <= TOLERANCE) plan.unitValue = transport.label[fcCount + z]!;
  }
  plan.count = 0;
  plan.gain = 0;
  for (let k = 0; k < flow.length; k++) {
    if (flow[k]! <= TOLERANCE) continue;
    addChoice(plan, Math.floor(k / zoneCount), k % zoneCount, flow[k]!);
    plan.gain += flow[k]! * transport.gain[k]!;
  }
}

/** Best gain of a path from a source with units left to every node (Bellman-Ford over both directions of each arc). */
function labelNodes(fcCount: number, zoneCount: number, transport: TransportScratch): void {
  const { label, from, source, gain } = transport;
  label.fill(-Infinity);
  from.fill(-1);
  for (let w = 0; w < fcCount; w++) if (source[w]! > TOLERANCE) label[w] = 0;
  for (let round = 0, isChanged = true; isChanged && round <= fcCount + zoneCount; round++) {
    isChanged = false;
    for (let k = 0; k < gain.length; k++) {
      const w = Math.floor(k / zoneCount);
      if (gain[k] !== -Infinity && relax(transport, k, w, fcCount + (k % zoneCount))) {
        isChanged = true;
      }
    }
  }
}

/** Betters the labels at both ends of an arc: along it, and back where it carries units. */
function relax(transport: TransportScratch, k: number, w: number, node: number): boolean {
  const { label, from, gain, flow } = transport;
  const along = label[w]! + gain[k]!;
  if (along > label[node]! + TOLERANCE) {
    label[node] = along;
    from[node] = w;
    return true;
  }
  const back = label[node]! - gain[k]!;
  if (!(flow[k]! > TOLERANCE) || !(back > label[w]! + TOLERANCE)) return false;
  label[w] = back;
  from[w] = node;
  return true;
}

function bestSink(fcCount: number, zoneCount: number, { label, sink }: TransportScratch): number {
  let best = -1;
  for (let z = 0; z < zoneCount; z++) {
    if (sink[z]! <= TOLERANCE || label[fcCount + z] === -Infinity) continue;
    if (best < 0 || label[fcCount + z]! > label[fcCount + best]!) best = z;
  }
  return best;
}

/** Sends as much as fits along the path to zone z; returns how much. */
function augment(
  fcCount: number,
  zoneCount: number,
  z: number,
  left: number,
  transport: TransportScratch,
): number {
  const { from, source, sink, flow } = transport;
  let units = Math.min(left, sink[z]!);
  let node = fcCount + z;
  while (from[node]! >= 0) {
    const before = from[node]!;
    if (node < fcCount) units = Math.min(units, flow[node * zoneCount + before - fcCount]!);
    node = before;
  }
  units = Math.min(units, source[node]!);
  source[node]! -= units;
  sink[z]! -= units;
  for (node = fcCount + z; from[node]! >= 0; node = from[node]!) {
    const before = from[node]!;
    if (node < fcCount) flow[node * zoneCount + before - fcCount]! -= units;
    else flow[before * zoneCount + node - fcCount]! += units;
  }
  return units;
}
