// The simulated world's facts into the database: one transaction per kind of report, so that a load that was cut short goes
// on with the reports that are missing.
import type { World } from "@/lib/optimizer/simulation/index.ts";
import { bulkInsert } from "@/server/repositories/bulk-insert.ts";
import type { Tx } from "@/server/repositories/database.ts";
import {
  type DemoReport,
  listShipmentVersionIds,
  markDemoImportsLoaded,
} from "@/server/repositories/demo-world.ts";
import { inScope } from "@/server/repositories/scope.ts";
import type { WorkerContext } from "@/server/services/context.ts";
import {
  type FactLines,
  ledgerLines,
  orderLines,
  productVersionLines,
  type ReportSize,
} from "./fact-lines.ts";
import {
  type ShipmentVersion,
  shipmentItemLines,
  shipmentLines,
  shipmentVersions,
} from "./shipment-lines.ts";
import { readWorldIds, type WorldIds } from "./world-ids.ts";

const DONE: Readonly<Record<DemoReport, string>> = {
  inventory_planning: "product versions",
  all_orders_by_order_date: "order lines",
  all_orders_by_last_update: "order lines that were recorded late",
  inbound_shipments: "shipment versions and items",
  inventory_ledger_summary: "ledger rows",
};

/** Loads what is missing of the facts; orders beside shipments and ledger, on two connections. */
export async function loadWorldFacts(
  ctx: WorkerContext,
  world: World,
  onProgress: (line: string) => void,
): Promise<void> {
  const ids = await inScope(ctx.db, ctx.scope, (tx) => readWorldIds(tx, ctx.scope, world));
  const versions = shipmentVersions(world);
  const fill: Readonly<Record<DemoReport, (tx: Tx) => Promise<readonly FactLines[]>>> = {
    inventory_planning: (tx) => add(tx, productVersionLines(world, ids)),
    all_orders_by_order_date: (tx) => add(tx, orderLines(world, ids, "all_orders_by_order_date")),
    all_orders_by_last_update: (tx) => add(tx, orderLines(world, ids, "all_orders_by_last_update")),
    inbound_shipments: (tx) => addShipments(tx, ctx, world, ids, versions),
    inventory_ledger_summary: async (tx) => {
      const idOf = await versionIds(tx, ctx, ids);
      return add(tx, ledgerLines(world, ids, receiptIds(versions, idOf)));
    },
  };
  const load = async (reports: readonly DemoReport[]): Promise<void> => {
    for (const report of reports) {
      if (ids.loaded.has(report)) continue;
      const rowCount = await inScope(ctx.db, ctx.scope, async (tx) =>
        markLoaded(tx, ctx, ids.importId[report], await fill[report](tx)),
      );
      onProgress(`${rowCount.toLocaleString("en-US")} ${DONE[report]}`);
    }
  };
  await Promise.all([
    load(["all_orders_by_order_date", "all_orders_by_last_update"]),
    load(["inventory_planning", "inbound_shipments", "inventory_ledger_summary"]),
  ]);
}

/** Writes the sizes of the reports; answers their rows together. */
async function markLoaded(
  tx: Tx,
  ctx: WorkerContext,
  importIds: readonly number[],
  parts: readonly FactLines[],
): Promise<number> {
  const total = (account: number, pick: (size: ReportSize) => number) =>
    parts.reduce((sum, { size: { [account]: size } }) => sum + (size ? pick(size) : 0), 0);
  const rows = importIds.map((importId, account) => ({
    importId,
    rowCount: total(account, ({ rowCount }) => rowCount),
    byteCount: total(account, ({ byteCount }) => byteCount),
  }));
  await markDemoImportsLoaded(
    tx,
    ctx.scope,
    rows.filter(({ importId }) => importId >= 0),
  );
  return rows.reduce((sum, { rowCount }) => sum + rowCount, 0);
}

async function add(tx: Tx, lines: FactLines): Promise<readonly FactLines[]> {
  await bulkInsert(tx, lines.table, lines.columns, lines.lines);
  return [lines];
}

type VersionId = (version: ShipmentVersion) => number;

async function addShipments(
  tx: Tx,
  ctx: WorkerContext,
  world: World,
  ids: WorldIds,
  versions: readonly ShipmentVersion[],
): Promise<readonly FactLines[]> {
  const shipments = await add(tx, shipmentLines(world, ids, versions));
  const idOf = await versionIds(tx, ctx, ids);
  const items = await add(tx, shipmentItemLines(world, ids, versions, idOf));
  return [...shipments, ...items];
}

async function versionIds(tx: Tx, ctx: WorkerContext, ids: WorldIds): Promise<VersionId> {
  const importIds = ids.importId.inbound_shipments;
  const rows = await listShipmentVersionIds(tx, ctx.scope, importIds);
  const byLine = new Map(rows.map((row) => [`${row.importId}:${row.lineNo}`, row.shipmentId]));
  return ({ account, lineNo, shipment }) => {
    const id = byLine.get(`${importIds[account]}:${lineNo}`);
    if (id === undefined) throw new Error(`demo world: shipment ${shipment} was not added`);
    return id;
  };
}

/** Receipts name the version that says the shipment was being received, or the last there is. */
function receiptIds(
  versions: readonly ShipmentVersion[],
  idOf: VersionId,
): ReadonlyMap<number, number> {
  const receiving = new Map<number, ShipmentVersion>();
  for (const version of versions) {
    const known = receiving.get(version.shipment);
    if (known?.status !== "receiving") receiving.set(version.shipment, version);
  }
  return new Map([...receiving].map(([shipment, version]) => [shipment, idOf(version)]));
}
