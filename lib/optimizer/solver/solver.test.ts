// biome-ignore lint/style/noRestrictedImports: reads public test data, not part of the library
import { existsSync, readFileSync } from "node:fs";
// biome-ignore lint/style/noRestrictedImports: reads public test data, not part of the library
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { certify, highsBackend, isCertified, type OptimalLp, solveLinearProgram } from "./index.ts";
import type { LinearProgram } from "./linear-program.ts";
import { readMps } from "./mps.ts";
import { atMost, type DenseRow, denseProgram } from "./testing/dense.ts";

const folder = new URL("../../../../shared/testbeds/", import.meta.url);
const isPresent = existsSync(new URL("lp_textbook.json", folder));
const highs = highsBackend();

async function solved(program: LinearProgram): Promise<OptimalLp> {
  const result = await solveLinearProgram(highs, program);
  if (result.status !== "optimal") throw new Error(`expected an optimum, got ${result.status}`);
  return result;
}

describe("a product mix (Hillier and Lieberman, Wyndor Glass)", () => {
  const wyndor = denseProgram(
    "maximise",
    [3, 5],
    [atMost([1, 0], 4), atMost([0, 2], 12), atMost([3, 2], 18)],
  );
  test("has optimum 36 at (2, 6) and prices 0, 1.5, 1: gain per unit of each plant's hours", async () => {
    const answer = await solved(wyndor);
    expect(answer.objective).toBeCloseTo(36, 9);
    expect(answer.bound).toBeCloseTo(36, 9);
    expect([...answer.x].map((v) => Math.round(v * 1e9) / 1e9)).toEqual([2, 6]);
    expect([...answer.rowDual].map((v) => Math.round(v * 1e9) / 1e9)).toEqual([0, 1.5, 1]);
  });
  test("every method finds it", async () => {
    for (const method of ["dualSimplex", "primalSimplex", "interiorPoint"] as const) {
      const answer = await solveLinearProgram(highs, wyndor, method);
      expect(answer.status === "optimal" && answer.objective).toBeCloseTo(36, 6);
    }
  });
  test("the price is what another unit is worth: 13 hours instead of 12 give 1.5 more", async () => {
    const more = denseProgram(
      "maximise",
      [3, 5],
      [atMost([1, 0], 4), atMost([0, 2], 13), atMost([3, 2], 18)],
    );
    expect((await solved(more)).objective).toBeCloseTo(37.5, 9);
  });
  test("reduced cost tells what forcing in a rejected product would change", async () => {
    const withThird = denseProgram(
      "maximise",
      [3, 5, 1],
      [atMost([1, 0, 0], 4), atMost([0, 2, 1], 12), atMost([3, 2, 1], 18)],
    );
    expect((await solved(withThird)).reducedCost[2]).toBeCloseTo(1 - 1.5 - 1, 9);
  });
});

describe("programs without an optimum", () => {
  test("infeasible: x >= 3 and x <= 1", async () => {
    const program = denseProgram(
      "minimise",
      [1],
      [{ coefficient: [1], lower: 3, upper: Infinity }, atMost([1], 1)],
    );
    const answer = await solveLinearProgram(highs, program);
    expect(answer).toMatchObject({ status: "infeasible", proof: { kind: "multipliers" } });
  });
  test("unbounded: as much as wanted of what is only bounded below", async () => {
    const program = denseProgram(
      "maximise",
      [1, 1],
      [{ coefficient: [1, -1], lower: 0, upper: Infinity }],
    );
    const answer = await solveLinearProgram(highs, program);
    expect(answer.status).toBe("unbounded");
    expect(answer.status === "unbounded" && answer.proof.gain).toBeGreaterThan(0.5);
  });
  test("no columns: worth 0 where the rows allow it, else infeasible", async () => {
    const empty = (lower: number) =>
      denseProgram("minimise", [], [{ coefficient: [], lower, upper: 5 }]);
    expect(await solveLinearProgram(highs, empty(0))).toMatchObject({
      status: "optimal",
      objective: 0,
    });
    expect(await solveLinearProgram(highs, empty(1))).toMatchObject({ status: "infeasible" });
  });
  test("a program that does not fit together is refused before solving", async () => {
    const program = denseProgram("minimise", [1], [atMost([1], 1)]);
    const broken = { ...program, rowIndex: Int32Array.of(7) };
    await expect(solveLinearProgram(highs, broken)).rejects.toThrow(/entry 0 names row 7/);
    await expect(
      solveLinearProgram(highs, { ...program, cost: new Float64Array(2) }),
    ).rejects.toThrow(/cost must/);
  });
});

describe("the certificate", () => {
  const program = denseProgram(
    "maximise",
    [3, 5],
    [atMost([1, 0], 4), atMost([0, 2], 12), atMost([3, 2], 18)],
  );
  const x = Float64Array.of(2, 6);
  const rowDual = Float64Array.of(0, 1.5, 1);
  const verdict = (a: Float64Array, b: Float64Array) => certify(program, a, b).certificate;
  test("accepts the optimum", () => {
    expect(isCertified(verdict(x, rowDual))).toBe(true);
  });
  test("rejects an infeasible point by its primal residual", () => {
    expect(verdict(Float64Array.of(2, 6.1), rowDual).primalResidual).toBeGreaterThan(1e-3);
  });
  test("rejects a feasible point that is not best by the gap", () => {
    const certificate = verdict(Float64Array.of(4, 3), rowDual);
    expect(certificate.primalResidual).toBe(0);
    expect(certificate.gap).toBeGreaterThan(0.1);
    expect(isCertified(certificate)).toBe(false);
  });
  test("rejects wrong prices: of the wrong sign, too low, or on a slack row", () => {
    expect(verdict(x, Float64Array.of(0, -1.5, 1)).dualResidual).toBeGreaterThan(0.1);
    expect(verdict(x, Float64Array.of(0, 0.5, 1)).dualResidual).toBeGreaterThan(0.1);
    expect(verdict(x, Float64Array.of(1, 1.5, 1)).complementarity).toBeGreaterThan(0.01);
  });
  test("rejects answers that are not numbers", () => {
    expect(isCertified(verdict(Float64Array.of(NaN, 6), rowDual))).toBe(false);
    expect(isCertified(verdict(x, Float64Array.of(0, NaN, 1)))).toBe(false);
  });
});

interface Instance {
  readonly id: string;
  readonly inputs: {
    readonly sense?: "max" | "min";
    readonly c?: number[];
    readonly A_ub?: number[][];
    readonly b_ub?: number[];
    readonly supply?: number[];
    readonly demand?: number[];
    readonly cost?: number[][];
    readonly file?: string;
  };
  readonly optimal: {
    readonly objective: number;
    readonly x?: number[];
    readonly dual_ub?: number[];
  };
  readonly published?: {
    readonly objective?: number;
    readonly x?: number[];
    readonly duals?: number[];
  };
}
const instancesOf = (file: string): Instance[] =>
  isPresent ? JSON.parse(readFileSync(new URL(file, folder), "utf8")).instances : [];

/** Supply rows at most, demand rows equal. */
function transportProgram(supply: number[], demand: number[], cost: number[][]): LinearProgram {
  const flat = cost.flat();
  const rows: DenseRow[] = [
    ...supply.map((s, a) =>
      atMost(
        flat.map((_, k) => (Math.floor(k / demand.length) === a ? 1 : 0)),
        s,
      ),
    ),
    ...demand.map((d, b) => ({
      coefficient: flat.map((_, k) => (k % demand.length === b ? 1 : 0)),
      lower: d,
      upper: d,
    })),
  ];
  return denseProgram("minimise", flat, rows);
}

function programOf({ inputs }: Instance): LinearProgram {
  if (inputs.A_ub) {
    const rows = inputs.A_ub.map((coefficient, i) => atMost(coefficient, inputs.b_ub![i]!));
    return denseProgram(inputs.sense === "max" ? "maximise" : "minimise", inputs.c!, rows);
  }
  const supply = inputs.supply ?? inputs.cost!.map(() => 1);
  return transportProgram(supply, inputs.demand ?? inputs.cost![0]!.map(() => 1), inputs.cost!);
}

describe.skipIf(!isPresent)("published answers (../shared/testbeds; skipped where absent)", () => {
  const textbook = instancesOf("lp_textbook.json").filter(
    ({ inputs }) => inputs.A_ub || inputs.cost,
  );
  test.each(textbook)("$id", async (instance) => {
    const answer = await solved(programOf(instance));
    expect(answer.objective).toBeCloseTo(instance.optimal.objective, 6);
    for (const [i, dual] of (instance.published?.duals ?? []).entries()) {
      expect(answer.rowDual[i]).toBeCloseTo(dual, 6);
    }
    for (const [j, value] of (instance.published?.x ?? []).entries()) {
      expect(answer.x[j]).toBeCloseTo(value, 6);
    }
  });
  test.each(instancesOf("placement_lp.json"))(
    "$id: four solvers' optimum, certified",
    async (instance) => {
      const program = readMps(
        gunzipSync(readFileSync(new URL(instance.inputs.file!, folder))).toString(),
      );
      const answer = await solved(program);
      expect(Math.abs(answer.objective / instance.optimal.objective - 1)).toBeLessThan(1e-7);
      expect(isCertified(answer.certificate)).toBe(true);
    },
    120_000,
  );
});
