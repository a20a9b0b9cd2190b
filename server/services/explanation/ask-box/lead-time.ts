// A lead time that a question supposes: "my supplier takes 10 days longer", and the nearest one that can be asked about.

export interface SupposedLeadTime {
  /** Of the change where `isChange`, else the lead time itself; a change may be below 0. */
  readonly days: number;
  readonly isChange: boolean;
}

const ABOUT = /\b(suppliers?|lead times?|manufacturers?|factory|carriers?|transit)\b/;
const COUNTS = ["a", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
const SPAN = new RegExp(
  `(?<![\\w-])(\\d{1,3}|an|${COUNTS.join("|")})(?: more| extra| additional)?[ -](days?|weeks?|months?)\\b`,
);
const DAYS: Readonly<Record<string, number>> = { day: 1, week: 7, month: 30 };
const LONGER = /\b(longer|more|later?|slower|extra|additional|delay\w*|increases?|rises?)\b/;
const SHORTER = /\b(shorter|less|fewer|sooner|earlier|faster|quicker|decreases?|falls?)\b/;

/** null where a text in small letters supposes none, or names no number of days. */
export function supposedLeadTime(text: string): SupposedLeadTime | null {
  if (!ABOUT.test(text)) return null;
  const [, count = "", unit = ""] = SPAN.exec(text) ?? [];
  if (count === "") return null;
  const number = /\d/.test(count) ? Number(count) : Math.max(1, COUNTS.indexOf(count));
  const days = number * (DAYS[unit.replace(/s$/, "")] ?? 1);
  if (LONGER.test(text)) return { days, isChange: true };
  return SHORTER.test(text) ? { days: -days, isChange: true } : { days, isChange: false };
}

interface Lever {
  readonly leaf: string;
  readonly move: 1 | -1;
  /** The present value, then one a step. */
  readonly values: readonly number[];
}

interface Step {
  readonly move: 1 | -1;
  readonly steps: number;
  readonly from: number;
  readonly to: number;
  /** The lead time that was meant. */
  readonly wanted: number;
}

const LEAF = "leadTimeDays";

/** The step nearest to what is supposed; the smaller of two as near. null where nothing would move, or nothing can. */
export function nearestStep(
  levers: readonly Lever[],
  { days, isChange }: SupposedLeadTime,
): Step | null {
  const from = levers.find(({ leaf }) => leaf === LEAF)?.values[0];
  if (from === undefined) return null;
  const wanted = Math.max(0, isChange ? from + days : days);
  const lever = levers.find(({ leaf, move }) => leaf === LEAF && move === Math.sign(wanted - from));
  if (!lever || lever.values.length < 2) return null;
  let steps = 1;
  for (let k = 2; k < lever.values.length; k++)
    if (gap(lever, k, wanted) < gap(lever, steps, wanted)) steps = k;
  return { move: lever.move, steps, from, to: lever.values[steps] ?? from, wanted };
}

const gap = ({ values }: Lever, step: number, wanted: number): number =>
  Math.abs((values[step] ?? Number.NaN) - wanted);
