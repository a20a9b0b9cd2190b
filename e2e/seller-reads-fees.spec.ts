import { expect, test } from "@playwright/test";
import { sessionOf } from "./people.ts";

test.use({ storageState: sessionOf("seller") });

test("a seller reads a month's fees, asks why one changed, and takes the file", async ({
  page,
}) => {
  await page.goto("/");
  await page.getByRole("link", { name: "Fees", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Fees" })).toBeVisible();
  const fees = page.getByRole("table", { name: "Amount of each fee" });
  await expect(fees.getByRole("rowheader")).toHaveCount(7);

  const file = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download CSV" }).click();
  expect((await file).suggestedFilename()).toMatch(/^fees-.+-\d{4}-\d\d\.csv$/);

  await fees.getByRole("link", { name: /^Why .*: change of Storage fee/ }).click();
  await expect(page).toHaveURL(/\/why\/[0-9a-f-]{36}/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Your storage fee for /);
  await expect(
    page.getByRole("button", { name: /Time of year|More or fewer units/ }).first(),
  ).toBeVisible();
});

test("a seller asks why units on hand and delivery speed changed", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("link", { name: "Inventory", exact: true }).click();
  await page.getByRole("link", { name: /^Why .* units: units on hand/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Your stock on /);
  await expect(page.getByText("Sold and shipped").first()).toBeVisible();
  await page.goBack();
  await page.getByRole("link", { name: "Mean days" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    /^Your mean delivery promise up to /,
  );
});
