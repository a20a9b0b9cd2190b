// What is on record of a decision, in words: first what was asked for, then the rest of the record.
import {
  dataText,
  dayText,
  listText,
  type MessageId,
  nodeLabel,
  quantityText,
  renderMessage,
} from "@/lib/wording/index.ts";
import type { DecisionRecord, StoredAnswer } from "./answer.ts";
import type { AnswerView } from "./change-view.ts";
import type { Reader } from "./reader.ts";
import { subjectText } from "./subject.ts";
import { plainView } from "./what-if-view.ts";

const ABOUT = [
  "policy",
  "handSet",
  "replay",
  "late",
] as const satisfies readonly DecisionRecord["about"][];
const NAMED_FILES = 3;
const NAMED_INPUTS = 4;

interface Telling {
  readonly facts: DecisionRecord;
  readonly subject: string;
  readonly day: string;
  readonly value: string;
  readonly tell: (id: MessageId, values?: Readonly<Record<string, string>>) => string;
  readonly on: (day: string) => string;
  readonly count: (unit: string, value: number) => string;
  readonly names: (leaves: readonly string[]) => string;
}

type Part = (telling: Telling) => readonly [headline: string, ...sentences: string[]];

const policyPart: Part = ({ facts, subject, day, tell, names }) => {
  const { used, inForce, figureCount, differing } = facts.policy;
  const isInForce = used === inForce;
  return [
    tell(isInForce ? "recordPolicy" : "recordPolicyOther", {
      subject,
      version: String(used),
      day,
      ...(isInForce ? {} : { inForce: inForce === null ? "-" : String(inForce) }),
    }),
    differing.length === 0
      ? tell("recordFigures", { figures: String(figureCount) })
      : tell("recordFiguresDiffer", { names: names(differing) }),
  ];
};

const handSetPart: Part = ({ facts, subject, tell, on, count, names, value }) => {
  const { override, special, definition } = facts;
  const rest = special.length > 0 ? [tell("fairSpecial", { what: names(special) })] : [];
  if (override === null)
    return [
      tell("recordNotHandSet", { subject, value }),
      ...(definition === "capacity" ? [tell("recordNobodySets")] : []),
      ...rest,
    ];
  return [
    tell("recordHandSet", { subject, value }),
    tell("recordHandSetBy", {
      day: on(override.setOn),
      units: count("units", override.units),
      reason: dataText(override.reason),
    }),
    ...rest,
  ];
};

const replayPart: Part = ({ facts, subject, day, value, tell }) => [
  tell("recordReplay", { subject, day, value }),
  tell("recordReplaySteps", {
    steps: String(facts.nodeCount),
    inputs: String(facts.leafCount),
  }),
];

const latePart: Part = ({ facts, subject, day, tell, on, count, names }) => {
  const { late, lateInputs } = facts;
  if (late.length === 0) return [tell("recordNotLate", { subject, day })];
  const rows = late.reduce((sum, { rowCount }) => sum + rowCount, 0);
  return [
    tell("recordLate", { subject, day, rows: count("rows", rows) }),
    ...late.slice(0, NAMED_FILES).map(({ fileName, rowCount, recordedOn }) =>
      tell("recordLateFile", {
        file: dataText(fileName),
        rows: count("rows", rowCount),
        day: on(recordedOn),
      }),
    ),
    lateInputs.length > 0
      ? tell("recordLateInputs", { inputs: names(lateInputs.slice(0, NAMED_INPUTS)) })
      : tell("recordLateNoInput"),
  ];
};

const PARTS: Readonly<Record<DecisionRecord["about"], Part>> = {
  policy: policyPart,
  handSet: handSetPart,
  replay: replayPart,
  late: latePart,
};

export function recordView(
  answer: StoredAnswer,
  facts: DecisionRecord,
  { locale }: Reader,
): AnswerView {
  const telling: Telling = {
    facts,
    subject: subjectText(answer, locale),
    day: dayText(answer.subject.day ?? "", locale),
    value: quantityText(facts.unit, facts.value, undefined, locale),
    tell: (id, values = {}) => renderMessage(id, values, locale),
    on: (day) => dayText(day, locale),
    count: (unit, value) => quantityText(unit, value, undefined, locale),
    names: (leaves) =>
      listText(
        leaves.map((id) => nodeLabel(facts.definition, id, locale)),
        locale,
      ),
  };
  const [headline, ...sentences] = PARTS[facts.about](telling);
  const rest = ABOUT.filter((about) => about !== facts.about).map(
    (about) => PARTS[about](telling)[0],
  );
  return plainView(
    answer,
    { facts, headline, sentences: [...sentences, ...rest], replayCount: 1 },
    locale,
  );
}
