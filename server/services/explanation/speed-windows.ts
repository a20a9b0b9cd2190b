// What orders of 30 days could be promised: the network's lanes, and where each product lay when it was ordered.
import type { Tx } from "@/db/client.ts";
import { dayFromDate, dayToDate } from "@/lib/calendar/index.ts";
import {
  deliverySpeed,
  type ProductOrders,
  type SpeedOrders,
  speedWindow,
} from "@/lib/optimizer/delivery/index.ts";
import { DomainError } from "@/server/core/errors.ts";
import { findFeeAccount } from "@/server/repositories/fee-facts.ts";
import {
  listFcPlaces,
  listLanes,
  listRegionPlaces,
  type PlaceRow,
} from "@/server/repositories/network.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";
import {
  type BuildingStockRow,
  listBuildingStock,
  listRegionOrders,
  type RegionOrderRow,
} from "@/server/repositories/stock-flows.ts";

export const WINDOW_DAYS = 30;

export interface Network {
  readonly buildings: readonly PlaceRow[];
  readonly regions: readonly PlaceRow[];
  /** [building, region], NaN = no lane. */
  readonly transitDays: Float64Array;
}

export async function networkOf(tx: Tx, scope: SellerScope): Promise<Network> {
  const account = await findFeeAccount(tx, scope, scope.accountId);
  if (!account) throw new DomainError("not_found");
  const buildings = await listFcPlaces(tx, account.marketplaceId);
  const regions = await listRegionPlaces(tx, account.marketplaceId);
  const building = new Map(buildings.map(({ id }, j) => [id, j]));
  const region = new Map(regions.map(({ id }, r) => [id, r]));
  const transitDays = new Float64Array(buildings.length * regions.length).fill(Number.NaN);
  for (const lane of await listLanes(tx, account.marketplaceId)) {
    const j = building.get(lane.fcId);
    const r = region.get(lane.regionId);
    if (j !== undefined && r !== undefined) transitDays[j * regions.length + r] = lane.transitDays;
  }
  return { buildings, regions, transitDays };
}

export type Found = ReturnType<typeof speedWindow>;

/** The orders of the 30 days that end with a day, each with the buildings that held its product. */
export async function ordersOn(
  tx: Tx,
  scope: SellerScope,
  network: Network,
  day: string,
): Promise<ProductOrders> {
  const span = { afterOn: dayToDate(dayFromDate(day) - WINDOW_DAYS), toOn: day };
  const orders = await listRegionOrders(tx, scope, span);
  const held = heldOn(await listBuildingStock(tx, scope, span), network, span.afterOn);
  const region = new Map(network.regions.map(({ id }, r) => [id, r]));
  const known = orders.filter(({ regionId }) => region.has(regionId));
  return {
    product: Int32Array.from(known, ({ productId }) => productId),
    region: Int32Array.from(known, ({ regionId }) => region.get(regionId) ?? 0),
    units: Int32Array.from(known, ({ units }) => units),
    buildings: Float64Array.from(known, held),
  };
}

/** What orders could be promised. Throws precondition_failed where nothing was ordered that a building held. */
export function windowOf(
  orders: SpeedOrders,
  { transitDays, regions }: Network,
  day: string,
): Found {
  const found = speedWindow(orders, transitDays, regions.length);
  if (deliverySpeed(found.window, "withinOneDay") === null)
    throw new DomainError("precondition_failed", { rule: "nothing_promised", day });
  return found;
}

/** The 30 days that end with a day. */
export const windowOn = async (
  tx: Tx,
  scope: SellerScope,
  network: Network,
  day: string,
): Promise<Found> => windowOf(await ordersOn(tx, scope, network, day), network, day);

/** The same orders with every product in every building, as far as a building could serve them. */
export function everywhere(orders: ProductOrders, network: Network): ProductOrders {
  const every = 2 ** network.buildings.length - 1;
  const buildings = orders.buildings.map((mask, o) =>
    isServed(network, orders.region[o] ?? 0, mask) ? every : 0,
  );
  return { ...orders, buildings };
}

/** Whether a lane leads from one of the buildings to the region. */
const isServed = ({ buildings, regions, transitDays }: Network, r: number, mask: number): boolean =>
  buildings.some(
    (_, j) =>
      Math.floor(mask / 2 ** j) % 2 === 1 && !Number.isNaN(transitDays[j * regions.length + r]),
  );

/** Which buildings held a product when it was ordered: at the end of the day before, or of the day itself. */
function heldOn(
  rows: readonly BuildingStockRow[],
  network: Network,
  openingOn: string,
): (order: RegionOrderRow) => number {
  const building = new Map(network.buildings.map(({ id }, j) => [id, j]));
  const first = dayFromDate(openingOn);
  const dayCount = WINDOW_DAYS + 1;
  const cells = network.buildings.length * dayCount;
  const product = new Map<number, number>();
  for (const { productId } of rows)
    if (!product.has(productId)) product.set(productId, product.size * cells);
  // Balance by product and building at the end of each day of the window, opening day first: one table, as thousands take long to clear.
  const balance = new Int32Array(product.size * cells);
  for (const { productId, fcId, day, units } of rows) {
    const j = building.get(fcId);
    if (j === undefined) continue;
    const start = (product.get(productId) ?? 0) + j * dayCount;
    const at = day === null ? 0 : dayFromDate(day) - first;
    for (let d = at; d < dayCount; d++) balance[start + d] = (balance[start + d] ?? 0) + units;
  }
  const isHeld = (cell: number) => (balance[cell] ?? 0) > 0 || (balance[cell - 1] ?? 0) > 0;
  return ({ productId, day }) => {
    const start = product.get(productId);
    if (start === undefined) return 0;
    const d = dayFromDate(day) - first;
    return network.buildings.reduce(
      (mask, _, j) => (isHeld(start + j * dayCount + d) ? mask + 2 ** j : mask),
      0,
    );
  };
}
