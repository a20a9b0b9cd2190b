import { expect, test } from "@playwright/test";
import { sessionOf } from "./people.ts";

test("a seller asks for extra space, the desk clears the round, and the seller reads the result and its why", async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const seller = await (await browser.newContext({ storageState: sessionOf("seller") })).newPage();
  await seller.goto("/s/orchard-gate-kitchen/extra-space");
  await expect(
    seller.getByText("Past clearing fees bind nobody", { exact: false }).first(),
  ).toBeVisible();
  const round = seller.getByRole("region").filter({ hasText: "This round takes requests" }).first();
  const title = await round.getByRole("heading", { level: 2 }).textContent();
  await round.getByLabel("Space, in ft³").first().fill("20");
  await round
    .getByLabel(/^Highest fee/)
    .first()
    .fill("0.01");
  await round.getByRole("button", { name: "Ask for space" }).click();
  await expect(round.getByText(/below the least fee/)).toBeVisible();
  await round
    .getByLabel(/^Highest fee/)
    .first()
    .fill("9.50");
  await round.getByRole("button", { name: "Ask for space" }).click();
  await expect(round.getByText("20 ft³ at up to $9.50")).toBeVisible();

  const desk = await (
    await browser.newContext({ storageState: sessionOf("policyAuthor") })
  ).newPage();
  await desk.goto("/policy/market");
  const open = desk.getByRole("region", { name: new RegExp(`^${title ?? ""}, round`) }).first();
  await open.getByRole("button", { name: "Clear now" }).click();
  await desk.getByRole("button", { name: "Clear the round" }).click();
  await expect(open.getByText("First fee not wholly granted")).toBeVisible({ timeout: 30_000 });

  await seller.reload();
  const result = seller.getByRole("region", { name: title ?? "" }).first();
  await expect(result.getByText("Granted", { exact: true }).first()).toBeVisible();
  await result.getByRole("link", { name: /^Why .*extra/ }).click();
  await expect(seller.getByRole("heading", { level: 1 })).toContainText("Your extra");
  await expect(seller.getByText(/is 20 ft³\./).first()).toBeVisible();
});
