// A question as it was typed, in English, with short forms and slips written out, so that the rules need to know one spelling only.
import { inEnglish } from "./in-english.ts";

const SHORT_FORMS: readonly (readonly [RegExp, string])[] = [
  [/[’´`]/g, "'"],
  [/[\u00a0\u2009\u202f]/g, " "],
  [/\b(can|don|didn|won|isn|doesn|couldn|wasn)t\b/gi, "$1't"],
  [/\bwhats\b/gi, "what's"],
  [/^\s*y\b/i, "why"],
  [/\bu\b/gi, "you"],
  [/\bqty\b/gi, "quantity"],
  [/\b(pcs|pieces|pc)\b/gi, "units"],
  [/\b(cu\.? ?ft|cuft|cf|cbft)\b\.?/gi, "cubic feet"],
  [/\boos\b/gi, "out of stock"],
  [/(?<=\d)(?=(ft|cf|cubic|units|days|weeks)\b|ft3\b)/gi, " "],
  [/(?<![\w-])(\d+(?:\.\d+)?)k\b/gi, "$1000"],
  [/\binstock\b/gi, "in stock"],
];

/** Words of the rules that are long enough to be known in spite of a slip. */
const WORDS = new Set(
  (
    "advised allowance capacity delivery destination efficiency excess forecast inventory " +
    "long-term overage overstock percent placement predicted promotion quantity recommended region replenishment replenish reserved restock " +
    "season shipment shipping space storage surcharge transfer utilisation utilization warehouse calculated"
  ).split(" "),
);
const LEAST_LETTERS = 6;

/** Whether two words differ by one letter, or by two letters that changed places. */
function isOneSlip(typed: string, word: string): boolean {
  if (Math.abs(typed.length - word.length) > 1) return false;
  let start = 0;
  while (start < typed.length && typed[start] === word[start]) start++;
  const [a, b] = [typed.slice(start), word.slice(start)];
  if (a.length === b.length)
    return (
      a.slice(1) === b.slice(1) || (a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2))
    );
  return a.length > b.length ? a.slice(1) === b : a === b.slice(1);
}

function spelled(typed: string): string {
  const word = typed.toLowerCase();
  if (word.length < LEAST_LETTERS || WORDS.has(word)) return typed;
  // "placements" is no slip.
  if (word.endsWith("s") && WORDS.has(word.slice(0, -1))) return typed;
  const meant = [...WORDS].filter((one) => one[0] === word[0] && isOneSlip(word, one));
  return meant.length === 1 ? (meant[0] ?? typed) : typed;
}

/** The same question in the spelling of the rules; figures, SKUs and capitals stay. */
export function plainText(question: string): string {
  const written = SHORT_FORMS.reduce(
    (text, [form, words]) => text.replace(form, words),
    inEnglish(question.trim()),
  );
  return written.replace(/(?<![\p{L}\d-])\p{L}{6,}(?![\p{L}\d-])/gu, spelled);
}
