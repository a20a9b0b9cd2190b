import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listRoots } from "@/server/services/seals/list-roots.ts";
import { askWhy } from "./ask-why.ts";
import type { Question } from "./question.ts";
import { type DecisionReceipt, getReceipt, type Receipt } from "./receipt.ts";
import { createPlannedWorld, type PlannedWorld } from "./testing/planned-world.ts";
import { Questions, refusal } from "./testing/questions.ts";

const SCRIPT = fileURLToPath(new URL("../../../public/verify-receipt.mjs", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "whystock-receipt-"));

let planned: PlannedWorld;
let ask: Questions;
let slug: string;

beforeAll(async () => {
  planned = await createPlannedWorld({ sizeShare: 0.04, runsDaysBefore: [28, 0] });
  ask = new Questions(planned);
  slug = planned.subjectOf("capacity-squeeze");
}, 240_000);

afterAll(async () => {
  await planned?.close();
  rmSync(folder, { recursive: true, force: true });
});

const receiptFor = async (question: Question): Promise<Receipt> => {
  const { explanationId } = await askWhy(planned.seller(slug), question);
  return getReceipt(planned.seller(slug), explanationId);
};

/** The published script, as a seller runs it: no network, no module of ours. */
function check(receipt: unknown, ...args: string[]) {
  const file = join(folder, "receipt.json");
  writeFileSync(file, JSON.stringify(receipt));
  const { status, stdout, stderr } = spawnSync(process.execPath, [SCRIPT, file, ...args], {
    encoding: "utf8",
    env: { NODE_ENV: "test" },
  });
  return { status, text: stdout + stderr };
}

const published = () => listRoots({ db: planned.db }, null);

describe("a receipt", () => {
  it("is checked by the published script against the published root and key, for each kind of decision", async () => {
    const { roots, keys } = await published();
    expect(roots.map(({ runId }) => runId)).toEqual([ask.run(1).runId, ask.run(0).runId]);
    expect(roots[0]?.previousRootSha256).toBe(roots[1]?.rootSha256);
    const given = roots.flatMap(({ rootSha256 }) => ["--root", rootSha256]);
    const [decided] = await ask.productsOf(slug);
    const [restock] = ask.restock(Number(decided));
    for (const question of [ask.limitLevel(), ask.limitChange(), restock]) {
      const receipt = await receiptFor(question);
      expect(receipt.decisions).toHaveLength(question.kind.endsWith("Change") ? 2 : 1);
      const { status, text } = check(receipt, ...given, "--key", String(keys[0]?.publicKey));
      expect(text).toMatch(/^The receipt holds\./);
      expect(text).toMatch(/the run is the published one[\s\S]*the key that you gave/);
      expect(status).toBe(0);
    }
  });

  it("shows the limit that was announced", async () => {
    const { decisions } = await receiptFor(ask.limitLevel());
    const value = decisions[0]?.own.values.find(({ id }) => id === "announced")?.value;
    expect(value).toBeGreaterThan(0);
    expect(check({ format: "whystock-receipt-1", decisions }).text).toContain(
      `announced = ${value} mm3`,
    );
  });

  it("does not hold once any part of it is another's, and says what is wrong", async () => {
    const receipt = await receiptFor(ask.limitLevel());
    const [decision] = receipt.decisions as [DecisionReceipt];
    const flip = (hex: string) => `${hex[0] === "0" ? "1" : "0"}${hex.slice(1)}`;
    const { own, digests, run, inChunk, inRun } = decision;
    const [first, ...rest] = own.values;
    if (!first) throw new Error("no own values");
    const changed: Partial<DecisionReceipt>[] = [
      { own: { ...own, values: [{ ...first, value: first.value + 1 }, ...rest] } },
      { own: { ...own, values: [{ ...first, id: "another" }, ...rest] } },
      { own: { ...own, salt: flip(own.salt) } },
      { key: decision.key + 1 },
      { accountId: decision.accountId + 1 },
      { codeSha256: flip(decision.codeSha256) },
      { digests: { ...digests, confidential: flip(digests.confidential) } },
      { inChunk: { ...inChunk, path: inChunk.path.map(flip) } },
      { inRun: { ...inRun, index: inRun.index === 0 ? 1 : 0 } },
      { run: { ...run, policySha256: flip(run.policySha256) } },
      { run: { ...run, signature: flip(run.signature) } },
    ];
    for (const change of changed) {
      const { status, text } = check({ ...receipt, decisions: [{ ...decision, ...change }] });
      expect([Object.keys(change), status]).toEqual([Object.keys(change), 1]);
      expect(text).toMatch(/^The receipt does NOT hold: run \d+: /);
    }
    const other = (await published()).roots[1]?.rootSha256 ?? "";
    expect(check(receipt, "--root", other).text).toMatch(/is none of those you gave/);
    expect(check(receipt, "--key", flip(run.publicKey)).text).toMatch(/not with the one you gave/);
    expect(check({ format: "x" }).text).toMatch(/unknown format x/);
  });

  it("holds nothing but the seller's own values and hashes", async () => {
    const receipt = await receiptFor(ask.limitChange());
    const hash = /^([0-9a-f]{16}|[0-9a-f]{64}|[0-9a-f]{128})$/;
    const strays: string[] = [];
    const walk = (value: unknown, path: string): void => {
      if (typeof value === "object" && value !== null)
        for (const [key, inner] of Object.entries(value)) walk(inner, `${path}.${key}`);
      else if (!(typeof value === "string" && hash.test(value))) strays.push(path);
    };
    walk(receipt, "");
    const allowed =
      /^\.(format|decisions\.\d\.(definition|accountId|key|own\.values\.\d+\.(id|unit|value)|in(Chunk|Run)\.(index|count)|run\.(runId|sealedAt|previousRootSha256)))$/;
    expect(strays.filter((path) => !allowed.test(path))).toEqual([]);
    const ids = receipt.decisions.flatMap(({ own }) => own.values.map(({ id }) => id));
    for (const hidden of ["waterLevelMilliWeeks", "rationShareMillionths"])
      expect(ids).not.toContain(hidden);
    expect(receipt.decisions[0]?.accountId).toBe(planned.accountOf(slug).accountId);
  });

  it("is the owner's alone, and refused with the reason where no run decided the number", async () => {
    const ctx = planned.seller(slug);
    const { explanationId } = await askWhy(ctx, ask.limitLevel());
    const rival = planned.seller(planned.subjectOf("port-delay"));
    expect(await refusal(getReceipt(rival, explanationId))).toBe("not_found");
    const observed = await askWhy(ctx, ask.inStockChange());
    expect(await refusal(getReceipt(ctx, observed.explanationId))).toBe("precondition_failed");
  });
});
