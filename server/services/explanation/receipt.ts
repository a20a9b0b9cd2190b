// A seller's receipt of the decisions behind an answer: the seller's own values and salts, digests of everything else, and the
// way up to the signed root of the run. public/verify-receipt.mjs checks it without us.
import type { Tx } from "@/db/client.ts";
import {
  auditPath,
  type CommittedNode,
  chunkCommitment,
  committer,
  decisionLeaf,
  nodesByClass,
} from "@/lib/optimizer/decision/index.ts";
import { DomainError } from "@/server/core/errors.ts";
import { sha256Bytes } from "@/server/core/hash.ts";
import { subjectsOf } from "@/server/planning/commitments.ts";
import type { ReadChunk } from "@/server/planning/rules.ts";
import { saltOf } from "@/server/planning/sealing.ts";
import { readRuledChunks } from "@/server/planning/traces.ts";
import { inScope, type SellerScope } from "@/server/repositories/scope.ts";
import { findSaltKey, findSeal, type SealRow } from "@/server/repositories/seal.ts";
import { findTraceChunk } from "@/server/repositories/trace.ts";
import type { SellerContext } from "@/server/services/context.ts";
import { answerOfRow } from "./get-explanation.ts";
import { questionKind } from "./question-kinds.ts";
import { readableExplanation } from "./staff-only.ts";
import type { TracedDecision } from "./trace-sides.ts";

const RECEIPT_FORMAT = "whystock-receipt-1";
const HASH_BYTES = 32;

/** One leaf in a tree: its place, the tree's size, the siblings on the way up (hex). */
interface Place {
  readonly index: number;
  readonly count: number;
  readonly path: readonly string[];
}

export interface DecisionReceipt {
  readonly definition: string;
  readonly codeSha256: string;
  readonly accountId: number;
  readonly key: number;
  readonly own: {
    readonly salt: string;
    readonly values: readonly (CommittedNode & { readonly value: number })[];
  };
  readonly digests: {
    readonly policy: string;
    readonly bulletin: string;
    readonly confidential: string;
  };
  /** The decision among those of its chunk. */
  readonly inChunk: Place;
  /** The chunk among those of its run. */
  readonly inRun: Place;
  readonly run: Omit<SealRow, "treeRootSha256" | "sealedAt"> & { readonly sealedAt: string };
}

export interface Receipt {
  readonly format: typeof RECEIPT_FORMAT;
  readonly decisions: readonly DecisionReceipt[];
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

/**
 * The receipt of an answer's decisions, the present one first. Throws not_found for another account's answer, and
 * precondition_failed where no run decided the number or the run was not sealed.
 */
export function getReceipt(ctx: SellerContext, explanationId: string): Promise<Receipt> {
  return inScope(ctx.db, ctx.scope, async (tx) => {
    const row = await readableExplanation(tx, ctx.scope, explanationId, "seller");
    const { question } = answerOfRow(row);
    const sides = await questionKind(question).sides(tx, ctx.scope, question);
    const decisions = sides?.decisions ?? [];
    if (decisions.length === 0)
      throw new DomainError("precondition_failed", { reason: "not_decided_by_a_run" });
    const receipts: DecisionReceipt[] = [];
    for (const decision of decisions) receipts.push(await receiptOf(tx, ctx.scope, decision));
    return { format: RECEIPT_FORMAT, decisions: receipts };
  });
}

async function receiptOf(
  tx: Tx,
  scope: SellerScope,
  { definition: name, runId, key }: TracedDecision,
): Promise<DecisionReceipt> {
  const { accountId } = scope;
  const seal = await findSeal(tx, runId);
  const saltKey = await findSaltKey(tx, runId);
  if (!seal || !saltKey)
    throw new DomainError("precondition_failed", { reason: "run_not_sealed", runId });
  const row = await findTraceChunk(tx, scope, runId, name, { accountId, key });
  if (!row) throw new DomainError("not_found", { runId });
  const [chunk] = await readRuledChunks(tx, scope, name, [row]);
  const { rule, values } = chunk as ReadChunk;
  const { definition, codeSha256 } = rule;
  const salt = saltOf(saltKey);
  const { digests, leaves } = committer(definition, salt, sha256Bytes);
  const subjects = subjectsOf(row);
  const at = row.decisionKeys.indexOf(key);
  const all = leaves(values, subjects);
  const found = digests(values, at, { accountId, key });
  if (hex(decisionLeaf(found, sha256Bytes)) !== hex(all[at] ?? new Uint8Array()))
    throw new Error(`receipt: ${name} ${key} of run ${runId} has no leaf`);
  const root = chunkCommitment(Buffer.from(codeSha256, "hex"), all, sha256Bytes);
  return {
    definition: definition.name,
    codeSha256,
    accountId,
    key,
    own: {
      salt: hex(salt({ accountId, key }, "own")),
      values: nodesByClass(definition).own.map((node) => ({
        ...node,
        value: values.column[node.id]?.[at] ?? 0,
      })),
    },
    digests: {
      policy: hex(found.policy),
      bulletin: hex(found.bulletin),
      confidential: hex(found.confidential),
    },
    inChunk: {
      index: at,
      count: all.length,
      path: auditPath(all, at, sha256Bytes).map(hex),
    },
    inRun: placeInRun(seal.chunkRoots, root, runId),
    run: runOf(seal),
  };
}

/** Where a chunk's root stands among those that were sealed. A root that is not among them is no evidence of anything. */
function placeInRun(chunkRoots: Uint8Array, root: Uint8Array, runId: number): Place {
  const count = chunkRoots.length / HASH_BYTES;
  const roots = Array.from({ length: count }, (_, i) =>
    chunkRoots.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES),
  );
  const index = roots.findIndex((one) => Buffer.compare(one, root) === 0);
  if (index < 0) throw new Error(`receipt: run ${runId} was sealed with other decisions`);
  return { index, count, path: auditPath(roots, index, sha256Bytes).map(hex) };
}

function runOf(seal: SealRow): DecisionReceipt["run"] {
  const { runId, snapshotSha256, policySha256, codeSha256, previousRootSha256 } = seal;
  const { rootSha256, keyId, publicKey, signature, sealedAt } = seal;
  return {
    runId,
    snapshotSha256,
    policySha256,
    codeSha256,
    previousRootSha256,
    rootSha256,
    keyId,
    publicKey,
    signature,
    sealedAt: sealedAt.toISOString(),
  };
}
