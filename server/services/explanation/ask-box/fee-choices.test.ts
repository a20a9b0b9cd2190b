import { describe, expect, it } from "vitest";
import { classify } from "./classify.ts";
import { feeChoices, lacksProduct } from "./fee-choices.ts";
import { labelText, says } from "./label.ts";
import { stockChoices } from "./stock-choices.ts";

const ON = "2026-11-22";
const PRODUCT = { productId: 7, sku: "BL-204", runId: 2, baseRunId: 1 };

const first = (text: string, product: typeof PRODUCT | null = PRODUCT) =>
  feeChoices(ON, product, classify(text))[0]?.question;

describe("a question about fees", () => {
  it.each([
    ["What will my aged fee be if I remove 300 units?", 300],
    ["What will my aged fee be if I take 40 of the oldest out?", 40],
    ["What will my storage fee be if I send 200 units?", 0],
    ["What will my storage fee be if I order 200 more?", 0],
    ["What will my storage fee be next month?", 0],
  ])("supposes only units that are taken out as taken out: %s", (text, units) => {
    expect(first(text)).toMatchObject({ kind: "feeForward", productId: 7, units });
  });

  it("asks for the product of the units that are to be taken out", () => {
    const text = "What will my aged fee be if I remove 300 units?";
    expect(lacksProduct(null, classify(text))).toBe(true);
    expect(lacksProduct(PRODUCT, classify(text))).toBe(false);
    expect(lacksProduct(null, classify("What will my aged fee be next month?"))).toBe(false);
    expect(first(text, null)).toMatchObject({ kind: "feeForward", productId: 0, units: 0 });
  });

  it.each(["storage", "utilization", "aged", "overage"])(
    "about avoiding the %s fee keeps the product",
    (name) => {
      const text = `How can I avoid the ${name} fee next month?`;
      expect(first(text)).toMatchObject({ kind: "feeTarget", productId: 7 });
      expect(first(text, null)).toMatchObject({ kind: "feeTarget", productId: 0 });
      const [choice] = feeChoices(ON, PRODUCT, classify(text));
      expect(choice && labelText(choice.label, "en")).toContain("BL-204");
    },
  );
});

it("a question about over-ordering is held against the plan", () => {
  const of = { subject: says("askBoxStock"), fromOn: "2026-10-25", toOn: ON };
  for (const text of ["Did I over-order or did demand fall?", "How much did I overorder?"])
    expect(stockChoices(of, null, classify(text))[0]?.question).toMatchObject({
      kind: "stockContrast",
    });
});
