import { expect, test } from "@playwright/test";
import { sessionOf } from "./people.ts";

test.use({ storageState: sessionOf("policyAuthor") });

test("a policy admin finds the bottlenecks of the network and tries what closing a centre would do", async ({
  page,
}) => {
  test.setTimeout(120_000);
  await page.goto("/policy");
  await page.getByRole("link", { name: "Network", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Network" })).toBeVisible();

  const pools = page.getByRole("table", { name: "Pools of space" });
  await expect(pools.getByRole("row", { name: /Standard, December 2026/ })).toBeVisible();
  const bottlenecks = page.getByRole("table", { name: "Bottlenecks" });
  await expect(bottlenecks.getByRole("cell", { name: /per (ft³|unit)/ }).first()).toBeVisible();
  await bottlenecks
    .getByRole("button", { name: /How far the price of/ })
    .first()
    .click();
  await expect(bottlenecks.getByText(/^More saves .*, up to .*\.$/)).toBeVisible({
    timeout: 60_000,
  });
  await expect(bottlenecks.getByText(/^Less costs .*, (down to|all the way).*\.$/)).toBeVisible();
  await page.getByRole("button", { name: "Show table" }).first().click();
  await expect(page.getByRole("rowheader", { name: "RIV1", exact: true })).toBeVisible();

  await page.getByRole("button", { name: "Try a change" }).click();
  const dialog = page.getByRole("dialog", { name: "Try a change" });
  await dialog.getByLabel("Centre").selectOption({ label: "EDS1, Edison, NJ" });
  await dialog.getByRole("button", { name: "Work it out" }).click();
  await expect(dialog.getByText(/The plan would cost .* more over its 26 weeks/)).toBeVisible({
    timeout: 60_000,
  });
  await expect(dialog.getByRole("row", { name: /Units delivered late/ })).toBeVisible();

  await dialog.getByLabel("Change", { exact: true }).selectOption({ label: "Change its storage" });
  await dialog.getByLabel("By how much, %").fill("20");
  await dialog.getByRole("button", { name: "Work it out" }).click();
  await expect(dialog.getByText(/The plan would cost (.* less|about the same)/)).toBeVisible({
    timeout: 60_000,
  });
});
