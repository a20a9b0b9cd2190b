import { expect, it } from "vitest";
import { defaultReplenishmentPolicy } from "@/lib/optimizer/replenishment/index.ts";
import type { DraftRow } from "@/server/repositories/policy-draft.ts";
import { draftDetail } from "./draft-view.ts";
import { replenishmentPolicyOf } from "./policy-fields.ts";

const { placementScenarioCount: _none, ...before } = defaultReplenishmentPolicy;

/** A draft on a version that was published before scenarios were a figure of the rules. */
const draftOf = (placementScenarioCount: number): DraftRow => ({
  draftId: 1,
  policy: "replenishment",
  baseVersionId: 1,
  baseVersion: 1,
  baseBody: before,
  body: { ...before, placementScenarioCount },
  status: "open",
  reason: "Units near uncertain buyers",
  authorId: 1,
  authorName: "Author",
  simulation: null,
  simulatedRunId: null,
  simulatedSha256: null,
  simulatedAt: null,
  approverId: null,
  approverName: null,
  approvedAt: null,
  publishedVersionId: null,
  createdAt: new Date(0),
  updatedAt: new Date(0),
});

it("shows a figure that the base lacks beside the value that runs take for it, so that a change is seen as one", () => {
  const shown = (count: number) =>
    draftDetail(draftOf(count), 2, null).fields.find(
      ({ path }) => path === "placementScenarioCount",
    );
  expect(shown(256)).toMatchObject({ value: 256, baseValue: 0, baseText: "0" });
  expect(shown(0)).toMatchObject({ value: 0, baseValue: 0 });
  expect(replenishmentPolicyOf(before).placementScenarioCount).toBe(0);
});
