import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { OrderRow } from "./formats/all-orders.ts";
import { ReportFailure } from "./report-failure.ts";
import { bytesOf, ORDER_COLUMNS, orders, readAll } from "./test-report.ts";
import { contentBytes, inspectContent } from "./text/content.ts";

const utf16be = (text: string) => Buffer.from(text, "utf16le").swap16();
const title = async (data: string | Uint8Array, options = {}) => {
  const { rows, charset, remarks } = await readAll(data, options);
  expect(remarks).toEqual([]);
  return { charset, title: (rows[0] as OrderRow).title };
};

describe("character sets", () => {
  const text = orders([{ "product-name": "Käse – 5€" }]);

  it("reads UTF-8, UTF-16 and Windows-1252, with and without marks, whatever the chunks", async () => {
    const cp1252 = Buffer.from(text.replace("–", "\u0096").replace("€", "\u0080"), "latin1");
    const files: [string, Uint8Array][] = [
      ["utf-8", Buffer.from(text)],
      ["utf-8", Buffer.from(`\ufeff${text}`)],
      ["utf-16le", Buffer.from(`\ufeff${text}`, "utf16le")],
      ["utf-16be", utf16be(`\ufeff${text}`)],
      ["utf-16le", Buffer.from(text, "utf16le")],
      ["utf-16be", utf16be(text)],
      ["windows-1252", cp1252],
    ];
    for (const [charset, data] of files)
      for (const chunkSize of [1, 3, 10_000]) {
        expect(await title(data, { chunkSize })).toEqual({ charset, title: "Käse – 5€" });
        expect(await title(gzipSync(data), { chunkSize })).toEqual({ charset, title: "Käse – 5€" });
      }
  });

  it("reads Shift_JIS when it is told so", async () => {
    const [before, after] = orders([{ "product-name": "@" }]).split("@");
    const data = Buffer.concat([
      Buffer.from(before ?? ""),
      Buffer.from([0x8f, 0xa4, 0x95, 0x69]),
      Buffer.from(after ?? ""),
    ]);
    expect(await title(data, { charset: "shift_jis" })).toEqual({
      charset: "shift_jis",
      title: "商品",
    });
  });
});

describe("line ends, quotes and blank lines", () => {
  it("reads LF, CRLF and CR, with and without a last one", async () => {
    const text = orders([{}, { "product-name": '6" "RED" BOWL' }]);
    const expected = (await readAll(text)).rows;
    expect(expected).toHaveLength(2);
    for (const end of ["\n", "\r\n", "\r"]) {
      const ended = text.replaceAll("\n", end);
      expect((await readAll(ended)).rows).toEqual(expected);
      expect((await readAll(ended.slice(0, -end.length))).rows).toEqual(expected);
      expect((await readAll(ended + end + end)).rows).toEqual(expected);
    }
  });

  it("does not let a quote in an unquoted title swallow the lines behind it", async () => {
    const { rows } = await readAll(orders([{ "product-name": '"open' }, {}, { sku: '"S' }]));
    expect(rows.map((row) => row.sku)).toEqual(["BOWL-1", "BOWL-1", '"S']);
  });

  it("reads the same rows from commas and semicolons", async () => {
    const expected = (await readAll(orders([{}, {}]))).rows;
    for (const delimiter of [",", ";"])
      expect((await readAll(orders([{}, {}]).replaceAll("\t", delimiter))).rows).toEqual(expected);
  });

  it("passes over blank rows but counts their lines", async () => {
    const [header, row] = orders([{}]).split("\n");
    const { rows, recordCount } = await readAll([header, "", "\t\t", row].join("\n"));
    expect([recordCount, rows[0]?.lineNo]).toEqual([1, 4]);
  });

  it("neutralises unreadable characters in a title and refuses them in a key", async () => {
    const { rows, remarks } = await readAll(
      orders([{ "product-name": "a\u0000b\u0007c" }, { sku: "a\u0000" }]),
    );
    expect((rows[0] as OrderRow).title).toBe("a b c");
    expect(remarks.map(({ rule }) => rule)).toEqual(["bad_character"]);
  });
});

describe("files that are no report", () => {
  const failure = async (data: string | Uint8Array) =>
    readAll(data).then(
      () => "read",
      (error: unknown) => (error instanceof ReportFailure ? error.rule : error),
    );

  it("are refused with the reason", async () => {
    const whole = gzipSync(orders(Array.from({ length: 500 }, (_, i) => ({ sku: `S${i}` }))));
    expect(await failure("")).toBe("empty_file");
    expect(await failure(gzipSync(""))).toBe("empty_file");
    expect(await failure("\n\n")).toBe("empty_file");
    expect(await failure(Buffer.from("PK\u0003\u0004rest of a spreadsheet"))).toBe("not_text");
    expect(await failure(whole.subarray(0, whole.length - 20))).toBe("damaged_gzip");
    expect(await failure(Buffer.from([0x1f, 0x8b, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]))).toBe(
      "damaged_gzip",
    );
    expect(await failure("name\tage\nx\t1\n")).toBe("unknown_report");
    expect(await failure("注文番号\t数量\n")).toBe("unknown_report");
    expect(await failure(`${"x".repeat(3_000_000)}\n`)).toBe("not_text");
    expect(await failure(orders([{}], ORDER_COLUMNS.slice(0, 12)))).toBe("missing_column");
  });

  it("stops at a limit when a gzip unpacks into more than it may", async () => {
    const bomb = gzipSync(Buffer.alloc(5_000_000));
    await expect(inspectContent(bytesOf(bomb), null, 1_000_000)).rejects.toThrow(ReportFailure);
    let unpacked = 0;
    try {
      for await (const chunk of contentBytes(bytesOf(bomb), 1_000_000)) unpacked += chunk.length;
    } catch {
      // The limit is what is looked at.
    }
    expect(unpacked).toBeLessThanOrEqual(1_000_000);
  });

  it("give ReportFailure or rows for arbitrary bytes, and never anything else", async () => {
    const cells = fc.array(
      fc.oneof(
        fc.string(),
        fc.constantFrom('"', "", "-1", "2010-01-01", "Shipped", "9".repeat(30)),
      ),
      { maxLength: 40 },
    );
    const body = fc.array(
      cells.map((row) => row.join("\t")),
      { maxLength: 5 },
    );
    const headers = fc.constantFrom(
      ORDER_COLUMNS.join("\t"),
      '"Date"\t"MSKU"\t"Disposition"\t"Starting Warehouse Balance"\t"Ending Warehouse Balance"',
      "sku,fnsku,afn-fulfillable-quantity",
      "snapshot-date;sku;available",
    );
    const file = fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      fc.tuple(headers, body).map(([header, rows]) => Buffer.from([header, ...rows].join("\n"))),
      fc
        .tuple(headers, fc.uint8Array({ maxLength: 300 }))
        .map(([header, rest]) => Buffer.concat([Buffer.from(`${header}\n`), rest])),
      fc.uint8Array({ maxLength: 200 }).map((bytes) => gzipSync(bytes)),
    );
    await fc.assert(
      fc.asyncProperty(file, fc.integer({ min: 1, max: 64 }), async (data, chunkSize) => {
        try {
          const reading = await readAll(data, { chunkSize });
          expect(reading.rows.length).toBeLessThanOrEqual(reading.recordCount);
        } catch (error) {
          expect(error).toBeInstanceOf(ReportFailure);
        }
      }),
      { numRuns: 500 },
    );
  });
});
