import { expect, test } from "@playwright/test";
import { sessionOf } from "./people.ts";

test.use({ storageState: sessionOf("newSeller") });

const HEADER =
  "amazon-order-id\tmerchant-order-id\tpurchase-date\tlast-updated-date\torder-status\tfulfillment-channel\tsales-channel\torder-channel\tship-service-level\tproduct-name\tsku\tasin\titem-status\tquantity\tcurrency\titem-price\titem-tax\tshipping-price\tshipping-tax\tgift-wrap-price\tgift-wrap-tax\titem-promotion-discount\tship-promotion-discount\tship-city\tship-state\tship-postal-code\tship-country\tpromotion-ids\tis-business-order\tpurchase-order-number\tprice-designation";

const line = (order: string, date: string, quantity: string, price: string) =>
  `${order}\t\t${date}\t${date}\tShipped\tAmazon\tAmazon.co.uk\t\tStandard\tOak coat hook\tHOOK-1\tB000000001\tShipped\t${quantity}\tGBP\t${price}\t\t\t\t\t\t\t\tSpringfield\t\tAB1 2CD\tGB\t\tfalse\t\t`;

// The same file twice changes nothing, so each walk brings orders of its own.
const walk = crypto.randomUUID().slice(0, 8);
const report = [
  HEADER,
  line(`${walk}-1`, "2026-11-02T10:00:00+00:00", "2", "24.00"),
  line(`${walk}-2`, "yesterday", "1", "12.00"),
  line(`${walk}-3`, "2026-11-03T10:00:00+00:00", "several", "12.00"),
  line(`${walk}-4`, "2026-11-04T10:00:00+00:00", "1", "twelve"),
  line(`${walk}-5`, "2026-11-05T10:00:00+00:00", "1", "12.00"),
].join("\n");

test("a seller uploads a report with three bad rows and sees which", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("link", { name: "Imports", exact: true }).click();
  await page.waitForLoadState("networkidle");
  await page.locator('input[type="file"]').setInputFiles({
    name: "orders-with-three-errors.txt",
    mimeType: "text/tab-separated-values",
    buffer: Buffer.from(report),
  });
  const row = page.getByRole("row", { name: /orders-with-three-errors\.txt/ });
  await expect(row.getByRole("cell", { name: "Loaded", exact: true })).toBeVisible({
    timeout: 45_000,
  });
  await row.getByRole("link", { name: /orders-with-three-errors\.txt/ }).click();
  for (const [lineNo, column] of [
    ["3", "purchase-date"],
    ["4", "quantity"],
    ["5", "item-price"],
  ] as const) {
    await expect(
      page.getByRole("row", { name: new RegExp(`\\b${lineNo}\\b.*${column}`) }),
    ).toBeVisible();
  }
  await expect(page.getByText("Springfield")).toHaveCount(0);
});
