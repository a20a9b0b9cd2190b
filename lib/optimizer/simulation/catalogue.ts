import { type Um, umToVolumeMm3 } from "../../units/index.ts";
import type { RandomStream } from "../core/prng.ts";
import { stream } from "../core/prng.ts";
import type { StorageType } from "../core/storage-type.ts";
import { CATEGORY_TABLE, type CategorySpec, TITLE_WORDS } from "./data/category-table.ts";
import { type Build, SELLER_TABLE, type SellerSpec } from "./data/seller-table.ts";
import { actsOn, type Effects } from "./effects.ts";
import { originIndex } from "./planted-events.ts";
import type { RestockPolicy } from "./policies.ts";
import { SETTLING_DAYS } from "./span.ts";
import type { Account, Product, WorldSpan } from "./types.ts";

/** Mean order lines per product and day before seasons, lives and stock-outs take their part. */
const LINE_MEAN = 0.415;
const LINE_MEAN_MOST = 16;
/** Coefficient of variation of the level over products: a few sell a hundred times the median. */
const LINE_VARIATION = 2.2;
/** Room for a seller's products in the keys of random streams. */
const PRODUCT_KEYS = 4096;
const NEVER = 1_000_000;

/** What makes a product sell; hidden from the operator. */
export interface Trait {
  /** Stays the same for a product whatever the world's size or events. */
  readonly key: number;
  readonly lineMean: number;
  readonly growthPerDay: number;
  /** Chance that a line asks for one unit more, again and again. */
  readonly moreUnitsShare: number;
  readonly basePriceMicros: number;
  readonly launchDay: number;
  /** Last day on offer. */
  readonly lastDay: number;
  readonly isDeal: boolean;
  /** First guess of its seller at the daily rate over the true one. */
  readonly guess: number;
}

export interface Catalogue {
  readonly accounts: readonly Account[];
  readonly products: readonly Product[];
  readonly traits: readonly Trait[];
}

interface Size {
  readonly lengthUm: number;
  readonly widthUm: number;
  readonly heightUm: number;
  readonly unitVolumeMm3: number;
  readonly weightMg: number;
}

const OVERSIZE_EDGES_UM = [457_200, 355_600, 203_200] as const; // 18 x 14 x 8 inches
const OVERSIZE_WEIGHT_MG = 9_071_847; // 20 pounds

function storageTypeOf(category: CategorySpec, size: Size): StorageType {
  if (category.isApparel) return "apparel";
  const isLarge =
    size.lengthUm > OVERSIZE_EDGES_UM[0] ||
    size.widthUm > OVERSIZE_EDGES_UM[1] ||
    size.heightUm > OVERSIZE_EDGES_UM[2] ||
    size.weightMg > OVERSIZE_WEIGHT_MG;
  return isLarge ? "oversize" : "standard";
}

const LARGE_EDGES_MM = [640, 400, 190] as const;

function drawSize(draws: RandomStream, category: CategorySpec, build: Build): Size {
  const median = build === "large" ? LARGE_EDGES_MM : category.edgesMm;
  const least = build === "large" ? 470 : 20;
  const most = build === "small" ? 450 : 1_600;
  const edge = (k: 0 | 1 | 2): number => Math.round(draws.lognormal(median[k] * 1.05, 0.32)) * 1000;
  const cut = (um: number, low: number, high: number): number =>
    Math.min(high * 1000, Math.max(low * 1000, um));
  const edges = [edge(0), edge(1), edge(2)].sort((a, b) => b - a);
  const lengthUm = cut(edges[0]!, least, most);
  const widthUm = cut(edges[1]!, 15, build === "small" ? 350 : 900);
  const heightUm = cut(edges[2]!, 8, build === "small" ? 200 : 600);
  const unitVolumeMm3 = umToVolumeMm3(lengthUm as Um, widthUm as Um, heightUm as Um);
  const weightMg = Math.round(
    (unitVolumeMm3 / 1000) * category.gramsPerLitre * draws.lognormal(1, 0.3),
  );
  return {
    lengthUm,
    widthUm,
    heightUm,
    unitVolumeMm3,
    weightMg: build === "small" ? Math.min(weightMg, 8_900_000) : weightMg,
  };
}

/** Prices end in 99 cents. */
export const shopPriceMicros = (dollars: number): number =>
  Math.max(4, Math.min(349, Math.floor(dollars))) * 1_000_000 + 990_000;

interface Life {
  readonly createdDay: number;
  readonly launchDay: number;
  readonly lastDay: number;
}

/** Most products have been there for long; some are launched or given up within the world. */
function drawLife(draws: RandomStream, span: WorldSpan, account: Account, leadDays: number): Life {
  const settledFrom = span.firstDay - SETTLING_DAYS - 30;
  const isNew = draws.bernoulli(0.15);
  const isEnding = draws.bernoulli(0.06);
  const place = draws.uniform();
  const lastDay = isEnding
    ? span.firstDay + 120 + Math.floor(draws.uniform() * (span.dayCount - 130))
    : NEVER;
  if (account.openedDay > settledFrom) {
    const createdDay = account.openedDay + 3 + Math.floor(place * 60);
    return { createdDay, launchDay: createdDay + leadDays + 6, lastDay: NEVER };
  }
  if (!isNew) {
    const createdDay = Math.max(account.openedDay, settledFrom - 30 - Math.floor(place * 900));
    return { createdDay, launchDay: createdDay, lastDay };
  }
  const createdDay = span.firstDay + 10 + Math.floor(place * (span.dayCount - 150));
  return { createdDay, launchDay: createdDay + leadDays + 8, lastDay: NEVER };
}

const BASE36 = 36 ** 7;

/** A product code that looks drawn but can never repeat: an odd multiple modulo a power of 36. */
function productCode(prefix: string, key: number): string {
  const mixed = Number((BigInt(key + 1) * 48_271_000_003n) % BigInt(BASE36));
  return prefix + mixed.toString(36).toUpperCase().padStart(7, "0");
}

function skuPrefix(name: string): string {
  return name
    .replaceAll(/[^A-Za-z ]/g, "")
    .split(/ +/)
    .map((word) => word[0])
    .join("")
    .toUpperCase();
}

interface Draft {
  readonly product: Product;
  readonly trait: Trait;
}

interface SellerFrame {
  readonly span: WorldSpan;
  readonly spec: SellerSpec;
  readonly account: Account;
  readonly accountIndex: number;
  readonly policy: RestockPolicy;
}

function draftProduct(frame: SellerFrame, ordinal: number, launch: Life | null): Draft {
  const { span, spec, account, accountIndex, policy } = frame;
  const key = accountIndex * PRODUCT_KEYS + ordinal;
  const draws = stream(span.seed, "product", key);
  const code = spec.categories[draws.integer(spec.categories.length)]!;
  const category = CATEGORY_TABLE.findIndex((c) => c.code === code);
  const kind = CATEGORY_TABLE[category]!;
  const size = drawSize(draws.split("size"), kind, spec.build);
  const price = shopPriceMicros(
    draws.lognormal(
      kind.priceMedian * 1.15 * (spec.build === "large" ? 2.2 : 1),
      kind.priceVariation,
    ),
  );
  const isLumpy = draws.bernoulli(0.12);
  const level = Math.min(
    LINE_MEAN_MOST,
    spec.demandScale * draws.lognormal(LINE_MEAN, LINE_VARIATION),
  );
  const drawn = drawLife(draws.split("life"), span, account, policy.leadBeliefDays);
  const { createdDay, launchDay, lastDay } = launch ?? drawn;
  const word = TITLE_WORDS[draws.integer(TITLE_WORDS.length)]!;
  const noun = kind.nouns[draws.integer(kind.nouns.length)]!;
  const number = String(ordinal + 1).padStart(4, "0");
  const leadDays = Math.max(3, policy.leadBeliefDays + draws.integer(5) - 2);
  const product: Product = {
    ...size,
    account: accountIndex,
    category,
    sku: `${skuPrefix(spec.name)}-${kind.code.slice(0, 3).toUpperCase()}-${number}`,
    asin: productCode("B0W", key),
    fnsku: productCode("X0W", key),
    title: `${word} ${noun}, no. ${ordinal + 1}`,
    storageType: storageTypeOf(kind, size),
    costMicros:
      10_000 * Math.round((price / 10_000) * kind.costShare * (0.85 + 0.3 * draws.uniform())),
    casePackUnits: casePackOf(kind, level, spec.build, draws),
    declaredLeadTimeDays: leadDays,
    createdDay,
  };
  const trait: Trait = {
    key,
    lineMean: isLumpy ? level * 0.3 : level,
    growthPerDay: draws.normal(0.05, 0.25) / 365,
    moreUnitsShare: isLumpy ? 0.6 : kind.moreUnitsShare,
    basePriceMicros: price,
    launchDay,
    lastDay,
    isDeal: draws.uniform() < spec.dealShare,
    guess: draws.lognormal(1, 0.35),
  };
  return { product, trait };
}

/** Slow and large goods come in small cartons. */
function casePackOf(kind: CategorySpec, level: number, build: Build, draws: RandomStream): number {
  const packs = kind.casePackUnits;
  const most = level < 0.08 ? 1 : level < 0.3 ? 2 : packs.length;
  const pack = packs[draws.integer(Math.min(most, packs.length))]!;
  return build === "large" ? Math.min(2, pack) : pack;
}

/** Days on which the products of the planted launches are created and go on sale. */
function launchLife(effects: Effects, policy: RestockPolicy, k: number, count: number): Life {
  const window = effects.launches!;
  const createdDay = window.startDay + Math.floor((k * 12) / count);
  const launchDay = Math.min(window.endDay, createdDay + policy.leadBeliefDays);
  return { createdDay, launchDay, lastDay: NEVER };
}

const slugOf = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll("'", "")
    .replaceAll(/[^a-z0-9]+/g, "-");

const shareOf = (count: number, share: number): number => Math.max(3, Math.round(count * share));

/** Accounts and products of the world. Cost O(products). */
export function buildCatalogue(
  span: WorldSpan,
  effects: Effects,
  policies: readonly RestockPolicy[],
): Catalogue {
  const accounts: Account[] = [];
  const products: Product[] = [];
  const traits: Trait[] = [];
  SELLER_TABLE.forEach((spec, accountIndex) => {
    const policy = policies[accountIndex]!;
    const establishedCount = shareOf(spec.productCount, span.sizeShare);
    const launchCount = actsOn(effects.launches, accountIndex)
      ? shareOf(effects.launches.size, span.sizeShare)
      : 0;
    const account: Account = {
      sellerName: spec.name,
      slug: slugOf(spec.name),
      kind: spec.kind,
      openedDay: span.asOfDay - spec.openedDaysBeforeEnd,
      origin: originIndex(spec.originCode),
      declaredLeadTimeDays: policy.leadBeliefDays,
      reviewDays: policy.reviewDays,
      firstProduct: products.length,
      productCount: establishedCount + launchCount,
    };
    const frame: SellerFrame = { span, spec, account, accountIndex, policy };
    for (let n = 0; n < account.productCount; n++) {
      const k = n - establishedCount;
      const draft =
        k < 0
          ? draftProduct(frame, n, null)
          : draftProduct(frame, spec.productCount + k, launchLife(effects, policy, k, launchCount));
      products.push(draft.product);
      traits.push(draft.trait);
    }
    accounts.push(account);
  });
  return { accounts, products, traits };
}
