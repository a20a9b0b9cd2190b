// What can be asked, with the questions ready to be asked: an account's newest decisions, or what a plain question can mean.
import type { z } from "zod";
import {
  dataText,
  monthText,
  plainText,
  quantityText,
  renderMessage,
} from "@/lib/wording/index.ts";
import { DomainError } from "@/server/core/errors.ts";
import { findLatestRun } from "@/server/repositories/latest-run.ts";
import { inScope } from "@/server/repositories/scope.ts";
import type { RequestContext, SellerContext } from "@/server/services/context.ts";
import { classify } from "@/server/services/explanation/ask-box/classify.ts";
import { type Choice, labelText } from "@/server/services/explanation/ask-box/label.ts";
import { limitsChoices } from "@/server/services/explanation/ask-box/limit-choices.ts";
import {
  MEASURED_METRICS,
  measuredChoices,
} from "@/server/services/explanation/ask-box/measured-choices.ts";
import { proposeQuestions } from "@/server/services/explanation/ask-box/propose.ts";
import type { AskBoxProposal } from "@/server/services/explanation/ask-box/schemas.ts";
import type { Person } from "@/server/services/identity/session.ts";
import { listLimits } from "@/server/services/limits/list-limits.ts";
import { viewNetwork } from "@/server/services/network/view-network.ts";
import { listPolicies } from "@/server/services/policies/list-policies.ts";
import { listRestockAdvice } from "@/server/services/replenishment/list-restock.ts";
import { PAGE_ROWS } from "@/server/services/replenishment/schemas.ts";
import { accountContext, policyContext } from "./account-context.ts";
import { ANSWER_BYTES_MAX, jsonBytes } from "./answer.ts";
import { type Decision, type ListInput, type ListOutput, TOOL_OF_KIND } from "./schemas.ts";

type Input = z.infer<typeof ListInput>;

const NOTHING: ListOutput = {
  accounts: [],
  decisions: [],
  nextOffset: null,
  note: null,
  network: null,
  drafts: [],
};
const LISTED_ACCOUNTS = 40;
const LISTED_PRODUCTS = 12;
const LISTED_BOTTLENECKS = 8;
const LISTED_DRAFTS = 8;

/** The account's decisions; the accounts, or the network for policy admins, where none is named. */
export async function listDecisions(
  ctx: RequestContext,
  person: Person,
  input: Input,
): Promise<ListOutput> {
  if (input.account === undefined) return listBeforeAccount(ctx, person);
  const account = await accountContext(ctx, person, input.account);
  return input.text === undefined
    ? accountDecisions(account, input)
    : meanings(account, input.text);
}

const decisionOf = (
  { label, question }: AskBoxProposal["choices"][number],
  value: string | null = null,
): Decision => ({
  tool: TOOL_OF_KIND[question.kind],
  label: plainText(label, 160),
  value,
  question,
});

const CHANGED = classify("Why did it change?");

const told = ({ label, question }: Choice) => ({ label: labelText(label, "en"), question });

async function meanings(ctx: SellerContext, text: string): Promise<ListOutput> {
  const { choices, note } = await proposeQuestions(ctx, { text, productId: null });
  return { ...NOTHING, decisions: choices.map((choice) => decisionOf(choice)), note };
}

async function accountDecisions(ctx: SellerContext, input: Input): Promise<ListOutput> {
  const advice = await adviceDecisions(ctx, input);
  if (input.offset > 0 || input.search !== "")
    return withinBytes({ ...NOTHING, ...advice }, input.offset);
  const limits = limitsChoices(await listLimits(ctx));
  const measured = await inScope(ctx.db, ctx.scope, async (tx) => {
    const run = await findLatestRun(tx, ctx.scope);
    if (!run) return [];
    return MEASURED_METRICS.flatMap((metric) =>
      measuredChoices(metric, run, null, CHANGED).slice(0, 1),
    );
  });
  const first = limits.map(({ choice, limitMm3 }) =>
    decisionOf(told(choice), quantityText("mm3", limitMm3)),
  );
  const decisions = [...first, ...measured.map((choice) => decisionOf(told(choice)))];
  const note = decisions.length === 0 ? renderMessage("askBoxNoPlan") : null;
  const all = [...decisions, ...advice.decisions];
  return withinBytes({ ...NOTHING, ...advice, decisions: all, note }, 0);
}

/** Products by what is advised of them, from `offset` on. */
async function adviceDecisions(
  ctx: SellerContext,
  { search, offset, account = "" }: Input,
): Promise<Pick<ListOutput, "decisions" | "nextOffset">> {
  const page = await listRestockAdvice(ctx, {
    account,
    search,
    only: "all",
    sort: "advisedUnits",
    direction: "desc",
    page: Math.floor(offset / PAGE_ROWS) + 1,
  });
  const { runId } = page;
  if (runId === null) return { decisions: [], nextOffset: null };
  const start = offset % PAGE_ROWS;
  const rows = page.rows.slice(start, start + LISTED_PRODUCTS);
  const next = offset + rows.length;
  return {
    decisions: rows.map(({ productId, sku, title, advisedUnits }) => ({
      tool: "explain_level",
      label: `${renderMessage("subjectRestock", { sku })}: ${dataText(title)}`,
      value: quantityText("units", advisedUnits),
      question: { kind: "restockLevel", productId, runId },
    })),
    nextOffset: rows.length > 0 && next < page.totalCount ? next : null,
  };
}

/** Products at the end are listed by the next call. */
function withinBytes(output: ListOutput, offset: number): ListOutput {
  let { decisions, nextOffset } = output;
  while (jsonBytes({ ...output, decisions, nextOffset }) > ANSWER_BYTES_MAX) {
    const last = decisions.at(-1);
    if (last?.question.kind !== "restockLevel")
      throw new RangeError("list_decisions: an account has more limits than fit");
    decisions = decisions.slice(0, -1);
    nextOffset =
      offset + decisions.filter(({ question }) => question.kind === "restockLevel").length;
  }
  return { ...output, decisions, nextOffset };
}

async function listBeforeAccount(ctx: RequestContext, person: Person): Promise<ListOutput> {
  if (person.role === "policy_admin") return networkDecisions(ctx, person);
  if (person.role === "support")
    throw new DomainError("invalid", { reason: "name_the_account_of_an_open_case" });
  return {
    ...NOTHING,
    accounts: person.accounts.slice(0, LISTED_ACCOUNTS).map((row) => ({
      account: row.slug,
      name: dataText(row.name),
      marketplace: row.marketplaceName,
    })),
  };
}

async function networkDecisions(ctx: RequestContext, person: Person): Promise<ListOutput> {
  const staff = policyContext(ctx, person);
  const [{ plan }, { drafts }] = await Promise.all([viewNetwork(staff, {}), listPolicies(staff)]);
  return {
    ...NOTHING,
    note: plan ? null : "No run has planned the network yet.",
    network: plan && {
      runId: plan.runId,
      asOfOn: plan.asOfOn,
      currency: plan.currency,
      bindingCount: plan.bindingCount,
      bottlenecks: plan.bottlenecks
        .slice(0, LISTED_BOTTLENECKS)
        .map(({ capacity: _capacity, load: _load, ...row }) => row),
      pools: plan.pools.map(({ storageType, monthOn, usableMm3, givenMm3, dearest }) => ({
        storageType,
        monthOn: monthText(monthOn),
        usableMm3,
        givenMm3,
        dearest,
      })),
    },
    drafts: drafts.slice(0, LISTED_DRAFTS).map(({ draftId, policy, status, reason }) => ({
      draftId,
      policy,
      status,
      reason: dataText(reason),
    })),
  };
}
