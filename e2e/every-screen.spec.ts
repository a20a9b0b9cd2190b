import { expect, test } from "@playwright/test";
import { looks } from "./looks.ts";
import { type Person, sessionOf } from "./people.ts";
import { expectSound } from "./sound.ts";

const ACCOUNT = "/s/orchard-gate-kitchen";
const screens: Readonly<
  Record<Exclude<Person, "newSeller" | "policyApprover">, readonly string[]>
> = {
  seller: [
    `${ACCOUNT}/overview`,
    `${ACCOUNT}/inventory`,
    `${ACCOUNT}/forecast`,
    `${ACCOUNT}/limits`,
    `${ACCOUNT}/extra-space`,
    `${ACCOUNT}/replenishment?only=advised`,
    `${ACCOUNT}/placement`,
    `${ACCOUNT}/fees`,
    `${ACCOUNT}/imports`,
    `${ACCOUNT}/cases`,
    "/roots",
  ],
  support: [
    "/support/queue",
    "/support/sellers?q=orchard",
    "/support/sellers/orchard-gate-kitchen",
    "/support/sellers/orchard-gate-kitchen/forecast",
    "/support/sellers/orchard-gate-kitchen/limits",
    "/support/sellers/orchard-gate-kitchen/extra-space",
    "/support/sellers/orchard-gate-kitchen/fees",
  ],
  policyAuthor: [
    "/policy/policies",
    "/policy/runs",
    "/policy/ask?kind=limitShift",
    "/policy/network",
    "/policy/market",
    "/policy/models",
    "/policy/models/quality?segment=lumpy.all",
    "/policy/events",
  ],
};

/** Screens of staff that are read in the language that is chosen for answers. */
const inReadersLanguage: Readonly<Partial<Record<Person, readonly string[]>>> = {
  support: ["/support/queue", "/support/sellers?q=orchard"],
  policyAuthor: ["/policy/policies", "/policy/policies?policy=fees", "/policy/network"],
};

for (const look of looks) {
  for (const [person, paths] of Object.entries(screens)) {
    test(`${person}'s screens are accessible and fit: ${look.name}`, async ({ browser }) => {
      test.setTimeout(180_000);
      const { colorScheme, viewport } = look;
      const context = await browser.newContext({
        colorScheme,
        viewport,
        storageState: sessionOf(person as Person),
      });
      const page = await context.newPage();
      const errors: string[] = [];
      page.on("pageerror", (error) => errors.push(error.message));
      page.on("console", (message) => {
        if (message.type() === "error") errors.push(message.text());
      });
      for (const path of paths) {
        await test.step(path, async () => {
          await page.goto(path);
          await expectSound(page);
        });
      }
      if (person === "seller") {
        await page.goto(`${ACCOUNT}/limits`);
        await page
          .getByRole("link", { name: /^Why .*limit for/ })
          .first()
          .click();
        await expect(page).toHaveURL(/\/why\/[0-9a-f-]{36}/);
        await expectSound(page);
        await page.goto(`${ACCOUNT}/forecast`);
        await page.getByRole("rowheader").getByRole("link").first().click();
        await expect(page).toHaveURL(/\/forecast\/\d+/);
        await expectSound(page);
      }
      const url = new URL(page.url()).origin;
      await context.addCookies([{ name: "whystock_language", value: "de", url }]);
      for (const path of inReadersLanguage[person as Person] ?? []) {
        await test.step(`${path} in German`, async () => {
          await page.goto(path);
          await expect(page.locator("[lang=de]").first()).toBeVisible();
          await expectSound(page);
        });
      }
      expect(errors).toEqual([]);
      await context.close();
    });
  }
}

test("the sign-in page is accessible", async ({ page }) => {
  await page.goto("/sign-in");
  await expectSound(page);
});
