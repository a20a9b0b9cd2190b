// The table that the command prints.
import { rankAt, type Scored } from "./score.ts";
import { CLASSES } from "./world.ts";

/** A line of the table: of what, and the worlds it sums up. */
type Part = readonly [name: string, worlds: readonly Scored[]];

const share = (part: number, whole: number): string =>
  whole === 0 ? "-" : `${((100 * part) / whole).toFixed(1)} %`;

const COLUMNS = [
  ["worlds", (w) => String(w.length)],
  ["top-1", (w) => share(w.filter(({ isTopRight }) => isTopRight).length, w.length)],
  ["recall", (w) => share(sumOf(w, "foundCount"), sumOf(w, "plantedCount"))],
  ["precision", (w) => share(sumOf(w, "trueCount"), sumOf(w, "namedCount"))],
  ["share error", (w) => `${(sumOf(w, "sharePoints") / Math.max(1, w.length)).toFixed(3)} pt`],
  ["false", (w) => String(sumOf(w, "falseCount"))],
  ["worst false", (w) => share(Math.max(0, ...w.map((one) => one.worstFalseShare)), 1)],
  ["hidden found", (w) => flaggedOf(w.filter(({ isHidden }) => isHidden))],
  ["flagged else", (w) => flaggedOf(w.filter(({ isHidden }) => !isHidden))],
] as const satisfies readonly (readonly [string, (worlds: readonly Scored[]) => string])[];

type Count =
  | "foundCount"
  | "plantedCount"
  | "trueCount"
  | "namedCount"
  | "sharePoints"
  | "falseCount";

const sumOf = (worlds: readonly Scored[], id: Count): number =>
  worlds.reduce((sum, one) => sum + one[id], 0);

const flaggedOf = (worlds: readonly Scored[]): string =>
  share(worlds.filter(({ isFlagged }) => isFlagged).length, worlds.length);

const SIZES = [
  ["below 5 %", 0, 0.05],
  ["5 to 20 %", 0.05, 0.2],
  ["above 20 %", 0.2, Infinity],
] as const;

function table(title: string, parts: readonly Part[]): string[] {
  const rows = [
    [title, ...COLUMNS.map(([name]) => name)],
    ...parts.map(([name, worlds]) => [name, ...COLUMNS.map(([, figure]) => figure(worlds))]),
  ];
  const widths = rows[0]!.map((_, at) => Math.max(...rows.map((row) => row[at]!.length)));
  return rows.map((row) =>
    row
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!)))
      .join("  "),
  );
}

/** The scores by class, by whose doing the causes were, and by size of the change. */
export function scoreLines(worlds: readonly Scored[]): string[] {
  const kinds = [...new Set(worlds.map(({ setting }) => setting))];
  const byClass = kinds.flatMap((kind) =>
    CLASSES.map((one): Part => {
      const isIn = ({ setting, worldClass }: Scored) => setting === kind && worldClass === one;
      return [`${kind} ${one}`, worlds.filter(isIn)];
    }),
  );
  const owners = [...new Set(worlds.flatMap((one) => one.owners))].sort();
  const byOwner = owners.map(
    (owner): Part => [owner, worlds.filter((one) => one.owners.includes(owner))],
  );
  const moved = worlds.filter(({ worldClass }) => worldClass !== "none");
  const bySize = SIZES.map(
    ([name, from, to]): Part => [
      name,
      moved.filter(({ sizeShare }) => sizeShare >= from && sizeShare < to),
    ],
  );
  return [
    ...table(
      "class",
      byClass.filter(([, each]) => each.length > 0),
    ),
    "",
    ...table("owner of a cause", byOwner),
    "",
    ...table("size of the change", bySize),
  ];
}

/** p50 and p95 of times in milliseconds. */
export const latencyText = (times: readonly number[]): string =>
  `latency p50 ${rankAt(times, 0.5).toFixed(2)} ms, p95 ${rankAt(times, 0.95).toFixed(2)} ms`;
