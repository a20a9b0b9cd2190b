import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { writeFolder } from "./testing/files.ts";
import { type ForecastBlock, writeForecasts } from "./write-forecasts.ts";

const request = { horizon: 2, sums: [2], levels: [0.1, 0.975] };

const block = (mean: number): ForecastBlock => ({
  tasks: [{ series: 1, origin: 7 }],
  forecasts: {
    taskCount: 1,
    request,
    mean: Float32Array.of(mean, 2),
    quantile: Float32Array.of(0, 4, 0.1, 123456.7),
    sumMean: Float32Array.of(3),
    sumQuantile: Float32Array.of(0.5, 8),
  },
});

async function* each(...blocks: readonly ForecastBlock[]): AsyncGenerator<ForecastBlock> {
  yield* blocks;
}

describe("a file of forecasts", () => {
  it("has a line per period and sum, six digits, and quoted ids where needed", async () => {
    const path = join(writeFolder({}), "out.csv");
    await writeForecasts(path, ["A", "B, large"], request, each(block(1 / 3)));
    expect(readFileSync(path, "utf8")).toBe(`id,origin,step,mean,q0.1,q0.975
"B, large",7,1,0.333333,0,4
"B, large",7,2,2,0.1,123457
"B, large",7,c2,3,0.5,8
`);
  });

  it("is never half written: a fault leaves what was there", async () => {
    const folder = writeFolder({ "out.csv": "before" });
    const blocks = each(block(1), block(Number.NaN));
    await expect(
      writeForecasts(join(folder, "out.csv"), ["A", "B"], request, blocks),
    ).rejects.toThrow(/expected a finite forecast, got NaN/);
    expect(readdirSync(folder)).toEqual(["out.csv"]);
    expect(readFileSync(join(folder, "out.csv"), "utf8")).toBe("before");
  });
});
