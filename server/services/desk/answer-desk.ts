// Questions of the policy desk: understood by rules, chosen by the person, answered about all accounts together.
import type { z } from "zod";
import { renderMessage } from "@/lib/wording/index.ts";
import { inScope } from "@/server/repositories/scope.ts";
import type { StaffContext } from "@/server/services/context.ts";
import { adviceShift } from "./advice-shift.ts";
import { cohortShift } from "./cohort-shift.ts";
import { declinedQuestions } from "./declined-questions.ts";
import { type Desk, type DeskReader, deskReader } from "./desk-reader.ts";
import { leaks } from "./leaks.ts";
import { limitShift } from "./limit-shift.ts";
import { movers } from "./movers.ts";
import { networkWorth } from "./network-worth.ts";
import { policyShift } from "./policy-shift.ts";
import type {
  DeskAnswer,
  DeskAnswerInput,
  DeskBoxInput,
  DeskKind,
  DeskProposal,
  DeskTold,
} from "./schemas.ts";

type Answer = (ctx: StaffContext, reader: DeskReader) => Promise<DeskTold>;

/** An answer that reads and tells at once. */
const inOneScope =
  (answer: (desk: Desk, reader: DeskReader) => Promise<DeskTold>): Answer =>
  (ctx, reader) =>
    inScope(ctx.db, ctx.scope, (tx) => answer({ ctx, tx, scope: ctx.scope }, reader));

// Answers that take long to make hold no transaction meanwhile.
const ANSWERS: Readonly<Record<DeskKind, Answer>> = {
  limitShift: inOneScope(limitShift),
  policyShift,
  adviceShift,
  cohortShift: inOneScope(cohortShift),
  movers: inOneScope(movers),
  networkWorth: inOneScope(networkWorth),
  leaks,
  declined: inOneScope(declinedQuestions),
};

/** Throws precondition_failed, with the rule, for what cannot be told yet. */
export async function answerDesk(
  ctx: StaffContext,
  { kind, locale }: z.infer<typeof DeskAnswerInput>,
): Promise<DeskAnswer> {
  const reader = deskReader(locale);
  const told = await ANSWERS[kind](ctx, reader);
  return { kind, locale, title: reader.tell("deskAsk", { kind }), ...told };
}

/** A restock limit is a limit. */
const ADVICE = /\b(advice|advised|(quantit|replenish|restock)\w*(?! limits?))\b/;
const RULE = /\b(parameters?|figures?|policy|rules?)\b/;

// Weights as in the box of one account: 4 names the thing, 1 leans that way.
const RULES: readonly (readonly [DeskKind, number, RegExp])[] = [
  ["declined", 4, /\b(declin\w*|refus\w*|unanswered|no answer)\b/],
  ["leaks", 4, /\b(reveal\w*|leak\w*|confidential|kept secret|hidden)\b/],
  ["movers", 4, /\bdrafts?\b/],
  ["movers", 2, /\b(adopt|would change|more than \d+ ?%)/],
  ["networkWorth", 4, /\b(constraint|bottleneck\w*|binds?|binding|network)\b/],
  ["networkWorth", 3, /\bcubic f(oo|ee)t\b|\bworth\b/],
  ["cohortShift", 4, /\b(cohorts?|groups?|worse|unfair\w*)\b/],
  ["policyShift", 4, /\b(parameters?|figures?)\b/],
  ["policyShift", 2, /\b(policy|rules?)\b/],
  ["adviceShift", 4, ADVICE],
  ["adviceShift", 2, new RegExp(`(?=.*${ADVICE.source}).*${RULE.source}`)],
  ["adviceShift", 1, RULE],
  ["limitShift", 3, /\b(total|sum|overall|all limits|limits)\b/],
  ["limitShift", 1, /\b(change\w*|shift\w*|fell|rose|why)\b/],
];
const MOST_CHOICES = 3;

/** What a plain question, in English, can mean, told in the reader's language. Nothing is asked. */
export function proposeDesk({ text, locale }: z.infer<typeof DeskBoxInput>): DeskProposal {
  const words = text.toLowerCase();
  const scores = new Map<DeskKind, number>();
  for (const [kind, weight, pattern] of RULES)
    if (pattern.test(words)) scores.set(kind, (scores.get(kind) ?? 0) + weight);
  const choices = [...scores]
    .sort(([, a], [, b]) => b - a)
    .slice(0, MOST_CHOICES)
    .map(([kind]) => ({ label: renderMessage("deskAsk", { kind }, locale), kind }));
  return { choices, note: choices.length > 0 ? null : renderMessage("deskUnknown", {}, locale) };
}
