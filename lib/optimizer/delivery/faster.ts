import { deliverySpeed, type SpeedOrders, speedWindow } from "./delivery.ts";

/** Orders with the product of each. [orderCount] */
export interface ProductOrders extends SpeedOrders {
  readonly product: Int32Array;
}

/** A product that a building is given stock of; null = every building. */
export interface Placement {
  readonly product: number;
  readonly building: number | null;
}

export interface FasterWith {
  readonly placements: readonly Placement[];
  /** Mean days with them, in thousandths; counted again. */
  readonly milliDays: number;
  readonly isReached: boolean;
}

/** What is counted: products that lie everywhere, or single buildings that a product is added to. */
export type FasterBy = "product" | "building";

interface Search {
  readonly orders: ProductOrders;
  readonly transitDays: Float64Array;
  readonly regionCount: number;
  readonly buildingCount: number;
}

/**
 * What to place for orders to be promised within so many mean days. By product: the fewest products to lie in every building, which is
 * exact, as products do not help each other. By building: added one by one, the one that saves most days first; found by search. Orders
 * that no building could serve stay so. Null without a served order. Cost by product O(orders x buildings), by building times placements.
 */
export function placementsForSpeed(
  orders: ProductOrders,
  transitDays: Float64Array,
  regionCount: number,
  { milliDays, by }: { readonly milliDays: number; readonly by: FasterBy },
): FasterWith | null {
  const buildingCount = transitDays.length / regionCount;
  const search = { orders, transitDays, regionCount, buildingCount };
  const start = meanOf(search, orders.buildings);
  if (start === null) return null;
  const buildings = orders.buildings.slice();
  const placements: Placement[] = [];
  let mean = start;
  const take = by === "product" ? productsByGain(search) : buildingsByGain(search, buildings);
  while (mean > milliDays) {
    const next = take();
    if (!next) break;
    place(search, buildings, next);
    placements.push(next);
    mean = meanOf(search, buildings) ?? mean;
  }
  return { placements, milliDays: mean, isReached: mean <= milliDays };
}

/** The buildings of every order with placements made. */
export function withPlacements(
  orders: ProductOrders,
  transitDays: Float64Array,
  regionCount: number,
  placements: readonly Placement[],
): Float64Array {
  const buildingCount = transitDays.length / regionCount;
  const search = { orders, transitDays, regionCount, buildingCount };
  const buildings = orders.buildings.slice();
  for (const placement of placements) place(search, buildings, placement);
  return buildings;
}

function meanOf({ orders, transitDays, regionCount }: Search, buildings: Float64Array) {
  const { window } = speedWindow({ ...orders, buildings }, transitDays, regionCount);
  return deliverySpeed(window, "meanDays");
}

const has = (mask: number, j: number): boolean => Math.floor(mask / 2 ** j) % 2 === 1;

/** Days of the fastest lane from a mask's buildings; Infinity without one. */
function daysFrom({ transitDays, regionCount, buildingCount }: Search, r: number, mask: number) {
  let best = Infinity;
  for (let j = 0; j < buildingCount; j++) {
    const days = transitDays[j * regionCount + r]!;
    if (has(mask, j) && days < best) best = days;
  }
  return best;
}

function place(search: Search, buildings: Float64Array, { product, building }: Placement): void {
  const { orders, buildingCount } = search;
  for (let o = 0; o < buildings.length; o++) {
    const mask = buildings[o]!;
    if (orders.product[o] !== product) continue;
    if (daysFrom(search, orders.region[o]!, mask) === Infinity) continue;
    if (building === null) buildings[o] = 2 ** buildingCount - 1;
    else if (!has(mask, building)) buildings[o] = mask + 2 ** building;
  }
}

/** Unit days saved by buildings that are added to each order's. */
function savedBy(search: Search, o: number, mask: number, added: number): number {
  const r = search.orders.region[o]!;
  const now = daysFrom(search, r, mask);
  if (now === Infinity) return 0;
  return search.orders.units[o]! * Math.max(0, now - daysFrom(search, r, added));
}

type Next = () => Placement | null;

function productsByGain(search: Search): Next {
  const { orders, buildingCount } = search;
  const gain = new Map<number, number>();
  for (let o = 0; o < orders.units.length; o++) {
    const product = orders.product[o]!;
    const saved = savedBy(search, o, orders.buildings[o]!, 2 ** buildingCount - 1);
    gain.set(product, (gain.get(product) ?? 0) + saved);
  }
  const ranked = [...gain]
    .filter(([, saved]) => saved > 0)
    .sort(([a, savedA], [b, savedB]) => savedB - savedA || a - b);
  let k = 0;
  return () => {
    const [product] = ranked[k++] ?? [];
    return product === undefined ? null : { product, building: null };
  };
}

/** Looks at what was placed so far: `buildings` is the search's own. What is placed changes only its product's next best. */
function buildingsByGain(search: Search, buildings: Float64Array): Next {
  const { product } = search.orders;
  const ordersOf = Map.groupBy(product.keys(), (o) => product[o]!);
  const bestOf = (one: number) => bestBuilding(search, buildings, ordersOf.get(one) ?? []);
  const best = new Map([...ordersOf.keys()].map((one) => [one, bestOf(one)]));
  let last: number | null = null;
  return () => {
    if (last !== null) best.set(last, bestOf(last));
    last = null;
    let most = 0;
    for (const [one, { saved }] of best) {
      if (saved <= most) continue;
      most = saved;
      last = one;
    }
    const found = last === null ? undefined : best.get(last);
    return last === null || !found ? null : { product: last, building: found.building };
  };
}

function bestBuilding(search: Search, buildings: Float64Array, orders: readonly number[]) {
  let found = { building: 0, saved: 0 };
  for (let building = 0; building < search.buildingCount; building++) {
    let saved = 0;
    for (const o of orders) {
      const mask = buildings[o]!;
      if (!has(mask, building)) saved += savedBy(search, o, mask, mask + 2 ** building);
    }
    if (saved > found.saved) found = { building, saved };
  }
  return found;
}
