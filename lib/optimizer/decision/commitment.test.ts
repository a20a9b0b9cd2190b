// biome-ignore lint/style/noRestrictedImports: the hash is handed in; these tests hand in SHA-256.
import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { replenishmentDefinition } from "../replenishment/index.ts";
import {
  auditPath,
  type Columns,
  chunkCommitment,
  classDigest,
  classHeaderText,
  committer,
  decisionLeaf,
  defineDecision,
  disclosureClasses,
  evaluate,
  nodesByClass,
  rootOfPath,
  type Salt,
  type Subject,
  treeRoot,
} from "./index.ts";

const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash("sha256").update(bytes).digest());
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");
const salt: Salt = ({ accountId, key }, disclosed) =>
  sha256(new TextEncoder().encode(`${accountId}|${key}|${disclosed}`));

const leafOf = (id: string, visibility: "own" | "policyPublic" | "networkConfidential") =>
  ({ id, kind: "leaf", unit: "mm3", group: id, owner: "seller", visibility }) as const;
const definition = defineDecision({
  name: "limit",
  version: "1.0.0",
  nodes: [
    leafOf("need", "own"),
    leafOf("weeks", "policyPublic"),
    leafOf("share", "networkConfidential"),
    { id: "capped", kind: "min", unit: "mm3", inputs: ["need", "share"], text: "min" },
    { id: "limit", kind: "max", unit: "mm3", inputs: ["capped"], text: "max", visibility: "own" },
  ],
  output: "limit",
});
const decided = (rows: readonly (readonly [number, number, number])[]): Columns =>
  evaluate(definition, {
    count: rows.length,
    column: {
      need: Float64Array.from(rows, ([need]) => need),
      weeks: Float64Array.from(rows, ([, weeks]) => weeks),
      share: Float64Array.from(rows, ([, , share]) => share),
    },
  });
const subject: Subject = { accountId: 7, key: 300 };

describe("commitments of decisions", () => {
  it("put every node into exactly one class, a computed one with its most confidential input", () => {
    const nodes = nodesByClass(definition);
    expect(disclosureClasses.map((name) => nodes[name].map(({ id }) => id))).toEqual([
      ["need", "limit"],
      ["weeks"],
      [],
      ["share", "capped"],
    ]);
    const wide = nodesByClass(replenishmentDefinition);
    expect(disclosureClasses.flatMap((name) => wide[name]).length).toBe(
      replenishmentDefinition.nodes.length,
    );
  });

  it("let the owner rebuild the leaf from the own values, the own salt and three digests alone", () => {
    const values = decided([[500, 4, 380]]);
    const { digests, leaves } = committer(definition, salt, sha256);
    const others = digests(values, 0, subject);
    const header = classHeaderText("limit", "own", [
      { id: "need", unit: "mm3" },
      { id: "limit", unit: "mm3" },
    ]);
    const own = classDigest(
      salt(subject, "own"),
      sha256(new TextEncoder().encode(header)),
      subject,
      [500, 380],
      sha256,
    );
    const [leaf] = leaves(values, [subject]);
    expect(hex(decisionLeaf({ ...others, own }, sha256))).toBe(hex(leaf!));
  });

  it("change one digest with a value of its class, and only that one", () => {
    const { digests } = committer(definition, salt, sha256);
    const text = (rows: [number, number, number]) => {
      const found = digests(decided([rows]), 0, subject);
      return disclosureClasses.map((name) => hex(found[name]));
    };
    const before = text([500, 4, 380]);
    const differs = (after: string[]) => after.map((digest, i) => digest !== before[i]);
    expect(differs(text([500, 5, 380]))).toEqual([false, true, false, false]);
    expect(differs(text([501, 4, 380]))).toEqual([true, false, false, false]);
    expect(differs(text([500, 4, 381]))).toEqual([true, false, false, true]);
  });

  it("differ between decisions of equal values, so that equal digests tell nothing", () => {
    const { digests } = committer(definition, salt, sha256);
    const values = decided([[500, 4, 380]]);
    const all = [subject, { ...subject, key: 301 }, { ...subject, accountId: 8 }].flatMap((one) =>
      disclosureClasses.map((name) => hex(digests(values, 0, one)[name])),
    );
    expect(new Set(all).size).toBe(all.length);
  });

  it("write numbers so that no two safe integers share their bytes", () => {
    const edges = [0, 1, -1, 2 ** 32, -(2 ** 32), 2 ** 53 - 1, -(2 ** 53 - 1), 2 ** 31, -(2 ** 31)];
    const header = sha256(Uint8Array.of(1));
    const digests = edges.map((value) =>
      hex(classDigest(salt(subject, "own"), header, subject, [value], sha256)),
    );
    expect(new Set(digests).size).toBe(edges.length);
    const seen: Uint8Array[] = [];
    classDigest(new Uint8Array(32), header, subject, [-(2 ** 40) - 3], (bytes) => {
      seen.push(bytes);
      return header;
    });
    const view = Buffer.from(seen[0]!);
    expect(view.readBigInt64BE(view.length - 8)).toBe(BigInt(-(2 ** 40) - 3));
  });

  it("bind the code and the number of decisions into a chunk's root", () => {
    const leaves = [1, 2, 3].map((n) => sha256(Uint8Array.of(n)));
    const code = sha256(Uint8Array.of(9));
    const roots = [
      chunkCommitment(code, leaves, sha256),
      chunkCommitment(leaves[0]!, leaves, sha256),
      chunkCommitment(code, leaves.slice(0, 2), sha256),
      treeRoot(leaves, sha256),
    ];
    expect(new Set(roots.map(hex)).size).toBe(roots.length);
  });
});

describe("audit paths", () => {
  const leavesOf = (count: number) =>
    Array.from({ length: count }, (_, n) => sha256(Uint8Array.of(n % 256, n >> 8)));

  it("lead from every leaf of a tree of any size to its root, in at most ceil(log2 n) steps", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.nat(), (count, pick) => {
        const leaves = leavesOf(count);
        const index = pick % count;
        const path = auditPath(leaves, index, sha256);
        expect(path.length).toBeLessThanOrEqual(Math.ceil(Math.log2(count)));
        const root = rootOfPath(leaves[index]!, index, count, path, sha256);
        expect(hex(root)).toBe(hex(treeRoot(leaves, sha256)));
      }),
      { numRuns: 60 },
    );
  });

  it("lead nowhere else for another leaf, another place or an altered step", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 200 }), fc.nat(), fc.nat(), (count, pick, other) => {
        const leaves = leavesOf(count);
        const index = pick % count;
        const wrong = (index + 1 + (other % (count - 1))) % count;
        const path = auditPath(leaves, index, sha256);
        const root = hex(treeRoot(leaves, sha256));
        const reached = (leaf: Uint8Array, at: number, steps: readonly Uint8Array[]) => {
          try {
            return hex(rootOfPath(leaf, at, count, steps, sha256));
          } catch (error) {
            return String(error);
          }
        };
        expect(reached(leaves[wrong]!, index, path)).not.toBe(root);
        expect(reached(leaves[index]!, wrong, path)).not.toBe(root);
        const altered = path.map((step, i) => (i === other % path.length ? sha256(step) : step));
        expect(reached(leaves[index]!, index, altered)).not.toBe(root);
        expect(reached(leaves[index]!, index, path.slice(0, -1))).not.toBe(root);
        expect(reached(leaves[index]!, index, [...path, leaves[0]!])).not.toBe(root);
      }),
      { numRuns: 60 },
    );
  });

  it("refuse a place that the tree does not have", () => {
    expect(() => auditPath(leavesOf(3), 3, sha256)).toThrow(/index must be in 0\.\.2, got 3/);
    expect(() => rootOfPath(leavesOf(1)[0]!, 1, 1, [], sha256)).toThrow(/index must be in 0\.\.0/);
  });
});
