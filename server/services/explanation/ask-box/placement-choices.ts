// Questions about where units go that a plain question can mean.
import type { Tx } from "@/db/client.ts";
import type { CoveringRun } from "@/server/repositories/latest-run.ts";
import { listFcPlaces, type PlaceRow } from "@/server/repositories/network.ts";
import { listPlacedProducts } from "@/server/repositories/placement.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";
import { listStockTargets } from "@/server/repositories/stock-target.ts";
import { decisionsOf, type FcDecision } from "@/server/services/placement/contrast-placement.ts";
import { namesBuilding } from "./buildings.ts";
import type { Understood } from "./classify.ts";
import { type Choice, type Label, says } from "./label.ts";
import type { Product } from "./quantity-choices.ts";

type Named = Pick<Product, "productId" | "sku">;

/** A product's decisions with the places of the FCs, those that are named first, then most units first. */
interface Placed extends Named {
  readonly fcs: readonly (PlaceRow & Pick<FcDecision, "units">)[];
}

const CHOOSING = /\b(choose|choice|pick|select|decide)\b/;
const MOVING = /\b(mov(e|ed|ing)|transfer\w*)\b/;
const TARGET = /\btargets?\b/;
const SOME = /\b(two|three|few(er)?|some)\b/;

/** The best fit first; the whole shipment where the question fits no product. */
export async function placementChoices(
  tx: Tx,
  scope: SellerScope,
  run: CoveringRun,
  product: Product | null,
  { type, text }: Understood,
): Promise<Choice[]> {
  const words = text.toLowerCase();
  const { runId } = run;
  const whole: Choice = {
    label: says("askBoxLevel", { subject: says("askBoxSplit") }),
    question: { kind: "splitLevel", runId },
  };
  if (type === "contrast" && CHOOSING.test(words))
    return [
      { label: says("askBoxSplitChoice"), question: { kind: "splitContrast", runId } },
      whole,
    ];
  if (type === "forward" || type === "counterfactual") {
    const split = SOME.test(words) ? "partial" : "minimal";
    const label = says("askBoxSplitForward", { split: { split } });
    return [{ label, question: { kind: "splitForward", split, runId } }, whole];
  }
  const placed = await placedOf(tx, scope, run, { product, words });
  if (type === "level" && (MOVING.test(words) || TARGET.test(words)))
    return [...(await targetChoice(tx, scope, runId, product ?? placed, words)), whole];
  if (!placed) return [whole];
  if (type === "level") {
    const ofProduct = levelOf(placed, runId);
    return namesMain(placed, words) ? [ofProduct, whole] : [whole, ofProduct];
  }
  return [...special(placed, run, type, words), levelOf(placed, runId), whole];
}

const namesMain = ({ fcs: [main] }: Placed, words: string): boolean =>
  main !== undefined && namesBuilding(main, words);

const ofMain = ({ productId, fcs }: Placed, runId: number) => ({
  productId,
  fcId: fcs[0]?.id ?? 0,
  runId,
});

const mainSubject = ({ sku, fcs }: Placed): Label =>
  says("askBoxPlacement", { sku, fc: fcs[0]?.code ?? "" });

const levelOf = (placed: Placed, runId: number): Choice => ({
  label: says("askBoxLevel", { subject: mainSubject(placed) }),
  question: { kind: "placementLevel", ...ofMain(placed, runId) },
});

function special(
  placed: Placed,
  { runId, previousRunId }: CoveringRun,
  type: Understood["type"],
  words: string,
): Choice[] {
  const of = ofMain(placed, runId);
  const subject = mainSubject(placed);
  switch (type) {
    case "change":
      if (previousRunId === null) return [];
      return [
        {
          label: says("askBoxChange", { subject }),
          question: { kind: "placementChange", ...of, baseRunId: previousRunId },
        },
      ];
    case "provenance":
      return [
        {
          label: says("askBoxSources", { subject }),
          question: { kind: "placementSources", ...of },
        },
      ];
    case "fairness":
      return [
        {
          label: says("askBoxFairness", { subject }),
          question: { kind: "placementFairness", ...of },
        },
      ];
    case "contrast":
      return elsewhere(placed, runId, words);
    default:
      return [];
  }
}

/** Two buildings of the product: those that the words name or point to, else the one with most units and the next. */
function elsewhere({ productId, sku, fcs }: Placed, runId: number, words: string): Choice[] {
  const [here, there] = words.split(/\b(?:and )?not\b|\binstead of\b|\brather than\b/);
  const served = fcs.filter(({ units }) => units > 0);
  const fc =
    pointedTo(served, here ?? "") ??
    awayFrom(served, there ?? "") ??
    fcs.find((one) => !namesBuilding(one, there ?? ""));
  const rest = fcs.filter((one) => one !== fc);
  const other = pointedTo(rest, there ?? "") ?? rest[0];
  if (!fc || !other) return [];
  return [
    {
      label: says("askBoxElsewhere", { sku, fc: fc.code, other: other.code }),
      question: { kind: "placementContrast", productId, fcId: fc.id, otherFcId: other.id, runId },
    },
  ];
}

const DIRECTIONS: readonly (readonly [RegExp, (fc: PlaceRow) => number])[] = [
  [/\b(mid-?)?west/, ({ longitude }) => -longitude],
  [/\beast/, ({ longitude }) => longitude],
  [/\bnorth/, ({ latitude }) => latitude],
  [/\bsouth/, ({ latitude }) => -latitude],
];

const wayOf = (words: string) => DIRECTIONS.find(([pattern]) => pattern.test(words))?.[1];

/** The building that is named, or lies farthest the way that is; undefined without either. */
function pointedTo<T extends PlaceRow>(fcs: readonly T[], words: string): T | undefined {
  const named = fcs.find((fc) => namesBuilding(fc, words));
  const way = wayOf(words);
  return named ?? (way && [...fcs].sort((a, b) => way(b) - way(a))[0]);
}

/** Where units go that do not go the way that is named: the building that lies least that way. */
function awayFrom<T extends PlaceRow>(fcs: readonly T[], words: string): T | undefined {
  const way = wayOf(words);
  return way && [...fcs].sort((a, b) => way(a) - way(b))[0];
}

/** The product's decisions, or those of the product with most units where it has none; null where nothing is placed. */
async function placedOf(
  tx: Tx,
  scope: SellerScope,
  run: CoveringRun,
  { product, words }: { readonly product: Product | null; readonly words: string },
): Promise<Placed | null> {
  const fcs = new Map(
    (await listFcPlaces(tx, run.marketplaceId)).map((fc) => [fc.id, fc] as const),
  );
  const isNamed = (fc: PlaceRow) => Number(namesBuilding(fc, words));
  const query = { runId: run.runId, search: null, limit: 1, offset: 0 };
  const most = await listPlacedProducts(tx, scope, query);
  for (const { productId, sku } of [...(product ? [product] : []), ...most]) {
    const decisions = await decisionsOf(tx, scope, run.runId, productId);
    const known = decisions.flatMap(({ fcId, units }) => {
      const fc = fcs.get(fcId);
      return fc ? [{ ...fc, units }] : [];
    });
    if (known.length > 0)
      return {
        productId,
        sku,
        fcs: known.sort((a, b) => isNamed(b) - isNamed(a) || b.units - a.units || a.id - b.id),
      };
  }
  return null;
}

/** Units lie where they should by the targets: the one of the building that is named, or the largest one of the product. */
async function targetChoice(
  tx: Tx,
  scope: SellerScope,
  runId: number,
  product: Named | null,
  words: string,
): Promise<Choice[]> {
  const targets = product ? await listStockTargets(tx, scope, runId, product.productId) : [];
  const most = targets.find(({ code }) => words.includes(code.toLowerCase())) ?? targets[0];
  if (!product || !most) return [];
  const { productId, sku } = product;
  const subject = says("askBoxStockTarget", { sku, fc: most.code });
  return [
    {
      label: says("askBoxLevel", { subject }),
      question: { kind: "targetLevel", productId, fcId: most.fcId, runId },
    },
  ];
}
