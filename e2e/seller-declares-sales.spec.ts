import { expect, test } from "@playwright/test";
import { sessionOf } from "./people.ts";

test.use({ storageState: sessionOf("seller") });

test("a seller declares sales ahead, sees what that would change, and takes it back", async ({
  page,
}) => {
  test.setTimeout(90_000);
  await page.goto("/");
  await page.getByRole("link", { name: "Limits", exact: true }).click();
  const panel = page.getByRole("region", { name: "What lies ahead" });
  await expect(panel).toContainText(/What you declare counts \d+%/);

  await test.step("the change is shown before anything is declared", async () => {
    await panel.getByLabel("What is coming").selectOption({ label: "Promotion or campaign" });
    await panel.getByLabel("First month").selectOption({ index: 1 });
    await panel.getByLabel("Last month").selectOption({ index: 1 });
    await panel.getByLabel("Extra sales a month, in ft³").fill("40");
    await panel.getByLabel("How probable, in %").fill("70");
    await panel.getByLabel("What it rests on").fill("A slot in the spring catalogue");
    const preview = panel.getByRole("region", { name: "What it would change" });
    await expect(async () => {
      if (!(await preview.isVisible()))
        await panel
          .getByRole("button", { name: "See what it would change" })
          .click({ timeout: 1000 });
      await expect(preview).toContainText(/of it counts.*Your limit would/, { timeout: 3000 });
    }).toPass();
  });

  await test.step("it is declared, stands in the list, and is withdrawn", async () => {
    await panel.getByRole("button", { name: "Declare", exact: true }).click();
    await expect(panel.getByRole("status")).toHaveText("Declared. The next plan uses it.");
    const entry = panel.getByRole("listitem").filter({ hasText: "A slot in the spring catalogue" });
    await expect(entry).toContainText("40 ft³ more a month, 70% probable");
    await expect(entry).toContainText("open");
    await entry.getByRole("button", { name: "Withdraw" }).click();
    await expect(entry).toContainText("withdrawn");
    await expect(entry.getByRole("button", { name: "Withdraw" })).toHaveCount(0);
  });
});
