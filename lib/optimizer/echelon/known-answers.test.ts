import { describe, expect, test } from "vitest";
import {
  capacitatedBaseStock,
  certain,
  guaranteedService,
  makeToStockQueue,
  serialBounds,
  serialOptimum,
} from "./index.ts";
import { networkOfChain, networkOfNodes } from "./known-form.ts";
import { demandOf } from "./testing/networks.ts";
import { isPresent, type KnownInstance, knownInstances } from "./testing/testbed.ts";

const echelonFile = "inventory_multi_echelon.json";
const marketFile = "markets_pricing_assortment_fulfilment.json";

const networkOf = ({ inputs }: KnownInstance) =>
  inputs.stages ? networkOfChain(inputs) : networkOfNodes(inputs);

describe.skipIf(!isPresent(echelonFile))("published multi-echelon instances", () => {
  test.each(knownInstances(echelonFile, "GSM"))(
    "$id: guaranteed service costs what is published, and is proved",
    (instance) => {
      const plan = guaranteedService(networkOf(instance));
      expect(plan.status).toBe("optimal");
      expect(Math.abs(plan.cost / instance.optimal.cost - 1)).toBeLessThan(1e-6);
    },
  );

  test.each(knownInstances(echelonFile, "Serial"))(
    "$id: the Clark-Scarf policy costs what is published within 0.1 %",
    (instance) => {
      const network = networkOf(instance);
      const plan = serialOptimum(network);
      expect(Math.abs(plan.cost / instance.optimal.cost - 1)).toBeLessThan(1e-3);
      network.stages.forEach(({ name }, j) => {
        const published = instance.optimal.S_echelon[name];
        expect(Math.abs(plan.echelonUnits[j]! / published - 1)).toBeLessThan(5e-3);
      });
    },
  );

  test.each(knownInstances(echelonFile, "Serial"))(
    "$id: the newsvendor heuristic gives the published base stocks",
    (instance) => {
      const network = networkOf(instance);
      const { heuristicUnits } = serialBounds(network);
      network.stages.forEach(({ name }, j) => {
        const published = instance.optimal.newsvendor_heuristic_S[name];
        expect(Math.abs(heuristicUnits[j]! / published - 1)).toBeLessThan(3e-3);
      });
    },
  );
});

describe.skipIf(!isPresent(marketFile))("published single stages with capacity", () => {
  test.each(knownInstances(marketFile, "Capacitated base stock"))("$id", ({ inputs, optimal }) => {
    const mean = Number(/Poisson\(([\d.]+)\)/.exec(inputs.demand)![1]);
    const demand = demandOf("poisson", mean, 0, inputs.p);
    const found = capacitatedBaseStock(
      demand,
      certain(inputs.capacity),
      inputs.lead_time,
      inputs.h,
      inputs.p,
    );
    expect(found.baseStockUnits).toBe(optimal.S);
    expect(found.cost).toBeCloseTo(optimal.cost, 8);
    expect(found.meanShortfallUnits).toBeCloseTo(optimal.mean_shortfall, 8);
  });

  test.each(knownInstances(marketFile, "Make-to-stock"))("$id", ({ inputs, optimal }) => {
    const found = makeToStockQueue(inputs.arrival, inputs.service, inputs.h, inputs.b);
    expect(found.baseStockUnits).toBe(optimal.S);
    expect(found.cost).toBeCloseTo(optimal.cost, 9);
  });
});

test("Clark-Scarf, four stages of Shang and Song (2003), case 9: 53.008 at 9, 10, 13, 19", () => {
  const node = (index: number, echelon_holding_cost: number) => ({
    index,
    echelon_holding_cost,
    shipment_lead_time: 0.25,
    stockout_cost: index === 1 ? 9 : 0,
    ...(index === 1 ? { demand: { type: "P", mean: 16, standard_deviation: 4 } } : {}),
  });
  const plan = serialOptimum(
    networkOfNodes({
      nodes: [node(1, 0.25), node(2, 2.5), node(3, 2.5), node(4, 0.25)],
      edges: [
        [4, 3],
        [3, 2],
        [2, 1],
      ],
    }),
  );
  expect([...plan.echelonUnits]).toEqual([9, 10, 13, 19]);
  expect(plan.cost).toBeCloseTo(53.008, 3);
});

test("a make-to-stock queue costs least at the closed form, by enumeration", () => {
  for (const [busy, penalty] of [
    [0.5, 3],
    [0.8, 19],
    [0.97, 40],
  ] as const) {
    const costAt = (units: number) => {
      let cost = 0;
      for (let n = 0; n < 3000; n++) {
        const p = (1 - busy) * busy ** n;
        cost += p * (n > units ? penalty * (n - units) : units - n);
      }
      return cost;
    };
    const found = makeToStockQueue(busy, 1, 1, penalty);
    expect(found.cost).toBeCloseTo(costAt(found.baseStockUnits), 8);
    for (let units = 0; units < 300; units++) {
      expect(found.cost).toBeLessThanOrEqual(costAt(units) + 1e-9);
    }
  }
});
