// biome-ignore lint/style/noRestrictedImports: the hash is handed in; these tests hand in SHA-256.
import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import {
  activeSlice,
  branchCode,
  CHUNK_ROWS,
  chunkHashInput,
  type Definition,
  type DefinitionSpec,
  decodeChunk,
  defineDecision,
  encodeChunk,
  evaluate,
  evaluateOne,
  type LeafSpec,
  type NodeSpec,
  recomputer,
  replay,
  runRoot,
  treeRoot,
} from "./index.ts";

const leaf = (id: string, more: Partial<LeafSpec> = {}): LeafSpec => ({
  id,
  kind: "leaf",
  unit: "mm3",
  group: "stock",
  owner: "seller",
  visibility: "own",
  ...more,
});

const share = leaf("share", {
  group: "network",
  owner: "network",
  visibility: "networkConfidential",
});
const limitNodes: readonly NodeSpec[] = [
  leaf("need"),
  leaf("used"),
  share,
  leaf("fixed", { group: "policy", owner: "policy", visibility: "policyPublic" }),
  leaf("isFixed", { unit: "bool" }),
  { id: "capped", kind: "min", unit: "mm3", inputs: ["need", "share"], text: "min(need, share)" },
  { id: "kept", kind: "max", unit: "mm3", inputs: ["used", "capped"], text: "max(used, capped)" },
  {
    id: "tens",
    kind: "formula",
    unit: "mm3",
    inputs: ["kept"],
    formula: (kept) => Math.floor(kept! / 10) * 10,
    text: "kept rounded down to tens",
    carries: "kept",
  },
  {
    id: "limit",
    kind: "choice",
    unit: "mm3",
    inputs: ["isFixed", "fixed", "tens"],
    text: "isFixed ? fixed : tens",
    visibility: "own",
  },
];
const spec: DefinitionSpec = {
  name: "limit",
  version: "1.0.0",
  nodes: limitNodes,
  output: "limit",
};
const limit = defineDecision(spec);
const run = (definition: Definition, leaves: readonly number[]) => {
  const values = new Float64Array(definition.nodes.length);
  evaluateOne(definition, Float64Array.from(leaves), values);
  return values;
};

describe("defining a decision", () => {
  const withNodes =
    (nodes: readonly NodeSpec[], output = "limit") =>
    () =>
      defineDecision({ ...spec, nodes, output });

  it("refuses graphs that cannot be evaluated, naming the node", () => {
    const [need] = limitNodes;
    const late: NodeSpec = { id: "x", kind: "min", unit: "mm3", inputs: ["y"], text: "y" };
    const unary: NodeSpec = {
      id: "x",
      kind: "formula",
      unit: "mm3",
      inputs: ["need"],
      formula: (a, b) => a! + b!,
      text: "a + b",
    };
    expect(withNodes([...limitNodes, need!])).toThrow(/comes after a computed node|defined twice/);
    expect(withNodes([need!, need!])).toThrow(/"need" is defined twice/);
    expect(withNodes([need!, late])).toThrow(/"x" reads "y"/);
    expect(withNodes([need!, unary], "x")).toThrow(/"x" takes 2 arguments but reads 1/);
    expect(withNodes([need!], "nothing")).toThrow(/output "nothing"/);
    expect(withNodes([leaf("Bad id")])).toThrow(/not a node id/);
  });

  it("refuses more than 10 groups and a group with two owners", () => {
    const eleven = Array.from({ length: 11 }, (_, i) => leaf(`leaf${i}`, { group: `g${i}` }));
    expect(withNodes(eleven, "leaf0")).toThrow(/at most 10 groups, got 11/);
    const mixed = [leaf("a"), leaf("b", { owner: "carrier" })];
    expect(withNodes(mixed, "a")).toThrow(/owners seller and carrier/);
  });

  it("labels a computed node as its most confidential input, unless it declassifies", () => {
    const label = (id: string) => limit.visibility[limit.indexOf.get(id)!];
    expect([label("need"), label("capped"), label("tens"), label("limit")]).toEqual([
      "own",
      "networkConfidential",
      "networkConfidential",
      "own",
    ]);
  });

  it("has a canonical text that changes with what a formula does, not with how it is written", () => {
    const rounding = limitNodes.find((node) => node.id === "tens")!;
    const withRounding = (formula: (kept: number) => number) =>
      defineDecision({
        ...spec,
        nodes: limitNodes.map((node) =>
          node === rounding ? { ...node, kind: "formula", formula } : node,
        ) as NodeSpec[],
      }).canonicalText;
    expect(withRounding((volume) => Math.floor(volume / 10) * 10)).toBe(limit.canonicalText);
    expect(withRounding((volume) => Math.ceil(volume / 10) * 10)).not.toBe(limit.canonicalText);
  });
});

describe("evaluating", () => {
  it("names the node, row and value that is not a safe integer", () => {
    const column = (x: number) => Float64Array.of(10, x);
    const zero = column(0);
    const leaves = { need: column(1.5), used: zero, share: zero, fixed: zero, isFixed: zero };
    expect(() => evaluate(limit, { count: 2, column: leaves })).toThrow(
      /node "need" in row 1 is not a safe integer: 1.5/,
    );
    expect(() => evaluate(limit, { count: 2, column: { need: zero } })).toThrow(/leaf "used"/);
  });

  it("gives the same by columns and alone for any number of inputs, over more than one block of rows", () => {
    const names = Array.from({ length: 12 }, (_, i) => `x${i}`);
    const weighted = (...x: number[]) => x.reduce((total, value, i) => total + (i + 1) * value, 7);
    const nodes: NodeSpec[] = names.map((id) => leaf(id));
    for (let arity = 0; arity <= names.length; arity++) {
      const inputs = names.slice(0, arity);
      nodes.push({
        id: `sum${arity}`,
        kind: "formula",
        unit: "mm3",
        inputs,
        formula: weighted,
        text: "sum",
      });
    }
    const wide = defineDecision({ ...spec, nodes, output: "sum12" });
    const rows = 1100;
    const column = Object.fromEntries(
      names.map((id, i) => [id, Float64Array.from({ length: rows }, (_, r) => (r * (i + 3)) % 97)]),
    );
    const { column: values } = evaluate(wide, { count: rows, column });
    for (const row of [0, 511, 512, 1099]) {
      const alone = run(
        wide,
        names.map((id) => column[id]![row]!),
      );
      expect(wide.nodes.map(({ id }) => values[id]![row])).toEqual([...alone]);
      const inputs = names.map((id) => column[id]![row]!);
      expect(values.sum0![row]).toBe(7);
      expect(values.sum12![row]).toBe(weighted(...inputs));
    }
  });

  it("recomputes only what hangs on the changed leaves, and that exactly", () => {
    const column = (...x: number[]) => Float64Array.from(x);
    const leaves = {
      need: column(500, 600, 700),
      used: column(10, 20, 30),
      share: column(380, 380, 380),
      fixed: column(15, 15, 15),
      isFixed: column(0, 0, 1),
    };
    const values = evaluate(limit, { count: 3, column: leaves });
    values.column.share!.set([400, 999, 999]);
    const kept = values.column.limit![0];
    recomputer(limit, values, ["share"])([1, 2]);
    expect(values.column.limit![0]).toBe(kept);
    const fresh = evaluate(limit, {
      count: 3,
      column: { ...leaves, share: column(380, 999, 999) },
    });
    expect(values.column.limit).toEqual(fresh.column.limit);
    expect(() => recomputer(limit, values, ["nothing"])).toThrow(/"nothing" is not a leaf/);
  });

  it("has one zero: a formula that returns -0 stores 0", () => {
    const definition = defineDecision({
      ...spec,
      nodes: [
        leaf("a"),
        {
          id: "b",
          kind: "formula",
          unit: "mm3",
          inputs: ["a"],
          formula: (a) => a! * -1,
          text: "-a",
        },
      ],
      output: "b",
    });
    expect(Object.is(run(definition, [0])[1], 0)).toBe(true);
  });
});

describe("the active slice", () => {
  it("follows the branches that were taken to what binds and shows the slack of the next one", () => {
    const slice = activeSlice(limit, run(limit, [500, 100, 380, 15, 0]));
    expect(slice.spine).toEqual(["limit", "tens", "kept", "capped", "share"]);
    expect(slice.binding).toEqual({ id: "share", at: "capped" });
    expect(slice.next).toEqual({ id: "need", value: 500, slack: 120, at: "capped" });
    expect(slice.steps.map((step) => step.id)).toEqual([
      "limit",
      "tens",
      "kept",
      "capped",
      "isFixed",
      "share",
    ]);
  });

  it("takes the lowest input on a tie", () => {
    const slice = activeSlice(limit, run(limit, [380, 380, 380, 15, 0]));
    expect(slice.binding).toEqual({ id: "used", at: "kept" });
    expect(slice.next?.slack).toBe(0);
  });

  it("goes past a constant to what it was compared with", () => {
    const advice = defineDecision({
      name: "advice",
      version: "1.0.0",
      nodes: [
        leaf("wanted"),
        leaf("stock"),
        { id: "zero", kind: "formula", unit: "mm3", inputs: [], formula: () => 0, text: "0" },
        {
          id: "gap",
          kind: "formula",
          unit: "mm3",
          inputs: ["wanted", "stock"],
          formula: (wanted, stock) => wanted! - stock!,
          text: "wanted - stock",
          carries: "wanted",
        },
        { id: "order", kind: "max", unit: "mm3", inputs: ["gap", "zero"], text: "max(gap, 0)" },
        {
          id: "sent",
          kind: "choice",
          unit: "mm3",
          inputs: ["order", "order", "zero"],
          text: "order > 0 ? order : 0",
        },
      ],
      output: "sent",
    });
    const slice = activeSlice(advice, run(advice, [5, 8]));
    expect(slice.spine).toEqual(["sent", "order", "gap", "wanted"]);
    expect(slice.binding).toEqual({ id: "zero", at: "order" });
    expect(slice.next).toEqual({ id: "gap", value: -3, slack: 3, at: "order" });
    expect(slice.steps.map(({ id }) => id)).toContain("stock");
  });

  it("stops at a fixed value and gives equal branches an equal code", () => {
    const fixed = activeSlice(limit, run(limit, [500, 100, 380, 15, 1]));
    expect(fixed.binding).toEqual({ id: "fixed", at: "limit" });
    expect(branchCode(fixed)).toBe("limit=fixed");
    const code = (leaves: readonly number[]) => branchCode(activeSlice(limit, run(limit, leaves)));
    expect(code([500, 100, 380, 15, 0])).toBe(code([400, 90, 300, 15, 0]));
    expect(code([500, 100, 380, 15, 0])).not.toBe(code([300, 100, 380, 15, 0]));
  });
});

describe("chunks and roots", () => {
  const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash("sha256").update(bytes).digest());
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");
  const one = { need: Float64Array.of(1) };

  it("refuses an empty chunk, a chunk of more than 1,024 rows and a cut one", () => {
    const column = Object.fromEntries(
      limitNodes.map((node) => [node.id, new Float64Array(CHUNK_ROWS + 1)]),
    );
    const columns = { count: CHUNK_ROWS + 1, column };
    expect(() => encodeChunk(limit, columns)).toThrow(/1..1024 rows/);
    expect(() => encodeChunk(limit, columns, 5, 5)).toThrow(/1..1024 rows/);
    const bytes = encodeChunk(limit, columns, 0, CHUNK_ROWS);
    expect(() => decodeChunk(limit, bytes.slice(0, -1))).toThrow(/cut short/);
    expect(() => decodeChunk(limit, new Uint8Array([...bytes, 0]))).toThrow(/left after/);
  });

  it("builds the RFC 6962 tree: an unbalanced tree of three is ((0, 1), 2)", () => {
    const roots = [1, 2, 3].map((n) => sha256(Uint8Array.of(n)));
    const inner = (left: Uint8Array, right: Uint8Array) =>
      sha256(Uint8Array.of(1, ...left, ...right));
    const expected = inner(inner(roots[0]!, roots[1]!), roots[2]!);
    expect(hex(treeRoot(roots, sha256))).toBe(hex(expected));
  });

  it("chains runs: another order, another history or a missing chunk gives another root", () => {
    const [a, b, c] = [1, 2, 3].map((n) => sha256(Uint8Array.of(n))) as [
      Uint8Array,
      Uint8Array,
      Uint8Array,
    ];
    const rest = { snapshot: a, policy: b, code: c };
    const roots = [
      runRoot({ ...rest, chunkRoots: [a, b], previous: null }, sha256),
      runRoot({ ...rest, chunkRoots: [b, a], previous: null }, sha256),
      runRoot({ ...rest, chunkRoots: [a], previous: null }, sha256),
      runRoot({ ...rest, chunkRoots: [], previous: null }, sha256),
      runRoot({ ...rest, chunkRoots: [a, b], previous: c }, sha256),
      runRoot({ ...rest, chunkRoots: [a, b], previous: null, snapshot: c }, sha256),
      runRoot({ ...rest, chunkRoots: [a, b], previous: null, policy: c }, sha256),
      runRoot({ ...rest, chunkRoots: [a, b], previous: null, code: a }, sha256),
      treeRoot([a, b], sha256),
    ];
    expect(new Set(roots.map(hex)).size).toBe(roots.length);
  });

  it("binds keys by length, so that moving a character between keys changes the bytes", () => {
    const content = { definitionHash: new Uint8Array(32), bytes: new Uint8Array(1) };
    const first = chunkHashInput({ ...content, keys: ["ab", "c"] });
    expect(hex(first)).not.toBe(hex(chunkHashInput({ ...content, keys: ["a", "bc"] })));
  });

  it("refuses to replay without the stored output", () => {
    const zero = Object.fromEntries(limitNodes.map((node) => [node.id, new Float64Array(1)]));
    expect(() => replay(limit, { count: 1, column: zero }, { count: 1, column: one })).toThrow(
      /lack the output "limit"/,
    );
  });
});
