// Names and SKUs are data: they may be written from right to left, or hold marks that turn the text around them.

const FIRST_STRONG_ISOLATE = "\u2068";
const POP_ISOLATE = "\u2069";
/** Marks that turn text around, and other control characters. Isolates that are closed again are harmless. */
const CONTROL = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e]/gu;
const ISOLATE = /[\u2066-\u2069]/g;
const RIGHT_TO_LEFT =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

function isBalanced(text: string): boolean {
  let depth = 0;
  for (const mark of text.match(ISOLATE) ?? []) {
    depth += mark === POP_ISOLATE ? -1 : 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}

/**
 * A value as it may stand within a sentence: without control characters, and enclosed in isolates where it is written from
 * right to left, so that what follows it keeps its order.
 */
export function isolated(value: string): string {
  const plain = value.replace(CONTROL, "");
  const safe = isBalanced(plain) ? plain : plain.replace(ISOLATE, "");
  return RIGHT_TO_LEFT.test(safe) ? FIRST_STRONG_ISOLATE + safe + POP_ISOLATE : safe;
}
