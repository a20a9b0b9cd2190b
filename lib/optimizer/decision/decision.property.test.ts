// biome-ignore lint/style/noRestrictedImports: the hash is handed in; these tests hand in SHA-256.
import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mulDivFloor } from "../core/integer.ts";
import {
  activeSlice,
  type Columns,
  type ComputedSpec,
  chunkHashInput,
  chunkRoot,
  type Definition,
  decodeChunk,
  defineDecision,
  encodeChunk,
  evaluate,
  evaluateOne,
  type NodeSpec,
  readLeaves,
  replay,
} from "./index.ts";

// Random decisions: any graph the vocabulary allows, with formulas that keep |value| <= 2^52.

const formulas = [
  { text: "(a + b) / 2", formula: (a: number, b: number) => mulDivFloor(a + b, 1, 2) },
  { text: "(a - b) / 2", formula: (a: number, b: number) => mulDivFloor(a - b, 1, 2) },
  { text: "a (b mod 1e6) / 1e6", formula: (a: number, b: number) => mulDivFloor(a, b % 1e6, 1e6) },
  { text: "a > b", formula: (a: number, b: number) => (a > b ? 1 : 0) },
];
const owners = ["seller", "customers", "carrier", "network", "policy"] as const;

interface Recipe {
  readonly kind: number;
  readonly picks: readonly [number, number, number];
}

function leaf(index: number): NodeSpec {
  const owner = owners[index % owners.length]!;
  const label = { group: owner, owner, visibility: "own" as const };
  return { id: `n${index}`, kind: "leaf", unit: "mm3", ...label };
}

function computed({ kind, picks }: Recipe, index: number): ComputedSpec {
  const [a, b, c] = picks.map((pick) => `n${pick % index}`) as [string, string, string];
  const shared = { id: `n${index}`, unit: "mm3" as const };
  const formula = formulas[kind];
  if (formula) return { ...shared, kind: "formula", inputs: [a, b], ...formula };
  const kinds = ["min", "max", "choice"] as const;
  return { ...shared, kind: kinds[kind - formulas.length]!, inputs: [a, b, c], text: "by kind" };
}

function build(leafCount: number, recipes: readonly Recipe[]): Definition {
  const nodes: NodeSpec[] = Array.from({ length: leafCount }, (_, index) => leaf(index));
  for (const recipe of recipes) nodes.push(computed(recipe, nodes.length));
  return defineDecision({
    name: "random",
    version: "1.0.0",
    nodes,
    output: `n${nodes.length - 1}`,
  });
}

const pick = fc.nat({ max: 1000 });
const recipe = fc.record({ kind: fc.nat({ max: 6 }), picks: fc.tuple(pick, pick, pick) });
const definitions = fc
  .tuple(fc.integer({ min: 1, max: 7 }), fc.array(recipe, { minLength: 1, maxLength: 14 }))
  .map(([leafCount, recipes]) => build(leafCount, recipes));
const leafValue = fc.oneof(
  fc.integer({ min: -5, max: 5 }),
  fc.integer({ min: -2e9, max: 2e9 }),
  fc.integer({ min: -(2 ** 52), max: 2 ** 52 }),
);
const decisions = definitions.chain((definition) =>
  fc
    .array(
      fc.array(leafValue, { minLength: definition.leafCount, maxLength: definition.leafCount }),
      { minLength: 1, maxLength: 30 },
    )
    .map((rows) => ({ definition, leaves: columnsOf(definition, rows) })),
);

function columnsOf(definition: Definition, rows: readonly (readonly number[])[]): Columns {
  const column: Record<string, Float64Array> = {};
  for (let i = 0; i < definition.leafCount; i++) {
    column[`n${i}`] = Float64Array.from(rows, (row) => row[i]!);
  }
  return { count: rows.length, column };
}

const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash("sha256").update(bytes).digest());

describe("evaluation", () => {
  it("gives each row what evaluating it alone gives, and changes no input", () => {
    fc.assert(
      fc.property(decisions, ({ definition, leaves }) => {
        const before = structuredClone(leaves);
        const values = evaluate(definition, leaves);
        expect(leaves).toEqual(before);
        const one = new Float64Array(definition.nodes.length);
        const row = new Float64Array(definition.leafCount);
        for (let r = 0; r < leaves.count; r++) {
          readLeaves(definition, leaves, r, row);
          expect(evaluateOne(definition, row, one)).toBe(values.column[definition.output]![r]);
          definition.nodes.forEach((node, k) => {
            expect(one[k]).toBe(values.column[node.id]![r]);
          });
        }
      }),
    );
  });

  it("permutes its rows with the rows it is given", () => {
    fc.assert(
      fc.property(decisions, fc.infiniteStream(fc.nat()), ({ definition, leaves }, stream) => {
        const order = Array.from({ length: leaves.count }, (_, r) => r);
        const keys = order.map(() => stream.next().value as number);
        order.sort((a, b) => keys[a]! - keys[b]!);
        const shuffle = (column: Float64Array) => Float64Array.from(order, (r) => column[r]!);
        const shuffled: Columns = {
          count: leaves.count,
          column: Object.fromEntries(
            Object.entries(leaves.column).map(([id, column]) => [id, shuffle(column)]),
          ),
        };
        const direct = evaluate(definition, leaves).column[definition.output]!;
        expect(evaluate(definition, shuffled).column[definition.output]).toEqual(shuffle(direct));
      }),
    );
  });
});

describe("replay", () => {
  it("finds nothing in what evaluation stored, and the first changed cell when one is altered", () => {
    fc.assert(
      fc.property(decisions, fc.nat(), fc.nat(), ({ definition, leaves }, r, n) => {
        const values = evaluate(definition, leaves);
        expect(replay(definition, leaves, values)).toBeNull();
        const row = r % leaves.count;
        const computedCount = definition.nodes.length - definition.leafCount;
        const node = definition.nodes[definition.leafCount + (n % computedCount)]!.id;
        const was = values.column[node]![row]!;
        values.column[node]![row] = was + 1;
        expect(replay(definition, leaves, values)).toEqual({
          row,
          node,
          stored: was + 1,
          computed: was,
        });
      }),
    );
  });
});

describe("the active slice", () => {
  it("is enough to compute the output again, without any node outside it", () => {
    fc.assert(
      fc.property(decisions, ({ definition, leaves }) => {
        const values = new Float64Array(definition.nodes.length);
        const row = new Float64Array(definition.leafCount);
        readLeaves(definition, leaves, 0, row);
        const output = evaluateOne(definition, row, values);
        const slice = activeSlice(definition, values);
        expect(recompute(definition, slice.steps, values)).toBe(output);
      }),
    );
  });
});

/** Computes the output from the slice alone: leaves, active branches and the formulas it names. */
function recompute(
  definition: Definition,
  steps: ReturnType<typeof activeSlice>["steps"],
  values: Float64Array,
): number {
  const known = new Map<string, number>();
  for (const step of [...steps].reverse()) {
    const spec = definition.nodes[step.node]!;
    const from = step.from.map((id) => known.get(id)!);
    if (spec.kind === "leaf") known.set(step.id, values[step.node]!);
    else if (spec.kind === "formula") known.set(step.id, spec.formula!(...from) + 0);
    else known.set(step.id, known.get(step.active!)!);
  }
  return known.get(definition.output)!;
}

describe("the trace codec", () => {
  it("gives back every value of both tiers, and the leaves tier evaluates to the values tier", () => {
    fc.assert(
      fc.property(decisions, ({ definition, leaves }) => {
        const values = evaluate(definition, leaves);
        const full = decodeChunk(definition, encodeChunk(definition, values));
        expect(full).toEqual({ tier: "values", columns: values });
        const short = encodeChunk(definition, leaves, 0, leaves.count, "leaves");
        const decoded = decodeChunk(definition, short);
        expect(decoded).toEqual({ tier: "leaves", columns: leaves });
        expect(evaluate(definition, decoded.columns)).toEqual(values);
      }),
    );
  });

  it("holds the ends of the safe range, whose differences are not safe", () => {
    const definition = build(1, [{ kind: 0, picks: [0, 0, 0] }]);
    const max = Number.MAX_SAFE_INTEGER;
    const leaves: Columns = { count: 4, column: { n0: Float64Array.of(max, -max, 0, max - 1) } };
    const bytes = encodeChunk(definition, leaves, 0, 4, "leaves");
    expect(decodeChunk(definition, bytes).columns).toEqual(leaves);
  });

  it("never decodes an altered chunk to the same values: one encoding per content", () => {
    fc.assert(
      fc.property(decisions, fc.nat(), fc.integer({ min: 1, max: 255 }), (world, at, flip) => {
        const { definition, leaves } = world;
        const values = evaluate(definition, leaves);
        const bytes = encodeChunk(definition, values);
        const altered = bytes.slice();
        altered[at % bytes.length]! ^= flip;
        let decoded: Columns | null = null;
        try {
          decoded = decodeChunk(definition, altered).columns;
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
        }
        if (decoded) expect(decoded).not.toEqual(values);
      }),
      { numRuns: 2000 },
    );
  });

  it("changes the chunk's root whenever any byte or key of it changes", () => {
    const definitionHash = sha256(new TextEncoder().encode("definition"));
    fc.assert(
      fc.property(decisions, fc.nat(), fc.integer({ min: 1, max: 255 }), (world, at, flip) => {
        const bytes = encodeChunk(world.definition, evaluate(world.definition, world.leaves));
        const keys = Array.from({ length: world.leaves.count }, (_, r) => `row:${r}`);
        const root = chunkRoot({ definitionHash, keys, bytes }, sha256);
        const altered = bytes.slice();
        altered[at % bytes.length]! ^= flip;
        expect(chunkRoot({ definitionHash, keys, bytes: altered }, sha256)).not.toEqual(root);
        const renamed = keys.map((key, r) => (r === at % keys.length ? `${key}x` : key));
        expect(chunkRoot({ definitionHash, keys: renamed, bytes }, sha256)).not.toEqual(root);
      }),
    );
  });

  it("hashes keys as their UTF-8 with its length before it, in whatever script", () => {
    const text = fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 9 }),
      fc.string({ maxLength: 9 }),
    );
    fc.assert(
      fc.property(fc.array(text, { maxLength: 6 }), (keys) => {
        const uint32 = (value: number) => {
          const bytes = Buffer.alloc(4);
          bytes.writeUInt32BE(value);
          return bytes;
        };
        const parts = keys.map((key) => Buffer.from(key, "utf8"));
        const content = { definitionHash: Uint8Array.of(7), keys, bytes: Uint8Array.of(8, 9) };
        const expected = Buffer.concat([
          Buffer.of(0, 0, 0, 0, 1, 7),
          uint32(keys.length),
          ...parts.flatMap((part) => [uint32(part.length), part]),
          Buffer.of(0, 0, 0, 2, 8, 9),
        ]);
        expect(Buffer.from(chunkHashInput(content))).toEqual(expected);
      }),
    );
  });
});
