// Which rows of the database a simulated world's accounts, products and reports became.
import type { World } from "@/lib/optimizer/simulation/index.ts";
import type { Tx } from "@/server/repositories/database.ts";
import {
  type DemoReport,
  listAccountsBySlug,
  listDemoImports,
  listProductIds,
} from "@/server/repositories/demo-world.ts";
import type { WorkerScope } from "@/server/repositories/scope.ts";

export interface WorldIds {
  /** By account index. */
  readonly sellerId: readonly number[];
  readonly accountId: readonly number[];
  /** By product index. */
  readonly productId: readonly number[];
  /** By account index. */
  readonly importId: Readonly<Record<DemoReport, readonly number[]>>;
  /** Reports whose facts are in. */
  readonly loaded: ReadonlySet<DemoReport>;
}

export const REPORTS: readonly DemoReport[] = [
  "fba_inventory",
  "all_orders_by_order_date",
  "inbound_shipments",
  "inventory_ledger_summary",
];

/** Reads the ids of a world that was registered. */
export async function readWorldIds(tx: Tx, scope: WorkerScope, world: World): Promise<WorldIds> {
  const slugs = world.accounts.map(({ slug }) => slug);
  const rows = await listAccountsBySlug(tx, scope, slugs);
  const bySlug = new Map(rows.map((row) => [row.slug, row]));
  const accounts = slugs.map((slug) => {
    const row = bySlug.get(slug);
    if (!row) throw new Error(`demo world: account ${slug} is missing`);
    return row;
  });
  const accountId = accounts.map((row) => row.accountId);
  const products = await listProductIds(tx, scope, accountId);
  const bySku = new Map(products.map((row) => [`${row.accountId}:${row.sku}`, row.productId]));
  const imports = await listDemoImports(tx, scope, accountId);
  const importsOf = (report: DemoReport) =>
    accountId.map((id) => {
      const row = imports.find((each) => each.accountId === id && each.reportType === report);
      if (!row) throw new Error(`demo world: account ${id} has no report ${report}`);
      return row;
    });
  return {
    sellerId: accounts.map((row) => row.sellerId),
    accountId,
    productId: world.products.map(
      ({ account, sku }) => bySku.get(`${accountId[account]}:${sku}`) ?? -1,
    ),
    importId: {
      fba_inventory: importsOf("fba_inventory").map(({ importId }) => importId),
      all_orders_by_order_date: importsOf("all_orders_by_order_date").map(
        ({ importId }) => importId,
      ),
      inbound_shipments: importsOf("inbound_shipments").map(({ importId }) => importId),
      inventory_ledger_summary: importsOf("inventory_ledger_summary").map(
        ({ importId }) => importId,
      ),
    },
    loaded: new Set(
      REPORTS.filter((report) => importsOf(report).every(({ status }) => status === "loaded")),
    ),
  };
}
