import type { LpBackend } from "../solver/index.ts";
import { capacityOf } from "./bottlenecks.ts";
import { openMaster, startMaster, type TransportStart } from "./generate.ts";
import { buildNetwork } from "./network.ts";
import {
  type CapacityFunction,
  checkTransport,
  isByVolume,
  TRANSPORT_OPTIONS,
  type TransportOptions,
  type TransportProblem,
} from "./problem.ts";

/** What a limit is worth in one direction, and how far. */
export interface PriceSide {
  /** Per mm3 or unit: saved by more capacity, lost by less. */
  readonly priceMicros: number;
  /** Capacity up, or down, to which the price holds. */
  readonly until: number;
  /** `until` is where the search ended; the price may hold beyond. */
  readonly isAtLeast: boolean;
}

export interface PriceRange {
  readonly more: PriceSide;
  readonly less: PriceSide;
}

/** Plans made per direction at most. */
const MAX_PLANS = 12;
/** A price holds where cost leaves its line by no more than this share of what it saves, */
const HOLDS_SHARE = 1e-3;
/** another takes its place only where cost lies on that one's line to this share, */
const EXACT_SHARE = 1e-6;
/** and by no more than this share of all cost, which is what two plans at the wanted gap may differ by. */
const COST_SHARE = 1e-8;

const OPTIONS: TransportOptions = { ...TRANSPORT_OPTIONS, gapWanted: 1e-9 };

/**
 * The price of one limit with the range of capacity in which it holds, both ways; steps (overtime, hired lorries) stay
 * as planned. Cost is convex and piecewise linear in a capacity, so where the line through a plan further off meets the
 * line through this one, the price ends there or nearer (Newton's method on pieces). `start` is that of a plan of the
 * problem. Throws RangeError where `cell` is none of the function's array or has no limit. Cost: one plan from `start`
 * and a few from the one before.
 */
export async function priceRange(
  backend: LpBackend,
  problem: TransportProblem,
  start: TransportStart,
  name: CapacityFunction,
  cell: number,
): Promise<PriceRange> {
  checkTransport(problem);
  const network = buildNetwork(problem);
  const { offset, capacity } = network.resources;
  const resource = offset[name] + cell;
  if (!(capacityOf(problem, name)[cell]! < Infinity))
    throw new RangeError(`price range: ${name} has no limit ${cell}`);
  const planned = capacity[resource]!;
  const resources = Int32Array.from(new Set([...start.resources, resource]));
  const open = openMaster(backend, startMaster(network, { ...start, resources }));
  const pointAt = async (at: number): Promise<Point> => {
    open.setCapacity(resource, at);
    const { answer, price } = await open.solve(OPTIONS);
    return { at, cost: answer.objective, price: price.resource[resource]! };
  };
  try {
    const here = await pointAt(planned);
    const more = await reach(here, 2 * planned, pointAt);
    const less = await reach(here, 0, pointAt);
    return { more: inUnits(more, name), less: inUnits(less, name) };
  } finally {
    open.dispose();
  }
}

/** Cost of the best plan with a capacity, and a price there, in the network's units. */
interface Point {
  readonly at: number;
  readonly cost: number;
  readonly price: number;
}

interface Reach {
  readonly price: number;
  readonly until: number;
  readonly isAtLeast: boolean;
}

/** The slope of cost from `here` towards a capacity, and where it ends. */
async function reach(
  here: Point,
  towards: number,
  pointAt: (at: number) => Promise<Point>,
): Promise<Reach> {
  let price = here.price;
  let far = await pointAt(towards);
  let beyond = far;
  let holdsAt = here.at;
  for (let plans = 1; plans < MAX_PLANS; plans++) {
    if (isOnLine(here, far, price, HOLDS_SHARE))
      return { price, until: far.at, isAtLeast: far.at === towards };
    // The price of a degenerate plan may hold in neither direction: a line of another price that meets `here` does.
    if (isOnLine(here, far, far.price, EXACT_SHARE)) {
      price = far.price;
      holdsAt = far.at;
    } else beyond = far;
    const meets = meeting(here, price, beyond);
    if (!isBetween(meets, here.at, beyond.at)) break;
    far = await pointAt(meets);
  }
  return { price, until: holdsAt, isAtLeast: true };
}

const lineAt = (here: Point, price: number, at: number): number =>
  here.cost - price * (at - here.at);

function isOnLine(here: Point, far: Point, price: number, share: number): boolean {
  const off = Math.abs(far.cost - lineAt(here, price, far.at));
  const saved = Math.abs(price * (far.at - here.at));
  return off <= share * saved + COST_SHARE * (1 + Math.abs(here.cost));
}

/** Where the tangent at a plan further off meets the line through this one. */
const meeting = (here: Point, price: number, far: Point): number =>
  (far.cost - here.cost + far.price * far.at - price * here.at) / (far.price - price);

const isBetween = (at: number, a: number, b: number): boolean =>
  at > Math.min(a, b) && at < Math.max(a, b);

const MILLION = 1e6;

/** Currency per litre is micros per mm3. */
function inUnits({ price, until, isAtLeast }: Reach, name: CapacityFunction): PriceSide {
  return isByVolume(name)
    ? { priceMicros: price, until: until * MILLION, isAtLeast }
    : { priceMicros: price * MILLION, until, isAtLeast };
}
