// What is published of runs: hashes and signatures, no figure of anybody's.
import { z } from "zod";

export const ListRootsInput = z.strictObject({
  /** Runs before this one; null = from the newest. */
  beforeRunId: z.number().int().positive().nullable().default(null),
});

const Hash = z.string();

export const PublishedRoots = z.strictObject({
  roots: z.array(
    z.strictObject({
      runId: z.number().int(),
      sealedAt: z.iso.datetime(),
      rootSha256: Hash,
      previousRootSha256: Hash.nullable(),
      treeRootSha256: Hash,
      snapshotSha256: Hash,
      policySha256: Hash,
      codeSha256: Hash,
      keyId: z.string(),
      signature: z.string(),
    }),
  ),
  /** Every key that ever signed, oldest first. */
  keys: z.array(
    z.strictObject({ keyId: z.string(), publicKey: z.string(), firstUsedAt: z.iso.datetime() }),
  ),
  /** Older runs follow before this one; null = these are all. */
  nextBeforeRunId: z.number().int().nullable(),
});
export type PublishedRoots = z.infer<typeof PublishedRoots>;
