// What a question supposes to be done about a limit or a score: a measured share or a volume that moves, by as much as the words say.
import { cubicFeetToMm3, MILLION } from "@/lib/units/index.ts";
import type { Deeds } from "../what-if-answers.ts";
import type { Understood } from "./classify.ts";
import { supposedPart } from "./clauses.ts";
import { type Choice, type Label, says } from "./label.ts";

type Levers = Deeds["levers"];
type Move = 1 | -1;

const MORE =
  /\b(more|up|ris\w*|rose|gr[eo]w\w*|increas\w*|higher|better|doubl\w*|fast\w*|improv\w*)\b/;
const LESS =
  /\b(less|fewer|down|fall\w*|fell|drop\w*|slow\w*|decreas\w*|lower|worse|shrink\w*|hal(f|ve)\w*|weak\w*)\b/;

/** What moves, the way it moves where the words leave no choice, and what names it. Earlier ones are named by words of later ones. */
const MOVED: readonly (readonly [leaf: string, move: Move | null, named: RegExp])[] = [
  ["declaredMm3", 1, /\bdeclar\w*\b/],
  ["newSelectionMm3", 1, /\bnew (products?|selection|items?|skus?)\b/],
  ["strandedShareMillionths", -1, /\bstranded\b/],
  ["sellThroughMillionths", 1, /\bsell[- ]through\b/],
  ["inStockShareMillionths", 1, /\bin[- ]stock\b/],
  ["excessShareMillionths", -1, /\b(excess|overstock\w*|slow stock|old stock|dead stock|aged)\b/],
  ["shippedWeeklyMm3", null, /\b(sales?|sells?|sold|selling|shipped|volume)\b/],
];

interface Wanted {
  readonly leaf: string;
  readonly move: Move;
  /** The value that is meant, in the leaf's unit; null where the words say none. */
  readonly value: number | null;
}

const TARGET =
  /(\d[\d.,]*) ?(?:%|ft[3³]?|cubic feet)? instead of\b|\b(?:to|at) (\d[\d.,]*) ?(?:%|ft|cubic)/;
const RELATIVE = /(\d[\d.,]*) ?(?:%|percent)/;

const numberOf = (digits: string): number => Number(digits.replaceAll(",", "").replace(/\.$/, ""));

const inUnit = (figure: number, unit: string): number =>
  unit === "mm3" ? cubicFeetToMm3(figure) : Math.round((figure * MILLION) / 100);

/** The value that the words name of a leaf: a new one, or so many percent more or less than the present one. */
function valueMeant(words: string, unit: string, present: number, move: Move): number | null {
  const [, before, after] = TARGET.exec(words) ?? [];
  const target = before ?? after;
  if (target !== undefined) return inUnit(numberOf(target), unit);
  const share = RELATIVE.exec(words)?.[1];
  if (share === undefined) return null;
  return present * (1 + (move * numberOf(share)) / 100);
}

function moveMeant(words: string, present: number, value: number | null): Move | null {
  if (value !== null && value !== present) return value > present ? 1 : -1;
  if (LESS.test(words)) return -1;
  return MORE.test(words) ? 1 : null;
}

function wantedOf(
  levers: Levers,
  { text, units, isRemoval }: Understood,
  held: Held | null,
): Wanted | null {
  const all = text.toLowerCase();
  const supposed = supposedPart(all) ?? all;
  const words = /\d/.test(supposed) ? supposed : all;
  if (isRemoval) return removalOf(levers, units, held);
  for (const [leaf, only, named] of MOVED) {
    if (!named.test(supposed)) continue;
    const lever = levers.find((one) => one.leaf === leaf);
    const present = lever?.values[0];
    if (!lever || present === undefined) return null;
    const target = TARGET.test(words) ? valueMeant(words, lever.unit, present, 1) : null;
    const move = only ?? moveMeant(words, present, target);
    if (move === null) return null;
    return { leaf, move, value: target ?? valueMeant(words, lever.unit, present, move) };
  }
  return null;
}

/** Units of the storage type in the buildings. */
export interface Held {
  readonly units: number;
}

const EXCESS = "excessShareMillionths";

/** Units that are taken out lower the share of excess units: by most where all of them are excess. */
function removalOf(levers: Levers, units: number | null, held: Held | null): Wanted | null {
  const present = levers.find(({ leaf }) => leaf === EXCESS)?.values[0];
  if (present === undefined) return null;
  const isCounted = units !== null && held !== null && units < held.units;
  const value = isCounted
    ? Math.max(0, (present * held.units - units * MILLION) / (held.units - units))
    : null;
  return { leaf: EXCESS, move: -1, value };
}

interface Deed {
  readonly leaf: string;
  readonly move: Move;
  readonly steps: number;
}

export interface MeantDeed extends Deed {
  readonly label: (subject: Label) => Label;
  /** Where only another value can be asked about, or units act through a share. */
  readonly note: Label | null;
}

/** The step nearest to what is supposed; null where nothing is, or nothing moves. */
export function deedMeant(
  levers: Levers,
  definition: string,
  understood: Understood,
  held: Held | null = null,
): MeantDeed | null {
  const wanted = wantedOf(levers, understood, held);
  const lever =
    wanted && levers.find(({ leaf, move }) => leaf === wanted.leaf && move === wanted.move);
  if (!wanted || !lever || lever.values.length < 2) return null;
  const { leaf, move, unit, values } = lever;
  const gap = (step: number) =>
    Math.abs((values[step] ?? Number.NaN) - (wanted.value ?? Number.NaN));
  let steps = 1;
  for (let k = 2; k < values.length; k++) if (gap(k) < gap(steps)) steps = k;
  const quantity = (value: number) => ({ unit, value: Math.round(value) });
  const [from, to] = [quantity(values[0] ?? 0), quantity(values[steps] ?? 0)];
  const told = { lever: { node: leaf, definition }, from, to };
  return {
    leaf,
    move,
    steps,
    label: (subject) => says("askBoxForwardDeed", { subject, ...told }),
    note: noteOf(understood, wanted, {
      from,
      to,
      isExact: gap(steps) < Math.abs(to.value - from.value) / 20,
    }),
  };
}

interface Asked {
  readonly from: { readonly unit: string; readonly value: number };
  readonly to: { readonly unit: string; readonly value: number };
  readonly isExact: boolean;
}

function noteOf({ isRemoval, units }: Understood, { value }: Wanted, { from, to, isExact }: Asked) {
  if (value === null) return isRemoval ? says("askBoxRemovalShare", { from }) : null;
  const wanted = { unit: from.unit, value: Math.round(value) };
  if (isRemoval && units !== null)
    return says("askBoxRemoval", {
      units: { unit: "units", value: units },
      from,
      wanted,
      near: to,
    });
  return isExact ? null : says("askBoxNearestDeed", { wanted, near: to });
}

/** The deed as a choice. */
export const deedChoice = (
  { leaf, move, steps, label }: MeantDeed,
  subject: Label,
  questionOf: (deed: Deed) => Choice["question"],
): Choice => ({ label: label(subject), question: questionOf({ leaf, move, steps }) });
