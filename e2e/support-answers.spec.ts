import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { sessionOf } from "./people.ts";

test("support answers a seller's question with the explanation", async ({ browser }) => {
  const sellerContext = await browser.newContext({ storageState: sessionOf("seller") });
  const seller = await sellerContext.newPage();
  await seller.goto("/");
  await seller.getByRole("link", { name: "Limits", exact: true }).click();
  await seller
    .getByRole("link", { name: /^Why .*standard-size limit for December 2026/ })
    .first()
    .click();
  await seller.waitForURL(/\/why\/[0-9a-f-]{36}/);
  await seller.waitForLoadState("networkidle");
  await seller.getByRole("button", { name: "Ask support" }).click();
  await seller.getByLabel("Your question").fill("My sales are steady. Who took my space?");
  await seller.getByRole("button", { name: "Send" }).click();
  await expect(seller).toHaveURL(/\/cases\/\d+$/);
  const caseId = seller.url().split("/").at(-1);

  const supportContext = await browser.newContext({ storageState: sessionOf("support") });
  const support = await supportContext.newPage();
  await support.goto("/support");
  await support
    .getByRole("link", { name: /Your standard-size limit for December 2026/ })
    .last()
    .click();
  await expect(support.getByText("My sales are steady. Who took my space?")).toBeVisible();
  await expect(support.getByText(/is .* ft³, down .* ft³ from .* ft³\./).first()).toBeVisible();
  await test.step("support reads the case, its answer and the prepared reply in German", async () => {
    const language = support.getByLabel(/^(Language of the answer|Sprache der Antwort)$/);
    // A choice made before the page is alive is lost; a person chooses again.
    await expect(async () => {
      await language.selectOption("Deutsch");
      await expect(support.getByLabel("Ihre Antwort")).toHaveValue(/^Guten Tag,/, {
        timeout: 3000,
      });
    }).toPass();
    await expect(support.getByRole("region", { name: "Antwort", exact: true })).toContainText(
      "beträgt",
    );
    await expect(support.getByRole("tab", { name: "Rohe Aufzeichnung" })).toBeVisible();
    const { violations } = await new AxeBuilder({ page: support }).analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
    await language.selectOption("English");
    await expect(support.getByLabel("Your reply")).toHaveValue(/^Hello,/);
  });
  await support.getByRole("button", { name: /Send reply/ }).click();
  await expect(support.getByText("Answered").first()).toBeVisible();

  await seller.reload();
  await expect(seller.getByText("Answered").first()).toBeVisible();
  await seller
    .getByRole("link", { name: /explanation/i })
    .last()
    .click();
  await expect(seller).toHaveURL(/\/why\/[0-9a-f-]{36}/);
  expect(caseId).toMatch(/^\d+$/);
  await sellerContext.close();
  await supportContext.close();
});
