// whystock attribute: splits the change of a measured mean over the mechanisms that feed it. Needs no database.
import { parseArgs } from "node:util";
import {
  ATTRIBUTE_OPTIONS,
  type AttributedPart,
  type Edge,
} from "@/lib/optimizer/attribution/index.ts";
import {
  type AttributedFile,
  type AttributeFileRequest,
  attributeFile,
} from "@/server/services/attribution/attribute-file.ts";
import { type Command, EXIT, print, UsageError } from "./command.ts";

const HELP = `Usage: npm run --silent whystock -- attribute --data FILE --split COLUMN:BEFORE,AFTER --target COLUMN --edges FROM:TO,... [options]

Splits the change of a column's mean between two groups of rows over the columns that feed it: what changed at the
same time, not what caused it. A column's part is the change of how it follows from its own causes. Changes within
chance are left out and show as sampling noise. lib/optimizer/attribution/README.md has the method and its figures.

  --data FILE           comma-separated, with a header; plain or gzip
  --split COL:A,B       rows with A in this column are compared with rows with B
  --target COLUMN       whose mean is explained
  --edges FROM:TO,...   which column feeds which
  --exact               every mechanism as a line of its own in each period, nothing left out as chance
  --resamples N         resamples behind the intervals (else ${ATTRIBUTE_OPTIONS.resampleCount})
  --seed N              seed of the resamples (else ${ATTRIBUTE_OPTIONS.seed})
  --json                print everything as JSON

Exit code: 0 attributed, 1 the file or the edges were refused, 2 wrong arguments.`;

const OPTIONS = {
  data: { type: "string" },
  split: { type: "string" },
  target: { type: "string" },
  edges: { type: "string" },
  exact: { type: "boolean" },
  resamples: { type: "string" },
  seed: { type: "string" },
  json: { type: "boolean" },
} as const;

const MAX_RESAMPLES = 100_000;

interface Request extends AttributeFileRequest {
  readonly isJson: boolean;
}

function readRequest(args: readonly string[]): Request {
  const { values } = parseArgs({ args: [...args], options: OPTIONS });
  const { data, split, target, edges } = values;
  if (data === undefined || split === undefined || target === undefined || edges === undefined) {
    throw new UsageError("Say what to attribute: --data, --split, --target and --edges.");
  }
  return {
    path: data,
    split: splitOf(split),
    target,
    edges: edges.split(",").map(edgeOf),
    options: {
      mode: values.exact === true ? "exact" : "gated",
      resampleCount: whole("resamples", values.resamples, ATTRIBUTE_OPTIONS.resampleCount),
      seed: whole("seed", values.seed, ATTRIBUTE_OPTIONS.seed),
    },
    isJson: values.json === true,
  };
}

function splitOf(text: string): Request["split"] {
  const [, column, before, after] = /^([^:]+):([^,]+),([^,]+)$/.exec(text) ?? [];
  if (column === undefined || before === undefined || after === undefined || before === after) {
    throw new UsageError(`--split takes COLUMN:BEFORE,AFTER such as week:w1,w2, not "${text}".`);
  }
  return { column, before, after };
}

function edgeOf(text: string): Edge {
  const [, from, to] = /^([^:]+):([^:]+)$/.exec(text) ?? [];
  if (from === undefined || to === undefined) {
    throw new UsageError(
      `--edges takes FROM:TO,... such as demand:sold,sold:shipped, not "${text}".`,
    );
  }
  return { from, to };
}

function whole(option: string, text: string | undefined, standard: number): number {
  if (text === undefined) return standard;
  const value = /^\d+$/.test(text) ? Number(text) : 0;
  if (value >= 1 && value <= MAX_RESAMPLES) return value;
  throw new UsageError(
    `--${option} takes a whole number from 1 to ${MAX_RESAMPLES}, not "${text}".`,
  );
}

const byNode = <T>(parts: readonly AttributedPart[], value: (part: AttributedPart) => T) =>
  Object.fromEntries(parts.map((part) => [part.node, value(part)]));

const jsonOf = ({ parts, hidden, samplingNoise, observedChange, rowCount }: AttributedFile) => ({
  attribution: byNode(parts, ({ amount }) => amount),
  interval: byNode(parts, ({ interval }) => interval),
  changed: parts.filter(({ isChanged }) => isChanged).map(({ node }) => node),
  samplingNoise,
  observedChange,
  changeProbability: byNode(parts, ({ changeProbability }) => changeProbability),
  mechanism: byNode(parts, ({ family }) => family),
  hidden,
  rows: rowCount,
});

const NAME_WIDTH = 20;
const figure = (value: number): string => value.toFixed(4).padStart(12);

function partLine({ node, amount, interval: [low, high], isChanged }: AttributedPart): string {
  const note = isChanged ? "" : "  no change beyond chance";
  return `${node.padEnd(NAME_WIDTH)}${figure(amount)}${figure(low)}${figure(high)}${note}`;
}

function textOf(answer: AttributedFile, target: string): string {
  const hidden = answer.hidden.map(
    ({ between: [a, b] }) =>
      `${a} and ${b} move together beyond these edges: something not in the file may feed both.`,
  );
  return [
    `${target}: mean changed by ${answer.observedChange.toFixed(4)}; at the same time`,
    `${"".padEnd(NAME_WIDTH)}${"part".padStart(12)}${"95 % from".padStart(12)}${"to".padStart(12)}`,
    ...answer.parts.map(partLine),
    `${"sampling noise".padEnd(NAME_WIDTH)}${figure(answer.samplingNoise)}`,
    ...hidden,
  ].join("\n");
}

async function attribute(request: Request): Promise<number> {
  const answer = await attributeFile(request);
  print(request.isJson ? JSON.stringify(jsonOf(answer), null, 2) : textOf(answer, request.target));
  return EXIT.done;
}

export const attributeCommand: Command = {
  summary: "split the change of a measured mean over what feeds it",
  help: HELP,
  run: (args) => attribute(readRequest(args)),
};
