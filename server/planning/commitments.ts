// Commitments of a run's chunks under the run's own salts.
import {
  type Columns,
  chunkCommitment,
  committer,
  type Subject,
} from "@/lib/optimizer/decision/index.ts";
import { sha256Bytes } from "@/server/core/hash.ts";
import type { DefinitionName, TraceChunkRow } from "@/server/repositories/trace.ts";
import { saltOf } from "./sealing.ts";
import { definitions } from "./traces.ts";

type Subjects = Pick<TraceChunkRow, "accountId" | "decisionKeys">;

/** Whose decisions a chunk holds, in row order. */
export const subjectsOf = ({ accountId, decisionKeys }: Subjects): Subject[] =>
  decisionKeys.map((key) => ({ accountId, key }));

/** Takes the root of one chunk from its values (all nodes). */
export function chunkCommitter(
  saltKey: Uint8Array,
): (name: DefinitionName, row: Subjects, values: Columns) => Uint8Array {
  const salt = saltOf(saltKey);
  const codeHashes = new Map<DefinitionName, Uint8Array>();
  const committers = new Map<DefinitionName, ReturnType<typeof committer>>();
  return (name, row, values) => {
    const codeHash = codeHashes.get(name) ?? sha256Bytes(definitions[name].canonicalText);
    codeHashes.set(name, codeHash);
    const commit = committers.get(name) ?? committer(definitions[name], salt, sha256Bytes);
    committers.set(name, commit);
    return chunkCommitment(codeHash, commit.leaves(values, subjectsOf(row)), sha256Bytes);
  };
}
