import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_LINE_CHARS } from "./lines.ts";
import { type RawRecord, readTable } from "./records.ts";

async function* inChunks(text: string, size: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

async function read(text: string, chunkSize = 7) {
  const table = await readTable(inChunks(text, chunkSize));
  const records: RawRecord[] = [];
  for await (const batch of table.batches) records.push(...batch);
  return { ...table, records };
}

describe("records of unquoted, tab-separated text", () => {
  it("keeps quotes as letters, whatever the chunks and line ends", async () => {
    for (const end of ["\n", "\r\n", "\r"])
      for (const size of [1, 3, 1000]) {
        const { header, records } = await read(
          `sku\ttitle${end}A"1\t6" ruler${end}${end}B\t"x${end}`,
          size,
        );
        expect(header).toEqual(["sku", "title"]);
        expect(records).toEqual([
          { lineNo: 2, cells: ['A"1', '6" ruler'], rule: null },
          { lineNo: 4, cells: ["B", '"x'], rule: null },
        ]);
      }
  });

  it("passes over a line too long to read, and reads on behind it", async () => {
    const { records } = await read(`a\tb\n1\t${"x".repeat(MAX_LINE_CHARS * 3)}\n2\t3\n`, 65_536);
    expect(records).toEqual([
      { lineNo: 2, cells: null, rule: "line_too_long" },
      { lineNo: 3, cells: ["2", "3"], rule: null },
    ]);
  });

  it("reads a last line without an end", async () => {
    expect((await read("a\tb\n1\t2")).records).toEqual([
      { lineNo: 2, cells: ["1", "2"], rule: null },
    ]);
  });
});

describe("records of quoted text", () => {
  it("reads quoted tabs, doubled quotes, line breaks in cells, and counts lines of the file", async () => {
    const { records } = await read(`"a"\t"b"\n"1\t""x"""\t"two\nlines"\n"3"\t4\n`);
    expect(records).toEqual([
      { lineNo: 2, cells: ['1\t"x"', "two\nlines"], rule: null },
      { lineNo: 4, cells: ["3", "4"], rule: null },
    ]);
  });

  it("takes semicolons or commas from the header", async () => {
    expect((await read("a;b;c,d\n1;2;3")).records[0]?.cells).toEqual(["1", "2", "3"]);
    expect((await read("a,b\n1,2")).records[0]?.cells).toEqual(["1", "2"]);
  });

  it("refuses only the line whose quote is never closed", async () => {
    const good = Array.from({ length: 40 }, (_, i) => `"${i}"\t"x"`);
    const { records } = await read(['"a"\t"b"', ...good, '"bad"\t"open', ...good].join("\n"));
    expect(records.filter(({ rule }) => rule !== null)).toEqual([
      { lineNo: 42, cells: null, rule: "bad_quoting" },
    ]);
    expect(records).toHaveLength(81);
  });

  it("reads what csv-parse reads in any well-formed file", async () => {
    const cell = fc.string({
      unit: fc.constantFrom("a", '"', "\t", "\n", ",", " ", "é"),
      maxLength: 6,
    });
    const rows = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), {
      minLength: 1,
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(rows, fc.integer({ min: 1, max: 40 }), async (table, size) => {
        const quoted = table.map((row) =>
          row.map((c) => `"${c.replaceAll('"', '""')}"`).join("\t"),
        );
        const text = ['"a"\t"b"\t"c"', ...quoted].join("\n");
        const mine = (await read(text, size)).records.map(({ cells }) => cells);
        expect(mine).toEqual(parse(text, { delimiter: "\t" }).slice(1));
      }),
    );
  });
});
