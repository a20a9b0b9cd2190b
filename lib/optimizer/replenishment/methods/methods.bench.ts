import {
  bestCappedBaseStock,
  capacitatedNewsvendor,
  finiteHorizonPlan,
  jointReplenishment,
  lognormalLawOf,
  newsvendor,
  normalLaw,
  optimalLostSales,
  optimalMinMax,
  optimalReorderPolicy,
  optimalWholeReorderPolicy,
  poissonLaw,
  wagnerWhitin,
} from "../index.ts";

// Policies per second, on problems like those of an account's products. Each run works through a spread of sizes.

const spread = (count: number, low: number, high: number) =>
  Array.from({ length: count }, (_, k) => low + ((high - low) * ((k * 37) % count)) / count);
const costs = { holdingCost: 1, stockoutCost: 9, fixedCost: 64 };

export const benches = [
  {
    name: "newsvendor: 1,000 lognormal products",
    operations: 1000,
    run: () =>
      spread(1000, 2, 400).reduce(
        (sum, mean) =>
          sum +
          newsvendor(lognormalLawOf(mean, 0.4 * mean), { underage: 9, overage: 1 }).baseStockUnits,
        0,
      ),
  },
  {
    name: "newsvendor of 1,000 products within one capacity",
    operations: 1000,
    run: () =>
      capacitatedNewsvendor(
        spread(1000, 2, 400).map((mean, i) => ({
          law: normalLaw(mean, 0.3 * mean),
          underage: 5 + (i % 7),
          overage: 1,
          volume: 1 + (i % 3),
        })),
        250_000,
      ).shadowPrice,
  },
  {
    name: "(s, S) exact: 100 products of mean 5 to 70",
    operations: 100,
    run: () =>
      spread(100, 5, 70).reduce(
        (sum, mean) =>
          sum + optimalMinMax(poissonLaw(mean), { ...costs, leadTimePeriods: 0 }).costRate,
        0,
      ),
  },
  {
    name: "(r, Q) exact, normal: 100 products",
    operations: 100,
    run: () =>
      spread(100, 10, 900).reduce(
        (sum, rate) =>
          sum +
          optimalReorderPolicy({
            ...costs,
            demandRate: rate,
            leadTimeDemand: normalLaw(rate / 12, rate / 40),
          }).costRate,
        0,
      ),
  },
  {
    name: "(r, Q) exact, Poisson: 1,000 products",
    operations: 1000,
    run: () =>
      spread(1000, 1, 60).reduce(
        (sum, mean) =>
          sum +
          optimalWholeReorderPolicy({
            ...costs,
            demandRate: 12 * mean,
            leadTimeDemand: poissonLaw(mean),
          }).costRate,
        0,
      ),
  },
  {
    name: "lot sizes of 52 weeks: 100 products",
    operations: 100,
    run: () =>
      spread(100, 5, 90).reduce(
        (sum, mean) =>
          sum +
          wagnerWhitin({ demand: spread(52, 0, 2 * mean), fixedCost: 64, holdingCost: 1 }).cost,
        0,
      ),
  },
  {
    name: "joint orders of 50 products of one supplier",
    run: () =>
      jointReplenishment({
        sharedFixedCost: 40,
        fixedCost: spread(50, 1, 30),
        holdingCost: spread(50, 0.1, 2),
        demandRate: spread(50, 20, 5000),
      }).costRate,
  },
  {
    name: "finite horizon of 13 weeks, mean 20",
    run: () =>
      finiteHorizonPlan({
        demand: Array.from({ length: 13 }, () => poissonLaw(20)),
        holdingCost: 1,
        stockoutCost: 9,
        purchaseCost: 2,
        fixedCost: 64,
        terminalHoldingCost: 1,
        terminalStockoutCost: 9,
        discount: 0.99,
        initialUnits: 0,
      }).cost,
  },
  {
    name: "lost sales exact, Poisson 5, lead time 3",
    run: () => optimalLostSales({ demand: poissonLaw(5), ...lost, leadTimePeriods: 3 }).averageCost,
  },
  {
    name: "lost sales exact, Poisson 5, lead time 4",
    run: () => optimalLostSales({ demand: poissonLaw(5), ...lost, leadTimePeriods: 4 }).averageCost,
  },
  {
    name: "lost sales capped base stock, Poisson 5, lead time 10",
    run: () =>
      bestCappedBaseStock({ demand: poissonLaw(5), ...lost, leadTimePeriods: 10 }, 1).averageCost,
  },
];

const lost = { holdingCost: 1, lostSaleCost: 9 };
