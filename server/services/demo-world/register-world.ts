// The demo world's frame: marketplaces, network, sellers, products, reports. The facts themselves come after it.
import { hashWorld, type World } from "@/lib/optimizer/simulation/index.ts";
import { sha256Hex } from "@/server/core/hash.ts";
import { findMarketplace } from "@/server/ingest/marketplaces.ts";
import type { Tx } from "@/server/repositories/database.ts";
import {
  type DemoReport,
  hasNetwork,
  insertAccountSettings,
  insertDemoImports,
  insertNetwork,
  insertProducts,
  listAccountsBySlug,
  type NewNetwork,
} from "@/server/repositories/demo-world.ts";
import { addMarketplace, addSellerAccount } from "@/server/repositories/new-account.ts";
import type { WorkerScope } from "@/server/repositories/scope.ts";
import { lateRecordDays } from "./fact-lines.ts";
import { dateText, recordedAt } from "./instants.ts";
import { REPORTS } from "./world-ids.ts";

/** The marketplace whose network the world is. */
export const DEMO_MARKETPLACE = "US";
/** One without a network, for accounts that bring only their orders. */
const OTHER_MARKETPLACE = "UK";

/** Adds the frame in one transaction; does nothing when it is there. Answers whether it was added. */
export async function registerWorld(tx: Tx, scope: WorkerScope, world: World): Promise<boolean> {
  if (await hasNetwork(tx, scope, DEMO_MARKETPLACE)) return false;
  for (const id of [DEMO_MARKETPLACE, OTHER_MARKETPLACE]) {
    const known = findMarketplace(id);
    if (!known) throw new Error(`demo world: marketplace ${id} is not known`);
    await addMarketplace(tx, scope, known);
  }
  await insertNetwork(tx, scope, networkRows(world));
  for (const { slug, sellerName, kind, openedDay } of world.accounts) {
    await addSellerAccount(tx, scope, {
      slug,
      name: sellerName,
      sellerName,
      marketplaceId: DEMO_MARKETPLACE,
      kind,
      openedOn: dateText(openedDay),
    });
  }
  await addOwnedRows(tx, scope, world);
  return true;
}

async function addOwnedRows(tx: Tx, scope: WorkerScope, world: World): Promise<void> {
  const slugs = world.accounts.map(({ slug }) => slug);
  const rows = new Map((await listAccountsBySlug(tx, scope, slugs)).map((row) => [row.slug, row]));
  const owners = slugs.map((slug) => {
    const row = rows.get(slug);
    if (!row) throw new Error(`demo world: account ${slug} was not added`);
    return { sellerId: row.sellerId, accountId: row.accountId };
  });
  const ownerOf = (account: number) => {
    const owner = owners[account];
    if (!owner) throw new Error(`demo world: no account ${account}`);
    return owner;
  };
  await insertAccountSettings(
    tx,
    scope,
    world.accounts.map(({ declaredLeadTimeDays, reviewDays, openedDay }, a) => ({
      ...ownerOf(a),
      leadTimeDays: declaredLeadTimeDays,
      reviewDays,
      recordedFrom: recordedAt(openedDay),
    })),
  );
  await insertProducts(
    tx,
    scope,
    world.products.map(({ account, sku, createdDay }) => ({
      ...ownerOf(account),
      sku,
      createdAt: recordedAt(createdDay),
    })),
  );
  await insertDemoImports(tx, scope, reportFiles(world, ownerOf));
}

interface Owner {
  readonly sellerId: number;
  readonly accountId: number;
}

/** As sellers name such files. */
const FILE_NAME: Readonly<Record<DemoReport, string>> = {
  inventory_planning: "inventory-planning",
  all_orders_by_order_date: "all-orders",
  all_orders_by_last_update: "all-orders-late",
  inbound_shipments: "inbound-shipments",
  inventory_ledger_summary: "inventory-ledger",
};

/** One report of each kind per account; that of late lines only where there are any. */
function reportFiles(world: World, ownerOf: (account: number) => Owner) {
  const seed = hashWorld(world);
  const late = lateRecordDays(world);
  const { asOfDay } = world.span;
  return world.accounts.flatMap(({ slug }, account) =>
    REPORTS.flatMap((reportType) => {
      const day = reportType === "all_orders_by_last_update" ? (late[account] ?? -1) : asOfDay;
      if (day < 0) return [];
      return {
        ...ownerOf(account),
        fileName: `${FILE_NAME[reportType]}-${slug}.txt`,
        contentSha256: sha256Hex(`${seed} ${slug} ${reportType}`),
        byteCount: 0,
        reportType,
        asOfOn: dateText(day),
        origin: "demo_world" as const,
        status: "running" as const,
        createdAt: recordedAt(day),
      };
    }),
  );
}

const fcId = (index: number) => index + 1;
const regionId = (index: number) => index + 1;

function networkRows(world: World): NewNetwork {
  const marketplaceId = DEMO_MARKETPLACE;
  return {
    fcs: world.fcs.map(({ code, city, state, latitude, longitude, openedDay }, w) => ({
      id: fcId(w),
      marketplaceId,
      code,
      city,
      state,
      latitude,
      longitude,
      openedOn: dateText(openedDay),
    })),
    pools: world.fcPools.map((pool) => ({
      fcId: fcId(pool.fc),
      storageType: pool.storageType,
      validFromOn: dateText(pool.validFromDay),
      usableMm3: pool.usableMm3,
      note: pool.note === "" ? null : pool.note,
      recordedFrom: recordedAt(pool.recordedDay),
    })),
    rates: world.fcRates.map((rate) => ({
      fcId: fcId(rate.fc),
      validFromOn: dateText(rate.validFromDay),
      inboundUnitsPerDay: rate.inboundUnitsPerDay,
      outboundUnitsPerDay: rate.outboundUnitsPerDay,
      shippingMm3PerDay: rate.shippingMm3PerDay,
      recordedFrom: recordedAt(rate.recordedDay),
    })),
    regions: world.regions.map((region, r) => ({ id: regionId(r), marketplaceId, ...region })),
    lanes: world.lanes.map(({ fc, region, distanceKm: _, ...lane }) => ({
      fcId: fcId(fc),
      regionId: regionId(region),
      ...lane,
    })),
    events: world.networkEvents.map((event) => ({
      marketplaceId,
      kind: event.kind,
      startOn: dateText(event.startDay),
      endOn: dateText(event.endDay),
      title: event.title,
      fcId: event.fc < 0 ? null : fcId(event.fc),
      storageType: event.storageType,
      recordedFrom: recordedAt(event.recordedDay),
    })),
  };
}
