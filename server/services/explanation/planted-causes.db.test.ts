// The demo world plants events with known dates, sizes and causes. Two kinds of proof that explanations find them:
// - what a seller reads: the change between two monthly runs, one before and one after the event;
// - interventions: the same decision on the same day in the world with the event and in the world without it (same draws),
//   where the event is the only cause there is, so every bar is its effect and every other bar must be exactly 0.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addMonths, dayFromDate } from "@/lib/calendar/index.ts";
import type { StorageType } from "@/lib/optimizer/core/storage-type.ts";
import { storageTypeIndex } from "@/lib/optimizer/core/storage-type.ts";
import { type ChangeExplanation, explainChange } from "@/lib/optimizer/explanation/index.ts";
import {
  definitions,
  limitKey,
  loadRunColumns,
  type RunColumns,
} from "@/server/planning/traces.ts";
import { inScope } from "@/server/repositories/scope.ts";
import type { DefinitionName } from "@/server/repositories/trace.ts";
import { askWhy } from "./ask-why.ts";
import { getExplanation } from "./get-explanation.ts";
import { listSourceRows } from "./list-sources.ts";
import type { Question } from "./question.ts";
import type { DriverView, ExplanationView } from "./schemas.ts";
import { createPlannedWorld, type PlannedWorld } from "./testing/planned-world.ts";

// The least at which every event still reaches its subject's numbers; about 30 s on two idle cores.
const SIZE_SHARE = 0.15;
const RUNS_DAYS_BEFORE = [84, 56, 28, 0];
const REMOVED = [
  "port-delay",
  "demand-surge",
  "demand-collapse",
  "overstock",
  "product-launches",
  "late-records",
];

let planned: PlannedWorld;
/** The same world without the removed events. */
let spared: PlannedWorld;

beforeAll(async () => {
  [planned, spared] = await Promise.all([
    createPlannedWorld({ sizeShare: SIZE_SHARE, runsDaysBefore: RUNS_DAYS_BEFORE }),
    createPlannedWorld({
      sizeShare: SIZE_SHARE,
      withoutEvents: REMOVED,
      runsDaysBefore: RUNS_DAYS_BEFORE,
    }),
  ]);
}, 480_000);

afterAll(async () => {
  await planned?.close();
  await spared?.close();
});

/** Causes at work in the run itself: what was announced before, and what others do, carries causes of earlier runs and other events. */
const direct = (groups: readonly string[]): string[] =>
  groups.filter((group) => group !== "announcements" && group !== "network");

const runAt = (world: PlannedWorld, index: number) => {
  const run = world.runs[index];
  if (!run) throw new Error(`no run ${index}`);
  return run;
};

const monthOf = (asOfOn: string, ahead: number) => `${addMonths(asOfOn.slice(0, 7), ahead)}-01`;

/** Why the limit `ahead` months ahead is another than in the run before. */
function limitChange(storageType: StorageType, index: number, ahead: number): Question {
  const [base, run] = [runAt(planned, index - 1), runAt(planned, index)];
  return {
    kind: "limitChange",
    storageType,
    runId: run.runId,
    monthOn: monthOf(run.asOfOn, ahead),
    baseRunId: base.runId,
    baseMonthOn: monthOf(base.asOfOn, ahead),
  };
}

async function answer(
  eventId: string,
  question: Question,
  viewedBy?: "support",
): Promise<ExplanationView> {
  const ctx = planned.seller(planned.subjectOf(eventId), viewedBy);
  const { explanationId } = await askWhy(ctx, question);
  return getExplanation(ctx, explanationId);
}

/** Groups that moved the number, largest first. */
const causes = ({ drivers }: { readonly drivers: readonly DriverView[] }) =>
  drivers
    .filter(({ exactAmount }) => exactAmount !== 0)
    .toSorted((a, b) => Math.abs(b.exactAmount) - Math.abs(a.exactAmount))
    .map(({ group }) => group);

const amountOf = (view: ExplanationView, group: string): number =>
  view.drivers.find((driver) => driver.group === group)?.exactAmount ?? 0;

const columnCache = new Map<string, Promise<RunColumns>>();

function columnsOf(world: PlannedWorld, index: number, name: DefinitionName): Promise<RunColumns> {
  const key = `${world === planned} ${index} ${name}`;
  const { db, scope } = world.worker;
  const found =
    columnCache.get(key) ??
    inScope(db, scope, (tx) => loadRunColumns(tx, scope, runAt(world, index).runId, name));
  columnCache.set(key, found);
  return found;
}

function leavesOf(name: DefinitionName, columns: RunColumns, row: number): Float64Array {
  const { nodes, leafCount } = definitions[name];
  return Float64Array.from(
    nodes.slice(0, leafCount),
    ({ id }) => columns.values.column[id]?.[row] ?? Number.NaN,
  );
}

/** What the event made of each decision of its subject in one run: from the world without it to the world with it. */
async function interventions(
  eventId: string,
  index: number,
  name: DefinitionName,
  isAsked: (key: number) => boolean = () => true,
): Promise<ChangeExplanation[]> {
  const slug = planned.subjectOf(eventId);
  const [without, withEvent] = [
    await columnsOf(spared, index, name),
    await columnsOf(planned, index, name),
  ];
  const rowsOf = (world: PlannedWorld, columns: RunColumns) =>
    [...columns.key.keys()].filter(
      (row) =>
        columns.accountId[row] === world.accountOf(slug).accountId &&
        isAsked(columns.key[row] ?? -1),
    );
  const baseRow = new Map(rowsOf(spared, without).map((row) => [without.key[row], row]));
  return rowsOf(planned, withEvent).flatMap((row) => {
    const base = baseRow.get(withEvent.key[row]);
    return base === undefined
      ? []
      : explainChange(
          definitions[name],
          leavesOf(name, without, base),
          leavesOf(name, withEvent, row),
        );
  });
}

const limitIntervention = async (
  eventId: string,
  index: number,
  storageType: StorageType,
  ahead: number,
) => {
  const [found] = await interventions(
    eventId,
    index,
    "capacity",
    (key) => key === limitKey(storageTypeIndex(storageType), ahead),
  );
  if (!found) throw new Error(`${eventId} has no ${storageType} limit`);
  return found;
};

/** Bars of all answers together, largest first: a seller's bar is the sum of the products' bars. */
function totals(changes: readonly ChangeExplanation[]): [string, number][] {
  const sum = new Map<string, number>();
  for (const { drivers } of changes)
    for (const { group, amount } of drivers) sum.set(group, (sum.get(group) ?? 0) + amount);
  return [...sum]
    .filter(([, amount]) => amount !== 0)
    .sort(([, a], [, b]) => Math.abs(b) - Math.abs(a));
}

const changedLeaves = (change: ChangeExplanation): string[] =>
  change.drivers
    .flatMap(({ leaves }) => leaves.filter(({ from, to }) => from !== to).map(({ id }) => id))
    .sort();

/** What other sellers' events change of a number: the network's levels, and what was announced on them. */
const SHARED_LEAVES = [
  "confirmedMm3",
  "lastEstimateMm3",
  "previousLimitMm3",
  "rationShareMillionths",
  "waterLevelMilliWeeks",
];
const ownLeaves = (change: ChangeExplanation): string[] =>
  changedLeaves(change).filter((id) => !SHARED_LEAVES.includes(id));

describe("what a seller reads of a planted event", () => {
  it("capacity squeeze: the network is the top cause, and of its part the capacity", async () => {
    const question = limitChange("standard", 3, 1);
    const view = await answer("capacity-squeeze", question, "support");
    expect(view.headline).toMatch(/limit for December 2026 is .* down .* from/);
    expect(causes(view)[0]).toBe("network");
    expect(amountOf(view, "network")).toBeLessThan(0);
    const parts = view.drivers[0]?.parts ?? [];
    expect(parts.map(({ player }) => player)[0]).toBe("capacity");
    expect(parts[0]?.share).toMatch(/^(nearlyAll|most)$/);
    expect(parts.every(({ amount }) => amount !== null)).toBe(true);
    const seen = await answer("capacity-squeeze", question);
    expect(seen.drivers[0]).toMatchObject({
      group: "network",
      parts: [{ player: "capacity", amount: null, share: parts[0]?.share }, {}, {}],
    });
    expect(seen.sentences.join(" ")).toMatch(
      /space in the network .* network's part came from usable space/,
    );
  });

  it("policy change: the rules are the top cause, named with version and reason", async () => {
    const ctx = planned.seller(planned.subjectOf("demand-surge"));
    const { explanationId } = await askWhy(ctx, limitChange("apparel", 1, 3));
    const view = await getExplanation(ctx, explanationId);
    expect(causes(view)[0]).toBe("policy");
    expect(amountOf(view, "policy")).toBeLessThan(0);
    expect(view.policyChange).toMatchObject({ version: 2 });
    expect(view.policyChange?.reason).toMatch(/five months of expected sales/);
    expect(view.sentences.join(" ")).toContain(view.policyChange?.reason);
    const changed = view.drivers[0]?.leaves.map(({ id }) => id);
    expect(changed).toContain("coverWeeks");
    expect([view.baseRun?.capacityPolicyVersion, view.run?.capacityPolicyVersion]).toEqual([1, 2]);
  });

  it("demand surge: sales pace raises the limit most, against a network that the surge itself fills, and time in stock lowers the in-stock rate", async () => {
    const view = await answer("demand-surge", limitChange("apparel", 3, 1));
    expect(causes(view).slice(0, 2)).toContain("salesPace");
    expect(direct(causes(view))[0]).toBe("salesPace");
    expect(amountOf(view, "salesPace")).toBeGreaterThan(0);
    const [from, to] = [runAt(planned, 2).asOfOn, runAt(planned, 3).asOfOn];
    const rate = await answer("demand-surge", { kind: "inStockChange", fromOn: from, toOn: to });
    expect(causes(rate)[0]).toBe("rate");
    expect(amountOf(rate, "rate")).toBeLessThan(-200_000);
  });

  it("demand collapse: what customers buy lowers the limit of the month furthest ahead", async () => {
    const view = await answer("demand-collapse", limitChange("oversize", 3, 3));
    expect(["salesPace", "forecast"]).toContain(direct(causes(view))[0]);
    expect(amountOf(view, "salesPace") + amountOf(view, "forecast")).toBeLessThan(0);
  });

  it("port delay: the in-stock rate falls by time in stock while shipments wait, and rises by it after", async () => {
    for (const [index, sign] of [
      [1, -1],
      [2, -1],
      [3, 1],
    ] as const) {
      const [from, to] = [runAt(planned, index - 1).asOfOn, runAt(planned, index).asOfOn];
      const view = await answer("port-delay", { kind: "inStockChange", fromOn: from, toOn: to });
      expect(causes(view)[0], to).toBe("rate");
      expect(Math.sign(amountOf(view, "rate")), to).toBe(sign);
    }
  });

  it("late records: the earlier run did not know them, the later one does, line by line", async () => {
    const slug = planned.subjectOf("late-records");
    const ctx = planned.seller(slug);
    const { explanationId } = await askWhy(ctx, limitChange("apparel", 3, 1));
    const known = async (side: "from" | "to") => {
      const { totalCount } = await listSourceRows(ctx, {
        account: slug,
        explanationId,
        leafId: "forecastWeeklyMm3",
        side,
        offset: 0,
      });
      return totalCount;
    };
    const { orderLines, products, accounts } = planned.world;
    const truth = (index: number) => {
      const day = dayFromDate(runAt(planned, index).asOfOn);
      return [...orderLines.day.keys()].filter((row) => {
        const product = products[orderLines.product[row] ?? -1];
        return (
          accounts[product?.account ?? -1]?.slug === slug &&
          product?.storageType === "apparel" &&
          (orderLines.day[row] ?? 0) <= day &&
          (orderLines.recordedDay[row] ?? 0) <= day &&
          orderLines.isCancelled[row] === 0
        );
      }).length;
    };
    expect(await known("from")).toBe(truth(2));
    expect(await known("to")).toBe(truth(3));
  });
});

describe("what a planted event alone makes of a decision", () => {
  it("demand surge: sales pace first; nothing of the seller's own before it happened", async () => {
    for (const index of [0, 1, 2])
      expect(ownLeaves(await limitIntervention("demand-surge", index, "apparel", 1))).toEqual([]);
    const change = await limitIntervention("demand-surge", 3, "apparel", 1);
    expect(direct(change.drivers.map(({ group }) => group))[0]).toBe("salesPace");
    const advice = totals(await interventions("demand-surge", 3, "replenishment"));
    // Both are the surge: what customers want rose, and what they already took is missing from the stock.
    expect(
      advice
        .slice(0, 2)
        .map(([group]) => group)
        .sort(),
    ).toEqual(["demandLevel", "stock"]);
  });

  it("demand collapse: what customers buy first, by pace or by forecast", async () => {
    for (const ahead of [2, 3]) {
      const change = await limitIntervention("demand-collapse", 3, "oversize", ahead);
      expect(change.delta).toBeLessThan(0);
      expect(["salesPace", "forecast"]).toContain(
        direct(change.drivers.map(({ group }) => group))[0],
      );
    }
  });

  it("port delay: lead time is what raises the advised quantities while shipments wait", async () => {
    expect(totals(await interventions("port-delay", 0, "replenishment"))).toEqual([]);
    for (const index of [1, 2]) {
      const [top] = totals(await interventions("port-delay", index, "replenishment"));
      expect(top?.[0]).toBe("leadTime");
      expect(top?.[1]).toBeGreaterThan(0);
    }
  });

  it("overstock: stock raises the limit, because what is there is guaranteed its space, and the efficiency it costs lowers it", async () => {
    const change = await limitIntervention("overstock", 0, "oversize", 1);
    const [first, second] = change.drivers;
    expect([first?.group, second?.group].sort()).toEqual(["efficiency", "stock"]);
    const amount = (group: string) => change.drivers.find((d) => d.group === group)?.amount;
    expect(amount("stock")).toBeGreaterThan(0);
    expect(amount("efficiency")).toBeLessThan(0);
  });

  it("product launches: only what new products bring moves; the limit itself is held by earlier announcements here", async () => {
    expect(ownLeaves(await limitIntervention("product-launches", 2, "apparel", 3))).toEqual([]);
    const change = await limitIntervention("product-launches", 3, "apparel", 3);
    const leaves = change.drivers.flatMap((driver) => driver.leaves);
    for (const id of ["forecastWeeklyMm3", "onHandMm3"]) {
      const leaf = leaves.find((row) => row.id === id);
      expect(leaf?.to, id).toBeGreaterThan(leaf?.from ?? Number.POSITIVE_INFINITY);
    }
    const own = ["efficiency", "forecast", "newSelection", "salesPace", "stock"];
    for (const { group, amount } of change.drivers)
      if (!own.includes(group) && group !== "network") expect(amount, group).toBe(0);
  });

  it("late records: demand and its shares move until they arrive, and nothing of the seller's after", async () => {
    expect(ownLeaves(await limitIntervention("late-records", 0, "apparel", 3))).toEqual([]);
    for (const index of [1, 2]) {
      const change = await limitIntervention("late-records", index, "apparel", 3);
      const groups = change.drivers.filter(({ amount }) => amount !== 0).map(({ group }) => group);
      expect(groups[0]).toBe("forecast");
      expect(["forecast", "efficiency"]).toEqual(expect.arrayContaining(groups));
    }
    expect(ownLeaves(await limitIntervention("late-records", 3, "apparel", 3))).toEqual([]);
  });
});
