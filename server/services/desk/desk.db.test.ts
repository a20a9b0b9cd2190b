// The policy desk on a planned world: what it tells of all accounts together is what the accounts' own numbers add up to.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Connection, connect } from "@/db/client.ts";
import { isDomainError } from "@/server/core/errors.ts";
import { definitionSha256 } from "@/server/planning/rules.ts";
import { definitions } from "@/server/planning/traces.ts";
import { askWhy } from "@/server/services/explanation/ask-why.ts";
import {
  createPlannedWorld,
  type PlannedWorld,
} from "@/server/services/explanation/testing/planned-world.ts";
import { Questions, refusal } from "@/server/services/explanation/testing/questions.ts";
import {
  createDraft,
  editDraft,
  getDraft,
  simulateDraft,
} from "@/server/services/policies/drafts.ts";
import { explainAdviceShift } from "./advice-shift.ts";
import { answerDesk } from "./answer-desk.ts";
import { comparedPolicies } from "./compared-policies.ts";
import { explainPolicyShift } from "./policy-shift.ts";
import type { DeskAnswer, DeskKind } from "./schemas.ts";

let planned: PlannedWorld;
let ask: Questions;
let admin: Connection;

beforeAll(async () => {
  planned = await createPlannedWorld({ sizeShare: 0.04, runsDaysBefore: [28, 0] });
  ask = new Questions(planned);
  admin = connect(planned.adminUrl);
}, 240_000);

afterAll(async () => {
  await admin?.close();
  await planned?.close();
});

const desk = () => planned.staffContext("policy_admin");
const told = (kind: DeskKind): Promise<DeskAnswer> => answerDesk(desk(), { kind, locale: "en" });

async function ruleOf(kind: DeskKind): Promise<unknown> {
  try {
    await told(kind);
  } catch (error) {
    return isDomainError(error) ? error.data.rule : error;
  }
  return "answered";
}

describe("the desk", () => {
  it("says what is missing before the runs were compared and before there is a draft", async () => {
    expect(await ruleOf("limitShift")).toBe("not_compared");
    expect(await ruleOf("movers")).toBe("no_draft");
    await planned.explainLimits(ask.run(1).runId);
    expect(await ruleOf("limitShift")).toBe("answered");
  });

  it("tells what moved all limits with bars that lead from one sum to the other", async () => {
    const { bars, table, headline, sentences } = await told("limitShift");
    const [before, now] = [ask.run(0), ask.run(1)].map(({ runId }) => `(run ${runId}), for `);
    const compared = sentences.find((one) => one.startsWith("Before is the plan of ")) ?? "";
    expect(compared.indexOf(before ?? "?")).toBeGreaterThan(0);
    expect(compared.indexOf(now ?? "?")).toBeGreaterThan(compared.indexOf(before ?? "?"));
    expect([bars?.from.label, bars?.to.label]).toEqual([
      expect.stringMatching(/^Plan of /),
      expect.stringMatching(/^Plan of /),
    ]);
    const drivers = bars?.drivers ?? [];
    expect(drivers.length).toBeGreaterThan(1);
    const own = drivers.filter(({ owner }) => owner === "seller");
    expect(new Set(own.map(({ ownerLabel }) => ownerLabel))).toEqual(new Set(["Sellers"]));
    const sum = drivers.reduce((all, { value }) => all + value, bars?.from.value ?? 0);
    expect(sum).toBeCloseTo(bars?.to.value ?? Number.NaN, 6);
    expect(headline).toContain(bars?.to.text);
    expect(table?.rows.length).toBeGreaterThan(2);
  });

  it("gives each figure of the rules its part of what the new version did, exactly", async () => {
    expect((await told("policyShift")).headline).toMatch(/^Both plans follow version 2 /);
    // As if the plan before had followed the version before.
    await admin.sql`
      update plan_run set capacity_policy_id = (
        select id from policy_version where policy = 'capacity' and version = 1)
      where id = ${ask.run(0).runId}`;
    // Rules of another build decided it: these would price something else.
    await admin.sql`alter table formula_set disable trigger user`;
    const rename = (from: string, to: string) => admin.sql`
      update formula_set set code_sha256 = ${to} where code_sha256 = ${from}`;
    const codeSha256 = definitionSha256(definitions.capacity);
    await rename(codeSha256, "0".repeat(64));
    expect(await ruleOf("policyShift")).toBe("other_rules");
    await rename("0".repeat(64), codeSha256);
    await admin.sql`alter table formula_set enable trigger user`;
    const compared = await comparedPolicies(desk(), "capacity");
    expect([compared.before.version, compared.now.version]).toEqual([1, 2]);
    const shift = await explainPolicyShift(desk(), compared);
    if (!shift) throw new Error("no figure changed");
    expect(shift.figures.length).toBeGreaterThan(1);
    const sum = shift.figures.reduce((all, { amountMm3 }) => all + amountMm3, 0);
    expect(sum).toBe(shift.toMm3 - shift.fromMm3);
    // With all of the new figures it is what was announced.
    const [row] = await admin.sql<{ mm3: number }[]>`
      select sum(limit_mm3)::float8 as mm3 from limit_announcement
      where run_id = ${ask.run(1).runId} and storage_type = ${shift.storageType} and month_on = ${shift.monthOn}`;
    expect(shift.toMm3).toBe(row?.mm3);
    expect(shift.fromMm3).not.toBe(shift.toMm3);
    const { headline, sentences } = await told("policyShift");
    expect(headline).toMatch(/^Version 2 of the rules, in place of version 1, moved this sum by /);
    const before = `The rules before are version 1, which the plan of .* \\(run ${ask.run(0).runId}\\) used.`;
    expect(sentences.at(-1)).toMatch(new RegExp(before));
  });

  it("gives each figure of the rules for quantities its part, also of a version from before one of them existed", async () => {
    const same = await told("adviceShift");
    expect(same.headline).toMatch(/^Both plans follow version 1 of the rules for quantities\. /);
    // As if the plan before had followed rules from before scenarios were a figure, with another rhythm and longer waiting.
    await admin.sql`
      insert into policy_version (policy, version, body, body_sha256, effective_on, published_at, reason)
      select policy, 900, (body - 'placementScenarioCount') || '{"reviewDays": 21, "overageWeeks": 8, "assumedFeeShareMillionths": 250000}',
        body_sha256, effective_on, published_at, reason
      from policy_version where policy = 'replenishment' and version = 1`;
    await admin.sql`
      update plan_run set replenishment_policy_id = (
        select id from policy_version where policy = 'replenishment' and version = 900)
      where id = ${ask.run(0).runId}`;
    const compared = await comparedPolicies(desk(), "replenishment");
    const shift = await explainAdviceShift(desk(), compared);
    if (!shift) throw new Error("no figure changed");
    expect(shift.figures.map(({ id }) => id).sort()).toEqual(["overageWeeks", "reviewDays"]);
    expect(shift.elsewhere).toEqual(["assumedFeeShareMillionths", "placementScenarioCount"]);
    expect(shift.decidedCount).toBe(4);
    const sum = shift.figures.reduce((all, { units }) => all + units, 0);
    expect(sum).toBe(shift.toUnits - shift.fromUnits);
    // With all of the new figures it is what was advised.
    const [row] = await admin.sql<{ units: number }[]>`
      select sum(advised_units)::float8 as units from restock_decision where run_id = ${ask.run(1).runId}`;
    expect(shift.toUnits).toBe(row?.units);
    expect(shift.fromUnits).toBeGreaterThan(shift.toUnits);
    const { headline, sentences } = await told("adviceShift");
    expect(headline).toMatch(
      /^Version 1 of the rules for quantities, in place of version 900, moved /,
    );
    expect(sentences).toContain(
      "“Scenarios drawn of where buyers are” says where units go or lie. How many are sent does not depend on it.",
    );
    expect(sentences).toContain(
      "What is taken where a seller has told no cost or fee stays as the plan took it. What “Fees taken where none are told” does there is not counted.",
    );
    for (const locale of ["de", "ja"] as const) {
      const other = await answerDesk(desk(), { kind: "adviceShift", locale });
      expect(other.sentences).toHaveLength(sentences.length);
    }
  });

  it("says of two versions with the same figures that they are two", async () => {
    await admin.sql`
      insert into policy_version (policy, version, body, body_sha256, effective_on, published_at, reason)
      select policy, 901, body, body_sha256, effective_on, published_at, reason
      from policy_version where policy = 'replenishment' and version = 1`;
    await admin.sql`
      update plan_run set replenishment_policy_id = (
        select id from policy_version where policy = 'replenishment' and version = 901)
      where id = ${ask.run(0).runId}`;
    const { headline } = await told("adviceShift");
    expect(headline).toMatch(
      /^Version 1 of the rules for quantities took the place of version 901\. None of their figures changed/,
    );
  });

  it("counts each account of a size once, and names the group that fared worst", async () => {
    const { table, headline } = await told("cohortShift");
    const ofSize = (table?.rows ?? []).filter(([group]) =>
      /^(small|middle|large) /.test(group ?? ""),
    );
    expect(ofSize).toHaveLength(3);
    for (const [, accounts] of table?.rows ?? [])
      expect(Number(accounts)).toBeGreaterThanOrEqual(3);
    const shares = (table?.rows ?? []).map((row) =>
      Number((row[4] ?? "").replace("−", "-").replace(/[+%,]/g, "")),
    );
    const least = table?.rows[shares.indexOf(Math.min(...shares))]?.[0] ?? "?";
    expect(headline).toContain(least);
  });

  it("lists whose limits a simulated draft moves by more than a fifth, and no other", async () => {
    const reason = "Less cover, as a trial";
    const { draftId } = await createDraft(desk(), { policy: "capacity", reason });
    expect(await ruleOf("movers")).toBe("simulate_first");
    const changes = [{ path: "coverWeeks", value: 8 }];
    await editDraft(desk(), { draftId, reason, changes });
    await simulateDraft(desk(), draftId);
    const { table, headline } = await told("movers");
    const { simulation } = await getDraft(desk(), draftId);
    const all = [...(simulation?.gains ?? []), ...(simulation?.losses ?? [])];
    const german = await answerDesk(desk(), { kind: "movers", locale: "de" });
    expect(german.table?.rows.length).toBe(table?.rows.length);
    for (const [, type = "", from = ""] of german.table?.rows ?? []) {
      expect(type).not.toMatch(/standard-size|oversize/);
      expect(from).toMatch(/^\d{1,3}(\.\d{3})*(,\d)?\u00a0ft³$/);
    }
    const feet = (text: string) => Number(text.replace(/[^\d.]/g, ""));
    const far = all.filter(({ from, to }) => Math.abs(feet(to) - feet(from)) > 0.21 * feet(from));
    expect(far.length).toBeGreaterThan(0);
    const listed = new Set(table?.rows.map(([name, type]) => `${name}/${type}`));
    for (const { accountName, storageType } of far)
      expect(listed.has(`${accountName}/${storageType}`)).toBe(true);
    for (const [, , from = "", to = ""] of table?.rows ?? [])
      expect(Math.abs(feet(to) - feet(from))).toBeGreaterThanOrEqual(0.19 * feet(from));
    expect(headline).toContain(`Draft ${draftId} would move`);
  });

  it("tells what a cubic foot is worth in the newest plan of the network", async () => {
    // More at once than there are connections: none may hold one while it waits for another.
    const answers = await Promise.all(Array.from({ length: 8 }, () => told("networkWorth")));
    for (const { headline, path } of answers) {
      expect(headline).toMatch(/^In the plan of /);
      expect(path).toBe("/policy/network");
    }
  });

  it("reads the week's answers with their sellers' eyes, and counts those that were declined", async () => {
    const own = planned.seller(planned.subjectOf("capacity-squeeze"));
    await askWhy(own, ask.limitChange());
    await askWhy(own, ask.limitLevel());
    await refusal(askWhy(own, { ...ask.limitLevel(), runId: 999_999 }));
    expect((await told("leaks")).headline).toMatch(
      // The limit's own path goes through none: nothing is looked for in it.
      /^Answers to sellers in .*: 2\. With hidden figures behind them: 1\. Showing one: 0\.$/,
    );
    const declined = await told("declined");
    expect(declined.headline).toBe("Questions that got no answer in the last 7 days: 1.");
    expect(declined.table?.rows).toEqual([
      ["limitLevel", "the account has no such number", "Seller", "1"],
    ]);
  });
});
