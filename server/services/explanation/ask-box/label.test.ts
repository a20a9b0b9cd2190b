import { expect, it } from "vitest";
import { LOCALES } from "@/lib/wording/index.ts";
import { classify } from "./classify.ts";
import { feeChoices } from "./fee-choices.ts";
import { labelText } from "./label.ts";

it("tells a choice in the asker's language, the fee, the month and the product within it", () => {
  const product = { productId: 4, sku: "BL-204", runId: 2, baseRunId: 1 };
  const [choice] = feeChoices("2026-11-23", product, classify("Why is my storage fee what it is?"));
  if (!choice) throw new Error("no choice");
  const labels = LOCALES.map((locale) => labelText(choice.label, locale));
  const [en, de, ja] = labels;
  expect(en).toMatch(/storage.*BL-204.*November 2026/);
  expect(de).toMatch(/^Warum ist der Betrag .*November 2026 \(Lagergebühr\)/);
  expect(ja).toContain("2026年11月");
  for (const label of labels) expect(label).toContain("BL-204");
});
