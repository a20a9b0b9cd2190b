// Questions about a limit that is still to come: of which month, and with what done until then.
import type { Tx } from "@/db/client.ts";
import { addMonths } from "@/lib/calendar/index.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";
import { productSpaces } from "../limit-use-answer.ts";
import { leversOfLimit } from "../what-if-answers.ts";
import type { Understood } from "./classify.ts";
import { deedChoice, deedMeant } from "./deeds.ts";
import { type Choice, type Found, type Label, says } from "./label.ts";
import { type AskedLimit, type LimitMonth, type LimitType, limitSubject } from "./limit-asked.ts";

const NUMBERS = "one two three four five six seven eight nine ten eleven twelve".split(" ");
const IN_MONTHS = new RegExp(`\\bin (an?|\\d{1,2}|${NUMBERS.join("|")}) months?\\b`);

/** So many months from now that a text in small letters speaks of; null where it speaks of none. */
function monthsMeant(words: string): number | null {
  if (/\bmonth after next\b/.test(words)) return 2;
  const [, count] = IN_MONTHS.exec(words) ?? [];
  if (count !== undefined)
    return /\d/.test(count) ? Number(count) : Math.max(0, NUMBERS.indexOf(count)) + 1;
  return /\bnext month\b/.test(words) ? 1 : null;
}

interface Ahead {
  /** The month whose limit can still change. */
  readonly month: LimitMonth;
  readonly note: Label | null;
}

/** The month that is meant, or the nearest that can still change, and why it is another. */
function monthAhead(
  { type, month, isMonthNamed, asOfOn }: AskedLimit,
  words: string,
): Ahead | null {
  const estimates = type.months.filter(({ current }) => current.kind === "estimate");
  const [first] = estimates;
  const last = estimates.at(-1);
  if (!first || !last) return null;
  const count = monthsMeant(words);
  const byCount = count === null ? null : `${addMonths(asOfOn.slice(0, 7), count)}-01`;
  const meant = isMonthNamed ? month.monthOn : byCount;
  if (meant === null) return { month: first, note: null };
  const found = estimates.find(({ monthOn }) => monthOn === meant);
  if (found) return { month: found, note: null };
  return meant < first.monthOn
    ? {
        month: first,
        note: says("askBoxConfirmed", { month: { month: meant }, next: { month: first.monthOn } }),
      }
    : { month: last, note: says("askBoxTooFar", { month: { month: last.monthOn } }) };
}

/** With what is supposed to be done first, then as things go on. */
export async function limitAhead(
  tx: Tx,
  scope: SellerScope,
  asked: AskedLimit,
  understood: Understood,
): Promise<Found> {
  const ahead = monthAhead(asked, understood.text.toLowerCase());
  if (ahead === null) return { choices: [], note: null };
  const { runId, type } = asked;
  const { storageType } = type;
  const { monthOn } = ahead.month;
  const subject = limitSubject(type, monthOn);
  const of = { kind: "limitForward", storageType, monthOn, runId } as const;
  const plain: Choice = {
    label: says("askBoxForward", { subject }),
    question: { ...of, leaf: "none", move: 1, steps: 0 },
  };
  const levers = await leversOfLimit(tx, scope, { storageType, monthOn, runId });
  const held = await heldUnits(tx, scope, asked, storageType);
  const deed = deedMeant(levers, "capacity", understood, { units: held });
  if (deed === null) return { choices: [plain], note: ahead.note };
  const done = deedChoice(deed, subject, (move) => ({ ...of, ...move }));
  return { choices: [done, plain], note: deed.note ?? ahead.note };
}

/** Units of a storage type in the buildings, as the run saw them: what its share of excess units is of. */
export async function heldUnits(
  tx: Tx,
  scope: SellerScope,
  run: Parameters<typeof productSpaces>[2],
  storageType: LimitType["storageType"],
): Promise<number> {
  return (await productSpaces(tx, scope, run))
    .filter((product) => product.storageType === storageType)
    .reduce((sum, { onHandUnits }) => sum + onHandUnits, 0);
}
