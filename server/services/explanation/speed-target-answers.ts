// What would make delivery faster: products that lie in more buildings, counted again on the same orders; and the rows that its speed is counted from.
import type { Tx } from "@/db/client.ts";
import {
  type FasterWith,
  type Placement,
  type ProductOrders,
  placementsForSpeed,
  regionSpeeds,
  type SpeedWindow,
  speedWindow,
  withPlacements,
} from "@/lib/optimizer/delivery/index.ts";
import { findLatestRun } from "@/server/repositories/latest-run.ts";
import { listSplits } from "@/server/repositories/placement-split.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";
import { listProducts } from "@/server/repositories/stock.ts";
import type { StoredAnswer } from "./answer.ts";
import type { Measured, MeasuredPart } from "./measured.ts";
import { measuredAnswer } from "./measured-answer.ts";
import type { Ask } from "./question.ts";
import { changeFacts, levelFacts, toldRegion, unitOf } from "./speed-answer.ts";
import {
  everywhere,
  type Found,
  type Network,
  networkOf,
  ordersOn,
  WINDOW_DAYS,
  windowOf,
} from "./speed-windows.ts";
import { optionNote } from "./split-answers.ts";

const LISTED_CHANGES = 6;
const LISTED_PRODUCTS = 12;

const units = (value: number) => ({ unit: "units", value });
const milliDays = (value: number) => ({ unit: "milliDays", value });

interface Known {
  readonly network: Network;
  readonly orders: ProductOrders;
  readonly skuOf: (productId: number) => string;
  readonly now: Found;
}

async function knownOn(tx: Tx, scope: SellerScope, toOn: string): Promise<Known> {
  const network = await networkOf(tx, scope);
  const orders = await ordersOn(tx, scope, network, toOn);
  const skus = new Map(
    (await listProducts(tx, scope, toOn)).map(({ productId, sku }) => [productId, sku]),
  );
  return {
    network,
    orders,
    skuOf: (productId) => skus.get(productId) ?? String(productId),
    now: windowOf(orders, network, toOn),
  };
}

/** What to have in more buildings for mean days that are so many percent fewer. */
export async function answerSpeedTarget(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"speedTarget">,
): Promise<StoredAnswer> {
  const { toOn, fasterPercent } = question;
  const known = await knownOn(tx, scope, toOn);
  const { network, orders, now } = known;
  const level = levelFacts(network, "meanDays", now).to;
  const target = Math.floor((level * (100 - fasterPercent)) / 100);
  const search = (by: "product" | "building") =>
    placementsForSpeed(orders, network.transitDays, network.regions.length, {
      milliDays: target,
      by,
    });
  const ways = [search("product"), search("building")].flatMap((way) => way ?? []);
  const [best] = ways;
  const to = best?.isReached
    ? windowOf(ordersWith(known, best.placements), network, toOn)
    : windowOf(everywhere(orders, network), network, toOn);
  const facts = changeFacts(network, "meanDays", now, to);
  return measuredAnswer(
    question,
    {
      ...facts,
      reference: "now",
      parts: facts.parts.filter(({ amount }) => amount !== 0),
      notes: [
        {
          id: best?.isReached ? "speedTargetReached" : "speedTargetNotReached",
          values: { target: milliDays(target), days: { unit: "days", value: WINDOW_DAYS } },
        },
        { id: "speedChoice", values: {} },
        ...(await splitNotes(tx, scope, toOn)),
      ],
      ways: ways.filter(({ isReached }) => isReached).map((way) => wayOf(known, way)),
    },
    { day: toOn, topic: "meanDays" },
  );
}

const ordersWith = (
  { orders, network }: Known,
  placements: readonly Placement[],
): ProductOrders => ({
  ...orders,
  buildings: withPlacements(orders, network.transitDays, network.regions.length, placements),
});

/** What the newest plan offers of ways to split a shipment: how many buildings each reaches, for which fee. */
async function splitNotes(tx: Tx, scope: SellerScope, toOn: string): Promise<Measured["notes"]> {
  const run = await findLatestRun(tx, scope, toOn);
  if (!run) return [];
  return (await listSplits(tx, scope, run.runId)).map((row) => optionNote(run, row));
}

type Way = NonNullable<Measured["ways"]>[number];

/** Units that were ordered of the products in the 30 days say how much stock it takes. */
function wayOf(
  { network, orders, skuOf }: Known,
  { placements, milliDays: mean }: FasterWith,
): Way {
  const listed =
    placements.length > LISTED_CHANGES ? placements.slice(0, LISTED_CHANGES - 1) : placements;
  const others = placements.length - listed.length;
  const products = new Set(placements.map(({ product }) => product));
  const ordered = orders.units.reduce(
    (sum, count, o) => (products.has(orders.product[o] ?? -1) ? sum + count : sum),
    0,
  );
  return {
    changes: [
      ...listed.map(({ product, building }): Way["changes"][number] =>
        building === null
          ? { id: "wayEverywhere", values: { sku: skuOf(product) } }
          : {
              id: "wayStockAt",
              values: { sku: skuOf(product), fc: network.buildings[building]?.code ?? "" },
            },
      ),
      ...(others === 0
        ? []
        : [{ id: "wayPlacesMore" as const, values: { count: String(others) } }]),
    ],
    result: { id: "waySpeed", values: { days: milliDays(mean) } },
    effort: {
      id: "waySpeedUnits",
      values: {
        products: { unit: "products", value: products.size },
        units: units(ordered),
        days: { unit: "days", value: WINDOW_DAYS },
      },
    },
  };
}

/** The speed made of its products, each leading to its orders and to the movements that say where it lay. */
export async function answerSpeedSources(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"speedSources">,
): Promise<StoredAnswer> {
  const { measure, toOn } = question;
  const known = await knownOn(tx, scope, toOn);
  const productIds = [...new Set(known.orders.product)].sort((a, b) => a - b);
  const speeds = regionSpeeds(byProduct(known, productIds), measure);
  const rows = productIds
    .map((productId, k) => ({ productId, speed: speeds[k] }))
    .filter(({ speed }) => speed !== undefined && speed.units > 0)
    .sort((a, b) => (b.speed?.units ?? 0) - (a.speed?.units ?? 0) || a.productId - b.productId);
  const partOf = ({ productId, speed }: (typeof rows)[number]): MeasuredPart =>
    productPart(known.skuOf(productId), productId, speed?.part ?? 0, toldRegion(speed, measure));
  const others = rows.slice(LISTED_PRODUCTS);
  const parts = [
    ...rows.slice(0, LISTED_PRODUCTS).map(partOf),
    ...(others.length === 0 ? [] : [othersPart(others.map(({ speed }) => speed?.part ?? 0))]),
  ];
  return measuredAnswer(
    question,
    {
      type: "measured",
      metric: "deliverySpeed",
      unit: unitOf(measure),
      from: null,
      to: parts.reduce((sum, { amount }) => sum + amount, 0),
      parts,
      notes: [
        { id: "speedRule", values: { days: { unit: "days", value: WINDOW_DAYS } } },
        { id: "rateRows", values: { day: { day: toOn } } },
        ...unservedNotes(known.now),
      ],
    },
    { day: toOn, topic: measure },
  );
}

const unservedNotes = ({ unservedUnits }: Found): Measured["notes"] =>
  unservedUnits === 0 ? [] : [{ id: "speedUnserved", values: { units: units(unservedUnits) } }];

/** The window of the account with products in the place of regions. */
function byProduct({ orders, network }: Known, productIds: readonly number[]): SpeedWindow {
  const rowsOf = Map.groupBy(orders.product.keys(), (o) => orders.product[o] ?? -1);
  const windows = productIds.map((productId) => {
    const rows = rowsOf.get(productId) ?? [];
    const own = {
      region: Int32Array.from(rows, (o) => orders.region[o] ?? 0),
      units: Int32Array.from(rows, (o) => orders.units[o] ?? 0),
      buildings: Float64Array.from(rows, (o) => orders.buildings[o] ?? 0),
    };
    return speedWindow(own, network.transitDays, network.regions.length).window;
  });
  const dayCount = windows[0]?.dayCount ?? 0;
  const orderedUnits = Float64Array.from(windows, (window) =>
    window.orderedUnits.reduce((sum, count) => sum + count, 0),
  );
  const table = new Float64Array(productIds.length * dayCount);
  for (const [k, window] of windows.entries())
    for (const [cell, count] of window.units.entries()) {
      const at = k * dayCount + (cell % dayCount);
      table[at] = (table[at] ?? 0) + count;
    }
  return { regionCount: productIds.length, dayCount, units: table, orderedUnits };
}

const productPart = (
  sku: string,
  productId: number,
  amount: number,
  to: ReturnType<typeof toldRegion>,
): MeasuredPart => ({
  id: `sku:${productId}`,
  owner: "stock",
  label: { id: "feeOfProduct", values: { sku } },
  amount,
  rows: [
    {
      id: `orders:${productId}`,
      label: { id: "rowsOfOrders", values: {} },
      amount,
      from: null,
      to,
      hasSource: true,
    },
    {
      id: `ledger:${productId}`,
      label: { id: "rowsOfLedger", values: {} },
      amount: 0,
      from: null,
      to: null,
      hasSource: true,
    },
  ],
});

const othersPart = (amounts: readonly number[]): MeasuredPart => ({
  id: "others",
  owner: "stock",
  label: {
    id: "feeOfOthers",
    values: { products: { unit: "otherProducts", value: amounts.length } },
  },
  amount: amounts.reduce((sum, amount) => sum + amount, 0),
  rows: [],
});
