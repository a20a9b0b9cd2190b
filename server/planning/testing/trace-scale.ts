// Traces at size: `npm run trace:scale [-- DECISIONS FLIPS]`. A million decisions of all definitions in two runs are written, packed,
// read back, checked, replayed and committed; then bytes are flipped. Prints JSON; a difference or an unnoticed flip ends it with 1.
import { stream } from "@/lib/optimizer/core/prng.ts";
import { CHUNK_ROWS, type Columns, replay } from "@/lib/optimizer/decision/index.ts";
import type { DefinitionName, NewTraceChunk, TraceChunkRow } from "@/server/repositories/trace.ts";
import { chunkCommitter } from "../commitments.ts";
import { TREE_ORDER } from "../replay.ts";
import { runSigner } from "../sealing.ts";
import { checkContent, traceChunks } from "../trace-chunk.ts";
import { definitions } from "../traces.ts";
import { decodeRow } from "./decode-row.ts";
import { changedDecisions, randomDecisions } from "./random-decisions.ts";
import { countUnnoticedFlips } from "./tamper.ts";

/** Share of the leaves that are another a run later. */
const CHANGED_SHARE = 0.1;
const KEYS = Array.from({ length: CHUNK_ROWS }, (_, key) => key);

const steps = ["write", "read", "replay", "commit"] as const;
const none = { write: 0, read: 0, replay: 0, commit: 0 };
const [seconds, processorSeconds] = [{ ...none }, { ...none }];
const figures = { decisions: 0, differences: 0, bytes: 0, chunks: 0 };

function timed<T>(what: (typeof steps)[number], work: () => T): T {
  const [from, before] = [performance.now(), process.cpuUsage()];
  const result = work();
  const { user, system } = process.cpuUsage(before);
  processorSeconds[what] += (user + system) / 1_000_000;
  seconds[what] += (performance.now() - from) / 1000;
  return result;
}

const rowOf = (chunk: NewTraceChunk, runId: number): TraceChunkRow => ({
  ...chunk,
  runId,
  version: "",
  codeSha256: "",
});

interface Written {
  readonly before: TraceChunkRow;
  readonly row: TraceChunkRow;
}

/** One chunk in two runs, the second on the first. */
function writeChunk(name: DefinitionName, accountId: number): Written {
  const definition = definitions[name];
  const draws = stream(7, name, accountId);
  const first = randomDecisions(definition, CHUNK_ROWS, draws);
  const second = changedDecisions(definition, first, CHANGED_SHARE, draws);
  const owner = { sellerId: 1, accountId, keys: KEYS, start: 0 };
  const [before] = traceChunks(definition, 1, { ...owner, values: first });
  const base = { runId: 1, depth: 0, keys: KEYS, values: first };
  const [row] = timed("write", () =>
    traceChunks(definition, 1, { ...owner, values: second }, [base]),
  );
  if (!before || !row) throw new Error("trace:scale: no chunk");
  return { before: rowOf(before, 1), row: rowOf(row, 2) };
}

function checkChunk(
  name: DefinitionName,
  { before, row }: Written,
  commit: ReturnType<typeof chunkCommitter>,
): void {
  const definition = definitions[name];
  const base: Columns = decodeRow(definition, before, null);
  const values = timed("read", () => {
    const read = decodeRow(definition, row, { keys: KEYS, values: base });
    checkContent(definition, row, read);
    return read;
  });
  if (timed("replay", () => replay(definition, values, values))) figures.differences++;
  timed("commit", () => commit(definition, row, values));
  figures.decisions += values.count;
  figures.bytes += row.columns.length;
  figures.chunks++;
}

const [wanted, flips] = [process.argv[2] ?? "1000000", process.argv[3] ?? "10000"].map(Number);
if (!(Number.isInteger(wanted) && Number.isInteger(flips)))
  throw new RangeError("trace:scale [DECISIONS FLIPS]: two whole numbers");
const commit = chunkCommitter(runSigner("0".repeat(64)).saltKey("", null));
let sample: Written | undefined;
for (let account = 1; figures.decisions < Number(wanted); account++) {
  const name = TREE_ORDER[account % TREE_ORDER.length] as DefinitionName;
  const written = writeChunk(name, account);
  checkChunk(name, written, commit);
  if (name === "positioning") sample = written;
}
const unnoticed = sample
  ? countUnnoticedFlips(
      { definition: definitions.positioning, alone: sample.before, onBase: sample.row },
      Number(flips),
      stream(3, "flips"),
    )
  : null;
const each = (spent: typeof none) =>
  Object.fromEntries(steps.map((what) => [what, (spent[what] * 1e6) / figures.decisions]));
const perDecision = {
  bytes: figures.bytes / figures.decisions,
  microseconds: each(seconds),
  processorMicroseconds: each(processorSeconds),
};
process.stdout.write(
  `${JSON.stringify({ ...figures, perDecision, flips: Number(flips), unnoticed }, null, 1)}\n`,
);
if (figures.differences > 0 || unnoticed !== 0) process.exitCode = 1;
