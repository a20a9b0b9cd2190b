import {
  ownerLabel,
  renderMessage,
  shownChange,
  signedQuantityText,
  unitLabel,
} from "@/lib/wording/index.ts";
import type { RateChange, StoredAnswer } from "./answer.ts";
import { type AnswerView, unexplainedView } from "./change-view.ts";
import type { DriverView } from "./schemas.ts";
import { subjectText } from "./subject.ts";

const UNIT = "millionths";
const NAMED_SKUS = 2;

// The split says what moved the rate, not whose doing it was: only the mix is surely the customers'.
const EFFECTS = [
  { id: "rate", label: "Time in stock", owner: "stock" },
  { id: "mix", label: "What sold", owner: "customers" },
  { id: "entry", label: "Products that entered or left", owner: "seller" },
] as const;

export function rateView(answer: StoredAnswer, change: RateChange): AnswerView {
  const subject = subjectText(answer);
  const amount = EFFECTS.map(({ id }) => change[id]);
  const shown = shownChange(UNIT, change.from, change.to, amount);
  const { direction, from, to, delta } = shown;
  return {
    title: subject,
    headline: renderMessage("changeHeadline", { subject, direction, from, to, delta }),
    sentences: sentencesOf(
      change,
      shown.parts.map((part) => part.text),
    ),
    pattern: null,
    unitLabel: unitLabel(UNIT),
    from: { text: from, value: shown.fromValue },
    to: { text: to, value: shown.toValue },
    delta,
    drivers: EFFECTS.map(
      ({ id, label, owner }, index): DriverView => ({
        group: id,
        label,
        owner,
        ownerLabel: owner === "stock" ? "Stock" : ownerLabel(owner),
        amount: { text: shown.parts[index]?.text ?? "", value: shown.parts[index]?.value ?? 0 },
        exactAmount: change[id],
        numerator: null,
        leaves: leavesOf(change, id),
        parts: [],
      }),
    ),
    denominator: null,
    interactions: [],
    unexplained: unexplainedView(
      UNIT,
      change.to - change.from,
      change.to - change.from - amount.reduce((sum, part) => sum + part, 0),
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

function sentencesOf(change: RateChange, part: readonly string[]): string[] {
  const [rate = "", mix = "", entry = ""] = part;
  const sentences = [renderMessage("rateParts", { rate, mix, entry })];
  for (const sku of change.skus.slice(0, NAMED_SKUS)) {
    const amount = signedQuantityText(UNIT, sku.rate + sku.mix + sku.entry);
    sentences.push(renderMessage("rateSku", { sku: sku.sku, amount }));
  }
  return sentences;
}

/** Per product: what it was and became, and its part of the effect in its name, so that a reader can add them up. */
function leavesOf(change: RateChange, effect: "rate" | "mix" | "entry"): DriverView["leaves"] {
  const moved = change.skus.filter((sku) => sku[effect] !== 0);
  const rows = moved.map((sku) => ({
    id: `sku:${sku.productId}`,
    label: `${sku.sku} (${signedQuantityText(UNIT, sku[effect])})`,
    from: sku.fromText,
    to: sku.toText,
    isHidden: false,
    hasSource: true,
  }));
  const rest = change.others[effect];
  if (rest === 0) return rows;
  const { count } = change.others;
  const others = count === 1 ? "1 other product" : `${count} other products`;
  return [
    ...rows,
    {
      id: "others",
      label: `${others} (${signedQuantityText(UNIT, rest)})`,
      from: null,
      to: null,
      isHidden: false,
      hasSource: false,
    },
  ];
}
