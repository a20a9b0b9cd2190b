import { stream } from "../core/prng.ts";
import { speedWindow, splitSpeedChange } from "./index.ts";

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

export const benches = [
  {
    name: "promises of 100,000 orders from 20 buildings and their change by region",
    setup,
    run: ({ orders, transitDays }: ReturnType<typeof setup>) => {
      const { window } = speedWindow(orders, transitDays, REGIONS);
      return splitSpeedChange(window, window, "withinTwoDays");
    },
  },
];
