// Runs whose limits were decided by other rules than this build's: explained, traced, proved and moved by the rules' own bundles.
import { brotliCompressSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Connection, connect } from "@/db/client.ts";
import { dayText } from "@/lib/wording/index.ts";
import { manualClock } from "@/server/core/clock.ts";
import { sha256Hex } from "@/server/core/hash.ts";
import { bundleRule, ruleSources } from "@/server/planning/rule-bundle.ts";
import { definitionSha256 } from "@/server/planning/rules.ts";
import {
  beforeDeclarations,
  withBonus,
  withBonusUnlifted,
} from "@/server/planning/testing/capacity-rules.ts";
import { always, decideBy } from "@/server/planning/testing/decide-by.ts";
import {
  definitions,
  limitKey,
  loadNodeByAccount,
  loadRunColumns,
} from "@/server/planning/traces.ts";
import { inScope } from "@/server/repositories/scope.ts";
import { previewDeclaration } from "@/server/services/limits/declare-volume.ts";
import { listLimits } from "@/server/services/limits/list-limits.ts";
import { listCeilings } from "@/server/services/limits/why-not-higher.ts";
import { auditTraces } from "@/server/services/traces/audit-traces.ts";
import { askWhy } from "./ask-why.ts";
import { getExplanation } from "./get-explanation.ts";
import { getTrace } from "./get-trace.ts";
import type { Question } from "./question.ts";
import { getReceipt } from "./receipt.ts";
import { createPlannedWorld, type PlannedWorld } from "./testing/planned-world.ts";
import { Questions, refusal } from "./testing/questions.ts";

const PRESENT = {
  name: "capacity",
  definition: definitions.capacity,
  source: ruleSources.capacity,
} as const;

let planned: PlannedWorld;
let admin: Connection;
let ask: Questions;
let slug: string;

beforeAll(async () => {
  planned = await createPlannedWorld({ sizeShare: 0.04, runsDaysBefore: [28, 0] });
  admin = connect(planned.adminUrl, { max: 1 });
  ask = new Questions(planned);
  slug = planned.subjectOf("capacity-squeeze");
  await decideBy(planned.adminUrl, [
    { runId: ask.run(0).runId, rule: beforeDeclarations },
    { runId: ask.run(1).runId, rule: PRESENT },
  ]);
}, 240_000);

afterAll(async () => {
  await admin?.close();
  await planned?.close();
});

/** The first run's limit of next month, which earlier rules decided. */
const earlierLimit = (ahead = 1): Question => ({
  kind: "limitLevel",
  storageType: "standard",
  monthOn: ask.month(0, ahead),
  runId: ask.run(0).runId,
});

describe("a limit that earlier rules decided", () => {
  it("is explained, traced and receipted by those rules", async () => {
    const ctx = planned.seller(slug);
    const { explanationId } = await askWhy(ctx, earlierLimit());
    const { verification, steps, ways, deeds } = await getExplanation(ctx, explanationId);
    const codeSha256 = definitionSha256(beforeDeclarations.definition);
    expect(verification).toMatchObject({
      isReplayEqual: true,
      definitionVersion: "1.1.0",
      codeSha256,
    });
    expect(steps.map(({ id }) => id)).not.toContain("forecastNeed");
    expect({ ways, deeds }).toEqual({ ways: [], deeds: null });
    const trace = await getTrace(ctx, explanationId);
    expect(trace.definition).toBe("capacity@1.1.0");
    const [decision] = (await getReceipt(ctx, explanationId)).decisions;
    expect(decision?.codeSha256).toBe(codeSha256);
    const value = decision?.own.values.find(({ id }) => id === "announced")?.value;
    expect(String(value)).toBe(trace.nodes.find(({ id }) => id === "announced")?.to);
  });

  it("answers no what-if, which this build's rules would compute", async () => {
    const question = { ...ask.limitTarget(1e9), runId: ask.run(0).runId, monthOn: ask.month(0, 1) };
    expect(await refusal(askWhy(planned.seller(slug), question))).toBe("precondition_failed");
  });

  it("is proved by a night's audit and kept as leaves, and read from them again", async () => {
    const [row] = await admin.sql<{ atMs: number }[]>`
      select (extract(epoch from max(sealed_at)) * 1000)::float8 as "atMs" from run_seal`;
    const soon = Math.ceil(row?.atMs ?? Number.NaN) + 92 * 86_400_000;
    const clock = manualClock(new Date(soon).toISOString());
    expect(await auditTraces({ ...planned.worker, clock }, "2027-03-01")).toMatchObject({
      movedRunCount: 2,
      failures: [],
    });
    const ctx = planned.seller(slug);
    const { explanationId } = await askWhy(ctx, earlierLimit(2));
    const { to } = await getExplanation(ctx, explanationId);
    expect(to.value).toBeGreaterThan(0);
    const tiers = await admin.sql`select distinct tier from trace_chunk`;
    expect(tiers.map(({ tier }) => tier)).toEqual(["warm"]);
  });
});

describe("a bundle", () => {
  const codeSha256 = definitionSha256(beforeDeclarations.definition);
  const refused = () => refusal(askWhy(planned.seller(slug), earlierLimit(3)));

  /** With the rule's row as it should not be. */
  async function tampered(bundle: Uint8Array | null, bundleSha256: string | null): Promise<string> {
    const [was] = await admin.sql`
      select bundle, bundle_sha256 from formula_set where code_sha256 = ${codeSha256}`;
    const put = (bytes: Uint8Array | null, sha256: string | null) => admin.sql`
      update formula_set set bundle = ${bytes && Buffer.from(bytes)}, bundle_sha256 = ${sha256} where code_sha256 = ${codeSha256}`;
    await admin.sql`alter table formula_set disable trigger user`;
    await put(bundle, bundleSha256);
    const said = await refused();
    await put(was?.bundle, was?.bundle_sha256);
    await admin.sql`alter table formula_set enable trigger user`;
    return said;
  }

  it("is refused when it was changed, also with its hash, when it holds other rules, or when there is none", async () => {
    const honest = bundleRule(beforeDeclarations.source);
    const forged = honest.replace("Math.max(0,", "Math.max(1,");
    expect(forged).not.toBe(honest);
    const packed = (text: string) => new Uint8Array(brotliCompressSync(text));
    expect(await tampered(packed(forged), sha256Hex(honest))).toMatch(/bundle .* was changed/);
    expect(await tampered(packed(honest).subarray(1), sha256Hex(honest))).toMatch(/was changed/);
    expect(await tampered(packed(forged), sha256Hex(forged))).toMatch(/seal .* does not name/);
    expect(await tampered(null, null)).toMatch(/no bundle is kept/);
    expect(await refused()).toBe("answered");
  });
});

describe("a limit whose rule changed since", () => {
  const changed = async (ahead: number) => {
    const ctx = planned.seller(slug);
    const { explanationId } = await askWhy(ctx, ask.limitChange(ahead));
    const view = await getExplanation(ctx, explanationId);
    const exact = view.drivers.reduce((sum, { exactAmount }) => sum + exactAmount, 0);
    const numerators = view.drivers.reduce((sum, one) => sum + BigInt(one.numerator ?? 0), 0n);
    expect(numerators).toBe(BigInt(view.denominator ?? 0) * BigInt(exact));
    expect(view.verification).toMatchObject({ isReplayEqual: true, isAdditive: true });
    expect(view.unexplained?.value).toBe(0);
    return { view, of: (group: string) => view.drivers.find((one) => one.group === group) };
  };
  const since = (from: string, to: string) =>
    `The rule itself changed on ${dayText(ask.run(1).asOfOn)}, from v${from} to v${to}.`;

  it("has the rule as a cause, which made nothing where the rule says the same", async () => {
    const { view, of } = await changed(1);
    expect(of("rules")).toMatchObject({
      label: "The rule itself",
      owner: "policy",
      exactAmount: 0,
    });
    expect(view.sentences.at(-1)).toBe(`${since("1.1.0", "1.2.0")} Here, that made no difference.`);
    expect(view.verification.replayCount).toBe(2 * 2 ** 10);
  });

  it("is told in the order of the runs where the newer of them is what is compared with", async () => {
    const ctx = planned.seller(slug);
    const back: Question = {
      ...{ ...ask.limitChange(), runId: ask.run(0).runId, monthOn: ask.month(0, 1) },
      ...{ baseRunId: ask.run(1).runId, baseMonthOn: ask.month(1, 1) },
    };
    const { explanationId } = await askWhy(ctx, back);
    const { sentences, verification } = await getExplanation(ctx, explanationId);
    expect(verification.definitionVersion).toBe("1.1.0");
    expect(sentences.at(-1)).toContain(since("1.1.0", "1.2.0"));
  });

  it("has its own bar for what a later rule does, lifted within that rule's bundle", async () => {
    const undeclared = {
      declaredMm3: 0,
      declaredWeightMillionths: 0,
      declaredCapShareMillionths: 0,
    };
    await decideBy(planned.adminUrl, [
      { runId: ask.run(0).runId, rule: PRESENT, given: always(undeclared) },
      { runId: ask.run(1).runId, rule: withBonus, given: always({ bonusMm3: 0 }) },
    ]);
    const { view, of } = await changed(2);
    expect(of("rules")?.exactAmount).toBeLessThan(0);
    expect(view.sentences).toContain(since("1.2.0", "1.3.0"));
    expect(view.verification.definitionVersion).toBe("1.3.0");
    expect({ ways: view.ways, deeds: view.deeds }).toEqual({ ways: [], deeds: null });
  });

  it("is told as level before and after where the new rule does not say what its inputs were", async () => {
    await decideBy(planned.adminUrl, [
      { runId: ask.run(0).runId, rule: PRESENT },
      { runId: ask.run(1).runId, rule: withBonusUnlifted },
    ]);
    const { view } = await changed(3);
    expect(view.drivers.map(({ group }) => group)).toEqual(["rulesAndInputs"]);
    expect(view.sentences.at(-1)).toMatch(/ so the change cannot be split\.$/);
  });
});

describe("newest limits that other rules than this build's decided", () => {
  const inUse = { key: limitKey(0, 1), node: "spaceInUse" };
  const spaceInUse = (whose: "own" | "all") => {
    const { db, scope } = whose === "own" ? planned.seller(slug) : planned.worker;
    return inScope(db, scope, (tx) =>
      loadNodeByAccount(tx, scope, ask.run(1).runId, "capacity", inUse),
    );
  };

  it("are shown with what uses them, and refuse what only this build's rules compute", async () => {
    const ctx = planned.seller(slug);
    await decideBy(planned.adminUrl, [
      { runId: ask.run(0).runId, rule: PRESENT },
      { runId: ask.run(1).runId, rule: PRESENT },
    ]);
    const [limits, space, everybodys] = [
      await listLimits(ctx),
      await spaceInUse("own"),
      await spaceInUse("all"),
    ];
    expect((await listCeilings(ctx)).ceilings.length).toBeGreaterThan(0);
    expect(limits.storageTypes[0]?.usage).not.toBeNull();
    expect(everybodys.size).toBeGreaterThan(1);

    await decideBy(planned.adminUrl, [
      { runId: ask.run(0).runId, rule: PRESENT },
      { runId: ask.run(1).runId, rule: beforeDeclarations },
    ]);
    expect(await listLimits(ctx)).toEqual(limits);
    expect([await spaceInUse("own"), await spaceInUse("all")]).toEqual([space, everybodys]);
    expect(await listCeilings(ctx)).toEqual({
      ceilings: [],
      note: expect.stringContaining("An earlier version of the rules"),
    });
    const month = ask.month(1, 2);
    const launch = {
      ...({ kind: "launch", storageType: "standard", note: "New range" } as const),
      ...{ fromMonthOn: month, toMonthOn: month, extraMm3: 1e9, probability: 0.5 },
    };
    expect(await refusal(previewDeclaration(ctx, launch))).toBe("precondition_failed");
    const { db, scope } = planned.worker;
    const all = inScope(db, scope, (tx) => loadRunColumns(tx, scope, ask.run(1).runId, "capacity"));
    expect(await refusal(all)).toBe("precondition_failed");
  });
});
