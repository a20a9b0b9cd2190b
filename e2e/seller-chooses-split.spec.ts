import { expect, type Page, test } from "@playwright/test";
import { looks } from "./looks.ts";
import { sessionOf } from "./people.ts";
import { expectSound } from "./sound.ts";

const splitPanel = (page: Page) => page.getByRole("region", { name: "Split of your shipment" });
const optionOf = (page: Page, name: string) =>
  splitPanel(page)
    .getByRole("listitem")
    .filter({ has: page.getByRole("heading", { name, exact: true }) });

for (const { name, colorScheme, viewport } of looks) {
  test(`a seller compares the splits of a shipment, chooses one, and takes it back: ${name}`, async ({
    browser,
  }) => {
    test.setTimeout(120_000);
    const context = await browser.newContext({
      colorScheme,
      viewport,
      storageState: sessionOf("seller"),
    });
    const page = await context.newPage();
    await page.goto("/s/orchard-gate-kitchen/placement");
    const [optimised, minimal] = [optionOf(page, "Optimised"), optionOf(page, "Minimal")];

    const fee =
      await test.step("each split says its fee, its buildings and the days to buyers", async () => {
        await expect(splitPanel(page).getByRole("listitem")).toHaveCount(3);
        await expect(optimised).toContainText("In use");
        await expect(optimised).toContainText("$0.00");
        await expect(optionOf(page, "Partial")).toContainText("To two or three buildings");
        await expect(minimal).toContainText("To one building");
        await expect(minimal).toContainText(/[A-Z]+\d* [\d,]+ units?/);
        await expect(minimal).toContainText(/\d+(\.\d+)? days to your buyers on average/);
        const link = minimal.getByRole("link", { name: /^Why .*fee of the minimal split/ });
        return (await link.textContent()) ?? "";
      });
    expect(fee).toMatch(/^\$\d/);

    await test.step("what it would change is told before it is chosen", async () => {
      await minimal.getByRole("link", { name: "What it would change" }).click();
      await expect(page).toHaveURL(/\/why\/[0-9a-f-]{36}/);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(
        "The fee of the minimal split",
      );
      await expect(
        page.getByText(/^The minimal split would send .+ units? to .+, for a fee of /).first(),
      ).toContainText(fee);
      await expectSound(page);
      await page.goBack();
      await expect(minimal).toBeVisible();
    });

    await test.step("it is chosen and confirmed, with its building, its fee and its last day", async () => {
      // A press before the page is alive is lost; a person presses again.
      const choose = minimal.getByRole("button", { name: "Choose the minimal split" });
      await expect(async () => {
        if (await choose.isVisible()) await choose.click({ timeout: 1000 });
        await expect(minimal).toContainText("In use", { timeout: 3000 });
      }).toPass();
      const confirmed = splitPanel(page).getByRole("status");
      await expect(confirmed).toContainText(
        /^You chose the minimal split: [A-Z0-9]+, offered for /,
      );
      await expect(confirmed).toContainText(fee);
      await expect(confirmed).toContainText(/It holds until .+\. The next plan keeps to it\.$/);
      await expect(optimised).not.toContainText("In use");
      await expectSound(page);
    });

    await test.step("it stands when the page is opened again, and is taken back", async () => {
      await page.reload();
      await expect(minimal).toContainText("In use");
      const back = optimised.getByRole("button", { name: "Choose the optimised split" });
      await expect(async () => {
        if (await back.isVisible()) await back.click({ timeout: 1000 });
        await expect(optimised).toContainText("In use", { timeout: 3000 });
      }).toPass();
      await expect(splitPanel(page).getByRole("status")).toBeEmpty();
      await expect(minimal.getByRole("button", { name: "Choose the minimal split" })).toBeEnabled();
    });
    await context.close();
  });
}
