// A question of a bank that the policy desk is asked, and what became of it.
import {
  LOCALES,
  sentencesText,
  type ToldView,
  textFacts,
  verifyText,
} from "@/lib/wording/index.ts";
import { isDomainError } from "@/server/core/errors.ts";
import type { SellerContext, StaffContext } from "@/server/services/context.ts";
import { answerDesk, proposeDesk } from "@/server/services/desk/answer-desk.ts";
import type { DeskAnswer, DeskKind } from "@/server/services/desk/schemas.ts";
import type { BankQuestion, BankResult } from "./question-bank.ts";

/** What each question of the desk is about, in the words of a bank. */
const ABOUT: Readonly<Record<DeskKind, readonly [type: string, metric: string]>> = {
  limitShift: ["change", "capacity_limit"],
  policyShift: ["change", "capacity_limit"],
  adviceShift: ["change", "recommended_qty"],
  cohortShift: ["fairness", "capacity_limit"],
  movers: ["forward", "capacity_limit"],
  networkWorth: ["level", "capacity_limit"],
  leaks: ["fairness", "any"],
  declined: ["level", "any"],
};

/** Asks it in the name of a policy admin. */
export async function askDeskQuestion(
  account: SellerContext,
  asked: BankQuestion,
): Promise<BankResult> {
  const userId = account.scope.userId ?? 0;
  const ctx: StaffContext = { ...account, scope: { kind: "staff", role: "policy_admin", userId } };
  const { choices, note } = proposeDesk({ text: asked.question, locale: "en" });
  const [first] = choices;
  if (!first)
    return { asked, understood: "none", outcome: "declined", isVerified: null, text: note ?? "" };
  const [type, metric] = ABOUT[first.kind];
  const understood = `${type} ${metric}`;
  if (type !== asked.type || (asked.metric !== "any" && metric !== asked.metric))
    return { asked, understood, outcome: "misunderstood", isVerified: null, text: "" };
  try {
    const [answer, ...others] = await Promise.all(
      LOCALES.map((locale) => answerDesk(ctx, { kind: first.kind, locale })),
    );
    if (!answer) throw new Error("askDeskQuestion: no answer");
    const view = toldView(answer);
    const text = sentencesText([view.headline, ...view.sentences], view.locale);
    const failures = verifyText(text, textFacts(view, others.map(toldView)), view.locale);
    const isVerified = failures.length === 0 && isAdditive(answer);
    return { asked, understood, outcome: "answered", isVerified, text: answer.headline };
  } catch (error) {
    if (!isDomainError(error)) throw error;
    const text = `${error.code} ${JSON.stringify(error.data)}`;
    return { asked, understood, outcome: "declined", isVerified: null, text };
  }
}

/** The bars as shown lead from the one sum to the other. */
function isAdditive({ bars }: DeskAnswer): boolean {
  if (!bars) return true;
  const sum = bars.drivers.reduce((all, { value }) => all + value, bars.from.value);
  return Math.abs(sum - bars.to.value) < 1e-6;
}

/** As much as the check of words reads. */
function toldView({ bars, ...answer }: DeskAnswer): ToldView {
  return {
    ...answer,
    from: bars?.from ?? null,
    to: bars?.to ?? { text: "", value: null },
    delta: null,
    drivers: (bars?.drivers ?? []).map(({ id, label, text, value }) => ({
      group: id,
      label,
      amount: { text, value },
      exactAmount: value,
      leaves: [],
      parts: [],
    })),
    unexplained: null,
    steps: [],
    nextText: null,
    ways: [],
    timeline: [],
  };
}
