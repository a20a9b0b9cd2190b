import { expect, test } from "@playwright/test";
import { sessionOf } from "./people.ts";

test.use({ storageState: sessionOf("seller") });

test("a seller sees what a quantity of their own would change, sets it with a reason, and takes it back", async ({
  page,
}) => {
  test.setTimeout(90_000);
  await page.goto("/");
  await page.getByRole("link", { name: "Replenishment", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Replenishment" })).toBeVisible();
  const row = page.getByRole("table", { name: "Advised quantities" }).getByRole("row").nth(1);
  const title = await row.getByRole("rowheader").getByRole("link").getAttribute("title");
  const sku = title?.replace("What we expect of ", "") ?? "";
  const dialog = page.getByRole("dialog", { name: `Quantity of ${sku}` });
  // A press before the page is alive is lost; a person presses again.
  await expect(async () => {
    if (!(await dialog.isVisible()))
      await page
        .getByRole("button", { name: `Change the quantity of ${sku}` })
        .click({ timeout: 1000 });
    await expect(dialog).toBeVisible({ timeout: 1000 });
  }).toPass();

  await test.step("the price stands there before anything can be confirmed", async () => {
    await expect(dialog.getByText("This is what the plan advises: nothing changes.")).toBeVisible();
    await dialog.getByRole("textbox", { name: "Units to send" }).fill("some");
    await expect(dialog.getByText("Type a whole number of units.")).toBeVisible();
    await expect(dialog.getByRole("button", { name: "Confirm" })).toBeDisabled();
    await dialog.getByRole("textbox", { name: "Units to send" }).fill("777");
    const effect = dialog.getByRole("list", { name: "What it changes" });
    await expect(effect).toContainText("you would send 777 units");
    await expect(effect).toContainText(/Expected profit|cannot be told/);
    await expect(effect).toContainText(/ft³ (more|less) of your limit/);
  });

  await test.step("it is kept with its reason, and waits for the next plan", async () => {
    const lastDay = dialog.getByLabel("Last day it holds");
    await lastDay.fill((await lastDay.getAttribute("max")) ?? "");
    await dialog.getByRole("textbox", { name: "Reason" }).fill("A fair in town");
    await dialog.getByRole("button", { name: "Confirm" }).click();
    await expect(dialog).toBeHidden();
    const kept = page.getByRole("list", { name: "Quantities set by hand" });
    await expect(kept.getByRole("listitem").filter({ hasText: sku })).toContainText(
      "777 units instead of",
    );
    await expect(kept).toContainText("A fair in town");
  });

  await test.step("it is withdrawn", async () => {
    await page.getByRole("button", { name: `Withdraw the quantity of ${sku}` }).click();
    await expect(
      page.getByText("No quantity is set by hand: the plan's advice stands."),
    ).toBeVisible();
  });

  await test.step("a budget is told and taken back", async () => {
    const panel = page.getByRole("region", { name: "Your budget" });
    await panel.getByRole("spinbutton").fill("2500");
    await panel.getByRole("button", { name: "Save budget" }).click();
    await expect(panel.getByRole("status")).toHaveText("Saved. The next plan keeps it.");
    await panel.getByRole("spinbutton").fill("");
    const saved = page.waitForResponse(/replenishment\.setBudget/);
    await panel.getByRole("button", { name: "Save budget" }).click();
    await saved;
    await page.reload();
    await expect(
      page.getByRole("region", { name: "Your budget" }).getByRole("spinbutton"),
    ).toHaveValue("");
  });
});
