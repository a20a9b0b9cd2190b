import type {
  Binding,
  ChangeExplanation,
  Driver,
  LevelExplanation,
} from "../optimizer/explanation/index.ts";
import { wordAdvice } from "./advice.ts";
import { groupLabel, nodeLabel, ownerLabel, playerLabel } from "./labels.ts";
import { inSentence, type Locale, listText } from "./locale.ts";
import { dayText, quantityText, shownChange } from "./quantity.ts";
import { renderMessage } from "./render.ts";

/** A driver in words, with its figure as it is shown; the shown figures add up to the shown change. */
export interface WordedDriver {
  readonly group: string;
  readonly label: string;
  readonly ownerLabel: string;
  /** Signed, with its unit. */
  readonly amount: string;
  /** In the shown unit, for charts. */
  readonly value: number;
}

export interface WordedChange {
  readonly headline: string;
  readonly sentences: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly delta: string;
  readonly fromValue: number;
  readonly toValue: number;
  readonly drivers: readonly WordedDriver[];
}

export interface PolicyChange {
  readonly version: number;
  readonly reason: string;
}

/** Another version of the rules decided the earlier side. */
export interface RuleChange {
  readonly changedOn: string;
  readonly fromVersion: string;
  readonly toVersion: string;
  /** Versions that decided in between, in their order. */
  readonly passedVersions?: readonly string[] | undefined;
}

const SHOWN_CAUSES = 3;
const NAMED_SHARE_MILLIONTHS = 150_000;

/** A change explanation in words. `subject` as from {@link renderMessage} ("Your standard-size limit for May 2026"). */
export function wordChange(
  subject: string,
  change: ChangeExplanation,
  policyChange: PolicyChange | null,
  locale: Locale = "en",
  ruleChange?: RuleChange,
): WordedChange {
  const shown = shownChange(
    change.unit,
    change.from,
    change.to,
    change.drivers.map((d) => d.amount),
    locale,
  );
  const drivers = change.drivers.map(
    (driver, index): WordedDriver => ({
      group: driver.group,
      label: groupLabel(change.definition, driver.group, locale),
      ownerLabel: ownerLabel(driver.owner, locale),
      amount: shown.parts[index]?.text ?? "",
      value: shown.parts[index]?.value ?? 0,
    }),
  );
  const { direction, from, to, delta } = shown;
  return {
    headline: renderMessage("changeHeadline", { subject, direction, from, to, delta }, locale),
    sentences: [
      ...changeSentences(change, drivers, policyChange, locale),
      ...(ruleChange ? ruleSentences(change, ruleChange, locale) : []),
    ],
    from,
    to,
    delta,
    fromValue: shown.fromValue,
    toValue: shown.toValue,
    drivers,
  };
}

function changeSentences(
  change: ChangeExplanation,
  worded: readonly WordedDriver[],
  policyChange: PolicyChange | null,
  locale: Locale,
): string[] {
  if (change.pattern === "noChange") return [renderMessage("noChange", {}, locale)];
  const sentences: string[] = [];
  if (change.pattern === "offsetting") sentences.push(renderMessage("offsetting", {}, locale));
  change.drivers.forEach((driver, index) => {
    const word = worded[index];
    if (!word || !isNamed(driver, index)) return;
    sentences.push(
      index === 0 && change.drivers.length > 1
        ? mainCause(change, driver, word, locale)
        : furtherCause(word, locale),
    );
    const [part] = driver.parts;
    if (part && part.share !== "none") {
      sentences.push(
        renderMessage(
          "networkSplit",
          { share: part.share, player: playerLabel(part.player, locale) },
          locale,
        ),
      );
    }
  });
  if (policyChange) {
    sentences.push(
      renderMessage(
        "policyChange",
        { version: String(policyChange.version), reason: policyChange.reason },
        locale,
      ),
    );
  }
  const { bindingFrom, bindingTo } = change;
  if (bindingFrom && bindingTo && bindingFrom.id !== bindingTo.id) {
    const label = ({ id }: Binding) => inSentence(nodeLabel(change.definition, id, locale), locale);
    sentences.push(
      renderMessage(
        "bindingSwitch",
        { bindingTo: label(bindingTo), bindingFrom: label(bindingFrom) },
        locale,
      ),
    );
  }
  return sentences;
}

// A code, not a number: no language writes its points in another way.
const versionText = (version: string): string => `v${version}`;

function ruleSentences(
  { drivers }: ChangeExplanation,
  { changedOn, fromVersion, toVersion, passedVersions = [] }: RuleChange,
  locale: Locale,
): string[] {
  const rules = drivers.find(({ group }) => group === "rules");
  const split = rules?.amount === 0 ? "none" : "split";
  const values = {
    day: dayText(changedOn, locale),
    from: versionText(fromVersion),
    to: versionText(toVersion),
    effect: rules ? split : "whole",
  };
  const passed = listText(passedVersions.map(versionText), locale);
  return [
    renderMessage("ruleChange", values, locale),
    ...(passed ? [renderMessage("rulesPassed", { passed }, locale)] : []),
  ];
}

const isNamed = (driver: Driver, index: number): boolean =>
  driver.amount !== 0 &&
  (index === 0 || (driver.shareMillionths ?? 0) >= NAMED_SHARE_MILLIONTHS || index < SHOWN_CAUSES);

function mainCause(
  change: ChangeExplanation,
  driver: Driver,
  { label, amount }: WordedDriver,
  locale: Locale,
): string {
  // Share words speak of the change itself: only a cause that moves the same way may carry one, and none where causes cancel out.
  const isSameWay = Math.sign(driver.amount) === Math.sign(change.delta);
  const share = isSameWay && change.pattern !== "offsetting" ? driver.share : "none";
  return renderMessage("mainCause", { share, cause: inSentence(label, locale), amount }, locale);
}

const furtherCause = ({ label, amount }: WordedDriver, locale: Locale): string =>
  renderMessage("furtherCause", { cause: label, amount }, locale);

export interface WordedLevel {
  readonly headline: string;
  readonly sentences: readonly string[];
  readonly value: string;
  /** The sentence about the runner-up; null when there is none. */
  readonly next: string | null;
}

/** A level explanation in words. */
export function wordLevel(
  subject: string,
  level: LevelExplanation,
  locale: Locale = "en",
): WordedLevel {
  const value = quantityText(level.unit, level.value, undefined, locale);
  const label = (id: string) => inSentence(nodeLabel(level.definition, id, locale), locale);
  const binding =
    level.binding && renderMessage("levelBinding", { binding: label(level.binding.id) }, locale);
  // The runner-up waits at a step, whose unit its slack is in.
  const at = level.steps.find(({ id }) => id === level.next?.at);
  const next =
    level.next &&
    nextSentence(at?.unit ?? level.unit, label(level.next.id), level.next.slack, locale);
  return {
    headline: renderMessage("levelHeadline", { subject, value }, locale),
    sentences: wordAdvice(level, locale) ?? [binding, next].filter((one) => one !== null),
    value,
    next,
  };
}

function nextSentence(unit: string, next: string, slack: number | null, locale: Locale): string {
  if (slack === null) return renderMessage("levelNextHidden", { next }, locale);
  const values = { next, slack: quantityText(unit, slack, undefined, locale) };
  return renderMessage("levelNext", values, locale);
}
