import { stream } from "../core/prng.ts";
import { type Catalogue, shopPriceMicros, type Trait } from "./catalogue.ts";
import { Int32Writer } from "./columns.ts";
import { actsOn, type Effects } from "./effects.ts";
import type { Product, ProductVersions, WorldSpan } from "./types.ts";

/** Offers of all products over time: the facts, and where each product's versions begin. */
export interface Offers {
  readonly versions: ProductVersions;
  /** [productCount + 1] */
  readonly firstVersion: Int32Array;
}

interface Offer {
  readonly priceMicros: number;
  readonly isBuyable: boolean;
  readonly isDiscontinued: boolean;
}

/** Days at the end of the world without price moves or listing trouble of their own, so that planted ones stand alone. */
const CALM_DAYS = 70;

interface PriceMove {
  readonly day: number;
  readonly factor: number;
}

function regularMoves(seed: number, trait: Trait, span: WorldSpan): PriceMove[] {
  const draws = stream(seed, "price-move", trait.key);
  const count = Math.min(4, draws.poisson(1.1));
  const moves: PriceMove[] = [];
  for (let k = 0; k < count; k++) {
    const day = span.firstDay + 14 + draws.integer(span.dayCount - CALM_DAYS - 14);
    moves.push({ day, factor: 0.87 + 0.26 * draws.uniform() });
  }
  return moves.sort((a, b) => a.day - b.day);
}

interface Trouble {
  readonly from: number;
  readonly to: number;
}

/** A listing that is suppressed for a while: its stock is stranded. A few stay so until the end. */
function listingTrouble(seed: number, trait: Trait, span: WorldSpan): Trouble[] {
  const draws = stream(seed, "listing-trouble", trait.key);
  const from = span.firstDay + 30 + draws.integer(span.dayCount - CALM_DAYS - 60);
  const length = 5 + draws.integer(22);
  const fate = draws.uniform();
  if (fate < 0.008)
    return [{ from: span.asOfDay - 20 - draws.integer(40), to: span.asOfDay + 400 }];
  return fate < 0.08 ? [{ from, to: from + length }] : [];
}

/** All that decides a product's offer on a day. */
interface OfferRules {
  readonly trait: Trait;
  readonly moves: readonly PriceMove[];
  readonly trouble: readonly Trouble[];
  readonly riseDay: number;
  readonly riseFactor: number;
  readonly sales: readonly { readonly startDay: number; readonly endDay: number }[];
  readonly discount: number;
}

function offerOn(rules: OfferRules, day: number): Offer {
  let dollars = rules.trait.basePriceMicros / 1e6;
  for (const move of rules.moves)
    if (day >= move.day) dollars = (rules.trait.basePriceMicros / 1e6) * move.factor;
  if (day >= rules.riseDay) dollars *= rules.riseFactor;
  if (rules.sales.some((s) => day >= s.startDay && day <= s.endDay)) dollars *= 1 - rules.discount;
  const isDiscontinued = day > rules.trait.lastDay;
  const isTroubled = rules.trouble.some((t) => day >= t.from && day <= t.to);
  return {
    priceMicros: shopPriceMicros(dollars),
    isBuyable: day >= rules.trait.launchDay && !isDiscontinued && !isTroubled,
    isDiscontinued,
  };
}

function changeDays(rules: OfferRules, product: Product, lastDay: number): number[] {
  const days = [
    product.createdDay,
    rules.trait.launchDay,
    rules.trait.lastDay + 1,
    rules.riseDay,
    ...rules.moves.map((m) => m.day),
    ...rules.trouble.flatMap((t) => [t.from, t.to + 1]),
    ...rules.sales.flatMap((s) => [s.startDay, s.endDay + 1]),
  ];
  const known = days.filter((d) => d >= product.createdDay && d <= lastDay);
  return [...new Set(known)].sort((a, b) => a - b);
}

function rulesOf(span: WorldSpan, effects: Effects, product: Product, trait: Trait): OfferRules {
  const rise = actsOn(effects.priceRise, product.account) ? effects.priceRise : null;
  return {
    trait,
    moves: regularMoves(span.seed, trait, span),
    trouble: listingTrouble(span.seed, trait, span),
    riseDay: rise?.startDay ?? span.asOfDay + 400,
    riseFactor: rise?.size ?? 1,
    sales: trait.isDeal ? effects.sales : [],
    discount: stream(span.seed, "deal-discount", trait.key).bernoulli(0.5) ? 0.2 : 0.3,
  };
}

const isSameOffer = (a: Offer, b: Offer): boolean =>
  a.priceMicros === b.priceMicros &&
  a.isBuyable === b.isBuyable &&
  a.isDiscontinued === b.isDiscontinued;

/** The versions of every product's offer until the last day of the world. Cost O(versions). */
export function buildOffers(span: WorldSpan, effects: Effects, catalogue: Catalogue): Offers {
  const column = {
    product: new Int32Writer(),
    day: new Int32Writer(),
    price: new Int32Writer(),
    buyable: new Int32Writer(),
    ended: new Int32Writer(),
  };
  const firstVersion = new Int32Array(catalogue.products.length + 1);
  catalogue.products.forEach((product, i) => {
    firstVersion[i] = column.product.length;
    const rules = rulesOf(span, effects, product, catalogue.traits[i]!);
    let last: Offer | null = null;
    for (const day of changeDays(rules, product, span.asOfDay)) {
      const offer = offerOn(rules, day);
      if (last !== null && isSameOffer(last, offer)) continue;
      column.product.push(i);
      column.day.push(day);
      column.price.push(offer.priceMicros);
      column.buyable.push(offer.isBuyable ? 1 : 0);
      column.ended.push(offer.isDiscontinued ? 1 : 0);
      last = offer;
    }
  });
  firstVersion[catalogue.products.length] = column.product.length;
  const versions: ProductVersions = {
    length: column.product.length,
    product: column.product.toArray(),
    validFromDay: column.day.toArray(),
    priceMicros: column.price.toArray(),
    isBuyable: Uint8Array.from(column.buyable.toArray()),
    isDiscontinued: Uint8Array.from(column.ended.toArray()),
  };
  return { versions, firstVersion };
}
