import {
  dataText,
  groupLabel,
  type Locale,
  ownerLabel,
  quantityText,
  renderMessage,
  shownChange,
  signedQuantityText,
  toldText,
  unitLabel,
} from "@/lib/wording/index.ts";
import type { RateChange, StoredAnswer } from "./answer.ts";
import { type AnswerView, unexplainedView } from "./change-view.ts";
import type { Reader } from "./reader.ts";
import type { DriverView } from "./schemas.ts";
import { subjectText } from "./subject.ts";

const UNIT = "millionths";
const NAMED_SKUS = 2;

// The split says what moved the rate, not whose doing it was: only the mix is surely the customers'.
const EFFECTS = [
  { id: "rate", owner: "stock" },
  { id: "mix", owner: "customers" },
  { id: "entry", owner: "seller" },
] as const;

export function rateView(answer: StoredAnswer, change: RateChange, { locale }: Reader): AnswerView {
  const subject = subjectText(answer, locale);
  const amount = EFFECTS.map(({ id }) => change[id]);
  const shown = shownChange(UNIT, change.from, change.to, amount, locale);
  const { direction, from, to, delta } = shown;
  return {
    title: subject,
    headline: renderMessage("changeHeadline", { subject, direction, from, to, delta }, locale),
    sentences: sentencesOf(
      change,
      shown.parts.map((part) => part.text),
      locale,
    ),
    pattern: null,
    unitLabel: unitLabel(UNIT, locale),
    from: { text: from, value: shown.fromValue },
    to: { text: to, value: shown.toValue },
    delta,
    drivers: EFFECTS.map(
      ({ id, owner }, index): DriverView => ({
        group: id,
        label: groupLabel("inStockRate", id, locale),
        owner,
        ownerLabel: ownerLabel(owner, locale),
        amount: { text: shown.parts[index]?.text ?? "", value: shown.parts[index]?.value ?? 0 },
        exactAmount: change[id],
        numerator: null,
        leaves: leavesOf(change, id, locale),
        parts: [],
      }),
    ),
    denominator: null,
    interactions: [],
    unexplained: unexplainedView(
      {
        unit: UNIT,
        delta: change.to - change.from,
        unexplained: change.to - change.from - amount.reduce((sum, part) => sum + part, 0),
      },
      locale,
    ),
    steps: [],
    bindingLabel: null,
    nextText: null,
    verification: {
      // Counted from the ledger: an identity, nothing to replay.
      replayCount: 0,
      isReplayEqual: answer.isReplayEqual,
      isAdditive: amount.reduce((sum, part) => sum + part, 0) === change.to - change.from,
      definition: "inStockRate",
      definitionVersion: "1.0.0",
      codeSha256: null,
      runRootSha256: null,
    },
    redactions: [],
  };
}

function sentencesOf(change: RateChange, part: readonly string[], locale: Locale): string[] {
  const [rate = "", mix = "", entry = ""] = part;
  const sentences = [renderMessage("rateParts", { rate, mix, entry }, locale)];
  for (const sku of change.skus.slice(0, NAMED_SKUS)) {
    const amount = signedQuantityText(UNIT, sku.rate + sku.mix + sku.entry, locale);
    sentences.push(renderMessage("rateSku", { sku: sku.sku, amount }, locale));
  }
  return sentences;
}

/** Per product: what it was and became, and its part of the effect in its name, so that a reader can add them up. */
function leavesOf(
  change: RateChange,
  effect: "rate" | "mix" | "entry",
  locale: Locale,
): DriverView["leaves"] {
  const withAmount = (label: string, amount: number) =>
    renderMessage("rowAmount", { label, amount: signedQuantityText(UNIT, amount, locale) }, locale);
  const moved = change.skus.filter((sku) => sku[effect] !== 0);
  const rows = moved.map((sku) => ({
    id: `sku:${sku.productId}`,
    label: withAmount(dataText(sku.sku), sku[effect]),
    from: toldText(sku.fromText, locale),
    to: toldText(sku.toText, locale),
    isHidden: false,
    hasSource: true,
  }));
  const rest = change.others[effect];
  if (rest === 0) return rows;
  const others = quantityText("otherProducts", change.others.count, undefined, locale);
  return [
    ...rows,
    {
      id: "others",
      label: withAmount(others, rest),
      from: null,
      to: null,
      isHidden: false,
      hasSource: false,
    },
  ];
}
