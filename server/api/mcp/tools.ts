// The tools that an assistant sees: each a name, what it answers, its schemas, and one call of a service.
import type { z } from "zod";
import { AssistantAnswer } from "@/server/services/assistant/answer.ts";
import {
  type Asking,
  askAssistant,
  simulate,
  traceSource,
} from "@/server/services/assistant/ask.ts";
import { listDecisions } from "@/server/services/assistant/list-decisions.ts";
import {
  askInputFor,
  ListInput,
  ListOutput,
  type QuestionTool,
  SimulateInput,
  SimulateOutput,
  TraceInput,
  TraceOutput,
} from "@/server/services/assistant/schemas.ts";
import {
  VerifyTextInput,
  VerifyTextOutput,
  verifyAnswerText,
} from "@/server/services/assistant/verify-answer-text.ts";

export interface Tool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly input: z.ZodObject;
  readonly output: z.ZodObject;
  /** `input` was checked against the schema. */
  readonly run: (asking: Asking, input: never) => Promise<Readonly<Record<string, unknown>>>;
  /** A short text for assistants that read no structured content. */
  readonly text: (output: never) => string;
}

const tool = <I extends z.ZodObject, O extends z.ZodObject>(one: {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly input: I;
  readonly output: O;
  readonly run: (asking: Asking, input: z.output<I>) => Promise<z.output<O>>;
  readonly text: (output: z.output<O>) => string;
}): Tool => one as unknown as Tool;

const answerText = (answer: AssistantAnswer): string =>
  [answer.headline, ...answer.sentences, answer.link].join("\n");

const ask = (name: QuestionTool, title: string, description: string): Tool =>
  tool({
    name,
    title,
    description: `${description} Take \`question\` from list_decisions.`,
    input: askInputFor(name),
    output: AssistantAnswer,
    run: askAssistant,
    text: answerText,
  });

export const TOOLS: readonly Tool[] = [
  tool({
    name: "list_decisions",
    title: "List what can be asked",
    description:
      "Without an account: the person's accounts (for policy admins the network, its bottlenecks and policy drafts). With one: its newest numbers, each with the tool and the question to ask about it. With `text`: what a plain question can mean; let the person choose.",
    input: ListInput,
    output: ListOutput,
    run: ({ ctx, person }, input) => listDecisions(ctx, person, input),
    text: listText,
  }),
  ask(
    "explain_level",
    "Why is it what it is",
    "Why a number is what it is: what sets it, what would set it next, and what it was computed from.",
  ),
  ask(
    "explain_change",
    "Why did it change",
    "Why a number changed: each cause with its amount in the number's unit; they add up exactly.",
  ),
  ask(
    "explain_contrast",
    "Why not another number",
    "Why a limit is not higher, or why an advised quantity is not another one.",
  ),
  ask(
    "what_would_it_take",
    "What would it take",
    "What the seller can do to reach a number, each way checked by running the rules again. Counts against 200 what-ifs per account and plan.",
  ),
  tool({
    name: "simulate",
    title: "What happens if",
    description:
      "What would happen to an account's number if something is done, or if things go on (sellers, support); or what a policy draft or a change of the network's capacity does (policy admins). Changes nothing.",
    input: SimulateInput,
    output: SimulateOutput,
    run: simulate,
    text: simulationText,
  }),
  tool({
    name: "trace_source",
    title: "Which data it rests on",
    description:
      "Which inputs of a number rest on rows of reports (`question` from list_decisions), or the rows behind one input of an answer (`explanationId` and `leafId` of an input with `hasRows`).",
    input: TraceInput,
    output: TraceOutput,
    run: traceSource,
    text: sourceText,
  }),
  ask(
    "fairness_check",
    "Same rules as for others",
    "Whether a number was decided by the same rules as everybody else's.",
  ),
  tool({
    name: "verify_text",
    title: "Check a text against an answer",
    description:
      "Checks prose about an answer before it is shown: every number is one of the answer's, signs and words for up and down agree, parts add up, every large cause is named. A figure that its reader is not shown fails like any that is wrong. Returns what fails, with its place.",
    input: VerifyTextInput,
    output: VerifyTextOutput,
    run: verifyAnswerText,
    text: ({ isVerified, failures }) =>
      isVerified
        ? "Every number and direction in the text is the answer's."
        : failures.map(({ rule, text, reason }) => `${rule}: "${text}": ${reason}`).join("\n"),
  }),
];

function listText({ accounts, decisions, note, network, drafts }: ListOutput): string {
  const lines = [
    ...accounts.map(({ account, name, marketplace }) => `${account}: ${name}, ${marketplace}`),
    ...decisions.map(
      ({ tool: by, label, value }) => `${by}: ${label}${value ? ` (${value})` : ""}`,
    ),
    ...(network
      ? [`Run ${network.runId}: ${network.bindingCount} limits of the network bind.`]
      : []),
    ...drafts.map(({ draftId, policy, status }) => `Draft ${draftId}: ${policy}, ${status}`),
  ];
  return [...lines, ...(note === null ? [] : [note])].join("\n");
}

function simulationText({ answer, draft, network }: z.output<typeof SimulateOutput>): string {
  if (answer) return answerText(answer);
  if (draft)
    return draft.simulated
      ? `Draft ${draft.draftId} on run ${draft.simulated.runId}: ${draft.simulated.confirmedCutCount} confirmed limits would fall.`
      : `Draft ${draft.draftId} was not simulated yet.`;
  return `${network?.bindingCount ?? 0} limits would bind newly, ${network?.releasedCount ?? 0} no longer.`;
}

function sourceText({ answer, rows }: TraceOutput): string {
  if (answer) return answerText(answer);
  return `${rows?.input ?? ""}: ${rows?.totalCount ?? 0} rows. ${rows?.note ?? ""}`.trim();
}
