import { describe, expect, test } from "vitest";
import {
  highsBackend,
  ProgramBuilder,
  readMps,
  solveLinearProgram,
  solveWholeProgram,
} from "./index.ts";

const highs = highsBackend();

describe("a program written down in any order", () => {
  test("is stored by column, rows ascending, entries of one place added up", () => {
    const builder = new ProgramBuilder("maximise");
    const row = builder.addRow({ upper: 4, name: "hours" });
    const x = builder.addColumn({ cost: 3 });
    const y = builder.addColumn({ cost: 5, upper: 2, isInteger: true });
    builder.addRow({ lower: 1 }, [
      [y, 2],
      [x, 1],
    ]);
    builder.addEntry(row, y, 1);
    builder.addEntry(row, y, 0.5);
    expect(builder.build()).toEqual({
      sense: "maximise",
      columnCount: 2,
      rowCount: 2,
      cost: Float64Array.of(3, 5),
      columnLower: Float64Array.of(0, 0),
      columnUpper: Float64Array.of(Infinity, 2),
      rowLower: Float64Array.of(-Infinity, 1),
      rowUpper: Float64Array.of(4, Infinity),
      start: Int32Array.of(0, 1, 3),
      rowIndex: Int32Array.of(1, 0, 1),
      value: Float64Array.of(1, 1.5, 2),
      isInteger: Uint8Array.of(0, 1),
      rowNames: ["hours", "row 1"],
      columnNames: ["column 0", "column 1"],
    });
  });
  test("refuses an entry outside it", () => {
    const builder = new ProgramBuilder("minimise");
    builder.addRow({}, [[0, 1]]);
    expect(() => builder.build()).toThrow(/row 0, column 0, but there are 1 rows and 0 columns/);
  });
});

const text = `NAME small
OBJSENSE
    MAX
ROWS
 N value
 L wood
 G least
 E even
COLUMNS
 a value 3 wood 2
 a least 1
 MARKER 'MARKER' 'INTORG'
 b value 2 wood 1
 b even 1
 MARKER 'MARKER' 'INTEND'
 c even -2
RHS
 right wood 7.5 least 1
RANGES
 range wood 7
BOUNDS
 UP set b 3
 FR set c
ENDATA
`;

describe("MPS text", () => {
  test("with markers, ranges and bounds gives the program it means", async () => {
    const program = readMps(text);
    expect(program).toMatchObject({
      sense: "maximise",
      rowNames: ["wood", "least", "even"],
      rowLower: Float64Array.of(0.5, 1, 0),
      rowUpper: Float64Array.of(7.5, Infinity, 0),
      columnLower: Float64Array.of(0, 0, -Infinity),
      columnUpper: Float64Array.of(Infinity, 3, Infinity),
      isInteger: Uint8Array.of(0, 1, 0),
    });
    // 3 a + 2 b with 2 a + b <= 7.5 and b <= 3.
    const divisible = await solveLinearProgram(highs, program);
    expect(divisible.status === "optimal" && divisible.objective).toBeCloseTo(12.75, 9);
    const whole = await solveWholeProgram(highs, program);
    expect(whole.status === "optimal" && [...whole.x]).toEqual([2.25, 3, 1.5]);
  });
  test("is refused where it says what is not known", () => {
    expect(() => readMps(text.replace("UP set", "SC set"))).toThrow(/bound type SC/);
    expect(() => readMps(text.replace("RHS", "QUADOBJ"))).toThrow(/section QUADOBJ/);
    expect(() => readMps(text.replace("a least", "a lost"))).toThrow(/row lost is not declared/);
  });
});
