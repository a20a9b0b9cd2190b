// biome-ignore lint/style/noRestrictedImports: compares the definition with its documentation page.
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { placementDefinition } from "./index.ts";

// Padding of the tables is the formatter's business.
const page = readFileSync("docs/formulas/placement.md", "utf8").replace(/ +\|/g, " |");

it("docs/formulas/placement.md shows every step as it is computed, in order, and every driver group", () => {
  const shown = page.match(/^\| `.*\|$/gm);
  const steps = placementDefinition.nodes.flatMap((node) =>
    node.kind === "leaf" ? [] : [`| \`${node.id}\` | ${node.unit} | \`${node.text}\` |`],
  );
  expect(shown).toEqual(steps);
  for (const { id, owner } of placementDefinition.groups) {
    expect(page).toContain(`| ${id} | ${owner} | `);
  }
});
