import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { sessionOf } from "./people.ts";

test.use({ storageState: sessionOf("seller") });

const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });

/** A choice made before the page is alive is lost; a person chooses again. */
async function choose(page: Page, language: string, title: RegExp): Promise<void> {
  await expect(async () => {
    await page
      .getByLabel(/^(Language of the answer|Sprache der Antwort|回答の言語)$/)
      .selectOption(language);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(title, { timeout: 3000 });
  }).toPass();
}

test("a seller reads an answer in German and Japanese, and the browser remembers it", async ({
  page,
}) => {
  await page.goto("/");
  await page.getByRole("link", { name: "Limits", exact: true }).click();
  await page
    .getByRole("link", { name: /^Why .*standard-size limit for December 2026/ })
    .first()
    .click();
  await expect(page).toHaveURL(/\/why\/[0-9a-f-]{36}/);

  await choose(page, "Deutsch", /^Ihr Limit für Standardgröße im Dezember 2026$/);
  const answer = page.getByRole("region", { name: "Antwort" });
  await expect(answer).toContainText(/ beträgt [\d.,]+\s?ft³: .* weniger als zuvor/);
  await expect(page.locator("[lang=de]").filter({ has: answer })).toHaveCount(1);
  await expect(page.getByRole("button", { name: /Platz im Netz/ })).toBeVisible();
  await expect(page.getByRole("region", { name: "Wie dies geprüft wurde" })).toBeVisible();
  await expect(page.getByRole("region", { name: "Weiter fragen" })).toContainText(
    "Was geschieht, wenn?",
  );
  await expect(page.getByLabel("Nach einer Zahl fragen")).toBeVisible();
  await page.reload();
  await expect(answer).toContainText("beträgt");
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);

  await choose(page, "日本語", /^2026年12月の標準サイズの保管上限$/);
  await expect(page.getByRole("region", { name: "回答" })).toContainText("減りました。");

  await test.step("nothing runs out of a phone's screen, nor where the page runs from right to left", async () => {
    await page.setViewportSize({ width: 360, height: 800 });
    expect(await overflow(page)).toBe(0);
    await choose(page, "Deutsch", /^Ihr Limit/);
    expect(await overflow(page)).toBe(0);
    await page.evaluate(() => document.documentElement.setAttribute("dir", "rtl"));
    expect(await overflow(page)).toBe(0);
  });
});
