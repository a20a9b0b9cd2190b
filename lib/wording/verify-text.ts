// Whether prose about an explanation says what it says and nothing else (rules R1 to R6 of README.md, for any text).
import { CLAIM_WORDS } from "./claim-words.ts";
import { type Claim, claimsOf } from "./claims.ts";
import type { Locale } from "./locale.ts";
import { type Fact, mentionsOf, type TextFacts, withCauses } from "./text-facts.ts";

export type TextRule =
  /** R1, R2: a number, date or code that is none of the explanation's. */
  | "unknown_number"
  | "unknown_date"
  | "unknown_code"
  /** R3: a sign or a word for up or down that does not agree. */
  | "wrong_direction"
  /** R3: "or more" where it is "or less"; what was told as what is. */
  | "wrong_bound"
  | "wrong_role"
  /** A cause's number that belongs to another cause. */
  | "wrong_cause"
  /** R4: all causes are told and do not add up to the change as told. */
  | "parts_do_not_add_up"
  /** R5: a cause of 15 % or more that is not named. */
  | "cause_not_named"
  /** R6: a figure that this reader is not shown. */
  | "hidden_number";

export interface TextFailure {
  readonly rule: TextRule;
  /** Place in the text, half open; the whole text where something is missing. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** What fails, for whoever writes the text anew. */
  readonly reason: string;
}

const TOLERANCE = 1e-9;

/** What fails of a text, in its order; empty where all of it holds. Pure; cost is claims times facts. */
export function verifyText(text: string, told: TextFacts, locale: Locale): TextFailure[] {
  const claims = withCauses(text, claimsOf(text, locale), told.causes);
  const failures = claims.flatMap(({ claim, cause }) => claimFailures(text, claim, cause, told));
  return [
    ...failures,
    ...verbFailures(
      text,
      claims.map(({ claim }) => claim),
      told,
      locale,
    ),
    ...sumFailures(text, claims, told),
    ...missingCauses(text, claims, told),
  ].sort((a, b) => a.start - b.start);
}

const failure = (
  rule: TextRule,
  text: string,
  { start, end }: Pick<Claim, "start" | "end">,
  reason: string,
): TextFailure => ({ rule, start, end, text: text.slice(start, end), reason });

function claimFailures(
  text: string,
  claim: Claim,
  cause: string | null,
  { facts, hidden }: TextFacts,
): TextFailure[] {
  const fail = (rule: TextRule, reason: string) => [failure(rule, text, claim, reason)];
  if (claim.kind === "code")
    return facts.some((fact) => fact.kind === "code" && fact.text === claim.text)
      ? []
      : fail("unknown_code", "no name of the explanation");
  if (claim.kind === "date")
    return facts.some((fact) => fact.kind === "date" && fact.text.startsWith(claim.text))
      ? []
      : fail("unknown_date", "no date of the explanation");
  const same = facts.filter((fact) => isSameNumber(claim, fact));
  const named = same.filter(({ step }) => step === null || isNamedBeside(text, claim, step));
  if (named.length > 0) return saidOtherwise(text, claim, cause, named);
  if (same.length > 0) return fail("unknown_number", "a value on the way that is not named");
  if (isYearOf(claim, facts)) return [];
  return hidden.some((fact) => isSameNumber(claim, fact))
    ? fail("hidden_number", "a figure that is not shown to this reader")
    : fail("unknown_number", "no number of the explanation, in this unit and rounding");
}

/** Whether a step is called by its name in the sentence of a claim. */
function isNamedBeside(text: string, { start, end }: Claim, step: string): boolean {
  const breaks = [...text.matchAll(/[.!?;](?=\s|$)|[。！？\n]/g)].map(({ index }) => index);
  const from = breaks.findLast((at) => at < start) ?? -1;
  const to = breaks.find((at) => at >= end) ?? text.length;
  return text
    .slice(from + 1, to)
    .toLowerCase()
    .includes(step.toLowerCase());
}

const isYearOf = ({ value, unit }: Claim, facts: readonly Fact[]): boolean =>
  unit === null && facts.some((fact) => fact.kind === "date" && fact.text.startsWith(`${value}-`));

/** The same value as far as it is written out, in the same unit where one is named. */
function isSameNumber(claim: Claim, fact: Fact): boolean {
  if (fact.kind !== "number") return false;
  if (claim.unit === null ? fact.isInput && fact.unit !== null : claim.unit !== fact.unit)
    return false;
  if (Math.abs(claim.value - fact.value) <= TOLERANCE * Math.max(1, fact.value)) return true;
  if (claim.isSpelled || fact.isSpelled) return false;
  if (claim.isAbout && isRounded(fact.value, claim.value, 2)) return true;
  return claim.digits < fact.digits && isRoundedAt(fact.value, claim.value, claim.digits);
}

function isRoundedAt(value: number, rounded: number, digits: number): boolean {
  const step = 10 ** -digits;
  return Math.abs(Math.round(value / step) * step - rounded) <= TOLERANCE * Math.max(1, value);
}

/** Rounded to so many leading digits. */
function isRounded(value: number, rounded: number, leading: number): boolean {
  if (value === 0) return rounded === 0;
  return isRoundedAt(value, rounded, leading - 1 - Math.floor(Math.log10(Math.abs(value))));
}

/** A number of the explanation, said the wrong way. */
function saidOtherwise(
  text: string,
  claim: Claim,
  cause: string | null,
  same: readonly Fact[],
): TextFailure[] {
  const fail = (rule: TextRule, reason: string) => [failure(rule, text, claim, reason)];
  if (claim.sign !== 0 && !same.some(({ sign }) => sign === claim.sign))
    return fail("wrong_direction", "the number goes the other way, or says no direction");
  const isBounded = (fact: Fact) =>
    fact.bound === claim.bound || (claim.bound === "atLeast" && fact.isRangeStart);
  if (claim.bound !== null && !same.some(isBounded))
    return fail("wrong_bound", "the number is no such bound");
  const other = claim.role === "from" ? "to" : "from";
  if (
    claim.role !== null &&
    same.some(({ role }) => role === other) &&
    !same.some(({ role }) => role === claim.role)
  )
    return fail("wrong_role", "what was and what is are exchanged");
  const ofCauses = same.filter((fact) => fact.cause !== null);
  const isOther =
    cause !== null &&
    ofCauses.length === same.length &&
    !ofCauses.some((fact) => fact.cause === cause);
  return isOther ? fail("wrong_cause", "the number belongs to another cause") : [];
}

/** "It fell" without a number: the number itself, unless the clause is about a cause. */
function verbFailures(
  text: string,
  claims: readonly Claim[],
  { deltaSign: sign, causes }: TextFacts,
  locale: Locale,
): TextFailure[] {
  if (sign === null) return [];
  const { upVerb, downVerb } = CLAIM_WORDS[locale];
  const wrong = sign === 1 ? [downVerb] : sign === -1 ? [upVerb] : [upVerb, downVerb];
  return wrong.flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap(({ index, 0: verb }) => {
      const clause = clauseAround(text, index);
      const inClause = claims.some(
        (claim) => claim.sign !== 0 && clause.start <= claim.start && claim.end <= clause.end,
      );
      const aboutCause = mentionsOf(text.slice(clause.start, clause.end), causes).length > 0;
      if (inClause || aboutCause) return [];
      const place = { start: index, end: index + verb.length };
      return [failure("wrong_direction", text, place, "the number went the other way, or stayed")];
    }),
  );
}

function clauseAround(text: string, index: number): { start: number; end: number } {
  const marks = [...text.matchAll(/[.!?;:,](?=\s|$)|[。！？、\n]/g)].map((mark) => mark.index);
  const start = (marks.findLast((at) => at < index) ?? -1) + 1;
  return { start, end: marks.find((at) => at >= index) ?? text.length };
}

/** Where every cause is told with its amount, and the change as well, the amounts as told must add up to it. */
function sumFailures(
  text: string,
  claims: readonly { readonly claim: Claim; readonly cause: string | null }[],
  { causes, facts, deltaSign: sign, unexplained }: TextFacts,
): TextFailure[] {
  if (sign === null || unexplained !== 0 || causes.length < 2) return [];
  const deltas = facts.filter(({ isDelta }) => isDelta);
  const isAmountOf = (claim: Claim, cause: string | null) =>
    facts.some((fact) => fact.isAmount && fact.cause === cause && isSameNumber(claim, fact));
  const total = claims.find(
    ({ claim, cause }) =>
      deltas.some((fact) => isSameNumber(claim, fact)) && !isAmountOf(claim, cause),
  )?.claim;
  const amount = causes.map(({ id, value }) => {
    const told = claims.find(({ claim, cause }) => cause === id && isAmountOf(claim, id));
    return told && Math.sign(value) * told.claim.value;
  });
  if (!total || amount.some((part) => part === undefined)) return [];
  const sum = amount.reduce<number>((all, part) => all + (part ?? 0), 0);
  return Math.abs(sum - sign * total.value) <= 1e-6
    ? []
    : [failure("parts_do_not_add_up", text, total, "the causes as told do not add up to this")];
}

/** Large causes that are named neither by their label nor by their amount. */
function missingCauses(
  text: string,
  claims: readonly { readonly claim: Claim; readonly cause: string | null }[],
  { causes, facts }: TextFacts,
): TextFailure[] {
  const named = new Set(mentionsOf(text, causes).map(({ id }) => id));
  const deltas = facts.filter(({ isDelta }) => isDelta);
  // Telling the change tells nothing of the one cause that made all of it.
  const isWhole = (fact: Fact) => deltas.some((delta) => isSameNumber(fact, delta));
  return causes.flatMap(({ id, label, isLarge }) => {
    if (!isLarge || named.has(id)) return [];
    const amounts = facts.filter((fact) => fact.isAmount && fact.cause === id && !isWhole(fact));
    const isTold = claims.some(
      ({ claim, cause }) => cause === null && amounts.some((fact) => isSaidAmount(claim, fact)),
    );
    const whole = { start: 0, end: text.length };
    if (isTold) return [];
    return [{ ...failure("cause_not_named", text, whole, `"${label}" is not named`), text: "" }];
  });
}

const isSaidAmount = (claim: Claim, fact: Fact): boolean =>
  claim.sign === fact.sign && claim.unit === fact.unit && isSameNumber(claim, fact);
