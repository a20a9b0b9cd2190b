import { expect, test } from "@playwright/test";
import { sessionOf } from "./people.ts";

test.use({ storageState: sessionOf("seller") });

test("a seller sees where units go, opens why, and compares with other buildings", async ({
  page,
}) => {
  await page.goto("/");
  await page.getByRole("link", { name: "Placement", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Placement" })).toBeVisible();
  const row = page.getByRole("table", { name: "Units by building" }).getByRole("row").nth(1);

  // A press before the page is alive is lost; a person presses again.
  const dialog = page.getByRole("dialog");
  await expect(async () => {
    if (!(await dialog.isVisible()))
      await row.getByRole("button", { name: /^Compare buildings for / }).click({ timeout: 1000 });
    await expect(dialog).toBeVisible({ timeout: 1000 });
  }).toPass();
  await expect(dialog.getByText("Shipping to buyers").first()).toBeVisible();
  // What carriers and buildings are paid is told in words, never in money.
  await expect(dialog.getByText(/^(no dearer|dearer|clearly dearer) there$/).first()).toBeVisible();
  await expect(dialog.getByText(/[$€£¥]/)).toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);

  await row
    .getByRole("link", { name: /^Why .*: units of / })
    .first()
    .click();
  await expect(page).toHaveURL(/\/why\/[0-9a-f-]{36}/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^The quantity of .+ for .+/);
  await expect(page.getByText(/^The quantity of .+ for .+ is .+ units?\.$/).first()).toBeVisible();
});
