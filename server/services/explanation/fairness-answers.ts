// Am I treated like others: the rules of a run are one for all, no input says whose number it is, and where the number stands.
import { z } from "zod";
import type { Tx } from "@/db/client.ts";
import { scoreDefinition, standingOf } from "@/lib/optimizer/capacity/index.ts";
import { storageTypeIndex } from "@/lib/optimizer/core/storage-type.ts";
import { type Definition, evaluate } from "@/lib/optimizer/decision/index.ts";
import { marketDefinition } from "@/lib/optimizer/market/index.ts";
import { poolIndex } from "@/lib/optimizer/stages/index.ts";
import { definitions, limitKey, placementKey } from "@/server/planning/traces.ts";
import type { CoveringRun } from "@/server/repositories/latest-run.ts";
import { listStages } from "@/server/repositories/run.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";
import type { Fairness, StoredAnswer } from "./answer.ts";
import {
  decisionAnswer,
  monthsAhead,
  placedOrThrow,
  type Replayed,
  replayed,
  runOrThrow,
  skuOrThrow,
} from "./decision.ts";
import { grantSubject, knownGrant } from "./grant-answer.ts";
import type { Ask } from "./question.ts";
import { knownScore, scoreSubject } from "./score-answers.ts";

/** Leaves by which one account may be treated apart, where they are not zero. */
const SPECIAL = ["isIndividual", "grantedMm3", "confirmedMm3", "hasOverride"];

/** Those that hold for a decision. */
export const specialLeaves = (definition: Definition, leaves: Float64Array): string[] =>
  SPECIAL.filter((id) => {
    const leaf = definition.indexOf.get(id);
    return leaf !== undefined && leaves[leaf] !== 0;
  });

/** Places of other accounts in which the inputs are computed again: as many as the planner computes side by side in a small run. */
const SWAP_PLACES = 64;

/** What is kept of a run for all sellers to read. */
const StandingsKept = z.object({
  standings: z.array(
    z.object({
      pool: z.number(),
      sizeBand: z.number().nullable(),
      edgeMilliWeeks: z.array(z.number()),
    }),
  ),
});
const HandSetKept = z.object({ overriddenProducts: z.number() });

interface Compared {
  readonly run: CoveringRun;
  /** Of the rules, where they are not a part of the run's. */
  readonly policyVersion?: number;
  readonly definition: Definition;
  readonly decision: Pick<Replayed, "leaves" | "output">;
  readonly subject: Partial<StoredAnswer["subject"]>;
  readonly handSetTens: number | null;
  readonly standing: Fairness["standing"];
}

const fairnessAnswer = (
  question: StoredAnswer["question"],
  { run, policyVersion, definition, decision, subject, handSetTens, standing }: Compared,
): StoredAnswer =>
  decisionAnswer(question, run, subject, definition, {
    type: "fairness",
    definition: definition.name,
    version: definition.version,
    unit: definition.nodes[definition.outputIndex]?.unit ?? "",
    value: decision.output,
    policyVersion:
      policyVersion ??
      (definition.name === "capacity" ? run.capacityPolicyVersion : run.replenishmentPolicyVersion),
    leafCount: definition.leafCount,
    identityLeafCount: definition.nodes.filter(({ kind, unit }) => kind === "leaf" && unit === "id")
      .length,
    special: specialLeaves(definition, decision.leaves),
    swap: swapped(definition, decision),
    handSetTens,
    standing,
  });

/** The planner's own computation of many accounts at once, the account's inputs in every place. */
function swapped(
  definition: Definition,
  { leaves, output }: Compared["decision"],
): Fairness["swap"] {
  const column = Object.fromEntries(
    Array.from(leaves, (value, k) => [
      definition.nodes[k]?.id ?? "",
      new Float64Array(SWAP_PLACES).fill(value),
    ]),
  );
  const outputs = evaluate(definition, { count: SWAP_PLACES, column }).column[definition.output];
  const differentCount = Array.from(outputs ?? []).filter((value) => value !== output).length;
  return { placeCount: SWAP_PLACES, differentCount };
}

interface Kept {
  readonly handSetTens: number | null;
  readonly standings: z.infer<typeof StandingsKept>["standings"] | null;
}

async function keptOf(tx: Tx, runId: number): Promise<Kept> {
  const stages = await listStages(tx, runId);
  const results = (name: string) =>
    stages.flatMap(({ stage, result }) => (stage === name && result ? [result] : []));
  const handSet = results("replenishment").map((result) => HandSetKept.safeParse(result));
  const [priced] = results("price").map((result) => StandingsKept.safeParse(result));
  const isCounted = handSet.length > 0 && handSet.every(({ success }) => success);
  const count = handSet.reduce((sum, { data }) => sum + (data?.overriddenProducts ?? 0), 0);
  return {
    handSetTens: isCounted ? Math.floor(count / 10) * 10 : null,
    standings: priced?.data?.standings ?? null,
  };
}

export async function answerLimitFairness(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"limitFairness">,
): Promise<StoredAnswer> {
  const { runId, storageType, monthOn } = question;
  const run = await runOrThrow(tx, scope, runId);
  const type = storageTypeIndex(storageType);
  const ahead = monthsAhead(run, monthOn);
  const decision = await replayed(tx, scope, runId, "capacity", limitKey(type, ahead));
  const { handSetTens, standings } = await keptOf(tx, runId);
  const own = {
    pool: poolIndex(type, ahead),
    limitMm3: decision.output,
    shippedWeeklyMm3:
      decision.leaves[definitions.capacity.indexOf.get("shippedWeeklyMm3") ?? -1] ?? 0,
  };
  return fairnessAnswer(question, {
    run,
    definition: definitions.capacity,
    decision,
    subject: { storageType, monthOn },
    handSetTens,
    standing: standingAmong(standings, own),
  });
}

function standingAmong(
  standings: Kept["standings"],
  own: Parameters<typeof standingOf>[1],
): Fairness["standing"] {
  if (!standings) return { status: "notKept" };
  if (own.shippedWeeklyMm3 <= 0) return { status: "noSales" };
  const found = standingOf(standings, own);
  return found ? { status: "told", ...found } : { status: "tooFew" };
}

export async function answerRestockFairness(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"restockFairness">,
): Promise<StoredAnswer> {
  const { runId, productId } = question;
  const run = await runOrThrow(tx, scope, runId);
  const sku = await skuOrThrow(tx, scope, runId, productId);
  const decision = await replayed(tx, scope, runId, "replenishment", productId);
  return fairnessAnswer(question, {
    run,
    definition: definitions.replenishment,
    decision,
    subject: { sku },
    handSetTens: (await keptOf(tx, runId)).handSetTens,
    standing: { status: "notALimit" },
  });
}

export async function answerPlacementFairness(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"placementFairness">,
): Promise<StoredAnswer> {
  const { runId, productId, fcId } = question;
  const { run, sku, fc } = await placedOrThrow(tx, scope, question);
  return fairnessAnswer(question, {
    run,
    definition: definitions.placement,
    decision: await replayed(tx, scope, runId, "placement", placementKey(productId, fcId)),
    subject: { sku, fc },
    handSetTens: null,
    standing: { status: "notALimit" },
  });
}

export async function answerGrantFairness(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"grantFairness">,
): Promise<StoredAnswer> {
  const grant = await knownGrant(tx, scope, question.roundId);
  return fairnessAnswer(question, {
    run: grant.run,
    policyVersion: grant.round.policyVersion,
    definition: marketDefinition,
    decision: grant,
    subject: grantSubject(grant),
    handSetTens: null,
    standing: { status: "notALimit" },
  });
}

export async function answerScoreFairness(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"scoreFairness">,
): Promise<StoredAnswer> {
  const score = await knownScore(tx, scope, question);
  return fairnessAnswer(question, {
    run: score.run,
    policyVersion: score.run.capacityPolicyVersion,
    definition: scoreDefinition,
    decision: score,
    subject: scoreSubject(question),
    handSetTens: null,
    standing: { status: "notALimit" },
  });
}
