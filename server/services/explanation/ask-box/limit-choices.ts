// Questions about a limit that a plain question can mean.
import type { Tx } from "@/db/client.ts";
import { storageTypes } from "@/lib/optimizer/core/storage-type.ts";
import { cubicFeetToMm3 } from "@/lib/units/index.ts";
import { shownValue } from "@/lib/wording/index.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";
import { limitsOf } from "@/server/services/limits/list-limits.ts";
import type { LimitsView } from "@/server/services/limits/schemas.ts";
import type { Understood } from "./classify.ts";
import { unconceded } from "./clauses.ts";
import { dayNamed } from "./dates.ts";
import { type Choice, distinct, type Found, type Label, says } from "./label.ts";
import { limitAhead } from "./limit-ahead.ts";
import {
  type AskedLimit,
  askedLimit,
  type LimitMonth,
  type LimitType,
  limitSubject,
} from "./limit-asked.ts";

/** Every limit in force or ahead: why it changed, or why it is what it is where nothing came before. */
export function limitsChoices({
  storageTypes,
}: LimitsView): { readonly choice: Choice; readonly limitMm3: number }[] {
  return storageTypes.flatMap((type) =>
    type.months.slice(-4).map((month) => ({
      choice: changeOf(type, month)[0] ?? levelOf(type, month),
      limitMm3: month.current.limitMm3,
    })),
  );
}

/** The best fit first, then why it is what it is and why it changed; a storage type that is named and has no limit is said to have none. */
export async function limitFound(
  tx: Tx,
  scope: SellerScope,
  understood: Understood,
): Promise<Found> {
  const asked = await askedLimit(tx, scope, understood.text);
  if (!asked) return { choices: [], note: null };
  const found = await readings(tx, scope, asked, understood);
  const without = await typeWithout(tx, scope, understood.text.toLowerCase());
  return { choices: found.choices, note: without ?? found.note };
}

/** Limits are decided for the types of an account's products alone. */
async function typeWithout(tx: Tx, scope: SellerScope, words: string): Promise<Label | null> {
  const { storageTypes: known, asOfOn } = await limitsOf(tx, scope);
  const without = storageTypes.find(
    (type) => words.includes(type) && known.every(({ storageType }) => storageType !== type),
  );
  return without && asOfOn !== null && known.length > 0
    ? says("askBoxNoLimit", { storageType: { storageType: without }, day: { day: asOfOn } })
    : null;
}

/** What sets the score, beside what the score does to the limit. */
const SCORE = /\b(score|efficiency|ipi)\b/;

/** What fills the limit, rather than what sets it. */
const USE =
  /\b(remaining|left over|half empty|empty|counts?|counted|counting|use[sd]? up|uses?|using|fills?|filling|eat(s|ing)? up|takes? up|taking up)\b/;

const USED_UP =
  /\b(us(e|es|ed|ing)|fill(s|ed|ing)?|counted)\b.*\b(all|every|whole|full|fully|completely)\b/;

/** What was announced of a month, and then something else. */
const REVISED =
  /\b(estimat\w*|revis\w*|confirmed|final(ly|ized|ised)?|preliminary|announced|promised)\b/;

async function readings(
  tx: Tx,
  scope: SellerScope,
  asked: AskedLimit,
  understood: Understood,
): Promise<Found> {
  const { type, month, useMonthOn, runId } = asked;
  const words = understood.text.toLowerCase();
  const level = levelOf(type, month);
  const between = changeOf(type, month);
  // A month that the same plan decided as the one before it changed from what was announced of it.
  const change = between.length > 0 ? between : revisedOf(asked, understood.text);
  const fills = fillsOf(type, useMonthOn, runId);
  const isLevel = understood.type === "level";
  const isChange = understood.type === "change";
  // Who says that all of it is used wants to know what the use counts for: nothing sets it, but here it is.
  const use = USED_UP.test(words) ? [fills] : [];
  if (isLevel && SCORE.test(words)) return only([scoreOf(type, month), level, ...change]);
  if (USE.test(unconceded(words)) && (isLevel || isChange)) return only([fills, level, ...change]);
  if (isChange) {
    const revised = REVISED.test(words) ? revisedOf(asked, understood.text) : [];
    return only(distinct([...revised, ...change, ...use, level]));
  }
  if (understood.type === "forward") {
    const ahead = await limitAhead(tx, scope, asked, understood);
    return { choices: [...ahead.choices, level, ...change], note: ahead.note };
  }
  return only([...special(type, month, understood), ...use, level, ...change]);
}

const only = (choices: readonly Choice[]): Found => ({ choices, note: null });

const fillsOf = ({ storageType }: LimitType, monthOn: string, runId: number): Choice => ({
  label: says("askBoxLimitUse", { storageType: { storageType }, month: { month: monthOn } }),
  question: { kind: "limitUseLevel", storageType, monthOn, runId },
});

const levelOf = (type: LimitType, { monthOn, current }: LimitMonth): Choice => ({
  label: says("askBoxLevel", { subject: limitSubject(type, monthOn) }),
  question: { kind: "limitLevel", storageType: type.storageType, monthOn, runId: current.runId },
});

const scoreOf = (type: LimitType, { monthOn, current }: LimitMonth): Choice => ({
  label: says("askBoxLimitScore", { subject: limitSubject(type, monthOn) }),
  question: {
    kind: "limitScoreLevel",
    storageType: type.storageType,
    monthOn,
    runId: current.runId,
  },
});

function changeOf(type: LimitType, { monthOn, current, before }: LimitMonth): Choice[] {
  if (!before || before.runId === current.runId) return [];
  return [
    {
      label: says("askBoxChange", { subject: limitSubject(type, monthOn) }),
      question: {
        kind: "limitChange",
        storageType: type.storageType,
        monthOn,
        runId: current.runId,
        baseMonthOn: before.monthOn,
        baseRunId: before.runId,
      },
    },
  ];
}

/** From what was announced of the same month before: on the day that is named, else last. */
function revisedOf({ type, month, asOfOn }: AskedLimit, text: string): Choice[] {
  const { monthOn, current, history } = month;
  const day = dayNamed(text, asOfOn);
  const earlier = history.filter(({ runId }) => runId !== current.runId);
  const base = earlier.findLast((one) => one.asOfOn === day) ?? earlier.at(-1);
  if (!base) return [];
  return [
    {
      label: says("askBoxRevised", {
        subject: limitSubject(type, monthOn),
        day: { day: base.asOfOn },
      }),
      question: {
        kind: "limitChange",
        storageType: type.storageType,
        monthOn,
        runId: current.runId,
        baseMonthOn: monthOn,
        baseRunId: base.runId,
      },
    },
  ];
}

const BACK = /\b(back|again|undo\w*|undone|recover\w*|restor\w*|revers\w*|before|used to)\b/;

/** A limit that is asked for, in mm3: as a figure says, as it was before, or a tenth more. As it is told, so that it is the same when typed. */
function targetMm3({ feet, units, text }: Understood, { current, history, before }: LimitMonth) {
  const words = text.toLowerCase();
  const present = current.limitMm3;
  const asTold = (mm3: number) => cubicFeetToMm3(shownValue("mm3", mm3));
  const asked = feet ?? units;
  if (asked !== null && asked > 0) {
    const isMore = /\b(more|extra|additional|another|up by|higher by)\b/.test(words);
    return isMore ? asTold(present + cubicFeetToMm3(asked)) : cubicFeetToMm3(asked);
  }
  const earlier = [history.at(-2)?.limitMm3, before?.limitMm3].find((one) => (one ?? 0) > present);
  if (BACK.test(words) && earlier !== undefined) return asTold(earlier);
  return asTold(present + present / 10);
}

/** Whether rules or somebody decided it: which rules they were, and that nothing was set by hand, is told with them. */
const BY_HAND =
  /\bwho (has )?(decid\w*|set|chang\w*)\b|\bby hand\b|\bmanual(ly)?\b|\b(person|human)\b/;

function special(type: LimitType, month: LimitMonth, understood: Understood): Choice[] {
  const { storageType } = type;
  const of = { storageType, monthOn: month.monthOn, runId: month.current.runId };
  const subject = limitSubject(type, month.monthOn);
  const sources: Choice = {
    label: says("askBoxSources", { subject }),
    question: { kind: "limitSources", ...of },
  };
  const alike: Choice = {
    label: says("askBoxFairness", { subject }),
    question: { kind: "limitFairness", ...of },
  };
  switch (understood.type) {
    case "provenance":
      return BY_HAND.test(understood.text.toLowerCase()) ? [alike, sources] : [sources];
    case "fairness":
      return [alike];
    case "contrast":
      return [
        {
          label: says("askBoxHigher", { subject }),
          question: { kind: "limitContrast", ...of },
        },
      ];
    case "counterfactual": {
      const target = targetMm3(understood, month);
      return [
        {
          label: says("askBoxTarget", { subject, target: { unit: "mm3", value: target } }),
          question: { kind: "limitTarget", ...of, targetMm3: target },
        },
      ];
    }
    default:
      return [];
  }
}
