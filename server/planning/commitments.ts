// Commitments of a run's chunks under the run's own salts.
import {
  type Columns,
  chunkCommitment,
  committer,
  type Definition,
  type Subject,
} from "@/lib/optimizer/decision/index.ts";
import { sha256Bytes } from "@/server/core/hash.ts";
import type { TraceChunkRow } from "@/server/repositories/trace.ts";
import { definitionSha256 } from "./rules.ts";
import { saltOf } from "./sealing.ts";

type Leaves = ReturnType<typeof committer>["leaves"];
type Subjects = Pick<TraceChunkRow, "accountId" | "decisionKeys">;

/** Whose decisions a chunk holds, in row order. */
export const subjectsOf = ({ accountId, decisionKeys }: Subjects): Subject[] =>
  decisionKeys.map((key) => ({ accountId, key }));

/** Takes the root of one chunk from its values (all nodes). */
export function chunkCommitter(
  saltKey: Uint8Array,
): (definition: Definition, row: Subjects, values: Columns) => Uint8Array {
  const salt = saltOf(saltKey);
  const opened = new Map<Definition, { codeHash: Uint8Array; leaves: Leaves }>();
  return (definition, row, values) => {
    const known = opened.get(definition) ?? {
      codeHash: Buffer.from(definitionSha256(definition), "hex"),
      leaves: committer(definition, salt, sha256Bytes).leaves,
    };
    opened.set(definition, known);
    return chunkCommitment(known.codeHash, known.leaves(values, subjectsOf(row)), sha256Bytes);
  };
}
