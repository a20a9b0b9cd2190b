import { spawn } from "node:child_process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  createPlannedWorld,
  type PlannedWorld,
} from "@/server/services/explanation/testing/planned-world.ts";

let planned: PlannedWorld;
let slug: string;
let sku: string;

beforeAll(async () => {
  planned = await createPlannedWorld({ sizeShare: 0.04, runsDaysBefore: [28, 0] });
  slug = planned.subjectOf("capacity-squeeze");
  const { products, accounts } = planned.world;
  sku = products.find(({ account }) => accounts[account]?.slug === slug)?.sku ?? "";
}, 240_000);
afterAll(async () => {
  await planned?.close();
});

interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** `npm run whystock -- why ...`, as the operator's script starts it. */
function why(...args: readonly string[]): Promise<Outcome> {
  const child = spawn(
    process.execPath,
    [
      "--disable-warning=ExperimentalWarning",
      "--import",
      "./scripts/module-hooks.ts",
      "server/cli/main.ts",
      "why",
      ...args,
    ],
    {
      env: { NODE_ENV: "production", DATABASE_WORKER_URL: planned.workerUrl },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  let out = "";
  let err = "";
  child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (err += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, out, err }));
  });
}

const json = async (...args: readonly string[]) =>
  JSON.parse((await why("--account", slug, ...args, "--json")).out) as Record<string, unknown>;

describe("whystock why", () => {
  it("says in words why a limit changed, and that the answer is exact", async () => {
    const { code, out, err } = await why("--account", slug, "--limit", "standard");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toMatch(/^Your standard-size limit for December 2026 is [\d.,]+ ft³, (up|down) /);
    expect(out).toMatch(/[+−][\d.,]+ ft³ {2}Space in the network \(The network\)/);
    expect(out).toMatch(/Recomputed: exact; adds up: yes; explanation [0-9a-f-]{36}/);
  });

  it("prints the whole answer as a seller gets it: without the network's figures", async () => {
    const view = await json("--limit", "standard", "--month", "2026-12");
    expect(view).toMatchObject({ kind: "limitChange", title: expect.stringContaining("December") });
    const drivers = view.drivers as { group: string; leaves: { from: string | null }[] }[];
    const network = drivers.find(({ group }) => group === "network");
    expect(network?.leaves.every(({ from }) => from === null)).toBe(true);
    expect((await json("--limit", "standard", "--level")).kind).toBe("limitLevel");
  });

  it("explains a SKU and the in-stock rate", async () => {
    expect(await json("--sku", sku)).toMatchObject({ kind: "restockChange" });
    expect(await json("--sku", sku, "--level")).toMatchObject({ kind: "restockLevel" });
    const { out } = await why("--account", slug, "--in-stock");
    expect(out).toMatch(/^Your in-stock rate on 22 November 2026 is /);
    expect(out).toMatch(/Counted from the ledger; adds up: yes/);
  });

  it("tells wrong arguments from what cannot be answered", async () => {
    const wrong = [
      ["--account", slug],
      ["--limit", "standard"],
      ["--account", "nobody", "--limit", "standard"],
      ["--account", slug, "--limit", "liquid"],
      ["--account", slug, "--limit", "standard", "--month", "2031-01"],
      ["--account", slug, "--sku", "NO-SUCH-SKU"],
      ["--account", slug, "--in-stock", "--from", "yesterday"],
      ["--account", slug, "--colour"],
    ];
    const outcomes = await Promise.all(wrong.map((args) => why(...args)));
    expect(outcomes.map(({ code }) => code)).toEqual(wrong.map(() => 2));
    for (const { err, out } of outcomes) {
      expect(err).not.toBe("");
      expect(err).not.toMatch(/\n\s+at /);
      expect(out).toBe("");
    }
    const early = await why("--account", slug, "--in-stock", "--from", "2019-01-01");
    expect(early).toMatchObject({ code: 1, out: "" });
    expect(early.err).toMatch(/^refused: /);
  });
});
