import { stream } from "../core/prng.ts";
import type { PlacementProblem } from "./problem.ts";

/** A network on a plane with random demand, for tests and timing; `tightness` 1 = room for just about all units. */
export function simulatedPlacement(
  seed: number,
  skuCount: number,
  fcCount: number,
  regionCount: number,
  tightness: number,
): PlacementProblem {
  const draws = stream(seed, "placement");
  const point = () => [draws.uniform(), draws.uniform()] as const;
  const fcs = Array.from({ length: fcCount }, point);
  const regions = Array.from({ length: regionCount }, point);
  const distance = Float64Array.from({ length: fcCount * regionCount }, (_, k) => {
    const [x, y] = fcs[Math.floor(k / regionCount)]!;
    const [u, v] = regions[k % regionCount]!;
    return Math.sqrt((x - u) ** 2 + (y - v) ** 2);
  });
  const casePackUnits = Int32Array.from(
    { length: skuCount },
    () => [1, 1, 6, 12][draws.integer(4)]!,
  );
  const advisedUnits = casePackUnits.map(
    (pack) => pack * Math.ceil(draws.lognormal(60, 1.2) / pack),
  );
  const unitVolumeMm3 = Float64Array.from({ length: skuCount }, () =>
    Math.round(draws.lognormal(2e6, 0.8)),
  );
  const storageTypeIndex = Int32Array.from({ length: skuCount }, () =>
    draws.bernoulli(0.2) ? 1 : 0,
  );
  const marginMicros = Float64Array.from({ length: skuCount }, () =>
    Math.round(draws.lognormal(8e6, 0.5)),
  );
  const onHandUnits = Int32Array.from({ length: skuCount * fcCount }, () =>
    draws.bernoulli(0.15) ? draws.integer(20) : 0,
  );
  const problem: PlacementProblem = {
    skuCount,
    fcCount,
    regionCount,
    storageTypeCount: 2,
    advisedUnits,
    casePackUnits,
    unitVolumeMm3,
    unitMassMg: unitVolumeMm3.map((v) => v * 0.3),
    storageTypeIndex,
    marginMicros,
    unplacedCostMicros: marginMicros,
    demandUnits: regionalDemand(seed, skuCount, regionCount, advisedUnits, onHandUnits),
    onHandUnits,
    inboundCostMicros: Float64Array.from({ length: fcCount }, () => 3e5 + draws.integer(2e5)),
    holdingMicrosPerMm3: Float64Array.from(
      { length: fcCount },
      () => 0.02 + 0.02 * draws.uniform(),
    ),
    laneMicrosPerUnit: distance.map((d) => Math.round(2e6 + 3e6 * d)),
    laneMicrosPerKg: distance.map((d) => Math.round(2e5 + 8e5 * d)),
    transitDays: Int32Array.from(distance, (d) => 1 + Math.floor(6 * d)),
    speedShare: Float64Array.of(0.25, 0.2, 0.1, 0.04, 0),
    freeStorageMm3: new Float64Array(2 * fcCount),
    inboundCapacityUnits: new Float64Array(fcCount),
    outboundCapacityUnits: new Float64Array(fcCount),
  };
  fillCapacity(problem, tightness);
  return problem;
}

function regionalDemand(
  seed: number,
  skuCount: number,
  regionCount: number,
  advisedUnits: Int32Array,
  onHandUnits: Int32Array,
): Float32Array {
  const draws = stream(seed, "regions");
  const size = Float64Array.from({ length: regionCount }, () => draws.lognormal(1, 0.8));
  const total = size.reduce((sum, v) => sum + v, 0);
  const fcCount = onHandUnits.length / skuCount;
  return Float32Array.from({ length: skuCount * regionCount }, (_, k) => {
    const p = Math.floor(k / regionCount);
    let stock = advisedUnits[p]!;
    for (let w = 0; w < fcCount; w++) stock += onHandUnits[p * fcCount + w]!;
    return (stock * size[k % regionCount]!) / total;
  });
}

/** Equal shares of what all units need, times the tightness. */
function fillCapacity(problem: PlacementProblem, tightness: number): void {
  const volume = [0, 0];
  let units = 0;
  for (let p = 0; p < problem.skuCount; p++) {
    volume[problem.storageTypeIndex[p]!]! += problem.advisedUnits[p]! * problem.unitVolumeMm3[p]!;
    units += problem.advisedUnits[p]!;
  }
  const share = tightness / problem.fcCount;
  for (let w = 0; w < problem.fcCount; w++) {
    problem.freeStorageMm3[2 * w] = Math.round(volume[0]! * share * 1.1);
    problem.freeStorageMm3[2 * w + 1] = Math.round(volume[1]! * share * 1.1);
    problem.inboundCapacityUnits[w] = Math.round(units * share * 1.2);
    problem.outboundCapacityUnits[w] = Math.round(units * share * 1.5);
  }
}
