import { expect, test } from "@playwright/test";
import { sessionOf } from "./people.ts";

test.use({ storageState: sessionOf("support") });

const HELLO = {
  jsonrpc: "2.0",
  id: 1,
  method: "initialize",
  params: {
    protocolVersion: "2025-06-18",
    capabilities: {},
    clientInfo: { name: "a journey", version: "1" },
  },
};

test("a token is shown once, lets an assistant in, and lets nobody in once it is revoked", async ({
  page,
  playwright,
  baseURL,
}) => {
  await page.goto("/support/tokens");
  await page.getByRole("button", { name: "New token" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Journey assistant");
  await dialog.getByRole("button", { name: "Make the token" }).click();
  const token = (await dialog.getByText(/^why_/).textContent()) ?? "";
  expect(token).toMatch(/^why_/);
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(page.getByText(token)).toHaveCount(0);

  // An assistant has the token and no session.
  const assistant = await playwright.request.newContext({
    ...(baseURL === undefined ? {} : { baseURL }),
    storageState: { cookies: [], origins: [] },
    extraHTTPHeaders: {
      accept: "application/json, text/event-stream",
      authorization: `Bearer ${token}`,
    },
  });
  const said = await assistant.post("/api/mcp", { data: HELLO });
  expect(said.status()).toBe(200);
  expect(await said.text()).toContain("whystock");

  await page.reload();
  const row = page.getByRole("row", { name: /Journey assistant/ });
  await expect(row.getByText("not used yet")).toHaveCount(0);
  await row.getByRole("button", { name: "Revoke Journey assistant" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Revoke the token" }).click();
  await expect(row.getByText("Revoked")).toBeVisible();
  expect((await assistant.post("/api/mcp", { data: HELLO })).status()).toBe(401);
  await assistant.dispose();
});
