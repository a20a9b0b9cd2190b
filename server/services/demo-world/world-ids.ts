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
  /** By account index; -1 where the account has no such report. */
  readonly importId: Readonly<Record<DemoReport, readonly number[]>>;
  /** Reports whose facts are in. */
  readonly loaded: ReadonlySet<DemoReport>;
}

export const REPORTS: readonly DemoReport[] = [
  "inventory_planning",
  "all_orders_by_order_date",
  "all_orders_by_last_update",
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
  const importsOf = (report: DemoReport) => imports.filter((row) => row.reportType === report);
  const importIdsOf = (report: DemoReport) => {
    const byAccount = new Map(importsOf(report).map((row) => [row.accountId, row.importId]));
    return accountId.map((id) => byAccount.get(id) ?? -1);
  };
  return {
    sellerId: accounts.map((row) => row.sellerId),
    accountId,
    productId: world.products.map(
      ({ account, sku }) => bySku.get(`${accountId[account]}:${sku}`) ?? -1,
    ),
    importId: {
      inventory_planning: importIdsOf("inventory_planning"),
      all_orders_by_order_date: importIdsOf("all_orders_by_order_date"),
      all_orders_by_last_update: importIdsOf("all_orders_by_last_update"),
      inbound_shipments: importIdsOf("inbound_shipments"),
      inventory_ledger_summary: importIdsOf("inventory_ledger_summary"),
    },
    loaded: new Set(
      REPORTS.filter((report) => importsOf(report).every(({ status }) => status === "loaded")),
    ),
  };
}
