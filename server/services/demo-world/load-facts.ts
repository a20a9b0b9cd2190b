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
import { type FactLines, ledgerLines, orderLines, productVersionLines } from "./fact-lines.ts";
import {
  type ShipmentVersion,
  shipmentItemLines,
  shipmentLines,
  shipmentVersions,
} from "./shipment-lines.ts";
import { readWorldIds, type WorldIds } from "./world-ids.ts";

/** Loads what is missing of the facts; orders beside shipments and ledger, on two connections. Answers the rows added. */
export async function loadWorldFacts(ctx: WorkerContext, world: World): Promise<number> {
  const ids = await inScope(ctx.db, ctx.scope, (tx) => readWorldIds(tx, ctx.scope, world));
  const load = async (
    report: DemoReport,
    fill: (tx: Tx) => Promise<readonly FactLines[]>,
  ): Promise<number> => {
    if (ids.loaded.has(report)) return 0;
    return inScope(ctx.db, ctx.scope, async (tx) => {
      const parts = await fill(tx);
      const rows = ids.importId[report].map((importId, account) => ({
        importId,
        rowCount: parts.reduce((sum, { count }) => sum + (count[account] ?? 0), 0),
      }));
      await markDemoImportsLoaded(tx, ctx.scope, rows);
      return rows.reduce((sum, { rowCount }) => sum + rowCount, 0);
    });
  };
  const versions = shipmentVersions(world);
  const [products, orders, rest] = await Promise.all([
    load("fba_inventory", (tx) => add(tx, productVersionLines(world, ids))),
    load("all_orders_by_order_date", (tx) => add(tx, orderLines(world, ids))),
    (async () => {
      const shipments = await load("inbound_shipments", (tx) =>
        addShipments(tx, ctx, world, ids, versions),
      );
      const ledger = await load("inventory_ledger_summary", async (tx) => {
        const idOf = await versionIds(tx, ctx, ids);
        return add(tx, ledgerLines(world, ids, receiptIds(versions, idOf)));
      });
      return shipments + ledger;
    })(),
  ]);
  return products + orders + rest;
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
