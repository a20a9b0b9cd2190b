// Every kind of question that screens and answers offer opens: for the seller, and for support at the seller's account.
import { type APIRequestContext, expect, test } from "@playwright/test";
import { addressOf, questionsOf, SCREENS } from "../scripts/viewers/questions.ts";
import { type Person, sessionOf } from "./people.ts";

/** Who, at which account, on which screens, and the fewest kinds of question that these offer. */
const places: readonly (readonly [Person, string, readonly string[], number])[] = [
  ["seller", "/s/orchard-gate-kitchen", SCREENS, 30],
  ["support", "/support/sellers/orchard-gate-kitchen", ["", "limits", "fees", "forecast"], 8],
];
/** Questions of one kind that are opened. */
const OF_A_KIND = 2;

async function readPage(request: APIRequestContext, address: string): Promise<string> {
  const response = await request.get(address, { timeout: 60_000 });
  expect.soft(response.status(), address).toBe(200);
  return await response.text();
}

for (const [person, base, screens, leastKinds] of places) {
  test(`every question that ${person} is offered has an answer`, async ({
    playwright,
    baseURL,
  }) => {
    test.setTimeout(600_000);
    const request = await playwright.request.newContext({
      ...(baseURL === undefined ? {} : { baseURL }),
      storageState: sessionOf(person),
    });
    const countOf = new Map<string, number>();
    const found = new Set<string>();
    const waiting = screens.map((screen) => `${base}/${screen}`);
    for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
      for (const question of questionsOf(await readPage(request, address), base)) {
        const count = countOf.get(question.kind) ?? 0;
        const next = addressOf(base, question);
        if (count >= OF_A_KIND || found.has(next)) continue;
        found.add(next);
        countOf.set(question.kind, count + 1);
        waiting.push(next);
      }
    }
    expect(countOf.size).toBeGreaterThanOrEqual(leastKinds);
    await request.dispose();
  });
}
