import { expect, it } from "vitest";
import { policyChangeOf } from "./policy-change.ts";

const run = (runId: number, version: number) => ({
  runId,
  capacityPolicyVersion: version,
  capacityPolicyReason: `Reason ${version}`,
  replenishmentPolicyVersion: 1,
  replenishmentPolicyReason: "First",
});

it("names the newer version and its reason, asked forwards and backwards", () => {
  const newer = { version: 3, reason: "Reason 3" };
  expect(policyChangeOf("capacity", run(8, 3), run(7, 2))).toEqual(newer);
  expect(policyChangeOf("capacity", run(7, 2), run(8, 3))).toEqual(newer);
});

it("names none where both runs followed the same", () => {
  expect(policyChangeOf("replenishment", run(8, 3), run(7, 2))).toBeNull();
});
