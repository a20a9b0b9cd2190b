import { roundHalfEven } from "../../units/index.ts";
import { storageTypeCount } from "../core/storage-type.ts";
import { type AheadDays, aheadFacts, factsOfProducts } from "./ahead.ts";
import {
  agedBands,
  averageNotYoung,
  bandOfCover,
  coverVolumeOf,
  runningSums,
  shareAbove,
  storageBands,
} from "./bands.ts";
import { type FeeFacts, monthColumns, monthLength } from "./facts.ts";
import { priced } from "./month-fees.ts";
import { FEE_KINDS, unitPriceMicros } from "./price.ts";
import type { RateCard } from "./rate-card.ts";

/** Fees that taking units out can lower. */
export const REMOVABLE_FEES = ["storage", "utilisation", "aged", "overage"] as const;
export type RemovableFee = (typeof REMOVABLE_FEES)[number];

/** What products add up to before a fee is settled: by group, in so many figures. */
interface Effects {
  readonly groupCount: number;
  readonly width: number;
  /** -1 = adds to nothing. */
  readonly groupOf: (i: number) => number;
  /** Adds what one product of the facts makes to its group's figures. */
  readonly add: (of: Part, out: Float64Array) => void;
  /** What a group pays (micros). */
  readonly settle: (group: number, total: Float64Array) => number;
}

interface Part {
  readonly facts: FeeFacts;
  readonly sums: { readonly arrived: Float64Array; readonly shipped: Float64Array };
  readonly i: number;
  /** Its fee is asked about; else it only moves what others pay. */
  readonly isAsked: boolean;
}

/** Storage and aged stock: no product moves what another pays. */
function separateEffects(fee: "storage" | "aged", card: RateCard): Effects {
  const kind = FEE_KINDS.indexOf(fee);
  return {
    groupCount: 1,
    width: 1,
    groupOf: () => 0,
    add: ({ facts, i, isAsked }, out) => {
      if (!isAsked) return;
      const one = factsOfProducts(facts, [i]);
      const bands =
        fee === "storage"
          ? storageBands(one, card)
          : agedBands(one, card, runningSums(one.arrivedUnits, 1, one.dayCount));
      out[0]! += priced(bands, kind, one.size, card).feeMicros[0]!;
    },
    settle: (_, total) => total[0]!,
  };
}

/** By size class: its volumes, which say the band, and what the products asked about pay in each band. */
function utilisationEffects(facts: FeeFacts, card: RateCard): Effects {
  const bandCount = card.utilisation.fromWeeks.length + 1;
  return {
    groupCount: 2,
    width: 2 + bandCount,
    groupOf: (i) => (facts.size[i]!.isBulky ? 1 : 0),
    add: ({ facts: of, sums, i, isAsked }, out) => {
      const volume = coverVolumeOf(of, sums.shipped, i);
      out[0]! += volume.heldMm3Days;
      out[1]! += volume.shippedMm3;
      const units = isAsked ? averageNotYoung(of, card, sums.arrived, i) : 0;
      for (let band = 0; band < bandCount; band++)
        out[2 + band]! += feeOf(units, unitPriceMicros("utilisation", band, of.size[i]!, card));
    },
    settle: (_, total) =>
      total[2 + bandOfCover(facts, card, { heldMm3Days: total[0]!, shippedMm3: total[1]! })]!,
  };
}

/** By storage type: each day's volume, and what the products asked about would pay were all of it above the limit. */
function overageEffects(facts: FeeFacts, card: RateCard): Effects {
  const days = monthLength(facts);
  return {
    groupCount: storageTypeCount,
    width: 2 * days,
    groupOf: (i) => facts.storageType[i]!,
    add: ({ facts: of, i, isAsked }, out) => {
      const { unitVolumeMm3 } = of.size[i]!;
      if (!(unitVolumeMm3 > 0)) return;
      const price = isAsked ? unitPriceMicros("overage", 1, of.size[i]!, card) : 0;
      const { from, to } = monthColumns(of);
      for (let d = from; d < to; d++) {
        const held = of.heldUnits[i * of.dayCount + d]!;
        out[d - from]! += held * unitVolumeMm3;
        out[days + d - from]! += (held / days) * price;
      }
    },
    settle: (type, total) => {
      let fee = 0;
      for (let d = 0; d < days; d++)
        fee += shareAbove(total[d]!, facts.limitMm3[type]!) * total[days + d]!;
      return roundHalfEven(fee);
    },
  };
}

/** Of one product, as a month's fees are rounded; what cannot be priced counts 0. */
const feeOf = (units: number, price: number): number =>
  units === 0 || Number.isNaN(price) ? 0 : roundHalfEven(units * price);

function effectsOf(fee: RemovableFee, facts: FeeFacts, card: RateCard): Effects {
  if (fee === "utilisation") return utilisationEffects(facts, card);
  return fee === "overage" ? overageEffects(facts, card) : separateEffects(fee, card);
}

/** Whose fee is asked about, and of which of these units can be taken out: indices of products. */
export interface RemovalOf {
  readonly fee: RemovableFee;
  readonly asked: readonly number[];
  readonly moved: readonly number[];
}

/**
 * A fee of a month ahead as a function of the units taken out of each of `moved` (micros, sum over `asked`, which holds them
 * all). Products of which nothing can be taken are counted once, the others when their units change: O(skuCount * dayCount)
 * once, then O(dayCount) a changed product. Overage is rounded once per storage type, not per product.
 */
export function removalFee(
  facts: FeeFacts,
  days: Omit<AheadDays, "removedUnits">,
  card: RateCard,
  { fee, asked, moved }: RemovalOf,
): (removedUnits: Int32Array) => number {
  const effects = effectsOf(fee, facts, card);
  const { groupCount, width, groupOf } = effects;
  const fixed = Array.from({ length: groupCount }, () => new Float64Array(width));
  addOthers(effects, aheadFacts(facts, { ...days, removedUnits: new Int32Array(facts.skuCount) }), {
    asked: new Set(asked),
    moved: new Set(moved),
    fixed,
  });
  const own = moved.map((i) => ({
    group: groupOf(i),
    facts: factsOfProducts(facts, [i]),
    days: daysOf(days, i),
    removed: -1,
    effect: new Float64Array(width),
  }));
  return (removedUnits) => {
    const total = fixed.map((figures) => figures.slice());
    for (const [k, one] of own.entries()) {
      if (one.group < 0) continue;
      if (one.removed !== removedUnits[k]) {
        one.removed = removedUnits[k]!;
        one.effect.fill(0);
        const then = aheadFacts(one.facts, {
          ...one.days,
          removedUnits: Int32Array.of(one.removed),
        });
        effects.add({ facts: then, sums: sumsOf(then), i: 0, isAsked: true }, one.effect);
      }
      const figures = total[one.group]!;
      for (let at = 0; at < width; at++) figures[at]! += one.effect[at]!;
    }
    return total.reduce((sum, figures, group) => sum + effects.settle(group, figures), 0);
  };
}

const sumsOf = ({ arrivedUnits, shippedUnits, skuCount, dayCount }: FeeFacts): Part["sums"] => ({
  arrived: runningSums(arrivedUnits, skuCount, dayCount),
  shipped: runningSums(shippedUnits, skuCount, dayCount),
});

function addOthers(
  { add, groupOf }: Effects,
  facts: FeeFacts,
  of: {
    readonly asked: ReadonlySet<number>;
    readonly moved: ReadonlySet<number>;
    readonly fixed: readonly Float64Array[];
  },
): void {
  const sums = sumsOf(facts);
  for (let i = 0; i < facts.skuCount; i++) {
    const figures = of.fixed[groupOf(i)];
    if (figures && !of.moved.has(i)) add({ facts, sums, i, isAsked: of.asked.has(i) }, figures);
  }
}

const daysOf = (
  { demandUnits, arrivedUnits, dayCount }: Omit<AheadDays, "removedUnits">,
  i: number,
): Omit<AheadDays, "removedUnits"> => ({
  demandUnits: demandUnits.slice(i * dayCount, (i + 1) * dayCount),
  arrivedUnits: arrivedUnits.slice(i * dayCount, (i + 1) * dayCount),
  dayCount,
});
