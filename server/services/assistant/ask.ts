// Questions of an assistant: the same services as behind the pages, in the same person's name.
import type { z } from "zod";
import { dataText, type Locale, plainText } from "@/lib/wording/index.ts";
import { DomainError } from "@/server/core/errors.ts";
import type { RequestContext } from "@/server/services/context.ts";
import { askWhy } from "@/server/services/explanation/ask-why.ts";
import { getExplanation } from "@/server/services/explanation/get-explanation.ts";
import { listSourceRows } from "@/server/services/explanation/list-sources.ts";
import type { Question } from "@/server/services/explanation/question.ts";
import type { Person } from "@/server/services/identity/session.ts";
import { tryChange } from "@/server/services/network/try-change.ts";
import { getDraft } from "@/server/services/policies/drafts.ts";
import { accountContext, policyContext } from "./account-context.ts";
import { ANSWER_BYTES_MAX, type AssistantAnswer, assistantAnswer, jsonBytes } from "./answer.ts";
import type {
  DraftAnswer,
  SimulateInput,
  SimulateOutput,
  TraceInput,
  TraceOutput,
} from "./schemas.ts";

/** Who asks, and where the portal's pages are. */
export interface Asking {
  readonly ctx: RequestContext;
  readonly person: Person;
  /** "https://portal.example". */
  readonly origin: string;
}

interface AskInput {
  readonly account: string;
  readonly question: Question;
  readonly locale: Locale;
}

/** The page of an answer, for this person. */
const pageOf = ({ origin, person }: Asking, account: string, question: Question): string => {
  const base = person.role === "support" ? `/support/sellers/${account}` : `/s/${account}`;
  const params = new URLSearchParams(
    Object.entries(question).map(([name, value]) => [name, String(value)]),
  );
  return `${origin}${base}/why?${params}`;
};

/** Asks, and reads the answer with the person's own eyes. */
export async function askAssistant(asking: Asking, input: AskInput): Promise<AssistantAnswer> {
  const account = await accountContext(asking.ctx, asking.person, input.account);
  const { explanationId } = await askWhy(account, input.question);
  const view = await getExplanation(account, explanationId, undefined, input.locale);
  return assistantAnswer(view, pageOf(asking, input.account, input.question));
}

/** What would happen: to an account's number, by a policy draft, or in the network. Exactly one of them is asked. */
export async function simulate(
  asking: Asking,
  input: z.infer<typeof SimulateInput>,
): Promise<z.infer<typeof SimulateOutput>> {
  const { account, question, draftId, network, locale } = input;
  const nothing = { answer: null, draft: null, network: null };
  const asked = [question, draftId, network].filter((one) => one !== undefined);
  if (asked.length !== 1)
    throw new DomainError("invalid", { reason: "one_of_question_draftId_network" });
  if (question) {
    if (account === undefined) throw new DomainError("invalid", { reason: "account" });
    return { ...nothing, answer: await askAssistant(asking, { account, question, locale }) };
  }
  const staff = policyContext(asking.ctx, asking.person);
  if (network) return { ...nothing, network: await tryChange(staff, network) };
  return { ...nothing, draft: draftAnswer(await getDraft(staff, draftId ?? 0)) };
}

const LISTED_CHANGES = 6;

function draftAnswer(draft: Awaited<ReturnType<typeof getDraft>>): DraftAnswer {
  const { simulation } = draft;
  const changes = (rows: NonNullable<typeof simulation>["gains"]) =>
    rows.slice(0, LISTED_CHANGES).map(({ account, storageType, from, to, delta }) => ({
      account,
      storageType,
      from,
      to,
      delta,
    }));
  return {
    draftId: draft.draftId,
    policy: draft.policy,
    reason: dataText(draft.reason),
    simulated: simulation && {
      runId: simulation.runId,
      asOfOn: simulation.asOfOn,
      isCurrent: draft.isSimulationCurrent,
      pools: simulation.pools,
      gains: changes(simulation.gains),
      losses: changes(simulation.losses),
      confirmedCutCount: simulation.confirmedCutCount,
      notes: simulation.notes,
    },
  };
}

/** Which inputs of a number rest on reports, or the rows of the reports behind one of them. */
export async function traceSource(
  asking: Asking,
  input: z.infer<typeof TraceInput>,
): Promise<TraceOutput> {
  const { account, question, explanationId, leafId, locale } = input;
  if (question)
    return { answer: await askAssistant(asking, { account, question, locale }), rows: null };
  if (explanationId === undefined || leafId === undefined)
    throw new DomainError("invalid", { reason: "question_or_explanationId_and_leafId" });
  const seller = await accountContext(asking.ctx, asking.person, account);
  const { side, offset } = input;
  const found = await listSourceRows(seller, { account, explanationId, leafId, side, offset });
  return { answer: null, rows: linesWithinBytes(found, leafId, offset) };
}

function linesWithinBytes(
  found: Awaited<ReturnType<typeof listSourceRows>>,
  leafId: string,
  offset: number,
): NonNullable<TraceOutput["rows"]> {
  const all = found.rows.map((row) => ({
    ...row,
    fileName: dataText(row.fileName),
    sku: dataText(row.sku),
    text: plainText(row.text, 120),
  }));
  const of = (count: number) => ({
    input: leafId.startsWith("sku:") ? dataText(found.leafLabel) : found.leafLabel,
    asOfOn: found.asOfOn,
    totalCount: found.totalCount,
    nextOffset: offset + count < found.totalCount ? offset + count : null,
    note: found.note,
    lines: all.slice(0, count),
  });
  let count = all.length;
  while (count > 1 && jsonBytes(of(count)) > ANSWER_BYTES_MAX - 100) count -= 1;
  return of(count);
}
