import { stream } from "../core/prng.ts";
import type { TransportProblem } from "./problem.ts";

export interface TransportSize {
  readonly fcCount: number;
  readonly regionCount: number;
  readonly storageTypeCount: number;
  readonly speedCount: number;
  readonly dayCount: number;
  readonly weekCount: number;
}

/**
 * A network on a plane with seasonal demand, for tests and timing; `tightness` 1 = capacity for about the mean flow,
 * below that more of it binds.
 */
export function simulatedTransport(
  seed: number,
  size: TransportSize,
  tightness: number,
): TransportProblem {
  const { fcCount, regionCount, storageTypeCount: k, speedCount: s } = size;
  const draws = stream(seed, "transport");
  const point = () => [draws.uniform(), draws.uniform()] as const;
  const fcs = Array.from({ length: fcCount }, point);
  const regions = Array.from({ length: regionCount }, point);
  const distance = ([x, y]: readonly [number, number], [u, v]: readonly [number, number]) =>
    Math.sqrt((x - u) ** 2 + (y - v) ** 2);
  const periodDays = Int32Array.from({ length: size.dayCount + size.weekCount }, (_, t) =>
    t < size.dayCount ? 1 : 7,
  );
  const laneKm = Float64Array.from({ length: fcCount * regionCount }, (_, l) =>
    distance(fcs[Math.floor(l / regionCount)]!, regions[l % regionCount]!),
  );
  const unitVolumeMm3 = Float64Array.from({ length: k }, () => 1e6 * (1 + draws.integer(4)));
  const demandUnits = simulatedDemand(seed, size, periodDays);
  const flow = weeklyFlow(demandUnits, size, periodDays);
  const pairs = transferPairs(fcs, distance);
  return {
    fcCount,
    regionCount,
    storageTypeCount: k,
    speedCount: s,
    periodDays,
    unitVolumeMm3,
    demandUnits,
    unmetMicros: Float64Array.from({ length: k * s }, () => 1e7 + draws.integer(2e7)),
    promiseDays: Int32Array.from({ length: s }, (_, c) => 2 + 3 * c),
    lateMicrosPerDay: Float64Array.from({ length: s }, (_, c) => 1_500_000 / (1 + c)),
    maxDelayPeriods: 3,
    ...simulatedSupply(seed, size, flow, periodDays.length),
    waitMicrosPerDay: 40_000,
    inboundMicrosPerUnit: Float64Array.from({ length: fcCount }, () => 2e5 + draws.integer(2e5)),
    holdingMicrosPerMm3Day: Float64Array.from(
      { length: fcCount },
      () => 1e-3 + 1e-3 * draws.uniform(),
    ),
    laneMicrosPerUnit: Float64Array.from({ length: fcCount * regionCount * k }, (_, c) =>
      Math.round(2e6 + 4e6 * laneKm[Math.floor(c / k)]! + 2e5 * (c % k)),
    ),
    laneTransitDays: Int32Array.from(laneKm, (km) => 1 + Math.floor(5 * km)),
    transfer: pairs,
    capacity: simulatedCapacity(seed, size, periodDays, unitVolumeMm3, flow, tightness),
    steps: {
      storage: { share: [0.1, Infinity], micros: [4e-3, 2e-2] },
      receiving: { share: [0.2], micros: [400_000] },
      picking: { share: [0.15, 0.15], micros: [500_000, 1_200_000] },
      shipping: { share: [0.2], micros: [0.3] },
      lane: { share: [0.5], micros: [0.8] },
    },
  };
}

function simulatedDemand(seed: number, size: TransportSize, periodDays: Int32Array): Float64Array {
  const draws = stream(seed, "demand");
  const { regionCount: regions, storageTypeCount: types, speedCount: speeds } = size;
  const weight = Float64Array.from({ length: types * regions * speeds }, () =>
    draws.lognormal(40, 0.9),
  );
  const periods = periodDays.length;
  return Float64Array.from({ length: weight.length * periods }, (_, g) => {
    const season = 1 + 0.5 * ((g % periods) / periods) ** 2;
    const units = weight[Math.floor(g / periods)]! * periodDays[g % periods]! * season;
    return Math.round(units * (0.7 + 0.6 * draws.uniform()));
  });
}

/** Mean units a day per storage type. */
function weeklyFlow(
  demand: Float64Array,
  size: TransportSize,
  periodDays: Int32Array,
): Float64Array {
  const days = periodDays.reduce((sum, d) => sum + d, 0);
  const perType = demand.length / size.storageTypeCount;
  return Float64Array.from({ length: size.storageTypeCount }, (_, k) => {
    let units = 0;
    for (let g = k * perType; g < (k + 1) * perType; g++) units += demand[g]!;
    return units / days;
  });
}

/** Stock for about six weeks, arrivals bound for FCs in the first periods, later ones free. */
function simulatedSupply(
  seed: number,
  { fcCount, storageTypeCount: types, dayCount }: TransportSize,
  flow: Float64Array,
  periods: number,
): Pick<TransportProblem, "stockUnits" | "boundArrivalUnits" | "freeArrivalUnits"> {
  const draws = stream(seed, "supply");
  const isBound = (t: number) => t < dayCount + 2;
  const arriving = Float64Array.from(
    { length: types * periods },
    (_, c) =>
      flow[Math.floor(c / periods)]! *
      (c % periods < dayCount ? 1 : 7) *
      (0.8 + 0.4 * draws.uniform()),
  );
  return {
    stockUnits: Float64Array.from({ length: fcCount * types }, (_, c) =>
      Math.round((flow[c % types]! * 42 * (0.4 + 1.2 * draws.uniform())) / fcCount),
    ),
    boundArrivalUnits: Float64Array.from({ length: fcCount * types * periods }, (_, c) => {
      const comes = draws.uniform() < 0.3 && isBound(c % periods);
      const cell = (Math.floor(c / periods) % types) * periods + (c % periods);
      return comes ? Math.round((arriving[cell]! * 3) / fcCount) : 0;
    }),
    freeArrivalUnits: arriving.map((units, c) => (isBound(c % periods) ? 0 : Math.round(units))),
  };
}

function simulatedCapacity(
  seed: number,
  { fcCount, regionCount, storageTypeCount }: TransportSize,
  periodDays: Int32Array,
  unitVolumeMm3: Float64Array,
  flow: Float64Array,
  tightness: number,
): TransportProblem["capacity"] {
  const draws = stream(seed, "capacity");
  const periods = periodDays.length;
  const size = Float64Array.from({ length: fcCount }, () => 0.6 + 0.8 * draws.uniform());
  const total = size.reduce((sum, v) => sum + v, 0);
  const units = flow.reduce((sum, v) => sum + v, 0);
  const mm3 = flow.reduce((sum, v, k) => sum + v * unitVolumeMm3[k]!, 0);
  const perDay = (amount: number, reserve: number) =>
    Float64Array.from({ length: fcCount * periods }, (_, c) =>
      Math.round(
        (amount * reserve * tightness * size[Math.floor(c / periods)]! * periodDays[c % periods]!) /
          total,
      ),
    );
  return {
    storageMm3: Float64Array.from({ length: fcCount * storageTypeCount * periods }, (_, c) => {
      const k = Math.floor(c / periods) % storageTypeCount;
      const w = Math.floor(c / (periods * storageTypeCount));
      return Math.round((flow[k]! * unitVolumeMm3[k]! * 50 * tightness * size[w]!) / total);
    }),
    receivingUnits: perDay(units, 1.5),
    pickingUnits: perDay(units, 1.25),
    shippingMm3: perDay(mm3, 1.3),
    laneMm3: Float64Array.from({ length: fcCount * regionCount * periods }, (_, c) => {
      const t = c % periods;
      const lane = Math.floor(c / periods);
      const leaves = periodDays[t] === 7 || (lane + t) % 3 !== 0;
      return leaves ? Math.round((mm3 * tightness * periodDays[t]! * 3) / regionCount) : 0;
    }),
  };
}

/** Every FC to its two nearest. */
function transferPairs(
  fcs: readonly (readonly [number, number])[],
  distance: (a: readonly [number, number], b: readonly [number, number]) => number,
): TransportProblem["transfer"] {
  const from: number[] = [];
  const to: number[] = [];
  fcs.forEach((here, w) => {
    const others = fcs
      .map((there, v) => ({ v, km: distance(here, there) }))
      .filter(({ v }) => v !== w)
      .sort((a, b) => a.km - b.km || a.v - b.v);
    for (const { v } of others.slice(0, 2)) {
      from.push(w);
      to.push(v);
    }
  });
  const km = from.map((w, m) => distance(fcs[w]!, fcs[to[m]!]!));
  return {
    from: Int32Array.from(from),
    to: Int32Array.from(to),
    days: Int32Array.from(km, (v) => 2 + Math.floor(4 * v)),
    microsPerUnit: Float64Array.from(km, (v) => Math.round(5e5 + 1.5e6 * v)),
  };
}
