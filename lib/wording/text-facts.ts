// What a text about an explanation may say: its numbers with their causes, and which cause each claim of a text is about.
import { type Claim, claimsOf } from "./claims.ts";
import type { Locale } from "./locale.ts";

/** As much of an explanation's view as a text can speak of. */
export interface ToldView {
  readonly locale: Locale;
  readonly title: string;
  readonly headline: string;
  readonly sentences: readonly string[];
  readonly from: { readonly text: string; readonly value: number | null } | null;
  readonly to: { readonly text: string; readonly value: number | null };
  readonly delta: string | null;
  readonly drivers: readonly ToldDriver[];
  readonly unexplained: { readonly text: string; readonly value: number } | null;
  readonly steps: readonly {
    readonly label: string;
    readonly value: string | null;
    readonly next: string | null;
  }[];
  readonly nextText: string | null;
  readonly ways: readonly { readonly changes: readonly string[]; readonly result: string }[];
  readonly timeline: readonly { readonly day: string; readonly text: string }[];
  /** Days of the plans that it speaks of. */
  readonly run?: { readonly asOfOn: string } | null;
  readonly baseRun?: { readonly asOfOn: string } | null;
}

interface ToldDriver {
  readonly group: string;
  readonly label: string;
  readonly amount: { readonly text: string; readonly value: number | null };
  readonly exactAmount: number;
  readonly leaves: readonly {
    readonly label: string;
    readonly from: string | null;
    readonly to: string | null;
  }[];
  readonly parts: readonly { readonly amount: string | null }[];
}

/** Something that a text may say. */
export interface Fact extends Claim {
  readonly cause: string | null;
  /** The amount of its cause itself. */
  readonly isAmount: boolean;
  /** A value on the way, which is named with its unit only. */
  readonly isInput: boolean;
  /** What must be named in the sentence for it to be said there: a step has many neighbours of its unit. */
  readonly step: string | null;
  readonly isDelta: boolean;
}

export interface Cause {
  readonly id: string;
  readonly label: string;
  readonly value: number;
  readonly isLarge: boolean;
}

/** What a text is checked against. */
export interface TextFacts {
  readonly causes: readonly Cause[];
  readonly facts: readonly Fact[];
  /** Facts that this reader is not shown. */
  readonly hidden: readonly Fact[];
  /** null for a level. */
  readonly deltaSign: -1 | 0 | 1 | null;
  readonly unexplained: number;
}

const NAMED_SHARE = 0.15;

/**
 * The facts of an explanation. `reader` is the view in the text's language, which names the causes; `told` are views of the same
 * explanation, in any language, whose figures may be said; `whole` is a view of everything, for what must not be: pass it only where
 * the reader does not learn which rule failed, as it tells a hidden figure from a wrong one.
 */
export function textFacts(
  reader: ToldView,
  told: readonly ToldView[],
  whole: readonly ToldView[] = [],
): TextFacts {
  const movement = reader.drivers.reduce((sum, { exactAmount }) => sum + Math.abs(exactAmount), 0);
  const isChange = reader.from !== null;
  return {
    causes: reader.drivers
      .filter(({ exactAmount }) => exactAmount !== 0)
      .map(({ group, label, amount, exactAmount }) => ({
        id: group,
        label,
        value: amount.value ?? 0,
        isLarge: isChange && Math.abs(exactAmount) >= NAMED_SHARE * movement,
      })),
    facts: told.flatMap((view) => factsOf(view, reader)),
    hidden: whole.flatMap((view) => factsOf(view, null)),
    deltaSign: reader.from === null ? null : deltaSign(reader),
    unexplained: reader.unexplained?.value ?? 0,
  };
}

const deltaSign = ({ from, to }: ToldView): -1 | 0 | 1 =>
  Math.sign((to.value ?? 0) - (from?.value ?? 0)) as -1 | 0 | 1;

const PLAIN = {
  cause: null,
  isAmount: false,
  isInput: false,
  isDelta: false,
  step: null,
} as const;

/** Steps are called as the reader's view calls them: without one, they need not be named. */
function factsOf(view: ToldView, reader: ToldView | null): Fact[] {
  const read = (text: string | null | undefined, known: Partial<Fact> = {}): Fact[] =>
    text === null || text === undefined
      ? []
      : claimsOf(text, view.locale).map((claim) => ({ ...claim, ...PLAIN, ...known }));
  const steps = view.steps.flatMap(({ value, next }, k) => {
    const step = reader?.steps[k]?.label ?? null;
    return [...read(value, { isInput: true, step }), ...read(next, { isInput: true })];
  });
  const inputs = [...view.ways.flatMap(({ changes, result }) => [...changes, result])];
  return [
    ...read(view.from?.text, { role: "from" }),
    ...read(view.to.text, { role: "to" }),
    ...(view.from ? read(view.delta, { sign: deltaSign(view), isDelta: true }) : []),
    ...view.drivers.flatMap((driver) => driverFacts(driver, read)),
    ...steps,
    ...inputs.flatMap((text) => read(text, { isInput: true })),
    ...view.timeline.flatMap(({ day, text }) => [...read(day), ...read(text)]),
    ...[view.unexplained?.text, view.nextText].flatMap((text) => read(text)),
    ...[view.run, view.baseRun].flatMap((run) => read(run?.asOfOn)),
    ...toldFacts(view),
  ];
}

function driverFacts(
  { group: cause, label, amount, parts, leaves }: ToldDriver,
  read: (text: string | null, known: Partial<Fact>) => Fact[],
): Fact[] {
  return [
    ...read(label, { cause }),
    ...read(amount.text, { cause, isAmount: true }),
    ...parts.flatMap((part) => read(part.amount, { cause })),
    ...leaves.flatMap((leaf) => [
      ...read(leaf.label, { cause, isInput: true }),
      ...read(leaf.from, { cause, role: "from", isInput: true }),
      ...read(leaf.to, { cause, role: "to", isInput: true }),
    ]),
  ];
}

/** What the explanation's own sentences say. */
function toldFacts(view: ToldView): Fact[] {
  const causes = view.drivers.map(({ group, label }) => ({ id: group, label }));
  return [view.title, view.headline, ...view.sentences].flatMap((text) =>
    withCauses(text, claimsOf(text, view.locale), causes).map(({ claim, cause }) => ({
      ...claim,
      ...PLAIN,
      cause,
    })),
  );
}

interface Mention {
  readonly id: string;
  readonly start: number;
  readonly end: number;
}

export function mentionsOf(
  text: string,
  causes: readonly Pick<Cause, "id" | "label">[],
): Mention[] {
  const lower = text.toLowerCase();
  const found: Mention[] = [];
  // A longer label first: it may hold a shorter one.
  for (const { id, label } of causes.toSorted((a, b) => b.label.length - a.label.length)) {
    const wanted = label.toLowerCase();
    if (wanted === "") continue;
    for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, at + 1)) {
      const end = at + wanted.length;
      if (!found.some((one) => at < one.end && one.start < end)) found.push({ id, start: at, end });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/** Each claim with the cause that it is said of: the last one named before it in its sentence with no number between, else the next. */
export function withCauses(
  text: string,
  claims: readonly Claim[],
  causes: readonly Pick<Cause, "id" | "label">[],
): { readonly claim: Claim; readonly cause: string | null }[] {
  const mentions = mentionsOf(text, causes);
  const breaks = sentenceBreaks(text);
  const numbers = claims.filter(({ kind }) => kind === "number");
  const isJoined = (from: number, to: number) =>
    !breaks.some((at) => from <= at && at < to) &&
    !numbers.some(({ start, end }) => from <= start && end <= to);
  return claims.map((claim) => {
    const before = mentions.findLast(({ end }) => end <= claim.start);
    if (before && isJoined(before.end, claim.start)) return { claim, cause: before.id };
    const after = mentions.find(({ start }) => start >= claim.end);
    const isNext = after && isJoined(claim.end, after.start);
    return { claim, cause: isNext ? after.id : null };
  });
}

const sentenceBreaks = (text: string): number[] =>
  [...text.matchAll(/[.!?;](?=\s|$)|[。！？\n]/g)].map(({ index }) => index);
