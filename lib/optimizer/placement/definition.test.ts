import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { evaluate, readLeaves, replay } from "../decision/index.ts";
import { highsBackend } from "../solver/index.ts";
import {
  CONTRAST_PARTS,
  contrastPlacement,
  decidePlacement,
  demandZones,
  economics,
  PLACEMENT_OPTIONS,
  type PlacementDecisions,
  placementDefinition,
  planEconomics,
} from "./index.ts";
import { simulatedPlacement } from "./simulated.ts";

vi.setConfig({ testTimeout: 120_000 });
const backend = highsBackend();

const shape = fc.record({
  seed: fc.integer({ min: 1, max: 1_000_000 }),
  skuCount: fc.integer({ min: 1, max: 40 }),
  fcCount: fc.integer({ min: 1, max: 6 }),
  tightness: fc.constantFrom(0.4, 0.9, 1.5, 3),
});
type Shape = typeof shape extends fc.Arbitrary<infer T> ? T : never;

async function decided(s: Shape) {
  const problem = simulatedPlacement(s.seed, s.skuCount, s.fcCount, 14, s.tightness);
  const e = economics(problem, demandZones(problem, 12));
  const plan = await planEconomics(backend, e, problem.casePackUnits, PLACEMENT_OPTIONS);
  return { problem, e, plan, decisions: decidePlacement(e, plan, problem.casePackUnits, 2) };
}

const leavesOf = ({ columns }: PlacementDecisions, row: number): Float64Array => {
  const leaves = new Float64Array(placementDefinition.leafCount);
  readLeaves(placementDefinition, columns, row, leaves);
  return leaves;
};

test("every FC's units follow from the row's own leaves, and add up to the plan", async () => {
  await fc.assert(
    fc.asyncProperty(shape, async (s) => {
      const { problem, plan, decisions } = await decided(s);
      expect(replay(placementDefinition, decisions.columns, decisions.columns)).toBeNull();
      const placed = new Int32Array(problem.skuCount);
      decisions.sku.forEach((p, row) => {
        placed[p]! += decisions.columns.column.placedUnits![row]!;
      });
      placed.forEach((units, p) => {
        expect(units + plan.unplacedUnits[p]!).toBe(problem.advisedUnits[p]);
      });
    }),
    { numRuns: 20 },
  );
});

test("a zone is served by one FC at the most, and by one wherever its best FC has a row", async () => {
  const { e, decisions } = await decided({ seed: 11, skuCount: 30, fcCount: 5, tightness: 0.9 });
  for (let z = 0; z < e.zoneCount; z++) {
    const servers = new Map<number, number>();
    decisions.sku.forEach((p, row) => {
      const isServing = decisions.columns.column[`served_z${z + 1}`]![row]! > 0;
      servers.set(p, (servers.get(p) ?? 0) + (isServing ? 1 : 0));
    });
    for (const count of servers.values()) expect(count).toBeLessThanOrEqual(1);
  }
});

test("where no limit binds, units are where the rule alone puts them, but for those held in reserve", async () => {
  const { decisions } = await decided({ seed: 5, skuCount: 600, fcCount: 5, tightness: 3 });
  let moved = 0;
  let planned = 0;
  decisions.sku.forEach((_p, row) => {
    moved += Math.abs(decisions.columns.column.movedMilliUnits![row]!);
    planned += decisions.columns.column.plannedMilliUnits![row]!;
  });
  expect(moved / planned).toBeLessThan(0.06);
});

test("a dearer building loses zones, never gains them; a cheaper lane the other way", async () => {
  await fc.assert(
    fc.asyncProperty(
      shape,
      fc.nat(),
      fc.integer({ min: 1, max: 5_000_000 }),
      async (s, pick, more) => {
        const { decisions } = await decided(s);
        const row = pick % decisions.sku.length;
        const served = (id: string, change: number): number => {
          const column = Object.fromEntries(
            placementDefinition.nodes
              .slice(0, placementDefinition.leafCount)
              .map((node) => [node.id, decisions.columns.column[node.id]!.slice(row, row + 1)]),
          );
          column[id]![0]! += change;
          return evaluate(placementDefinition, { count: 1, column }).column.servedMilliUnits![0]!;
        };
        const now = decisions.columns.column.servedMilliUnits![row]!;
        expect(served("inboundPriceMicros", more)).toBeLessThanOrEqual(now);
        expect(served("lane_z1", -more)).toBeGreaterThanOrEqual(now);
      },
    ),
    { numRuns: 12 },
  );
});

test("why not the other FC: the parts add up, and what was chosen is at least as good", async () => {
  await fc.assert(
    fc.asyncProperty(shape, async (s) => {
      const { decisions } = await decided(s);
      for (let row = 0; row < decisions.sku.length; row++) {
        for (let other = 0; other < decisions.sku.length; other++) {
          if (other === row || decisions.sku[other] !== decisions.sku[row]) continue;
          const contrast = contrastPlacement(leavesOf(decisions, row), leavesOf(decisions, other));
          let sum = 0;
          for (const id of CONTRAST_PARTS) sum += contrast.part[id];
          expect(sum).toBe(contrast.totalMicros);
          expect(contrast.totalMicros).toBeGreaterThanOrEqual(0);
          expect(contrast.forcedUnits).toBeGreaterThanOrEqual(contrast.otherUnits);
        }
      }
    }),
    { numRuns: 12 },
  );
});

test("decisions of two SKUs are not compared", async () => {
  const { decisions } = await decided({ seed: 2, skuCount: 6, fcCount: 3, tightness: 1.5 });
  const last = decisions.sku.length - 1;
  expect(() => contrastPlacement(leavesOf(decisions, 0), leavesOf(decisions, last))).toThrow(
    /not one SKU/,
  );
});
