import { expect, it } from "vitest";
import { proposeDesk } from "./answer-desk.ts";
import type { DeskKind } from "./schemas.ts";

it.each<readonly [string, DeskKind]>([
  ["What moved all limits together in the newest plan?", "limitShift"],
  ["Why did the restock limits fall?", "limitShift"],
  ["Why did the quantity limits change?", "limitShift"],
  ["Which figure of the rules moved the limits?", "policyShift"],
  ["Which figure of the rules moved the restocking limits?", "policyShift"],
  ["Which rules changed?", "policyShift"],
  ["Which figure of the rules moved the advised quantities?", "adviceShift"],
  ["Which rule changed what is advised?", "adviceShift"],
  ["Did the policy change restocking?", "adviceShift"],
])("a question of the desk means first what it names: %s", (text, kind) => {
  expect(proposeDesk({ text, locale: "en" }).choices[0]?.kind).toBe(kind);
});

it("offers what no word tells apart", () => {
  const { choices } = proposeDesk({ text: "Which figure of the rules moved them?", locale: "en" });
  expect(choices.map(({ kind }) => kind)).toEqual(["policyShift", "adviceShift"]);
});
