import type {
  ChangeExplanation,
  Driver,
  LevelExplanation,
} from "../optimizer/explanation/index.ts";
import { groupLabel, nodeLabel, ownerLabel, playerLabel } from "./labels.ts";
import { quantityText, shownChange } from "./quantity.ts";
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

const SHOWN_CAUSES = 3;
const NAMED_SHARE_MILLIONTHS = 150_000;

/** A change explanation in words. `subject` as from {@link renderMessage} ("Your standard-size limit for May 2026"). */
export function wordChange(
  subject: string,
  change: ChangeExplanation,
  policyChange: PolicyChange | null,
): WordedChange {
  const shown = shownChange(
    change.unit,
    change.from,
    change.to,
    change.drivers.map((d) => d.amount),
  );
  const drivers = change.drivers.map(
    (driver, index): WordedDriver => ({
      group: driver.group,
      label: groupLabel(change.definition, driver.group),
      ownerLabel: ownerLabel(driver.owner),
      amount: shown.parts[index]?.text ?? "",
      value: shown.parts[index]?.value ?? 0,
    }),
  );
  const { direction, from, to, delta } = shown;
  return {
    headline: renderMessage("changeHeadline", { subject, direction, from, to, delta }),
    sentences: changeSentences(change, drivers, policyChange),
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
): string[] {
  if (change.pattern === "noChange") return [renderMessage("noChange")];
  const sentences: string[] = [];
  if (change.pattern === "offsetting") sentences.push(renderMessage("offsetting"));
  change.drivers.forEach((driver, index) => {
    const word = worded[index];
    if (!word || !isNamed(driver, index)) return;
    sentences.push(causeSentence(change, driver, word, index === 0));
    const part = driver.parts.find((p) => p.share !== "none" && p.share !== "aLittle");
    if (part) {
      sentences.push(
        renderMessage("networkSplit", { share: part.share, player: playerLabel(part.player) }),
      );
    }
  });
  if (policyChange) {
    sentences.push(
      renderMessage("policyChange", {
        version: String(policyChange.version),
        reason: policyChange.reason,
      }),
    );
  }
  if (change.bindingFrom?.id !== change.bindingTo?.id && change.bindingFrom && change.bindingTo) {
    const label = (id: string) => nodeLabel(change.definition, id);
    sentences.push(
      renderMessage("bindingSwitch", {
        bindingTo: label(change.bindingTo.id),
        bindingFrom: label(change.bindingFrom.id),
      }),
    );
  }
  return sentences;
}

const isNamed = (driver: Driver, index: number): boolean =>
  driver.amount !== 0 &&
  (index === 0 || (driver.shareMillionths ?? 0) >= NAMED_SHARE_MILLIONTHS || index < SHOWN_CAUSES);

function causeSentence(
  change: ChangeExplanation,
  driver: Driver,
  word: WordedDriver,
  isFirst: boolean,
): string {
  const cause = word.label.charAt(0).toLowerCase() + word.label.slice(1);
  if (!isFirst) return renderMessage("furtherCause", { cause: word.label, amount: word.amount });
  // Share words speak of the change itself, so only a cause that moves the same way may carry one.
  const isSameWay = Math.sign(driver.amount) === Math.sign(change.delta);
  const share = isSameWay ? shareWordOf(driver.shareMillionths ?? 0) : "none";
  return renderMessage("mainCause", { share, cause, amount: word.amount });
}

function shareWordOf(shareMillionths: number): string {
  if (shareMillionths >= 900_000) return "nearlyAll";
  if (shareMillionths >= 600_000) return "most";
  if (shareMillionths >= 400_000) return "aboutHalf";
  return shareMillionths >= 150_000 ? "part" : "aLittle";
}

export interface WordedLevel {
  readonly headline: string;
  readonly sentences: readonly string[];
  readonly value: string;
}

/** A level explanation in words. */
export function wordLevel(subject: string, level: LevelExplanation): WordedLevel {
  const value = quantityText(level.unit, level.value);
  const sentences: string[] = [];
  const label = (id: string) => nodeLabel(level.definition, id);
  if (level.binding) {
    sentences.push(renderMessage("levelBinding", { binding: label(level.binding.id) }));
  }
  if (level.next) {
    const next = label(level.next.id);
    sentences.push(
      level.next.slack === null
        ? renderMessage("levelNextHidden", { next })
        : renderMessage("levelNext", { next, slack: quantityText(level.unit, level.next.slack) }),
    );
  }
  return { headline: renderMessage("levelHeadline", { subject, value }), sentences, value };
}
