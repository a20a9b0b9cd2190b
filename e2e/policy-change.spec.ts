import { type Browser, expect, type Page, test } from "@playwright/test";
import { type Person, sessionOf } from "./people.ts";

const REASON = "Sellers with steady sales get more room to grow before the peak";

async function pageOf(browser: Browser, person: Person): Promise<Page> {
  const context = await browser.newContext({ storageState: sessionOf(person) });
  return context.newPage();
}

test("a policy change is simulated, approved by a second person, published, planned, and named to the seller", async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const author = await pageOf(browser, "policyAuthor");
  await author.goto("/policy");
  await author.waitForLoadState("networkidle");
  await author.getByRole("button", { name: "New draft" }).click();
  await author.getByLabel("Reason").fill(REASON);
  await author.getByRole("button", { name: /Create draft/ }).click();
  await expect(author).toHaveURL(/\/policy\/drafts\/\d+$/);
  await author.getByLabel(/Least limit/).fill("90");
  await author.getByRole("button", { name: "Save" }).click();
  await author.getByRole("button", { name: "Simulate" }).click();
  await expect(author.getByRole("heading", { name: /Who gains/ })).toBeVisible();
  await expect(author.getByRole("button", { name: "Approve" })).toBeDisabled();

  const approver = await pageOf(browser, "policyApprover");
  await approver.goto(author.url());
  await approver.getByRole("button", { name: "Approve" }).click();
  await expect(approver.getByText("Approved").first()).toBeVisible();
  await approver.getByRole("button", { name: "Publish" }).click();
  await expect(approver.getByText("Published").first()).toBeVisible();

  await approver.getByRole("button", { name: "Plan now" }).click();
  await expect(approver.getByText("Done", { exact: true }).first()).toBeVisible({
    timeout: 180_000,
  });

  const seller = await pageOf(browser, "seller");
  await seller.goto("/");
  await seller.getByRole("link", { name: "Limits", exact: true }).click();
  await seller
    .getByRole("link", { name: /^Why .*standard-size limit for December 2026/ })
    .first()
    .click();
  await expect(seller.getByText(REASON)).toBeVisible();
});
