import { type Browser, expect, test } from "@playwright/test";
import { sessionOf } from "./people.ts";

test.use({ storageState: sessionOf("seller") });

/** A plan of the same day by the operator: it knows what was stated since the last one. */
async function planAgain(browser: Browser): Promise<void> {
  const context = await browser.newContext({ storageState: sessionOf("policyAuthor") });
  const desk = await context.newPage();
  await desk.goto("/policy/runs");
  await desk.waitForLoadState("networkidle");
  await desk.getByRole("button", { name: "Plan now" }).click();
  await expect(desk).toHaveURL(/\/policy\/runs\/\d+$/);
  await expect(desk.getByText("Done", { exact: true }).first()).toBeVisible({ timeout: 180_000 });
  await context.close();
}

test("a seller reads a forecast, sees how good earlier ones were, and states what they know", async ({
  page,
  browser,
}) => {
  test.setTimeout(360_000);
  await page.goto("/");
  await page.getByRole("link", { name: "Forecast", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Forecast" })).toBeVisible();
  const rows = page.getByRole("table", { name: "Forecasts" }).getByRole("row");
  await expect(rows.nth(1)).toContainText(/\d of \d/);
  const otherSku =
    (await rows
      .nth(2)
      .getByRole("rowheader")
      .getByRole("link")
      .locator("span")
      .first()
      .textContent()) ?? "";
  await rows.nth(1).getByRole("rowheader").getByRole("link").click();
  await expect(page).toHaveURL(/\/forecast\/\d+$/);

  await test.step("a span of weeks has one figure, on its tile and over the chart", async () => {
    const tile = page.getByText("Next 13 weeks", { exact: true }).locator("..");
    const units = /([\d,.]+)\s*units/.exec((await tile.textContent()) ?? "")?.[1] ?? "none";
    await expect(
      page.getByText(`We expect about ${units} units in the next 13 weeks`).first(),
    ).toBeVisible();
  });

  await test.step("the chart's figures stand in a table", async () => {
    const figure = page.getByRole("figure", { name: /^Demand of .* by week/ });
    await expect(figure).toContainText(/We expect about [\d,]+ units in the next 13 weeks/);
    const table = figure.getByRole("table");
    // A press before the page is alive is lost; a person presses again.
    await expect(async () => {
      if (!(await table.isVisible()))
        await figure.getByRole("button", { name: "Show table" }).click({ timeout: 1000 });
      await expect(table).toBeVisible({ timeout: 1000 });
    }).toPass();
    await expect(table.getByRole("row")).toHaveCount(1 + 26 + 26);
    await figure.getByRole("button", { name: "Show chart" }).click();
  });

  await test.step("an earlier forecast is laid over, with what became of it", async () => {
    const choice = page.getByRole("combobox", { name: "Earlier forecast" });
    await choice.selectOption({ index: (await choice.getByRole("option").count()) - 1 });
    await expect(page).toHaveURL(/run=\d+/);
    await expect(page.getByText(/of its 8 weeks fell inside the range we gave/)).toBeVisible();
    await expect(page.getByText("Expected earlier, with its range")).toBeVisible();
  });

  await test.step("what should lie in each building stands beside what does, with why", async () => {
    const table = page.getByRole("table", { name: "Stock per building" });
    await expect(table.getByRole("columnheader", { name: /On the way/ })).toBeVisible();
    const product = page.url();
    await table
      .getByRole("link", { name: /^Why .*: target of / })
      .first()
      .click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^The target for .+ at .+/);
    await page.goto(product);
  });

  await test.step("an adjustment shows its effect, is kept, and waits for the next plan", async () => {
    const view = page.getByRole("region", { name: "Your own view" });
    await view.getByRole("spinbutton", { name: "Factor" }).fill("1.5");
    await expect(view.getByRole("status")).toHaveText(/4 weeks: [\d.,]+ becomes [\d.,]+ units\./);
    await view.getByRole("textbox", { name: "Reason" }).fill("A shop window in town");
    await view.getByRole("button", { name: "Adjust" }).click();
    const kept = view.getByRole("list", { name: "Adjustments" }).getByRole("listitem");
    await expect(kept).toContainText("× 1.50");
    await expect(kept).toContainText("waits for the next plan");

    await view.getByRole("spinbutton", { name: "Factor" }).fill("2");
    await view.getByRole("textbox", { name: "Reason" }).fill("The same weeks again");
    await view.getByRole("button", { name: "Adjust" }).click();
    await expect(view.getByText(/An adjustment of yours holds for some of these/)).toBeVisible();
  });

  await test.step("what the next plan changes is told by cause, in words and in figures", async () => {
    await planAgain(browser);
    const panel = page.getByRole("region", { name: "What changed since the last plan" });
    const figure = panel.getByRole("figure", { name: /^Causes of the change/ });
    // The worker finds the causes in the minutes after a plan.
    await expect(async () => {
      await page.reload();
      await expect(figure.getByText("Your own adjustments", { exact: true })).toBeVisible({
        timeout: 2000,
      });
    }).toPass({ timeout: 120_000 });
    // Half as much again in four weeks can only be more.
    await expect(panel).toContainText(
      /The forecast for .* is [\d.,]+ units, up [\d.,]+ units from/,
    );
    await expect(figure.getByRole("listitem").first()).toContainText("Last plan");
    await expect(figure.getByRole("listitem").last()).toContainText("This plan");
    await expect(panel).toContainText(
      "What your own adjustments and promotions add to these weeks",
    );
    const view = page.getByRole("region", { name: "Your own view" });
    const kept = view.getByRole("list", { name: "Adjustments" }).getByRole("listitem");
    await expect(kept).toContainText("in this forecast");
    await kept.getByRole("button", { name: "Withdraw" }).click();
    await expect(view.getByText("No adjustment holds for the weeks ahead.")).toBeVisible();
  });

  await test.step("the product before it is named, refused where there is none, and withdrawn", async () => {
    const panel = page.getByRole("region", { name: "Goes on from another product" });
    await panel.getByRole("button", { name: "Name the product before it" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("SKU of the product before it").fill("NOT-A-SKU");
    await dialog.getByRole("button", { name: "Save" }).click();
    await expect(dialog).toContainText("This account has no product with that SKU.");
    await dialog.getByLabel("SKU of the product before it").fill(otherSku);
    await dialog.getByLabel("Share of its demand (%)").fill("40");
    await dialog.getByRole("button", { name: "Save" }).click();
    await expect(panel).toContainText(`${otherSku}, 40 % of its demand`);
    await expect(panel).toContainText("waits for the next plan");
    await panel.getByRole("button", { name: "Withdraw" }).click();
    await expect(panel.getByRole("button", { name: "Name the product before it" })).toBeVisible();
  });

  await test.step("a promotion is declared and marked on the chart", async () => {
    const panel = page.getByRole("region", { name: "Promotions" });
    await panel.getByRole("textbox", { name: "Name" }).fill("Winter deal");
    await panel.getByLabel("First day").fill("2026-12-07");
    await panel.getByLabel("Last day").fill("2026-12-09");
    await panel.getByRole("button", { name: "Declare" }).click();
    await expect(
      panel.getByRole("list", { name: "Promotions" }).getByRole("listitem"),
    ).toContainText("effect learnt from past sales");
    await expect(page.getByText("Your promotion: Winter deal")).toBeVisible();
    await panel.getByRole("button", { name: "Withdraw" }).click();
    await expect(panel.getByText("No promotion is declared.")).toBeVisible();
  });
});

test.describe("support", () => {
  test.use({ storageState: sessionOf("support") });

  test("reads a seller's forecast as the seller sees it, and can change nothing", async ({
    page,
  }) => {
    await page.goto("/support/sellers/orchard-gate-kitchen/forecast");
    await expect(page.getByRole("heading", { level: 1, name: "Forecast" })).toBeVisible();
    const rows = page.getByRole("table", { name: "Forecasts" }).getByRole("row");
    await rows.nth(1).getByRole("rowheader").getByRole("link").click();
    await expect(page).toHaveURL(/\/support\/sellers\/orchard-gate-kitchen\/forecast\/\d+$/);
    await expect(page.getByText(/We expect about [\d,.]+ units/).first()).toBeVisible();
    await expect(page.getByRole("region", { name: "The seller's own view" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Adjust", exact: true })).toHaveCount(0);
    await page.getByRole("link", { name: "Forecast", exact: true }).first().click();
    await expect(page).toHaveURL(/\/support\/sellers\/orchard-gate-kitchen\/forecast$/);
  });
});

test("another seller's product is a page that does not exist", async ({ page }) => {
  const response = await page.goto("/s/gravel-pond-outdoor/forecast/1");
  expect(response?.status()).toBe(404);
});
