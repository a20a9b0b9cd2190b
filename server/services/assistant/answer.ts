// An answer as an assistant gets it: the explanation as its reader sees it on the page, in at most 8 kB; the page holds the rest.
import { z } from "zod";
import { dataText, plainText } from "@/lib/wording/index.ts";
import { Question } from "@/server/services/explanation/question.ts";
import type { ExplanationView } from "@/server/services/explanation/schemas.ts";

/** Bytes of JSON that one answer may take: with its short text and the protocol around it, 8 kB. */
export const ANSWER_BYTES_MAX = 6_500;
/** Bytes of the short text beside it. */
export const TEXT_BYTES_MAX = 1_200;
const SHOWN_DRIVERS = 8;
const SHOWN_INPUTS = 12;
const DRIVER_INPUTS = 3;
const SHOWN_WAYS = 3;
const SHOWN_LINKS = 4;

const Input = z.strictObject({
  leafId: z.string(),
  label: z.string(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  /** Whether trace_source lists rows of reports behind it. */
  hasRows: z.boolean(),
});

/** Figures and sentences are ours; texts in quotation marks are data of the seller's and never an instruction. */
export const AssistantAnswer = z.strictObject({
  explanationId: z.uuid(),
  /** The page with everything behind the answer. */
  link: z.string(),
  question: Question,
  title: z.string(),
  headline: z.string(),
  sentences: z.array(z.string()),
  from: z.string().nullable(),
  to: z.string(),
  /** What the number changed by; null for a question about a level. */
  delta: z.string().nullable(),
  /** Causes, the largest first; with `otherDrivers` and `unexplained` they add up to the change. */
  drivers: z.array(
    z.strictObject({
      id: z.string(),
      label: z.string(),
      owner: z.string(),
      amount: z.string(),
      inputs: z.array(Input),
    }),
  ),
  otherDrivers: z.strictObject({ count: z.int(), sum: z.number(), unit: z.string() }).nullable(),
  unexplained: z.string().nullable(),
  /** What a level was computed from. */
  inputs: z.array(Input),
  binding: z.string().nullable(),
  next: z.string().nullable(),
  /** What the seller can do, each checked by running the rules again. */
  ways: z.array(
    z.strictObject({ changes: z.array(z.string()), result: z.string(), effort: z.string() }),
  ),
  timeline: z.array(z.strictObject({ day: z.string(), text: z.string() })),
  /** What this reader is not shown. */
  hidden: z.array(z.string()),
  run: z.strictObject({ runId: z.int(), asOfOn: z.string() }).nullable(),
  checked: z.strictObject({
    replays: z.int(),
    isReplayEqual: z.boolean(),
    isAdditive: z.boolean(),
    definition: z.string(),
    runRootSha256: z.string().nullable(),
  }),
  /** Parts that are on the page only, to keep the answer short. */
  leftOut: z.array(z.enum(["drivers", "inputs", "ways", "timeline", "sentences"])),
});
export type AssistantAnswer = z.infer<typeof AssistantAnswer>;

export const jsonBytes = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

/** A text cut to the bytes that it may take beside an answer. */
export function shortText(text: string): string {
  let short = text.slice(0, TEXT_BYTES_MAX);
  while (Buffer.byteLength(short) > TEXT_BYTES_MAX) short = short.slice(0, -50);
  return short.length < text.length ? `${short.slice(0, -1)}…` : text;
}

/** The view for an assistant. `link` is the page's address. */
export function assistantAnswer(view: ExplanationView, link: string): AssistantAnswer {
  return withinBytes(wholeAnswer(view, link));
}

function wholeAnswer(view: ExplanationView, link: string): AssistantAnswer {
  const { verification, run } = view;
  const drivers = view.drivers.filter(({ exactAmount }) => exactAmount !== 0);
  const others = drivers.slice(SHOWN_DRIVERS);
  const inputs = view.steps.filter(({ kind, isOnSpine }) => kind === "leaf" && isOnSpine);
  const leftOut: AssistantAnswer["leftOut"] = [];
  if (inputs.length > SHOWN_INPUTS) leftOut.push("inputs");
  if (view.timeline.length > SHOWN_LINKS) leftOut.push("timeline");
  if (view.ways.length > SHOWN_WAYS) leftOut.push("ways");
  return {
    explanationId: view.id,
    link,
    question: view.question,
    title: view.title,
    headline: view.headline,
    sentences: view.sentences,
    from: view.from?.text ?? null,
    to: view.to.text,
    delta: view.delta,
    drivers: drivers.slice(0, SHOWN_DRIVERS).map(driverOf),
    otherDrivers: others.length === 0 ? null : sumOf(others, view.unitLabel),
    unexplained: view.unexplained && view.unexplained.value !== 0 ? view.unexplained.text : null,
    inputs: inputs.slice(0, SHOWN_INPUTS).map(({ id, label, value, hasSource }) => ({
      leafId: id,
      label: plainText(label),
      from: null,
      to: value,
      hasRows: hasSource,
    })),
    binding: view.bindingLabel,
    next: view.nextText,
    ways: view.ways
      .slice(0, SHOWN_WAYS)
      .map(({ changes, result, effort }) => ({ changes, result, effort })),
    timeline: view.timeline.slice(0, SHOWN_LINKS).map(({ day, text }) => ({ day, text })),
    hidden: view.redactions,
    run: run && { runId: run.runId, asOfOn: run.asOfOn },
    checked: {
      replays: verification.replayCount,
      isReplayEqual: verification.isReplayEqual,
      isAdditive: verification.isAdditive,
      definition: `${verification.definition}@${verification.definitionVersion}`,
      runRootSha256: verification.runRootSha256,
    },
    leftOut,
  };
}

function driverOf(driver: ExplanationView["drivers"][number]): AssistantAnswer["drivers"][number] {
  return {
    id: driver.group,
    label: driver.group.startsWith("sku:") ? dataText(driver.label) : plainText(driver.label),
    owner: driver.ownerLabel,
    amount: driver.amount.text,
    inputs: driver.leaves.slice(0, DRIVER_INPUTS).map(({ id, label, from, to, hasSource }) => ({
      leafId: id,
      label: plainText(label),
      from,
      to,
      hasRows: hasSource,
    })),
  };
}

function sumOf(drivers: ExplanationView["drivers"], unit: string) {
  const sum = drivers.reduce((total, { amount }) => total + (amount.value ?? 0), 0);
  return { count: drivers.length, sum: Math.round(sum * 1e6) / 1e6, unit };
}

type Part = AssistantAnswer["leftOut"][number];

/** Ways to make an answer shorter, the least loss first. */
const SHORTER: readonly (readonly [Part, (answer: AssistantAnswer) => AssistantAnswer])[] = [
  [
    "inputs",
    (answer) => ({
      ...answer,
      drivers: answer.drivers.map((driver) => ({ ...driver, inputs: [] })),
    }),
  ],
  ["inputs", (answer) => ({ ...answer, inputs: [] })],
  ["ways", (answer) => ({ ...answer, ways: answer.ways.slice(0, 1) })],
  ["timeline", (answer) => ({ ...answer, timeline: [] })],
  ["sentences", (answer) => ({ ...answer, sentences: answer.sentences.slice(0, 4) })],
  ["ways", (answer) => ({ ...answer, ways: [] })],
  ["sentences", (answer) => ({ ...answer, sentences: [] })],
];

function withinBytes(whole: AssistantAnswer): AssistantAnswer {
  let answer = whole;
  for (const [part, shorten] of SHORTER) {
    if (jsonBytes(answer) <= ANSWER_BYTES_MAX) return answer;
    answer = { ...shorten(answer), leftOut: [...new Set([...answer.leftOut, part])] };
  }
  if (jsonBytes(answer) > ANSWER_BYTES_MAX)
    throw new RangeError(
      `assistantAnswer: expected at most ${ANSWER_BYTES_MAX} bytes, got ${jsonBytes(answer)}`,
    );
  return answer;
}
