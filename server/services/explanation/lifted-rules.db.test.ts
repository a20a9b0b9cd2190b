// Changes between runs that different versions of a rule decided, from version to version along their lifts: where units go, limits and
// scores.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Connection, connect } from "@/db/client.ts";
import { dayText } from "@/lib/wording/index.ts";
import { OWN_RULES, type WrittenRule } from "@/server/planning/record-rules.ts";
import { definitionSha256 } from "@/server/planning/rules.ts";
import { beforeGrants, withBonus } from "@/server/planning/testing/capacity-rules.ts";
import { always, decideBy } from "@/server/planning/testing/decide-by.ts";
import { beforeScenarios, undrawn } from "@/server/planning/testing/placement-rules.ts";
import { definitions } from "@/server/planning/traces.ts";
import { contrastOf } from "@/server/services/placement/contrast-placement.ts";
import { askWhy } from "./ask-why.ts";
import { getExplanation } from "./get-explanation.ts";
import type { Question } from "./question.ts";
import { createPlannedWorld, type PlannedWorld } from "./testing/planned-world.ts";
import { Questions } from "./testing/questions.ts";

const presentRule = (name: WrittenRule["name"]): WrittenRule => {
  const found = OWN_RULES.find((rule) => rule.name === name);
  if (!found) throw new Error(`no rule ${name}`);
  return found;
};

let planned: PlannedWorld;
let admin: Connection;
let ask: Questions;

beforeAll(async () => {
  planned = await createPlannedWorld({ sizeShare: 0.04, runsDaysBefore: [56, 28, 0] });
  admin = connect(planned.adminUrl, { max: 1 });
  ask = new Questions(planned);
}, 300_000);

afterAll(async () => {
  await admin?.close();
  await planned?.close();
});

/** An answer whose parts are the exact shares of the change. */
async function changed(slug: string, question: Question) {
  const ctx = planned.seller(slug);
  const { explanationId } = await askWhy(ctx, question);
  const view = await getExplanation(ctx, explanationId);
  const exact = view.drivers.reduce((sum, { exactAmount }) => sum + exactAmount, 0);
  const numerators = view.drivers.reduce((sum, one) => sum + BigInt(one.numerator ?? 0), 0n);
  expect(numerators).toBe(BigInt(view.denominator ?? 0) * BigInt(exact));
  expect(view.verification).toMatchObject({ isReplayEqual: true, isAdditive: true });
  expect(view.unexplained?.value).toBe(0);
  return { view, exact, of: (group: string) => view.drivers.find((one) => one.group === group) };
}

interface Placed {
  readonly slug: string;
  readonly productId: number;
  readonly fcId: number;
  readonly from: number;
  readonly to: number;
}

/** Units that a later run places otherwise, most first. */
const placedOtherwise = (from: number, to: number) => admin.sql<Placed[]>`
  select a.slug, product_id::int as "productId", fc_id as "fcId", b.units as from, n.units as to
  from placement_decision n join placement_decision b using (seller_id, product_id, fc_id)
  join account a on a.id = n.account_id
  where b.run_id = ${ask.run(from).runId} and n.run_id = ${ask.run(to).runId} and n.units <> b.units
  order by abs(n.units - b.units) desc, a.slug, product_id, fc_id limit 8`;

const placementChange = ({ productId, fcId }: Placed, from: number, to: number): Question => ({
  ...{ kind: "placementChange", productId, fcId },
  ...{ runId: ask.run(to).runId, baseRunId: ask.run(from).runId },
});

describe("units at a building that a version before scenarios placed", () => {
  beforeAll(async () => {
    const rule = beforeScenarios;
    await decideBy(planned.adminUrl, [
      { runId: ask.run(0).runId, rule, given: undrawn },
      { runId: ask.run(1).runId, rule, given: undrawn },
      { runId: ask.run(2).runId, rule: presentRule("placement") },
    ]);
  });

  it("have the rule and its way to count demand as causes of what changed since, beside the buyers, exactly", async () => {
    const rows = await placedOtherwise(1, 2);
    expect(rows.length).toBeGreaterThan(4);
    const movedBy = new Map<string, number>();
    for (const row of rows) {
      const { view, exact } = await changed(row.slug, placementChange(row, 1, 2));
      expect([view.from?.value, view.to.value, exact]).toEqual([
        row.from,
        row.to,
        row.to - row.from,
      ]);
      expect(view.verification).toMatchObject({
        definitionVersion: "1.3.0",
        codeSha256: definitionSha256(definitions.placement),
      });
      for (const { group, exactAmount } of view.drivers)
        movedBy.set(group, (movedBy.get(group) ?? 0) + Math.abs(exactAmount));
      expect(view.sentences.join(" ")).toContain(
        `The rule itself changed on ${dayText(ask.run(2).asOfOn)}, from v1.2.0 to v1.3.0.`,
      );
    }
    for (const group of ["demand", "scenarios", "rules"])
      expect(movedBy.get(group), group).toBeGreaterThan(0);
    // Of the zones that the runs joined of other regions no more than their part stays in one.
    const all = [...movedBy.values()].reduce((sum, units) => sum + units, 0);
    expect(movedBy.get("uncertainty") ?? 0).toBeLessThan(all / 4);
  });

  it("have the same causes the other way round, negated", async () => {
    const [row] = await placedOtherwise(1, 2);
    if (!row) throw new Error("no units changed");
    const forth = await changed(row.slug, placementChange(row, 1, 2));
    const back = await changed(row.slug, placementChange(row, 2, 1));
    expect(back.view.verification.definitionVersion).toBe("1.2.0");
    for (const { group, numerator } of forth.view.drivers)
      expect(BigInt(back.of(group)?.numerator ?? 0), group).toBe(-BigInt(numerator ?? 0));
    expect(back.view.sentences.at(-1)).toContain("from v1.2.0 to v1.3.0");
  });

  it("are explained by their own version where it placed both", async () => {
    const [row] = await placedOtherwise(0, 1);
    if (!row) throw new Error("no units changed");
    const { view, exact, of } = await changed(row.slug, placementChange(row, 0, 1));
    expect(exact).toBe(row.to - row.from);
    expect(view.verification.definitionVersion).toBe("1.2.0");
    expect([of("rules"), of("scenarios")]).toEqual([undefined, undefined]);
  });

  it("are compared with another building as this build's rules compare, which say the same of them", async () => {
    const [row] = await placedOtherwise(0, 1);
    if (!row) throw new Error("no units changed");
    const runId = ask.run(1).runId;
    const [other] = await admin.sql<{ fcId: number }[]>`
      select fc_id as "fcId" from placement_decision where run_id = ${runId}
      and product_id = ${row.productId} and fc_id <> ${row.fcId} order by fc_id limit 1`;
    const ctx = planned.seller(row.slug);
    const question: Question = {
      ...{ kind: "placementContrast", productId: row.productId, runId },
      ...{ fcId: row.fcId, otherFcId: other?.fcId ?? 0 },
    };
    const { explanationId } = await askWhy(ctx, question);
    const { headline, sentences } = await getExplanation(ctx, explanationId);
    expect(headline).toContain(`${row.to} unit`);
    expect(sentences.length).toBeGreaterThan(2);
  });

  it("are compared on the page too while they are the newest", async () => {
    const rule = beforeScenarios;
    const [row] = await placedOtherwise(1, 2);
    if (!row) throw new Error("no units changed");
    const ctx = planned.seller(row.slug);
    const now = await contrastOf(ctx, row);
    await decideBy(planned.adminUrl, [
      { runId: ask.run(0).runId, rule },
      { runId: ask.run(1).runId, rule },
      { runId: ask.run(2).runId, rule, given: undrawn },
    ]);
    const then = await contrastOf(ctx, row);
    expect([then.units, then.others.length]).toEqual([now.units, now.others.length]);
  });
});

describe("a limit and a score across versions that never met", () => {
  beforeAll(async () => {
    await decideBy(planned.adminUrl, [
      { runId: ask.run(0).runId, rule: beforeGrants },
      { runId: ask.run(1).runId, rule: presentRule("capacity") },
      { runId: ask.run(2).runId, rule: withBonus, given: always({ bonusMm3: 0 }) },
    ]);
  });
  const slug = () => planned.subjectOf("capacity-squeeze");
  const across = (kind: "limitChange" | "scoreChange"): Question => ({
    ...{ kind, storageType: "standard", monthOn: ask.month(2, 1), runId: ask.run(2).runId },
    ...{ baseMonthOn: ask.month(0, 1), baseRunId: ask.run(0).runId },
  });
  const told = () => [
    `The rule itself changed on ${dayText(ask.run(2).asOfOn)}, from v1.0.0 to v1.3.0.`,
    "In between, v1.2.0 decided.",
  ];

  it("have one cause that is the rule, and say which versions decided in between", async () => {
    const { view, of } = await changed(slug(), across("limitChange"));
    expect(of("rules")?.exactAmount).toBeLessThan(0);
    expect(view.drivers.map(({ group }) => group)).toEqual(
      expect.arrayContaining(["declared", "market", "salesPace"]),
    );
    expect(view.sentences.slice(-2)).toEqual(told());
  });

  it("leave the score's shares their bars, and the rule none where it scores alike", async () => {
    const { view, of } = await changed(slug(), across("scoreChange"));
    expect(of("rules")?.exactAmount).toBe(0);
    expect(view.drivers.map(({ group }) => group).sort()).toEqual(
      ["excess", "inStock", "policy", "rules", "sellThrough", "stranded"].sort(),
    );
    expect(view.sentences.at(-2)).toBe(`${told()[0]} Here, that made no difference.`);
    const at = async (index: number) => {
      const ctx = planned.seller(slug());
      const question: Question = {
        ...{ kind: "scoreLevel", storageType: "standard" },
        ...{ monthOn: ask.month(index, 1), runId: ask.run(index).runId },
      };
      const { explanationId } = await askWhy(ctx, question);
      return getExplanation(ctx, explanationId);
    };
    const [first, last] = [await at(0), await at(2)];
    expect([view.from?.value, view.to.value]).toEqual([first.to.value, last.to.value]);
    expect([first.ways, last.ways]).toEqual([[], []]);
  });
});
