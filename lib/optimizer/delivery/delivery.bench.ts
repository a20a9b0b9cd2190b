import { stream } from "../core/prng.ts";
import { speedWindow, speedWindowAhead, splitSpeedChange } from "./index.ts";

const REGIONS = 10;
const BUILDINGS = 20;
const ORDERS = 100_000;

function setup() {
  const draws = stream(9, "delivery-bench");
  const fill = (length: number, below: number) =>
    Array.from({ length }, () => draws.integer(below));
  return {
    orders: {
      region: Int32Array.from(fill(ORDERS, REGIONS)),
      units: Int32Array.from(fill(ORDERS, 4)),
      buildings: Float64Array.from(fill(ORDERS, 2 ** BUILDINGS)),
    },
    transitDays: Float64Array.from(fill(BUILDINGS * REGIONS, 7)),
  };
}

const AHEAD = { products: 300, days: 90, regions: 60, buildings: 14 };

function setupAhead() {
  const draws = stream(9, "delivery-ahead-bench");
  const { products, days, regions, buildings } = AHEAD;
  const table = (length: number, value: () => number) => Float64Array.from({ length }, value);
  return {
    productCount: products,
    regionCount: regions,
    dayCount: days,
    heldUnits: table(products * buildings, () => (draws.bernoulli(0.3) ? draws.integer(80) : 0)),
    arrivals: [],
    demandUnits: table(products * days, () => 2 * draws.uniform()),
    regionShare: new Float64Array(products * regions).fill(1 / regions),
    transitDays: table(buildings * regions, () => 1 + draws.integer(6)),
  };
}

export const benches = [
  {
    name: "promises of 300 products 90 days ahead, 14 buildings, 60 regions",
    setup: setupAhead,
    run: (ahead: ReturnType<typeof setupAhead>) => speedWindowAhead(ahead, 30),
  },
  {
    name: "promises of 100,000 orders from 20 buildings and their change by region",
    setup,
    run: ({ orders, transitDays }: ReturnType<typeof setup>) => {
      const { window } = speedWindow(orders, transitDays, REGIONS);
      return splitSpeedChange(window, window, "withinTwoDays");
    },
  },
];
