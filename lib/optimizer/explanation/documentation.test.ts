// biome-ignore lint/style/noRestrictedImports: compares the example with its documentation page.
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { defineDecision, type LeafSpec } from "../decision/index.ts";
import { explainChange } from "./index.ts";

const leaf = (id: string): LeafSpec => ({
  id,
  kind: "leaf",
  unit: "mm3",
  group: id,
  owner: "seller",
  visibility: "own",
});

it("docs/formulas/explanation.md shows the bars that its example has", () => {
  const page = readFileSync("docs/formulas/explanation.md", "utf8");
  const definition = defineDecision({
    name: "example",
    version: "1.0.0",
    nodes: [
      leaf("need"),
      leaf("share"),
      {
        id: "limit",
        kind: "min",
        unit: "mm3",
        inputs: ["need", "share"],
        text: "min(need, share)",
      },
    ],
    output: "limit",
  });
  const change = explainChange(definition, Float64Array.of(100, 80), Float64Array.of(60, 120));
  expect([change.from, change.to]).toEqual([80, 60]);
  const bar = (group: string) => change.drivers.find((driver) => driver.group === group)?.amount;
  const cell = (amount: number | undefined) => `${(amount ?? 0) > 0 ? "+" : ""}${amount}`;
  expect(page.replace(/ +\|/g, " |")).toContain(
    `| bar (mean) | ${cell(bar("need"))} | ${cell(bar("share"))} |`,
  );
});
