// biome-ignore lint/style/noRestrictedImports: compares the definition with its documentation page.
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { positioningDefinition } from "./index.ts";

// Padding of the tables is the formatter's business.
const page = readFileSync("docs/formulas/positioning.md", "utf8").replace(/ +\|/g, " |");

it("docs/formulas/positioning.md shows every step as it is computed, in order, and every driver group", () => {
  const shown = page.match(/^\| `.*\|$/gm);
  const steps = positioningDefinition.nodes.flatMap((node) =>
    node.kind === "leaf" ? [] : [`| \`${node.id}\` | ${node.unit} | \`${node.text}\` |`],
  );
  expect(shown).toEqual(steps);
  for (const { id, owner } of positioningDefinition.groups) {
    expect(page).toContain(`| ${id} | ${owner} | `);
  }
});
