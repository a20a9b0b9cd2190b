import { expect, test, vi } from "vitest";
import { replay } from "../decision/index.ts";
import {
  highsBackend,
  isCertified,
  type LinearProgram,
  solveLinearProgram,
} from "../solver/index.ts";
import {
  cellGain,
  type Economics,
  economics,
  placingCost,
  RESERVE,
  restValue,
} from "./economics.ts";
import {
  CONTRAST_PARTS,
  contrastPlacement,
  type DemandScenarios,
  decidePlacement,
  demandZones,
  type PlacementProblem,
  placementDefinition,
  planEconomics,
  splitScenarios,
  stepDemand,
} from "./index.ts";
import { simulatedPlacement } from "./simulated.ts";
import { STEP_COUNT } from "./step-count.ts";

vi.setConfig({ testTimeout: 120_000 });
const backend = highsBackend();
const exact = { maxZones: 12, maxProgramCells: 1e9, gapWanted: 1e-9 };
const parts = { ...exact, maxProgramCells: 0, gapWanted: 1e-7 };

const skusOf = ({ skuCount }: PlacementProblem) =>
  Int32Array.from({ length: skuCount }, (_, p) => p);
const zonesOf = (problem: PlacementProblem) => demandZones(problem, 12);

/** Scenarios that are as given; `cases` is [skuCount, count, zoneCount]. */
const given = (cases: Float64Array, skuCount: number, count: number): DemandScenarios => ({
  count,
  fill(p, units) {
    const size = cases.length / skuCount;
    units.set(cases.subarray(p * size, (p + 1) * size));
  },
});

/** Every scenario is the expected demand. */
function certain(problem: PlacementProblem, count: number): DemandScenarios {
  const zones = zonesOf(problem);
  const mean = economics({ ...problem, onHandUnits: problem.onHandUnits.map(() => 0) }, zones);
  const { zoneCount } = zones;
  return {
    count,
    fill(p, units) {
      const own = mean.demandUnits.subarray(p * zoneCount, (p + 1) * zoneCount);
      for (let k = 0; k < count; k++) units.set(own, k * zoneCount);
    },
  };
}

const drawn = (problem: PlacementProblem, count: number, seed = 1): DemandScenarios =>
  splitScenarios(problem, zonesOf(problem), count, seed, skusOf(problem));

const stepped = (problem: PlacementProblem, scenarios: DemandScenarios): Economics =>
  stepDemand(problem, economics(problem, zonesOf(problem)), scenarios);

const planned = (problem: PlacementProblem, scenarios?: DemandScenarios, options = parts) =>
  planEconomics(
    backend,
    scenarios ? stepped(problem, scenarios) : economics(problem, zonesOf(problem)),
    problem.casePackUnits,
    options,
  );

test.each([1, 2, 7, 64])(
  "%i scenarios that are all as expected give the plan of the expected demand",
  async (count) => {
    for (const tightness of [0.5, 3]) {
      const problem = simulatedPlacement(4, 60, 5, 12, tightness);
      const plan = await planned(problem);
      const same = await planned(problem, certain(problem, count));
      expect(same.units).toEqual(plan.units);
      expect(same.objectiveMicros).toBeCloseTo(plan.objectiveMicros, 0);
      expect(same.wholeMicros).toBeCloseTo(plan.wholeMicros, 0);
    }
  },
);

test("a drawn scenario has as many units as expected, split about as expected, the same for the same seed", () => {
  const problem = simulatedPlacement(9, 3, 4, 12, 1);
  const zones = zonesOf(problem);
  const count = 2000;
  const draw = (seed: number, p: number) => {
    const units = new Float64Array(count * zones.zoneCount);
    drawn(problem, count, seed).fill(p, units);
    return units;
  };
  for (let p = 0; p < problem.skuCount; p++) {
    const units = draw(1, p);
    const wanted = new Float64Array(zones.zoneCount);
    zones.zoneOfRegion.forEach((z, r) => {
      wanted[z]! += problem.demandUnits[p * problem.regionCount + r]!;
    });
    const total = Math.round(wanted.reduce((a, b) => a + b, 0));
    for (let k = 0; k < count; k++) {
      let sum = 0;
      for (let z = 0; z < zones.zoneCount; z++) sum += units[k * zones.zoneCount + z]!;
      expect(sum).toBe(total);
    }
    wanted.forEach((mean, z) => {
      let sum = 0;
      for (let k = 0; k < count; k++) sum += units[k * zones.zoneCount + z]!;
      // Six standard errors of a binomial mean.
      expect(Math.abs(sum / count - mean)).toBeLessThan(6 * Math.sqrt(mean / count) + 0.5);
    });
    expect(draw(1, p)).toEqual(units);
    expect(draw(2, p)).not.toEqual(units);
  }
});

test("steps keep each zone's expected demand", () => {
  const problem = { ...simulatedPlacement(3, 40, 5, 12, 1), onHandUnits: new Int32Array(200) };
  const scenarios = drawn(problem, 64);
  const e = stepped(problem, scenarios);
  const cases = new Float64Array(64 * e.zones.zoneCount);
  for (let p = 0; p < e.skuCount; p++) {
    scenarios.fill(p, cases);
    const mean = new Float64Array(e.zones.zoneCount);
    cases.forEach((units, k) => {
      mean[k % mean.length]! += units / 64;
    });
    mean.forEach((units, z) => {
      let sold = 0;
      for (let step = 0; step < STEP_COUNT; step++) {
        sold += (1 - step / STEP_COUNT) * e.demandUnits[p * e.zoneCount + STEP_COUNT * z + step]!;
      }
      expect(sold).toBeCloseTo(units, 9);
    });
  }
});

test("a unit never gains more by a step than by the step before", () => {
  const problem = simulatedPlacement(3, 40, 5, 12, 1);
  const e = stepped(problem, drawn(problem, 8));
  for (let cell = 0; cell < e.skuCount * e.fcCount * e.zoneCount; cell++) {
    const z = cell % e.zoneCount;
    if (z % STEP_COUNT === 0) continue;
    const w = Math.floor(cell / e.zoneCount) % e.fcCount;
    const p = Math.floor(cell / (e.zoneCount * e.fcCount));
    expect(cellGain(e, p, w, z)).toBeLessThanOrEqual(cellGain(e, p, w, z - 1) + 1e-12);
  }
});

test("the order of the scenarios changes nothing", async () => {
  const problem = simulatedPlacement(6, 40, 5, 12, 0.8);
  const { zoneCount } = zonesOf(problem);
  const count = 16;
  const cases = new Float64Array(problem.skuCount * count * zoneCount);
  const turned = cases.slice();
  for (let p = 0; p < problem.skuCount; p++) {
    const size = count * zoneCount;
    const own = cases.subarray(p * size, (p + 1) * size);
    drawn(problem, count).fill(p, own);
    for (let k = 0; k < count; k++) {
      const to = p * size + ((5 * k + p) % count) * zoneCount;
      turned.set(own.subarray(k * zoneCount, (k + 1) * zoneCount), to);
    }
  }
  const plan = await planned(problem, given(cases, problem.skuCount, count));
  expect(await planned(problem, given(turned, problem.skuCount, count))).toEqual(plan);
});

test("both ways of solving agree, and their plans are certified", async () => {
  for (const seed of [1, 2, 3]) {
    const problem = simulatedPlacement(seed, 12, 4, 8, 0.7);
    const whole = await planned(problem, drawn(problem, 32), exact);
    const decomposed = await planned(problem, drawn(problem, 32));
    expect(isCertified(whole.certificate)).toBe(true);
    expect(whole.gapShare).toBeLessThan(1e-6);
    expect(decomposed.gapShare).toBeLessThan(1e-6);
    expect(decomposed.objectiveMicros / whole.objectiveMicros).toBeCloseTo(1, 6);
  }
});

test("two of every SKU in limits twice as wide gain twice as much", async () => {
  const one = simulatedPlacement(8, 20, 4, 8, 0.7);
  const twice = <T extends Float64Array | Float32Array | Int32Array>(value: T): T => {
    const both = new (value.constructor as new (length: number) => T)(2 * value.length);
    both.set(value);
    both.set(value, value.length);
    return both;
  };
  const two: PlacementProblem = {
    ...one,
    skuCount: 2 * one.skuCount,
    advisedUnits: twice(one.advisedUnits),
    casePackUnits: twice(one.casePackUnits),
    unitVolumeMm3: twice(one.unitVolumeMm3),
    unitMassMg: twice(one.unitMassMg),
    storageTypeIndex: twice(one.storageTypeIndex),
    marginMicros: twice(one.marginMicros),
    unplacedCostMicros: twice(one.unplacedCostMicros),
    demandUnits: twice(one.demandUnits),
    onHandUnits: new Int32Array(2 * one.onHandUnits.length),
    freeStorageMm3: one.freeStorageMm3.map((v) => 2 * v),
    inboundCapacityUnits: one.inboundCapacityUnits.map((v) => 2 * v),
    outboundCapacityUnits: one.outboundCapacityUnits.map((v) => 2 * v),
  };
  const empty = { ...one, onHandUnits: new Int32Array(one.onHandUnits.length) };
  const plan = await planned(empty, drawn(empty, 32));
  const entity = twice(skusOf(one));
  const both = await planned(two, splitScenarios(two, zonesOf(two), 32, 1, entity));
  expect(both.objectiveMicros / plan.objectiveMicros).toBeCloseTo(2, 5);
});

interface Column {
  readonly cost: number;
  readonly entries: (readonly [row: number, value: number])[];
}

/**
 * The extensive form of `e` (its scenarios are the STEP_COUNT ones given): units at an FC for a zone, what of them the zone
 * buys in every scenario, units held, units left behind. What is not bought is worth the rest, or the sale where that is less.
 */
function extensiveForm(e: Economics, cases: Float64Array): LinearProgram {
  const { skuCount, fcCount } = e;
  const { zoneCount } = e.zones;
  const rows: [lower: number, upper: number][] = [];
  const columns: Column[] = [];
  const addRow = (lower: number, upper: number): number => rows.push([lower, upper]) - 1;
  const storage = Array.from(e.capacity.storage, (limit) => addRow(-Infinity, limit));
  const inbound = Array.from(e.capacity.inbound, (limit) => addRow(-Infinity, limit));
  const outbound = Array.from(e.capacity.outbound, (limit) => addRow(-Infinity, limit));
  for (let p = 0; p < skuCount; p++) {
    const supply = addRow(e.supplyUnits[p]!, e.supplyUnits[p]!);
    columns.push({ cost: -e.unplacedCost[p]!, entries: [[supply, 1]] });
    const demand = Array.from({ length: STEP_COUNT * zoneCount }, (_, k) =>
      addRow(-Infinity, cases[p * STEP_COUNT * zoneCount + k]!),
    );
    for (let w = 0; w < fcCount; w++) {
      const room: Column["entries"] = [
        [storage[w * e.storageTypeCount + e.storageTypeIndex[p]!]!, e.volumeLitres[p]!],
        [inbound[w]!, 1],
        [supply, 1],
      ];
      columns.push({ cost: cellGain(e, p, w, RESERVE), entries: room });
      for (let z = 0; z < zoneCount; z++) {
        const sold = cellGain(e, p, w, STEP_COUNT * z) + placingCost(e, p, w);
        const rest = Math.min(sold, restValue(e, e.steps!, p, w));
        const bought = Array.from({ length: STEP_COUNT }, () => addRow(-Infinity, 0));
        columns.push({
          cost: rest - placingCost(e, p, w),
          entries: [...room, [outbound[w]!, 1], ...bought.map((row) => [row, -1] as const)],
        });
        bought.forEach((row, k) => {
          columns.push({
            cost: (sold - rest) / STEP_COUNT,
            entries: [
              [row, 1],
              [demand[k * zoneCount + z]!, 1],
            ],
          });
        });
      }
    }
  }
  const sorted = columns.map(({ entries }) => [...entries].sort((a, b) => a[0] - b[0]));
  const start = Int32Array.from({ length: columns.length + 1 }, () => 0);
  sorted.forEach((entries, j) => {
    start[j + 1] = start[j]! + entries.length;
  });
  return {
    sense: "maximise",
    columnCount: columns.length,
    rowCount: rows.length,
    cost: Float64Array.from(columns, ({ cost }) => cost),
    columnLower: new Float64Array(columns.length),
    columnUpper: new Float64Array(columns.length).fill(Infinity),
    rowLower: Float64Array.from(rows, ([lower]) => lower),
    rowUpper: Float64Array.from(rows, ([, upper]) => upper),
    start,
    rowIndex: Int32Array.from(sorted.flat(), ([row]) => row),
    value: Float64Array.from(sorted.flat(), ([, value]) => value),
  };
}

test.each([1, 2, 3, 4])("the extensive form has the same optimum (network %i)", async (seed) => {
  const problem = {
    ...simulatedPlacement(seed, 6, 3, 6, seed % 2 === 0 ? 0.6 : 1.2),
    onHandUnits: new Int32Array(18),
  };
  const { zoneCount } = zonesOf(problem);
  const scenarios = drawn(problem, STEP_COUNT, seed);
  const cases = new Float64Array(problem.skuCount * STEP_COUNT * zoneCount);
  for (let p = 0; p < problem.skuCount; p++) {
    const size = STEP_COUNT * zoneCount;
    scenarios.fill(p, cases.subarray(p * size, (p + 1) * size));
  }
  const e = stepped(problem, scenarios);
  const answer = await solveLinearProgram(backend, extensiveForm(e, cases), "interiorPoint");
  if (answer.status !== "optimal") throw new Error(answer.status);
  const plan = await planned(problem, scenarios, exact);
  expect(plan.objectiveMicros / 1e6 / answer.objective).toBeCloseTo(1, 6);
});

test("the rules give the plan's units, and comparisons of FCs add up and never speak against what was chosen", async () => {
  for (const tightness of [0.5, 3]) {
    const problem = simulatedPlacement(12, 30, 5, 14, tightness);
    const e = stepped(problem, drawn(problem, 64));
    const plan = await planEconomics(backend, e, problem.casePackUnits, parts);
    const { sku, columns } = decidePlacement(e, plan, problem.casePackUnits, 2);
    expect(replay(placementDefinition, columns, columns)).toBeNull();
    const leaves = Array.from(sku, (_, row) =>
      Float64Array.from(
        placementDefinition.nodes.slice(0, placementDefinition.leafCount),
        (node) => columns.column[node.id]![row]!,
      ),
    );
    for (const [row, chosen] of leaves.entries()) {
      for (const [other, there] of leaves.entries()) {
        if (other === row || sku[other] !== sku[row]) continue;
        const contrast = contrastPlacement(chosen, there);
        const sum = CONTRAST_PARTS.reduce((all, id) => all + contrast.part[id], 0);
        expect(sum).toBe(contrast.totalMicros);
        expect(contrast.totalMicros).toBeGreaterThanOrEqual(0);
        expect(contrast.forcedUnits).toBeGreaterThanOrEqual(contrast.otherUnits);
        expect(contrast.milliUnits).toBe(columns.column.servedMilliUnits![row]);
      }
    }
  }
});
