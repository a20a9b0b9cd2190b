import { expect, test } from "vitest";
import { highsBackend } from "../solver/index.ts";
import {
  bottlenecks,
  explainDemand,
  planTransport,
  type TransportProblem,
  whatIf,
} from "./index.ts";
import { simulatedTransport } from "./simulated.ts";
import { flowResidual } from "./verify.ts";

const backend = highsBackend();
const NO_STEPS = { share: [], micros: [] };

/**
 * Two FCs, one region, one type of 1 litre, two days. FC 0 is a day away at 2 a unit, FC 1 three days at 5; promised are
 * two days, each day late costs 4. On each day 100 units are ordered; each FC holds 300.
 */
const twoFcs = (laneLitres: readonly [number, number]): TransportProblem => ({
  fcCount: 2,
  regionCount: 1,
  storageTypeCount: 1,
  speedCount: 1,
  periodDays: Int32Array.of(1, 1),
  unitVolumeMm3: Float64Array.of(1e6),
  demandUnits: Float64Array.of(100, 100),
  unmetMicros: Float64Array.of(50e6),
  promiseDays: Int32Array.of(2),
  lateMicrosPerDay: Float64Array.of(4e6),
  maxDelayPeriods: 1,
  stockUnits: Float64Array.of(300, 300),
  boundArrivalUnits: new Float64Array(4),
  freeArrivalUnits: new Float64Array(2),
  waitMicrosPerDay: 0,
  inboundMicrosPerUnit: new Float64Array(2),
  holdingMicrosPerMm3Day: new Float64Array(2),
  laneMicrosPerUnit: Float64Array.of(2e6, 5e6),
  laneTransitDays: Int32Array.of(1, 3),
  transfer: {
    from: new Int32Array(0),
    to: new Int32Array(0),
    days: new Int32Array(0),
    microsPerUnit: new Float64Array(0),
  },
  capacity: {
    storageMm3: new Float64Array(4).fill(1e9),
    receivingUnits: new Float64Array(4).fill(1000),
    pickingUnits: new Float64Array(4).fill(1000),
    shippingMm3: new Float64Array(4).fill(1e9),
    laneMm3: Float64Array.of(laneLitres[0] * 1e6, laneLitres[1] * 1e6, 1e9, 1e9),
  },
  steps: {
    storage: { share: [Infinity], micros: [1] },
    receiving: NO_STEPS,
    picking: NO_STEPS,
    shipping: NO_STEPS,
    lane: NO_STEPS,
  },
});

test("where nothing binds, all leaves from the near FC on the day of the order and no capacity has a price", async () => {
  const problem = twoFcs([1000, 1000]);
  const plan = await planTransport(backend, problem);
  expect(plan.costMicros).toBeCloseTo(400e6, 0);
  expect(bottlenecks(problem, plan)).toEqual([]);
  expect(plan.parts.lateUnits).toBe(0);
});

test("a full departure costs what the next best way does more: the far FC, a day late", async () => {
  // Day 0: 60 of 100 fit; a unit more on the departure saves 5 + 4 - 2. Waiting a day would not do: 2 days are in time, but
  // day 1's departure is full too.
  const problem = twoFcs([60, 100]);
  const plan = await planTransport(backend, problem);
  expect(plan.costMicros).toBeCloseTo((160 * 2 + 40 * 9) * 1e6, 0);
  const [first, second, ...others] = bottlenecks(problem, plan);
  expect(others).toEqual([]);
  expect([first, second].map((one) => one?.period).sort()).toEqual([0, 1]);
  for (const one of [first, second]) {
    expect(one).toMatchObject({ function: "lane", fc: 0, region: 0, storageType: -1 });
    expect(one?.priceMicros).toBeCloseTo(7, 6); // micros per mm3 = currency units per litre
  }
  const why = explainDemand(problem, plan, { storageType: 0, region: 0, speed: 0, period: 0 }, 3);
  expect(why.choices.map(({ fc, departurePeriod }) => [fc, departurePeriod])).toEqual([
    [0, 0],
    [1, 0],
    [0, 1],
  ]);
  expect(why.choices[0]?.units).toBeCloseTo(60, 6);
  expect(why.choices[1]?.lateMicros).toBeCloseTo(4e6, 0);
  expect(why.choices[0]?.lanePriceMicros).toBeCloseTo(7e6, 0);
  expect(why.unmetRegretMicros).toBeCloseTo((50 - 9) * 1e6, 0);
});

test("an order leaves a day later where that is still in time and the later departure has room", async () => {
  const problem = twoFcs([60, 1000]);
  const plan = await planTransport(backend, problem);
  expect(plan.costMicros).toBeCloseTo(400e6, 0);
  expect(plan.parts.lateUnits).toBe(0);
});

test("without the near FC everything goes the far way; the difference is said by its parts", async () => {
  const problem = twoFcs([1000, 1000]);
  const plan = await planTransport(backend, problem);
  const found = await whatIf(backend, problem, plan, [
    { kind: "close", fc: 0, fromPeriod: 0, toPeriod: 1 },
  ]);
  expect(found.costMicros).toBeCloseTo(200 * 7 * 1e6, 0);
  expect(found.parts.lateMicros).toBeCloseTo(200 * 4 * 1e6, 0);
  expect(found.parts.lanesMicros).toBeCloseTo(200 * 3 * 1e6, 0);
  expect(found.parts.lateUnits).toBeCloseTo(200, 6);
  expect(found.binding.every(({ fc }) => fc === 0)).toBe(true);
});

test("what finds no way is unmet at its cost", async () => {
  const problem = { ...twoFcs([1000, 1000]), stockUnits: Float64Array.of(120, 0) };
  const plan = await planTransport(backend, problem);
  expect(plan.parts.unmetUnits).toBeCloseTo(80, 6);
  expect(plan.costMicros).toBeCloseTo((120 * 2 + 80 * 50) * 1e6, 0);
});

test("spoilt flows are found out from the problem's data", async () => {
  const size = {
    fcCount: 3,
    regionCount: 4,
    storageTypeCount: 2,
    speedCount: 1,
    dayCount: 3,
    weekCount: 2,
  };
  const problem = simulatedTransport(5, size, 0.8);
  const { flows } = await planTransport(backend, problem);
  expect(flowResidual(problem, flows)).toBeLessThan(1e-9);
  for (const name of [
    "unmetUnits",
    "serviceUnits",
    "storedUnits",
    "receivedFreeUnits",
    "waitingFreeUnits",
  ] as const) {
    const spoilt = flows[name].slice();
    spoilt[spoilt.length - 1]! += 1;
    expect(flowResidual(problem, { ...flows, [name]: spoilt })).toBeGreaterThan(1e-6);
  }
  const tighter = {
    ...problem,
    capacity: {
      ...problem.capacity,
      pickingUnits: problem.capacity.pickingUnits.map((v) => v / 2),
    },
  };
  expect(flowResidual(tighter, flows)).toBeGreaterThan(1e-3);
});

test("malformed problems and changes are refused by name", async () => {
  const good = twoFcs([60, 60]);
  const refused = (problem: TransportProblem) => planTransport(backend, problem);
  await expect(refused({ ...good, stockUnits: Float64Array.of(1) })).rejects.toThrow(
    "stockUnits must have length 2, got 1",
  );
  await expect(refused({ ...good, demandUnits: Float64Array.of(1, NaN) })).rejects.toThrow(
    "demandUnits[1]",
  );
  await expect(refused({ ...good, steps: { ...good.steps, storage: NO_STEPS } })).rejects.toThrow(
    "the last share of steps.storage must be Infinity",
  );
  const plan = await planTransport(backend, good);
  await expect(
    whatIf(backend, good, plan, [{ kind: "close", fc: 2, fromPeriod: 0, toPeriod: 1 }]),
  ).rejects.toThrow("fc must be a whole number below 2, got 2");
  expect(() =>
    explainDemand(good, plan, { storageType: 0, region: 1, speed: 0, period: 0 }, 3),
  ).toThrow("region must be one of 1, got 1");
});
