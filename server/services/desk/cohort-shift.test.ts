import { expect, it } from "vitest";
import { isDomainError } from "@/server/core/errors.ts";
import type { CohortChange } from "@/server/services/limit-changes/schemas.ts";
import { groupShifts, stayedGroup } from "./cohort-shift.ts";

const cause = (id: string, amountMm3: number, mainCount: number) => ({
  cause: id,
  amountMm3,
  mainCount,
  mainRiseCount: 0,
  mainFallCount: 0,
});

const sum = (
  name: string,
  accountCount: number,
  fromMm3: number,
  causes: CohortChange["causes"],
): CohortChange => ({
  dimension: name === "all" ? "all" : "size",
  name,
  accountCount,
  riseCount: 0,
  fallCount: 0,
  fromMm3,
  toMm3: causes.reduce((to, { amountMm3 }) => to + amountMm3, fromMm3),
  causes,
  parts: [],
});

it("holds a group's accounts of both plans against each other: who entered or left fared neither well nor ill", () => {
  const causes = [cause("left", -600, 2), cause("entered", 300, 1), cause("network", -40, 7)];
  expect(stayedGroup(sum("3 large", 10, 1000, causes))).toEqual({
    name: "3 large",
    accountCount: 7,
    fromMm3: 400,
    toMm3: 360,
    shareMillionths: -100_000,
    lead: causes[2],
  });
});

it("names no group of fewer than three accounts, and counts who entered or left", () => {
  const all = sum("all", 9, 1000, [cause("network", -100, 7), cause("entered", 50, 2)]);
  const alone = sum("1 small", 2, 100, [cause("network", -90, 2)]);
  const three = sum("2 middle", 3, 400, [cause("network", -10, 3)]);
  const { groups, worst, movedCount } = groupShifts([all, alone, three]);
  expect(groups.map(({ name }) => name)).toEqual(["2 middle"]);
  expect([worst.name, movedCount]).toEqual(["2 middle", 2]);
});

it("refuses where every group is too small to be told of", () => {
  const all = sum("all", 2, 1000, [cause("network", -100, 2)]);
  const act = () => groupShifts([all, sum("1 small", 2, 1000, [cause("network", -100, 2)])]);
  try {
    act();
    expect.unreachable();
  } catch (error) {
    expect(isDomainError(error) && error.data.rule).toBe("no_groups");
  }
});
