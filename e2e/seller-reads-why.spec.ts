import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";
import { sessionOf } from "./people.ts";

test.use({ storageState: sessionOf("seller") });

test("a seller sees that a limit fell, and opens why", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
  await expect(
    page.getByText(/standard-size limit for December 2026 is .* down .* from November 2026/),
  ).toBeVisible();

  await page.getByRole("link", { name: "Limits", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Limits" })).toBeVisible();
  await page
    .getByRole("table", { name: /standard-size limits/ })
    .getByRole("row", { name: /December 2026/ })
    .getByRole("link", { name: /^Why .*standard-size limit for December 2026/ })
    .click();

  await expect(page).toHaveURL(/\/why\/[0-9a-f-]{36}/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    "Your standard-size limit for December 2026",
  );
  await expect(page.getByText(/is .* ft³, down .* ft³ from .* ft³\./).first()).toBeVisible();
  const network = page.getByRole("button", { name: /Space in the network/ });
  await network.click();
  await expect(network).toHaveAttribute("aria-pressed", "true");
  await expect(page.getByText(/usable space in the buildings/).first()).toBeVisible();
  await expect(page.getByText("Exact:", { exact: false })).toBeVisible();
});

test("a seller checks the receipt of a limit against the published root, outside the portal", async ({
  page,
}) => {
  await page.goto("/");
  await page.getByRole("link", { name: "Limits", exact: true }).click();
  await page
    .getByRole("link", { name: /^Why .*standard-size limit for December 2026/ })
    .first()
    .click();
  const waiting = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download receipt" }).click();
  const receipt = await (await waiting).path();
  await page.getByRole("link", { name: "How to check it" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /^Roots/ })).toBeVisible();
  const cells = page.getByRole("table", { name: /^Roots of runs/ }).getByText(/^[0-9a-f]{64}$/);
  const roots = await cells.allTextContents();
  const script = fileURLToPath(new URL("../public/verify-receipt.mjs", import.meta.url));
  const args = [script, receipt, ...roots.flatMap((root) => ["--root", root])];
  const said = execFileSync(process.execPath, args, { encoding: "utf8" });
  expect(said).toMatch(/^The receipt holds\.[\s\S]*the run is the published one/);
});

test("a seller follows an advised quantity to the row of a report", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("link", { name: "Replenishment", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Replenishment" })).toBeVisible();
  await page
    .getByRole("link", { name: /^Why .*: advised units of / })
    .first()
    .click();
  await expect(page).toHaveURL(/\/why\/[0-9a-f-]{36}/);
  await page.getByRole("button", { name: /^All \d+ steps$/ }).click();
  await page.getByRole("button", { name: "Rows of reports", exact: true }).first().click();
  await expect(page.getByRole("link", { name: /, line \d+$/ }).first()).toBeVisible();
  await page
    .getByRole("link", { name: /, line \d+$/ })
    .first()
    .click();
  await expect(page).toHaveURL(/\/imports\/\d+\?line=\d+/);
});

test("a seller follows an advised quantity to the forecast it was computed from", async ({
  page,
}) => {
  await page.goto("/");
  await page.getByRole("link", { name: "Replenishment", exact: true }).click();
  await page
    .getByRole("link", { name: /^Why .*: advised units of / })
    .first()
    .click();
  await page.getByRole("button", { name: /^All \d+ steps$/ }).click();
  await page
    .getByRole("listitem")
    .filter({ hasText: /^Mean demand, weeks ahead: \d/ })
    .getByRole("button", { name: "Rows of reports", exact: true })
    .first()
    .click();
  await expect(page.getByText(/^Taken from the forecast with sales up to /)).toBeVisible();
  await expect(
    page.getByText(/^Hash of the history it was made from: [0-9a-f]{64}$/),
  ).toBeVisible();
  await page.getByRole("link", { name: "See this product's forecast" }).click();
  await expect(page).toHaveURL(/\/forecast\/\d+$/);
});

test("the bars of an answer add up to the change, as shown", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("link", { name: "Limits", exact: true }).click();
  await page
    .getByRole("link", { name: /^Why .*standard-size limit for December 2026/ })
    .first()
    .click();
  const rows = page.locator("[data-chart] table tbody tr");
  let amounts: string[] = [];
  // A press before the page is alive is lost; a person presses again.
  await expect(async () => {
    if (!(await rows.first().isVisible())) {
      await page.getByRole("button", { name: "Show table" }).click({ timeout: 1000 });
    }
    await expect(rows.first()).toBeVisible({ timeout: 1000 });
    amounts = await rows.allTextContents();
    expect(amounts.length).toBeGreaterThan(2);
  }).toPass();
  const figures = amounts.map((text) =>
    Number(
      /([+−]?[\d,.]+) ft³/.exec(text)?.[1]?.replace("−", "-").replaceAll(",", "") ?? Number.NaN,
    ),
  );
  const [from = Number.NaN, ...rest] = figures;
  const to = rest.pop() ?? Number.NaN;
  const sum = rest.reduce((total, amount) => total + amount, 0);
  expect(Math.abs(from + sum - to)).toBeLessThan(1e-6);
});

test("a seller asks in plain words what a higher limit would take, chooses, and goes on asking", async ({
  page,
}) => {
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
  const meant = page.getByRole("link", {
    name: /^What would it take for your standard-size limit for .* to be .* ft³\?$/,
  });
  await expect(async () => {
    await page
      .getByLabel("Ask about a number")
      .fill("What must I do to get 20 more cubic feet of limit?");
    await page.getByRole("button", { name: "Ask", exact: true }).click();
    await expect(meant).toBeVisible({ timeout: 3000 });
  }).toPass();
  await meant.click();
  await expect(page).toHaveURL(/\/why\/[0-9a-f-]{36}/);
  await expect(page.getByText(/^Today it is .* ft³\.$/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Print" })).toBeVisible();

  const level = page.getByRole("link", {
    name: /^Why is your standard-size limit .* what it is\?$/,
  });
  await expect(async () => {
    await page.getByLabel("Ask about a number").fill("Why is my limit what it is?");
    await page.getByRole("button", { name: "Ask", exact: true }).click();
    await expect(level).toBeVisible({ timeout: 3000 });
  }).toPass();
  await level.click();
  await expect(page.getByRole("heading", { name: "What happens if?" })).toBeVisible();
  const change = page.getByLabel("What changes");
  await change.selectOption({ index: 1 });
  await page
    .getByRole("region", { name: "Ask further" })
    .getByRole("button", { name: "Find out" })
    .last()
    .click();
  await expect(page.getByText(/^This answer is kept, and compared/)).toBeVisible();
});

test("another account's address is a page that does not exist", async ({ page }) => {
  const response = await page.goto("/s/gravel-pond-outdoor/overview");
  expect(response?.status()).toBe(404);
});
