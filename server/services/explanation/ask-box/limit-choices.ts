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
import { monthsNamed, type NamedMonth } from "./dates.ts";
import { type Choice, type Found, type Label, says } from "./label.ts";

type Type = LimitsView["storageTypes"][number];
type Month = Type["months"][number];

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

interface AskedLimit {
  readonly type: Type;
  readonly month: Month;
  /** The month named; else that of the limit that what is in use counts against. */
  readonly useMonthOn: string;
  /** The newest run. */
  readonly runId: number;
}

/** The limit that the words speak of: the storage type and the month named, else the first one and the newest confirmed. */
export async function askedLimit(
  tx: Tx,
  scope: SellerScope,
  text: string,
): Promise<AskedLimit | null> {
  const { storageTypes, runId } = await limitsOf(tx, scope);
  const words = text.toLowerCase();
  const type = storageTypes.find((one) => words.includes(one.storageType)) ?? storageTypes[0];
  if (!type || runId === null) return null;
  // What can still change is decided by the newest run; earlier months were decided by theirs.
  const months = monthsNamed(text);
  const named = type.months.find(({ monthOn }) => months.some((one) => isOf(one, monthOn)));
  const month = named ?? type.months.findLast(({ current }) => current.kind === "confirmed");
  const useMonthOn = (named ? named.monthOn : type.usage?.monthOn) ?? month?.monthOn;
  return month && useMonthOn ? { type, month, useMonthOn, runId } : null;
}

const isOf = ({ month, year }: NamedMonth, monthOn: string): boolean =>
  Number(monthOn.slice(5, 7)) === month && (year === null || Number(monthOn.slice(0, 4)) === year);

/** As {@link limitChoices}; a storage type that is named and has no limit is said to have none. */
export async function limitFound(
  tx: Tx,
  scope: SellerScope,
  understood: Understood,
): Promise<Found> {
  const choices = await limitChoices(tx, scope, understood);
  const words = understood.text.toLowerCase();
  const { storageTypes: known, asOfOn } = await limitsOf(tx, scope);
  const without = storageTypes.find(
    (type) => words.includes(type) && known.every(({ storageType }) => storageType !== type),
  );
  // Limits are decided for the types of an account's products alone.
  const note =
    without && asOfOn !== null && known.length > 0
      ? says("askBoxNoLimit", { storageType: { storageType: without }, day: { day: asOfOn } })
      : null;
  return { choices, note };
}

/** The best fit first, then why it is what it is and why it changed. */
export async function limitChoices(
  tx: Tx,
  scope: SellerScope,
  understood: Understood,
): Promise<Choice[]> {
  const asked = await askedLimit(tx, scope, understood.text);
  if (!asked) return [];
  const { type, month, useMonthOn, runId } = asked;
  const words = understood.text.toLowerCase();
  const level = levelOf(type, month);
  const change = changeOf(type, month);
  const fills = fillsOf(type, useMonthOn, runId);
  // Who says that all of it is used wants to know what the use counts for: nothing sets it, but here it is.
  const use = USED_UP.test(words) ? [fills] : [];
  const isUse = USE.test(unconceded(words)) && isLevelOrChange(understood);
  if (isUse) return [fills, level, ...change];
  if (understood.type === "change") return [...change, ...use, level];
  return [...special(type, month, understood, { words, runId }), ...use, level, ...change];
}

const subjectOf = ({ storageType }: Type, monthOn: string): Label =>
  says("askBoxLimit", {
    storageType: { storageType },
    month: { month: monthOn },
  });

/** What fills the limit, rather than what sets it. */
const USE =
  /\b(remaining|left over|half empty|empty|counts?|counted|counting|use[sd]? up|uses?|using|fills?|filling|eat(s|ing)? up|takes? up|taking up)\b/;

const USED_UP =
  /\b(us(e|es|ed|ing)|fill(s|ed|ing)?|counted)\b.*\b(all|every|whole|full|fully|completely)\b/;

const isLevelOrChange = ({ type }: Understood): boolean => type === "level" || type === "change";

const fillsOf = ({ storageType }: Type, monthOn: string, runId: number): Choice => ({
  label: says("askBoxLimitUse", { storageType: { storageType }, month: { month: monthOn } }),
  question: { kind: "limitUseLevel", storageType, monthOn, runId },
});

const levelOf = (type: Type, { monthOn, current }: Month): Choice => ({
  label: says("askBoxLevel", { subject: subjectOf(type, monthOn) }),
  question: { kind: "limitLevel", storageType: type.storageType, monthOn, runId: current.runId },
});

function changeOf(type: Type, { monthOn, current, before }: Month): Choice[] {
  if (!before || before.runId === current.runId) return [];
  return [
    {
      label: says("askBoxChange", { subject: subjectOf(type, monthOn) }),
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

/** A limit that is asked for, in mm3; null where no figure says one. */
function targetMm3({ feet, units }: Understood, words: string, presentMm3: number) {
  const asked = feet ?? units;
  if (asked === null || asked <= 0) return null;
  const askedMm3 = cubicFeetToMm3(asked);
  const isMore = /\b(more|extra|additional|another|up by|higher by)\b/.test(words);
  // As it is told, so that whoever types what is told asks for the same.
  return isMore ? cubicFeetToMm3(shownValue("mm3", presentMm3 + askedMm3)) : askedMm3;
}

function special(
  type: Type,
  month: Month,
  understood: Understood,
  { words, runId }: { readonly words: string; readonly runId: number },
): Choice[] {
  const { storageType } = type;
  const of = { storageType, monthOn: month.monthOn, runId: month.current.runId };
  const subject = subjectOf(type, month.monthOn);
  switch (understood.type) {
    case "provenance":
      return [
        {
          label: says("askBoxSources", { subject }),
          question: { kind: "limitSources", ...of },
        },
      ];
    case "fairness":
      return [
        {
          label: says("askBoxFairness", { subject }),
          question: { kind: "limitFairness", ...of },
        },
      ];
    case "contrast":
      return [
        {
          label: says("askBoxHigher", { subject }),
          question: { kind: "limitContrast", ...of },
        },
      ];
    case "counterfactual": {
      const target = targetMm3(understood, words, month.current.limitMm3);
      if (target === null) return [];
      return [
        {
          label: says("askBoxTarget", { subject, target: { unit: "mm3", value: target } }),
          question: { kind: "limitTarget", ...of, targetMm3: target },
        },
      ];
    }
    case "forward": {
      const next = type.months.find(({ current }) => current.kind === "estimate");
      if (!next) return [];
      return [
        {
          label: says("askBoxForward", { subject: subjectOf(type, next.monthOn) }),
          question: {
            kind: "limitForward",
            storageType,
            monthOn: next.monthOn,
            runId,
            leaf: "none",
            move: 1,
            steps: 0,
          },
        },
      ];
    }
    default:
      return [];
  }
}
