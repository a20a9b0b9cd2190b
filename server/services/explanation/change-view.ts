import type {
  Band,
  ChangeExplanation,
  Driver,
  DriverPart,
} from "@/lib/optimizer/explanation/index.ts";
import {
  bandText,
  groupLabel,
  type Locale,
  nodeLabel,
  playerLabel,
  quantityText,
  renderMessage,
  shownValue,
  signedBandText,
  signedQuantityText,
  unitLabel,
  type WordedDriver,
  wordChange,
  wordUnexplained,
} from "@/lib/wording/index.ts";
import type { StoredAnswer } from "./answer.ts";
import type { Reader } from "./reader.ts";
import type { DriverView, ExplanationView } from "./schemas.ts";
import { sourceKind } from "./source-kind.ts";
import { subjectText } from "./subject.ts";

/** The parts of a view that depend on what kind of answer it is. */
export type AnswerView = Omit<
  ExplanationView,
  | "id"
  | "locale"
  | "kind"
  | "question"
  | "policyChange"
  | "run"
  | "baseRun"
  | "createdAt"
  | "ends"
  | "ways"
  | "deeds"
  | "timeline"
>;

export function changeView(
  answer: StoredAnswer,
  change: ChangeExplanation,
  { viewer, locale }: Reader,
): AnswerView {
  const subject = subjectText(answer, locale);
  const worded = wordChange(subject, change, answer.policyChange, locale, answer.ruleChange);
  const explained = change.drivers.reduce((sum, driver) => sum + driver.amount, 0);
  const unexplained = change.delta - explained;
  return {
    title: subject,
    headline: worded.headline,
    sentences: [...worded.sentences],
    pattern: change.pattern,
    unitLabel: unitLabel(change.unit, locale),
    from: { text: worded.from, value: worded.fromValue },
    to: { text: worded.to, value: worded.toValue },
    delta: worded.delta,
    drivers: change.drivers.map((driver, index) =>
      driverView(change, driver, worded.drivers[index], locale),
    ),
    denominator: change.denominator,
    interactions: change.interactions.map(({ groups: [a, b], amount }) => ({
      labels: [groupLabel(change.definition, a, locale), groupLabel(change.definition, b, locale)],
      amount: signedQuantityText(change.unit, amount, locale),
    })),
    unexplained: unexplainedView({ unit: change.unit, delta: change.delta, unexplained }, locale),
    steps: [],
    bindingLabel: change.bindingTo && nodeLabel(change.definition, change.bindingTo.id, locale),
    nextText: null,
    verification: {
      replayCount: change.replayCount,
      isReplayEqual: answer.isReplayEqual,
      isAdditive: unexplained === 0,
      definition: change.definition,
      definitionVersion: change.version,
      codeSha256: answer.codeSha256,
      runRootSha256: answer.run?.runRootSha256 ?? null,
    },
    redactions: viewer !== "policyAdmin" ? changeRedactions(change, locale) : [],
  };
}

interface Unexplained {
  readonly unit: string;
  readonly delta: number;
  readonly unexplained: number;
  /** As it is shown among parts that add up; left out = rounded alone. */
  readonly shown?: { readonly text: string; readonly value: number } | undefined;
}

/** The bar of what nothing explains: of decisions it is zero, because they are replayed. */
export function unexplainedView(
  { unit, delta, unexplained, shown }: Unexplained,
  locale: Locale,
): ExplanationView["unexplained"] {
  const text = shown?.text ?? signedQuantityText(unit, unexplained, locale);
  const said = wordUnexplained(delta, unexplained, text, locale);
  return {
    text,
    value: shown?.value ?? shownValue(unit, unexplained),
    sentence: said?.sentence ?? null,
    isUnknown: said?.isUnknown ?? false,
  };
}

function driverView(
  change: ChangeExplanation,
  driver: Driver,
  worded: WordedDriver | undefined,
  locale: Locale,
): DriverView {
  const { definition, unit } = change;
  return {
    group: driver.group,
    label: groupLabel(definition, driver.group, locale),
    owner: driver.owner,
    ownerLabel: worded?.ownerLabel ?? driver.owner,
    amount: { text: worded?.amount ?? "", value: worded?.value ?? null },
    exactAmount: driver.amount,
    numerator: driver.numerator,
    leaves: driver.leaves.map((leaf) => ({
      id: leaf.id,
      label: nodeLabel(definition, leaf.id, locale),
      from: leafText(leaf.unit, leaf.from, leaf.fromBand, locale),
      to: leafText(leaf.unit, leaf.to, leaf.toBand, locale),
      isHidden: (leaf.from === null && !leaf.fromBand) || (leaf.to === null && !leaf.toBand),
      hasSource: sourceKind(definition, leaf.id) !== "none",
    })),
    parts: driver.parts.map((part) => ({
      player: part.player,
      label: playerLabel(part.player, locale),
      share: part.share,
      amount: partText(unit, part, locale),
    })),
  };
}

function leafText(
  unit: string,
  value: number | null,
  band: Band | null | undefined,
  locale: Locale,
): string | null {
  if (value !== null) return quantityText(unit, value, undefined, locale);
  return band ? bandText(unit, band, locale) : null;
}

function partText(unit: string, { amount, band }: DriverPart, locale: Locale): string | null {
  if (amount !== null) return signedQuantityText(unit, amount, locale);
  return band ? signedBandText(unit, band, locale) : null;
}

function changeRedactions(change: ChangeExplanation, locale: Locale): string[] {
  const hasNetwork = change.drivers.some(
    (driver) => driver.owner === "network" && driver.amount !== 0,
  );
  return hasNetwork ? [renderMessage("hiddenNetwork", {}, locale)] : [];
}
