import { expect, test } from "@playwright/test";
import { people, sessionOf, signInOf } from "./people.ts";

for (const person of people) {
  test(`${person} signs in`, async ({ page }) => {
    const { email, password } = signInOf(person);
    await page.goto("/sign-in");
    await page.getByLabel("Email").fill(email);
    await page.getByLabel("Password", { exact: true }).fill(password);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(page.getByRole("heading", { level: 1 })).not.toHaveText("Sign in");
    await page.context().storageState({ path: sessionOf(person) });
  });
}
