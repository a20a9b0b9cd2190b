// A slice of a real seller's All Orders reports (UCI Online Retail II), against figures counted here line by line.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ImportWorld, importText, openImportWorld } from "./test-imports.ts";

const FOLDER = "../shared/data/online-retail-ii";
const SLICE = 6000;

const sliceOf = (name: string, from: number, to: number): string => {
  const lines = gunzipSync(readFileSync(`${FOLDER}/${name}`))
    .toString("utf8")
    .split("\r\n");
  return [lines[0], ...lines.slice(1 + from, 1 + to), ""].join("\r\n");
};

describe.skipIf(!existsSync(FOLDER))(
  `real All Orders reports (skipped where ${FOLDER} is absent)`,
  () => {
    let world: ImportWorld;
    beforeAll(async () => {
      world = await openImportWorld();
    });
    afterAll(() => world.close());

    it("load to the very units, money and days that the lines hold, once, however the files overlap", async () => {
      const ctx = await world.open("retail");
      const [first = "", second = ""] = readdirSync(FOLDER).sort();
      const files = [
        sliceOf(first, 0, SLICE),
        sliceOf(first, SLICE / 2, SLICE + 500),
        sliceOf(second, 0, SLICE),
      ];
      for (const text of files)
        expect(await importText(ctx, text)).toMatchObject({
          status: "loaded",
          errorCount: 0,
          skippedCount: 0,
          warningCount: 0,
        });
      const cells = [sliceOf(first, 0, SLICE + 500), sliceOf(second, 0, SLICE)]
        .flatMap((text) => text.split("\r\n").slice(1, -1))
        .map((line) => line.split("\t"));
      const told = cells.reduce(
        (sum, row) => ({
          lines: sum.lines + 1,
          units: sum.units + Number(row[13]),
          pence: sum.pence + Math.round(Number(row[15]) * 1000),
          cancelled: sum.cancelled + (row[4] === "Cancelled" ? 1 : 0),
          business: sum.business + (row[28] === "true" ? 1 : 0),
        }),
        { lines: 0, units: 0, pence: 0, cancelled: 0, business: 0 },
      );
      const [kept] = await world.worker.sql`
      select count(*)::int as lines, sum(units)::int as units, (sum(item_price_micros) / 1000)::float8 as pence,
        count(*) filter (where status = 'cancelled')::int as cancelled, count(*) filter (where is_business)::int as business
      from order_line where account_id = ${ctx.scope.accountId} and recorded_to = 'infinity'`;
      expect(kept).toEqual(told);
      const [days] = await world.worker
        .sql`select min(purchased_on)::text as first, max(purchased_on)::text as last, count(distinct product_id)::int as skus from order_line where account_id = ${ctx.scope.accountId}`;
      const bought = cells.map((row) => row[2]?.slice(0, 10) ?? "").sort();
      expect(days).toEqual({
        first: bought[0],
        last: bought.at(-1),
        skus: new Set(cells.map((row) => row[10])).size,
      });
    });
  },
);
