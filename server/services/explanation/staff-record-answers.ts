// What is on record of a decision, for staff: the policy in force, what was set by hand, that it computes again, reports that came late.
import type { Tx } from "@/db/client.ts";
import { capacityFactLeaves, capacityLeaves } from "@/lib/optimizer/capacity/index.ts";
import { storageTypeIndex } from "@/lib/optimizer/core/storage-type.ts";
import type { Definition } from "@/lib/optimizer/decision/index.ts";
import { explainLevel } from "@/lib/optimizer/explanation/index.ts";
import { DomainError } from "@/server/core/errors.ts";
import { definitions, limitKey } from "@/server/planning/traces.ts";
import type { LateFile, LateKind } from "@/server/repositories/late-rows.ts";
import { listLateFiles } from "@/server/repositories/late-rows.ts";
import type { CoveringRun } from "@/server/repositories/latest-run.ts";
import { findPolicyInForce, findPolicyVersion } from "@/server/repositories/policy-read.ts";
import { findKnownOverride } from "@/server/repositories/restock-statement.ts";
import { findRun, type RunRow } from "@/server/repositories/run.ts";
import type { SellerScope } from "@/server/repositories/scope.ts";
import type { SourceQuery } from "@/server/repositories/source-rows.ts";
import {
  capacityPolicyOf,
  replenishmentPolicyOf,
} from "@/server/services/policies/policy-fields.ts";
import type { DecisionRecord, StoredAnswer } from "./answer.ts";
import {
  decisionAnswer,
  monthsAhead,
  type Replayed,
  replayed,
  runOrThrow,
  skuOrThrow,
} from "./decision.ts";
import { specialLeaves } from "./fairness-answers.ts";
import type { Ask } from "./question.ts";
import { type SourceKind, sourceKind } from "./source-kind.ts";

interface Recorded {
  readonly name: "capacity" | "replenishment";
  readonly key: number;
  readonly subject: Partial<StoredAnswer["subject"]>;
  readonly rowsOf: SourceQuery["subject"];
  /** The figures that a version of the policy gives this decision, by leaf. */
  readonly figures: (body: unknown, decision: Replayed) => ReadonlyMap<string, number>;
}

export async function answerLimitRecord(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"staffLimitRecord">,
): Promise<StoredAnswer> {
  const { storageType, monthOn } = question;
  const run = await runOrThrow(tx, scope, question.runId);
  const ahead = monthsAhead(run, monthOn);
  return recordAnswer(tx, scope, question, run, {
    name: "capacity",
    key: limitKey(storageTypeIndex(storageType), ahead),
    subject: { storageType, monthOn, day: run.asOfOn },
    rowsOf: { storageType },
    figures: (body, decision) => capacityFigures(body, decision, ahead as 1 | 2 | 3),
  });
}

export async function answerRestockRecord(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"staffRestockRecord">,
): Promise<StoredAnswer> {
  const { productId } = question;
  const run = await runOrThrow(tx, scope, question.runId);
  return recordAnswer(tx, scope, question, run, {
    name: "replenishment",
    key: productId,
    subject: { sku: await skuOrThrow(tx, scope, run.runId, productId), day: run.asOfOn },
    rowsOf: { productId },
    figures: (body) => new Map(Object.entries(replenishmentPolicyOf(body))),
  });
}

async function recordAnswer(
  tx: Tx,
  scope: SellerScope,
  question: Ask<"staffLimitRecord"> | Ask<"staffRestockRecord">,
  run: CoveringRun,
  recorded: Recorded,
): Promise<StoredAnswer> {
  const definition = definitions[recorded.name];
  const decision = await replayed(tx, scope, run.runId, recorded.name, recorded.key);
  const row = await findRun(tx, run.runId);
  if (!row) throw new DomainError("not_found", { runId: run.runId });
  const { asOfOn, knownAt } = row;
  const late = await listLateFiles(tx, scope, { asOfOn, knownAt, subject: recorded.rowsOf });
  const override =
    "productId" in recorded.rowsOf
      ? await findKnownOverride(tx, scope, recorded.rowsOf.productId, { asOfOn, knownAt })
      : null;
  const facts: DecisionRecord = {
    type: "record",
    about: question.about,
    definition: definition.name,
    version: definition.version,
    unit: definition.nodes[definition.outputIndex]?.unit ?? "",
    value: decision.output,
    nodeCount: definition.nodes.length,
    leafCount: definition.leafCount,
    policy: await policyOnRecord(tx, recorded, row, decision),
    special: specialLeaves(definition, decision.leaves),
    override: override && {
      units: override.units,
      reason: override.reason,
      setOn: override.recordedFrom.toISOString().slice(0, 10),
    },
    late,
    lateInputs: touchedInputs(definition, decision, late),
  };
  return decisionAnswer(question, run, recorded.subject, definition, facts);
}

/** The version that the plan used beside the one in force, and its figures among the inputs beside the published ones. */
async function policyOnRecord(
  tx: Tx,
  { name, figures }: Recorded,
  run: RunRow,
  decision: Replayed,
): Promise<DecisionRecord["policy"]> {
  const id = name === "capacity" ? run.capacityPolicyId : run.replenishmentPolicyId;
  const used = await findPolicyVersion(tx, id);
  if (!used) throw new Error(`policy version ${id} does not exist`);
  const inForce = await findPolicyInForce(tx, name, {
    onDay: run.asOfOn,
    publishedBy: run.knownAt,
  });
  const { indexOf } = definitions[name];
  const published = [...figures(used.body, decision)].flatMap(([leaf, value]) => {
    const at = indexOf.get(leaf);
    return at === undefined ? [] : [{ leaf, isSame: decision.leaves[at] === value }];
  });
  return {
    used: used.version,
    inForce: inForce?.version ?? null,
    figureCount: published.length,
    differing: published.filter(({ isSame }) => !isSame).map(({ leaf }) => leaf),
  };
}

function capacityFigures(
  body: unknown,
  { leaves }: Replayed,
  ahead: 1 | 2 | 3,
): ReadonlyMap<string, number> {
  const { indexOf } = definitions.capacity;
  const column = Object.fromEntries(
    capacityFactLeaves.map((id) => [id, Float64Array.of(leaves[indexOf.get(id) ?? -1] ?? 0)]),
  );
  const filled = capacityLeaves({ count: 1, column }, capacityPolicyOf(body), () => ahead).column;
  const facts: readonly string[] = capacityFactLeaves;
  return new Map(
    Object.entries(filled)
      .filter(([id]) => !facts.includes(id))
      .map(([id, values]) => [id, values[0] ?? Number.NaN]),
  );
}

/** Which inputs rows of a kind can change. */
const RESTS_ON: Readonly<Record<LateKind, readonly SourceKind[]>> = {
  orders: ["forecast", "shipped"],
  movements: ["shipped", "stock", "leadTime", "shipmentDays"],
  stock: ["stock", "openShipments"],
  shipments: ["openShipments", "leadTime", "shipmentDays"],
  leadTimes: ["leadTime", "shipmentDays"],
  products: ["product", "leadTime"],
};

function touchedInputs(
  definition: Definition,
  { leaves }: Replayed,
  late: readonly LateFile[],
): string[] {
  const kinds = new Set(late.flatMap((file) => file.kinds.flatMap((kind) => RESTS_ON[kind])));
  return explainLevel(definition, leaves)
    .steps.filter(({ kind, id }) => kind === "leaf" && kinds.has(sourceKind(definition.name, id)))
    .map(({ id }) => id);
}
