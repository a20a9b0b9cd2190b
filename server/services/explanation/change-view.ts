import type { ChangeExplanation, Driver, Viewer } from "@/lib/optimizer/explanation/index.ts";
import {
  groupLabel,
  nodeLabel,
  playerLabel,
  quantityText,
  shownValue,
  signedQuantityText,
  unitLabel,
  type WordedDriver,
  wordChange,
  wordUnexplained,
} from "@/lib/wording/index.ts";
import type { StoredAnswer } from "./answer.ts";
import type { DriverView, ExplanationView } from "./schemas.ts";
import { sourceKind } from "./source-kind.ts";
import { subjectText } from "./subject.ts";

/** The parts of a view that depend on what kind of answer it is. */
export type AnswerView = Omit<
  ExplanationView,
  | "id"
  | "kind"
  | "question"
  | "policyChange"
  | "run"
  | "baseRun"
  | "createdAt"
  | "ways"
  | "deeds"
  | "timeline"
>;

export function changeView(
  answer: StoredAnswer,
  change: ChangeExplanation,
  viewer: Viewer,
): AnswerView {
  const subject = subjectText(answer);
  const worded = wordChange(subject, change, answer.policyChange);
  const explained = change.drivers.reduce((sum, driver) => sum + driver.amount, 0);
  const unexplained = change.delta - explained;
  return {
    title: subject,
    headline: worded.headline,
    sentences: [...worded.sentences],
    pattern: change.pattern,
    unitLabel: unitLabel(change.unit),
    from: { text: worded.from, value: worded.fromValue },
    to: { text: worded.to, value: worded.toValue },
    delta: worded.delta,
    drivers: change.drivers.map((driver, index) =>
      driverView(change, driver, worded.drivers[index]),
    ),
    denominator: change.denominator,
    interactions: change.interactions.map(({ groups: [a, b], amount }) => ({
      labels: [groupLabel(change.definition, a), groupLabel(change.definition, b)],
      amount: signedQuantityText(change.unit, amount),
    })),
    unexplained: unexplainedView(change.unit, change.delta, unexplained),
    steps: [],
    bindingLabel: change.bindingTo && nodeLabel(change.definition, change.bindingTo.id),
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
    redactions: viewer === "seller" ? changeRedactions(change) : [],
  };
}

/** The bar of what nothing explains: of decisions it is zero, because they are replayed. */
export function unexplainedView(
  unit: string,
  delta: number,
  unexplained: number,
): ExplanationView["unexplained"] {
  const text = signedQuantityText(unit, unexplained);
  const said = wordUnexplained(delta, unexplained, text);
  return {
    text,
    value: shownValue(unit, unexplained),
    sentence: said?.sentence ?? null,
    isUnknown: said?.isUnknown ?? false,
  };
}

function driverView(
  change: ChangeExplanation,
  driver: Driver,
  worded: WordedDriver | undefined,
): DriverView {
  const { definition, unit } = change;
  return {
    group: driver.group,
    label: groupLabel(definition, driver.group),
    owner: driver.owner,
    ownerLabel: worded?.ownerLabel ?? driver.owner,
    amount: { text: worded?.amount ?? "", value: worded?.value ?? null },
    exactAmount: driver.amount,
    numerator: driver.numerator,
    leaves: driver.leaves.map((leaf) => ({
      id: leaf.id,
      label: nodeLabel(definition, leaf.id),
      from: leaf.from === null ? null : quantityText(leaf.unit, leaf.from),
      to: leaf.to === null ? null : quantityText(leaf.unit, leaf.to),
      isHidden: leaf.from === null || leaf.to === null,
      hasSource: sourceKind(definition, leaf.id) !== "none",
    })),
    parts: driver.parts.map((part) => ({
      player: part.player,
      label: playerLabel(part.player),
      share: part.share,
      amount: part.amount === null ? null : signedQuantityText(unit, part.amount),
    })),
  };
}

function changeRedactions(change: ChangeExplanation): string[] {
  const hasNetwork = change.drivers.some(
    (driver) => driver.owner === "network" && driver.amount !== 0,
  );
  return hasNetwork
    ? [
        "How full the network is follows from all sellers together. You see its effect on your number, never another seller's figures.",
      ]
    : [];
}
