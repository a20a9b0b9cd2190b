// Prints the three models of stock over several layers side by side, judged by one simulator (npm run compare:echelon).
import { compareModels } from "@/lib/optimizer/echelon/index.ts";

const options = { seed: 1, replications: 32, periods: 2200, warmUpPeriods: 200 };
const rows = compareModels(options).map((row) => ({
  network: row.network,
  model: row.model,
  "cost per period": `${row.cost.toFixed(2)} +- ${row.costHalfWidth.toFixed(2)}`,
  "base stock, units": Math.round(row.totalBaseStockUnits),
  "served at once": `${(100 * row.fillRate).toFixed(1)} %`,
}));
const heads = Object.keys(rows[0] ?? {}) as (keyof (typeof rows)[number])[];
const line = (cells: readonly unknown[]): void => {
  process.stdout.write(`| ${cells.join(" | ")} |\n`);
};
line(heads);
line(heads.map(() => "---"));
for (const row of rows) line(heads.map((head) => row[head]));
