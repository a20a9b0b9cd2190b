import { stream } from "../core/prng.ts";
import { type DailyStock, inStockSeries, inStockWindow, splitInStockChange } from "./index.ts";

const skuCount = 4000;
const dayCount = 606;
const weeks = Int32Array.from({ length: 78 }, (_, k) => dayCount - 1 - 7 * (77 - k));

function setup(): DailyStock {
  const draws = stream(1, "inventory-bench");
  const cells = skuCount * dayCount;
  const onHandUnits = new Int32Array(cells);
  const soldUnits = new Int32Array(cells);
  for (let k = 0; k < cells; k++) {
    onHandUnits[k] = draws.integer(10);
    soldUnits[k] = draws.integer(4);
  }
  const firstDay = new Int32Array(skuCount);
  return {
    skuCount,
    dayCount,
    onHandUnits,
    soldUnits,
    firstDay,
    isExcluded: new Uint8Array(skuCount),
  };
}

export const benches = [
  {
    name: "in-stock rate of 4,000 SKUs at 78 week ends",
    setup,
    run: (stock: DailyStock): unknown => inStockSeries(stock, weeks),
    operations: 78,
  },
  {
    name: "split of one in-stock change over 4,000 SKUs, windows included",
    setup,
    run: (stock: DailyStock): unknown =>
      splitInStockChange(inStockWindow(stock, 400), inStockWindow(stock, 407)),
    operations: 1,
  },
];
