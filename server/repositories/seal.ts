// Seals of runs: what their roots are taken of, signatures and public keys. Open to everybody, but for the keys of the salts.
import { asc, desc, eq, lt } from "drizzle-orm";
import type { Tx } from "@/db/client.ts";
import { runSalt, runSeal, signingKey } from "@/db/schema/index.ts";

export interface SealRow {
  readonly runId: number;
  readonly treeRootSha256: string;
  readonly snapshotSha256: string;
  readonly policySha256: string;
  readonly codeSha256: string;
  readonly previousRootSha256: string | null;
  readonly rootSha256: string;
  readonly keyId: string;
  readonly publicKey: string;
  readonly signature: string;
  readonly sealedAt: Date;
}

const sealColumns = {
  runId: runSeal.runId,
  treeRootSha256: runSeal.treeRootSha256,
  snapshotSha256: runSeal.snapshotSha256,
  policySha256: runSeal.policySha256,
  codeSha256: runSeal.codeSha256,
  previousRootSha256: runSeal.previousRootSha256,
  rootSha256: runSeal.rootSha256,
  keyId: runSeal.keyId,
  publicKey: signingKey.publicKey,
  signature: runSeal.signature,
  sealedAt: runSeal.sealedAt,
};

/** A seal with the roots of its chunks, 32 bytes each in tree order; undefined where the run was never sealed. */
export async function findSeal(
  tx: Tx,
  runId: number,
): Promise<(SealRow & { readonly chunkRoots: Uint8Array }) | undefined> {
  const [row] = await tx
    .select({ ...sealColumns, chunkRoots: runSeal.chunkRoots })
    .from(runSeal)
    .innerJoin(signingKey, eq(signingKey.keyId, runSeal.keyId))
    .where(eq(runSeal.runId, runId))
    .limit(1);
  return row;
}

/** Seals of any run before `beforeRunId`, newest first. */
export function listSeals(tx: Tx, limit: number, beforeRunId: number | null): Promise<SealRow[]> {
  return tx
    .select(sealColumns)
    .from(runSeal)
    .innerJoin(signingKey, eq(signingKey.keyId, runSeal.keyId))
    .where(beforeRunId === null ? undefined : lt(runSeal.runId, beforeRunId))
    .orderBy(desc(runSeal.runId))
    .limit(limit);
}

/** A rule that a run's root commits to. */
export interface SealedRule {
  readonly codeSha256: string;
  readonly bundleSha256: string;
}

/** The rules that a run was sealed with; null for one that was sealed before bundles were. */
export async function findSealedRules(
  tx: Tx,
  runId: number,
): Promise<
  { readonly codeSha256: string; readonly rules: readonly SealedRule[] | null } | undefined
> {
  const [row] = await tx
    .select({ codeSha256: runSeal.codeSha256, rules: runSeal.rules })
    .from(runSeal)
    .where(eq(runSeal.runId, runId))
    .limit(1);
  return row;
}

export interface SigningKeyRow {
  readonly keyId: string;
  readonly publicKey: string;
  readonly firstUsedAt: Date;
}

/** Every key that ever signed a run, oldest first. */
export function listSigningKeys(tx: Tx): Promise<SigningKeyRow[]> {
  return tx
    .select({
      keyId: signingKey.keyId,
      publicKey: signingKey.publicKey,
      firstUsedAt: signingKey.firstUsedAt,
    })
    .from(signingKey)
    .orderBy(asc(signingKey.firstUsedAt), asc(signingKey.keyId));
}

/** The key that opens a run's commitments, where the transaction's context may read it. */
export async function findSaltKey(tx: Tx, runId: number): Promise<Uint8Array | undefined> {
  const [row] = await tx
    .select({ saltKey: runSalt.saltKey })
    .from(runSalt)
    .where(eq(runSalt.runId, runId))
    .limit(1);
  return row?.saltKey;
}

export interface NewSeal extends Omit<SealRow, "sealedAt"> {
  readonly rules: readonly SealedRule[];
  readonly chunkRoots: Uint8Array;
  readonly saltKey: Uint8Array;
  readonly sealedAt: Date;
}

/** Stores a run's seal, its salt key, and the public key where it is new. */
export async function insertSeal(tx: Tx, { publicKey, saltKey, ...seal }: NewSeal): Promise<void> {
  await tx
    .insert(signingKey)
    .values({ keyId: seal.keyId, publicKey, firstUsedAt: seal.sealedAt })
    .onConflictDoNothing({ target: signingKey.keyId });
  await tx.insert(runSeal).values(seal);
  await tx.insert(runSalt).values({ runId: seal.runId, saltKey });
}
