import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LOCALES } from "@/lib/wording/index.ts";
import type { SellerContext } from "@/server/services/context.ts";
import { readBank } from "../question-bank.ts";
import { createPlannedWorld, type PlannedWorld } from "../testing/planned-world.ts";
import { Questions } from "../testing/questions.ts";
import { labelText } from "./label.ts";
import { understandQuestion } from "./propose.ts";

const TYPED = readFileSync(new URL("typed-questions.csv", import.meta.url), "utf8");

let planned: PlannedWorld;
let slug: string;
let productId: number;

beforeAll(async () => {
  planned = await createPlannedWorld({ sizeShare: 0.04, runsDaysBefore: [28, 0] });
  await planned.explainForecasts();
  slug = planned.subjectOf("capacity-squeeze");
  const [first = 0] = await new Questions(planned).productsOf(slug);
  productId = first;
}, 240_000);
afterAll(() => planned?.close());

const understand = (asked: SellerContext, text: string) =>
  understandQuestion(asked, { text, productId });

/** Every question that the box offers for typed ones, and for what it offered for those, by its words in each language. */
async function offeredTo(asker: SellerContext): Promise<Map<string, string>> {
  const asked = new Map<string, string>();
  let open = readBank(TYPED).map(({ question }) => question);
  while (open.length > 0) {
    const found = new Map<string, string>();
    for (const text of open)
      for (const { label, question } of (await understand(asker, text)).choices)
        for (const locale of LOCALES) found.set(labelText(label, locale), JSON.stringify(question));
    open = [...found.keys()].filter((text) => !asked.has(text));
    for (const text of open) asked.set(text, found.get(text) ?? "");
  }
  return asked;
}

describe("whatever the box offers", () => {
  it.each(["seller", "support"] as const)(
    "means the same question when a %s types it, first of all and without doubt",
    async (viewer) => {
      const asker = planned.seller(slug, viewer === "support" ? "support" : undefined);
      const offered = await offeredTo(asker);
      expect(offered.size).toBeGreaterThan(150);
      const others: string[] = [];
      for (const [text, question] of offered) {
        const { choices, isDoubtful } = await understand(asker, text);
        const [first] = choices;
        if (isDoubtful || JSON.stringify(first?.question) !== question)
          others.push(`${text} -> ${first ? labelText(first.label, "en") : "nothing"}`);
      }
      expect(others).toEqual([]);
    },
  );
});
