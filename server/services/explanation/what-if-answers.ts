// What must change for another number, and what happens if something is done: own levers moved on a grid, the rules replayed.
import type { Tx } from "@/db/client.ts";
import { addMonths } from "@/lib/calendar/index.ts";
import {
  capacityLevers,
  capacityOutlooks,
  capacityScenarios,
  nextRunLeaves,
} from "@/lib/optimizer/capacity/index.ts";
import { storageTypeIndex } from "@/lib/optimizer/core/storage-type.ts";
import type { Definition } from "@/lib/optimizer/decision/index.ts";
import {
  type Counterfactual,
  counterfactual,
  explainLevel,
  forward,
  type Lever,
  leverValues,
  outputGrid,
  type Target,
} from "@/lib/optimizer/explanation/index.ts";
import {
  bandedPrice,
  replenishmentLevers,
  replenishmentOutlooks,
  replenishmentScenarios,
} from "@/lib/optimizer/replenishment/index.ts";
import { DomainError } from "@/server/core/errors.ts";
import { definitions, limitKey } from "@/server/planning/traces.ts";
import type { CoveringRun } from "@/server/repositories/latest-run.ts";
import { findRun } from "@/server/repositories/run.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";
import { capacityPolicyOfRun, weightOf } from "@/server/services/limits/declare-volume.ts";
import type { StoredAnswer } from "./answer.ts";
import {
  decisionAnswer,
  monthsAhead,
  type Replayed,
  replayed,
  replayedByItsRules,
  runOrThrow,
  skuOrThrow,
} from "./decision.ts";
import { deedOf } from "./deed.ts";
import type { Ask } from "./question.ts";

const { capacity, replenishment } = definitions;

const leafOf = (definition: Definition, { leaves }: Replayed, id: string): number =>
  leaves[definition.indexOf.get(id) ?? -1] ?? 0;

/** What the account's word counted for when the run was made: the record's weight, also while nothing is declared. */
async function wordWeight(tx: Tx, scope: SellerScope, run: CoveringRun): Promise<number> {
  const policy = await capacityPolicyOfRun(tx, run.runId);
  const found = await findRun(tx, run.runId);
  if (!found) throw new DomainError("not_found", { runId: run.runId });
  return weightOf(tx, scope, policy, found.knownAt);
}

const limitGrid = (limit: Replayed) =>
  outputGrid(limit.output, leafOf(capacity, limit, "announceStepMm3"));
const restockGrid = (advice: Replayed) =>
  outputGrid(advice.output, leafOf(replenishment, advice, "casePackUnits"));

const atLeastOrMost = (present: number, value: number): Target => ({
  sense: value < present ? "atMost" : "atLeast",
  value,
});

const TENTH = 2;

/** What the seller can do for a tenth more of a limit. */
async function waysOfLimit(
  tx: Tx,
  scope: SellerScope,
  run: CoveringRun,
  limit: Replayed,
): Promise<Counterfactual> {
  const grid = limitGrid(limit);
  const target: Target = { sense: "atLeast", value: limit.output + TENTH * grid.step };
  const levers = capacityLevers(await wordWeight(tx, scope, run));
  return counterfactual(capacity, limit.leaves, levers, target, grid);
}

/** What the seller can do for a tenth more of an advised quantity, or for a case pack. */
function waysOfRestock(advice: Replayed): Counterfactual {
  const grid = restockGrid(advice);
  return restockWays(advice, { sense: "atLeast", value: advice.output + grid.step });
}

/** The network's price is taken as its band, so that the ways say no more of it. */
function restockWays(advice: Replayed, target: Target): Counterfactual {
  const careful = bandedPrice(advice.leaves, target.sense === "atLeast" ? "dear" : "cheap");
  const grid = restockGrid(advice);
  return counterfactual(replenishment, advice.leaves, replenishmentLevers, target, grid, careful);
}

/** What else can be told of a limit by this build's rules; nothing where others decided it. */
export const furtherOfLimit = async (
  tx: Tx,
  scope: SellerScope,
  run: CoveringRun,
  limit: Replayed,
  asked: { readonly storageType: LimitOf["storageType"]; readonly monthOn: string },
): Promise<Pick<StoredAnswer, "ways" | "deeds">> =>
  limit.rule.isOfThisBuild
    ? {
        ways: await waysOfLimit(tx, scope, run, limit),
        deeds: await deedsOfLimit(tx, scope, run, asked),
      }
    : {};

/** What else can be told of an advised quantity by this build's rules; nothing where others decided it. */
export const furtherOfRestock = (advice: Replayed): Pick<StoredAnswer, "ways" | "deeds"> =>
  advice.rule.isOfThisBuild ? { ways: waysOfRestock(advice), deeds: deedsOfRestock(advice) } : {};

export type Deeds = NonNullable<StoredAnswer["deeds"]>;

/** Each lever that can be moved, with its present value and its steps. */
export const leversOf = (
  definition: Definition,
  decision: Pick<Replayed, "leaves" | "output">,
  levers: readonly Lever[],
): Deeds["levers"] =>
  levers
    .map(({ leaf, move, ...rest }) => ({
      leaf,
      move,
      unit: definition.nodes[definition.indexOf.get(leaf) ?? -1]?.unit ?? "",
      values: leverValues(definition, decision.leaves, { leaf, move, ...rest }, decision.output),
    }))
    .filter(({ values }) => values.length > 1);

/** What can be done about the month asked of, or about the next one where that is confirmed already. */
async function deedsOfLimit(
  tx: Tx,
  scope: SellerScope,
  run: CoveringRun,
  asked: { readonly storageType: LimitOf["storageType"]; readonly monthOn: string },
): Promise<Deeds> {
  const ahead = Math.max(2, monthsAhead(run, asked.monthOn));
  const key = limitKey(storageTypeIndex(asked.storageType), ahead);
  const limit = await replayed(tx, scope, run.runId, "capacity", key);
  const levers = capacityScenarios(await wordWeight(tx, scope, run));
  return {
    monthOn: `${addMonths(run.asOfOn.slice(0, 7), ahead)}-01`,
    levers: leversOf(capacity, limit, levers),
  };
}

/** What can be asked to be done about a limit; nothing where other rules decided it. */
export async function leversOfLimit(
  tx: Tx,
  scope: SellerScope,
  { runId, storageType, monthOn }: LimitOf,
): Promise<Deeds["levers"]> {
  const run = await runOrThrow(tx, scope, runId);
  const key = limitKey(storageTypeIndex(storageType), monthsAhead(run, monthOn));
  const { rule } = await replayedByItsRules(tx, scope, runId, "capacity", key);
  if (!rule.isOfThisBuild) return [];
  return (await deedsOfLimit(tx, scope, run, { storageType, monthOn })).levers;
}

const deedsOfRestock = (advice: Replayed): Deeds => ({
  monthOn: null,
  levers: leversOf(replenishment, advice, replenishmentScenarios),
});

/** What can be asked to be done about a product's advised quantity; nothing where other rules decided it. */
export async function deedsOfProduct(
  tx: Tx,
  scope: SellerScope,
  { productId, runId }: { readonly productId: number; readonly runId: number },
): Promise<Deeds["levers"]> {
  const advice = await replayed(tx, scope, runId, "replenishment", productId);
  return advice.rule.isOfThisBuild ? deedsOfRestock(advice).levers : [];
}

interface LimitOf {
  readonly runId: number;
  readonly storageType: Ask<"limitLevel">["storageType"];
  readonly monthOn: string;
}

async function limitOf(tx: Tx, scope: SellerScope, { runId, storageType, monthOn }: LimitOf) {
  const run = await runOrThrow(tx, scope, runId);
  const ahead = monthsAhead(run, monthOn);
  const decided = (months: number) =>
    replayed(tx, scope, runId, "capacity", limitKey(storageTypeIndex(storageType), months));
  return { run, ahead, limit: await decided(ahead), decided };
}

export async function answerLimitTarget(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"limitTarget">,
): Promise<StoredAnswer> {
  const { run, limit } = await limitOf(tx, scope, question);
  const levers = capacityLevers(await wordWeight(tx, scope, run));
  const target: Target = { sense: "atLeast", value: question.targetMm3 };
  const facts = counterfactual(capacity, limit.leaves, levers, target, limitGrid(limit));
  const { storageType, monthOn } = question;
  return decisionAnswer(question, run, { storageType, monthOn }, capacity, facts);
}

export async function answerRestockTarget(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"restockTarget">,
): Promise<StoredAnswer> {
  const { runId, productId, targetUnits } = question;
  const run = await runOrThrow(tx, scope, runId);
  const sku = await skuOrThrow(tx, scope, runId, productId);
  const advice = await replayed(tx, scope, runId, "replenishment", productId);
  const facts = restockWays(advice, atLeastOrMost(advice.output, targetUnits));
  return decisionAnswer(question, run, { sku, day: run.asOfOn }, replenishment, facts);
}

/** The month's limit as the next month's run is expected to decide it; a confirmed one is decided already. */
export async function answerLimitForward(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"limitForward">,
): Promise<StoredAnswer> {
  const { run, ahead, limit, decided } = await limitOf(tx, scope, question);
  if (ahead < 2) throw new DomainError("precondition_failed", { rule: "limit_confirmed" });
  const sooner = await decided(ahead - 1);
  const inForce = ahead === 2 ? sooner : await decided(1);
  const withoutGranted = (one: Replayed) => one.output - leafOf(capacity, one, "grantedMm3");
  const leaves = nextRunLeaves(limit.leaves, sooner.leaves, {
    inForceMm3: withoutGranted(inForce),
    estimateMm3: withoutGranted(limit),
  });
  const levers = capacityScenarios(await wordWeight(tx, scope, run));
  const deed = deedOf(capacity, limit, levers, question);
  const told = forward(capacity, leaves, deed, capacityOutlooks(leaves), limitGrid(limit));
  // With something done it would be one more thing to work prices out from, step by step.
  const binding = question.steps === 0 ? explainLevel(capacity, leaves).binding : null;
  const facts = binding ? { ...told, binding: binding.id } : told;
  const { storageType, monthOn } = question;
  return decisionAnswer(question, run, { storageType, monthOn }, capacity, facts);
}

export async function answerRestockForward(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"restockForward">,
): Promise<StoredAnswer> {
  const { runId, productId } = question;
  const run = await runOrThrow(tx, scope, runId);
  const sku = await skuOrThrow(tx, scope, runId, productId);
  const advice = await replayed(tx, scope, runId, "replenishment", productId);
  const deed = deedOf(replenishment, advice, replenishmentScenarios, question);
  const outlooks = replenishmentOutlooks(advice.leaves);
  const facts = forward(replenishment, advice.leaves, deed, outlooks, restockGrid(advice));
  return decisionAnswer(question, run, { sku, day: run.asOfOn }, replenishment, facts);
}
