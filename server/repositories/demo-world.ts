// The demo world's tables, written once by the worker's role.
import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { Connection, Db, Tx } from "@/db/client.ts";
import {
  account,
  accountSetting,
  appUser,
  fc,
  fcPool,
  fcRate,
  importFile,
  inboundShipment,
  lane,
  networkEvent,
  policyVersion,
  product,
  region,
} from "@/db/schema/index.ts";
import { ownedBy, type WorkerScope } from "./scope.ts";

export interface NewNetwork {
  readonly fcs: readonly (typeof fc.$inferInsert)[];
  readonly pools: readonly (typeof fcPool.$inferInsert)[];
  readonly rates: readonly (typeof fcRate.$inferInsert)[];
  readonly regions: readonly (typeof region.$inferInsert)[];
  readonly lanes: readonly (typeof lane.$inferInsert)[];
  readonly events: readonly (typeof networkEvent.$inferInsert)[];
}

export async function insertNetwork(
  tx: Tx,
  _scope: WorkerScope,
  network: NewNetwork,
): Promise<void> {
  await tx.insert(fc).values([...network.fcs]);
  await tx.insert(region).values([...network.regions]);
  await tx.insert(lane).values([...network.lanes]);
  await tx.insert(fcPool).values([...network.pools]);
  await tx.insert(fcRate).values([...network.rates]);
  await tx.insert(networkEvent).values([...network.events]);
}

/** True when the network of a marketplace is there. */
export async function hasNetwork(
  tx: Tx,
  _scope: WorkerScope,
  marketplaceId: string,
): Promise<boolean> {
  const rows = await tx
    .select({ id: fc.id })
    .from(fc)
    .where(eq(fc.marketplaceId, marketplaceId))
    .limit(1);
  return rows.length > 0;
}

export interface DemoAccountRow {
  readonly slug: string;
  readonly sellerId: number;
  readonly accountId: number;
}

/** Accounts by these slugs. */
export function listAccountsBySlug(
  tx: Tx,
  scope: WorkerScope,
  slugs: readonly string[],
): Promise<DemoAccountRow[]> {
  return tx
    .select({ slug: account.slug, sellerId: account.sellerId, accountId: account.id })
    .from(account)
    .where(and(ownedBy(scope, account), inArray(account.slug, [...slugs])))
    .orderBy(asc(account.id));
}

export async function insertAccountSettings(
  tx: Tx,
  _scope: WorkerScope,
  settings: readonly (typeof accountSetting.$inferInsert)[],
): Promise<void> {
  await tx.insert(accountSetting).values([...settings]);
}

export interface NewProduct {
  readonly sellerId: number;
  readonly accountId: number;
  readonly sku: string;
  readonly createdAt: Date;
}

export async function insertProducts(
  tx: Tx,
  _scope: WorkerScope,
  products: readonly NewProduct[],
): Promise<void> {
  await tx.insert(product).values([...products]);
}

export interface ProductIdRow {
  readonly accountId: number;
  readonly sku: string;
  readonly productId: number;
}

export function listProductIds(
  tx: Tx,
  scope: WorkerScope,
  accountIds: readonly number[],
): Promise<ProductIdRow[]> {
  return tx
    .select({ accountId: product.accountId, sku: product.sku, productId: product.id })
    .from(product)
    .where(and(ownedBy(scope, product), inArray(product.accountId, [...accountIds])))
    .orderBy(asc(product.id));
}

export type DemoReport =
  | "all_orders_by_order_date"
  | "all_orders_by_last_update"
  | "inventory_ledger_summary"
  | "inventory_planning"
  | "inbound_shipments";

export interface DemoImportRow {
  readonly importId: number;
  readonly accountId: number;
  readonly reportType: DemoReport;
  readonly status: string;
}

export async function insertDemoImports(
  tx: Tx,
  _scope: WorkerScope,
  imports: readonly (typeof importFile.$inferInsert)[],
): Promise<void> {
  await tx.insert(importFile).values([...imports]);
}

/** The demo world's reports of these accounts. */
export async function listDemoImports(
  tx: Tx,
  scope: WorkerScope,
  accountIds: readonly number[],
): Promise<DemoImportRow[]> {
  const rows = await tx
    .select({
      importId: importFile.id,
      accountId: importFile.accountId,
      reportType: importFile.reportType,
      status: importFile.status,
    })
    .from(importFile)
    .where(
      and(
        ownedBy(scope, importFile),
        inArray(importFile.accountId, [...accountIds]),
        eq(importFile.origin, "demo_world"),
      ),
    )
    .orderBy(asc(importFile.id));
  return rows.map((row) => ({ ...row, reportType: row.reportType as DemoReport }));
}

export interface LoadedReport {
  readonly importId: number;
  readonly rowCount: number;
  readonly byteCount: number;
}

/** Marks reports as loaded, with their sizes. They were at hand when they were made: nobody waited for them. */
export async function markDemoImportsLoaded(
  tx: Tx,
  _scope: WorkerScope,
  rows: readonly LoadedReport[],
): Promise<void> {
  if (rows.length === 0) return;
  const given = rows.map(
    ({ importId, rowCount, byteCount }) =>
      sql`(${importId}::bigint, ${rowCount}::int, ${byteCount}::bigint)`,
  );
  await tx.execute(sql`
    update ${importFile} set status = 'loaded', row_count = given.rows, loaded_count = given.rows,
      byte_count = given.bytes, finished_at = created_at
    from (values ${sql.join(given, sql`, `)}) as given(id, rows, bytes)
    where ${importFile.id} = given.id`);
}

export interface ShipmentVersionId {
  readonly importId: number;
  readonly lineNo: number;
  readonly shipmentId: number;
}

/** Shipment versions of these reports, by report and line. */
export function listShipmentVersionIds(
  tx: Tx,
  scope: WorkerScope,
  importIds: readonly number[],
): Promise<ShipmentVersionId[]> {
  return tx
    .select({
      importId: inboundShipment.importId,
      lineNo: inboundShipment.lineNo,
      shipmentId: inboundShipment.id,
    })
    .from(inboundShipment)
    .where(and(ownedBy(scope, inboundShipment), inArray(inboundShipment.importId, [...importIds])))
    .orderBy(asc(inboundShipment.id));
}

export async function insertPolicyVersions(
  tx: Tx,
  _scope: WorkerScope,
  versions: readonly (typeof policyVersion.$inferInsert)[],
): Promise<void> {
  await tx
    .insert(policyVersion)
    .values([...versions])
    .onConflictDoNothing({ target: [policyVersion.policy, policyVersion.version] });
}

export interface UserIdRow {
  readonly email: string;
  readonly userId: number;
}

/** Users of these addresses. */
export function listUserIds(
  tx: Tx,
  _scope: WorkerScope,
  emails: readonly string[],
): Promise<UserIdRow[]> {
  return tx
    .select({ email: appUser.email, userId: appUser.id })
    .from(appUser)
    .where(inArray(appUser.email, [...emails]))
    .orderBy(asc(appUser.id));
}

/** Any number that no other lock of this program uses. */
const LOCK_KEY = 7_717_202;

/** Holds the one right to seed this database for as long as the connection lives. */
export async function lockDemoWorld(connection: Connection["sql"]): Promise<void> {
  // A first seeding takes longer than the role is allowed to wait for a lock.
  await connection`set lock_timeout = 0`;
  await connection`select pg_advisory_lock(${LOCK_KEY})`;
}

/** Fresh statistics and marks of what every query may see, so that the first queries after a bulk load are as fast as any; only the owner may. */
export async function analyzeFacts(db: Db): Promise<void> {
  await db.execute(
    sql`vacuum (analyze) order_line, inventory_event, product_version, product, inbound_shipment, inbound_shipment_item, import_file`,
  );
}
