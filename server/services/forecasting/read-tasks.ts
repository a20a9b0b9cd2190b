// Task files: id,origin and optionally first and suite, in any order of columns.
import type { ForecastTask } from "@/lib/optimizer/forecasting/index.ts";
import { inputError, shown } from "./input-error.ts";
import type { History } from "./read-panel.ts";
import {
  type CellPlace,
  columnAt,
  openTable,
  periodIn,
  type TableFile,
  type TableRow,
  textIn,
} from "./table-file.ts";

/** Tasks of one history, in the file's order, each (series, origin) once. */
export interface TaskList {
  readonly tasks: readonly ForecastTask[];
  /** The history's first periods with what the tasks say of them instead, 0-based. [seriesCount] */
  readonly firstPeriod: Int32Array;
  /** Suites the tasks were taken from; empty when the file names none. */
  readonly suites: readonly string[];
  /** Tasks passed over because their series is not in the history; 0 unless several suites share the file. */
  readonly passedOverCount: number;
}

interface Columns {
  readonly id: number;
  readonly origin: number;
  readonly first: number;
  readonly suite: number;
}

interface RawTask {
  readonly line: number;
  readonly id: string;
  readonly suite: string | null;
  readonly cells: readonly string[];
}

function columnsOf(table: TableFile): Columns {
  return {
    id: columnAt(table, "id", "the series to forecast"),
    origin: columnAt(table, "origin", "number of periods known"),
    first: table.header.indexOf("first"),
    suite: table.header.indexOf("suite"),
  };
}

function rawTask(table: TableFile, columns: Columns, row: TableRow): RawTask {
  const { file } = table;
  const { lineNo: line, cells } = row;
  const cell = (at: number, column: string) =>
    textIn(cells[at] ?? "", () => ({ file, line, column }));
  return {
    line,
    id: cell(columns.id, "id"),
    suite: columns.suite < 0 ? null : cell(columns.suite, "suite"),
    cells,
  };
}

/** Gathers tasks and refuses those that cannot be meant. */
class TaskGatherer {
  private readonly table: TableFile;
  private readonly columns: Columns;
  private readonly history: History;
  private readonly suite: string | null;
  private readonly tasks: ForecastTask[] = [];
  private readonly known = new Set<string>();
  private readonly firstPeriod: Int32Array;
  private readonly lineOfFirst = new Map<number, number>();
  private readonly suites = new Set<string>();
  private passedOverCount = 0;

  constructor(table: TableFile, history: History, suite: string | null) {
    this.table = table;
    this.columns = columnsOf(table);
    this.history = history;
    this.suite = suite;
    this.firstPeriod = history.firstPeriod.slice();
    if (suite !== null) columnAt(table, "suite", "needed by --suite");
  }

  add(row: TableRow): void {
    const raw = rawTask(this.table, this.columns, row);
    if (this.suite !== null && raw.suite !== this.suite) return;
    const series = this.history.seriesOfId.get(raw.id);
    if (series === undefined) {
      this.passOver(raw);
      return;
    }
    if (raw.suite !== null) this.suites.add(raw.suite);
    const { periodCount } = this.history;
    const origin = periodIn(
      raw.cells[this.columns.origin] ?? "",
      1,
      periodCount,
      this.place(raw, "origin"),
    );
    this.takeFirst(raw, series);
    this.checkKnown(raw, series, origin);
    const key = `${series} ${origin}`;
    if (this.known.has(key)) return;
    this.known.add(key);
    this.tasks.push({ series, origin });
  }

  /** A file of several suites holds tasks of other histories; any other file is meant for this history alone. */
  private passOver(raw: RawTask): void {
    if (raw.suite !== null && this.suite === null) {
      this.passedOverCount++;
      return;
    }
    throw inputError({
      ...this.place(raw, "id")(),
      rule: "unknown_id",
      what: `${shown(raw.id)} is not in ${this.history.file}.`,
      fix: "Remove the task, or give the history that holds this series.",
    });
  }

  private takeFirst(raw: RawTask, series: number): void {
    const cell = this.columns.first < 0 ? "" : (raw.cells[this.columns.first] ?? "").trim();
    if (cell === "") return;
    const first = periodIn(cell, 1, this.history.periodCount, this.place(raw, "first")) - 1;
    const line = this.lineOfFirst.get(series);
    if (line !== undefined && first !== this.firstPeriod[series])
      throw inputError({
        ...this.place(raw, "first")(),
        rule: "conflicting_first",
        what: `line ${line} gives another first period for ${shown(raw.id)}.`,
        fix: "Give a series one first period, or pick one suite with --suite.",
      });
    this.lineOfFirst.set(series, raw.line);
    this.firstPeriod[series] = first;
  }

  private checkKnown(raw: RawTask, series: number, origin: number): void {
    const first = this.firstPeriod[series] ?? 0;
    if (first < origin) return;
    throw inputError({
      ...this.place(raw, "origin")(),
      rule: "nothing_known",
      what: `${shown(raw.id)} is on record from period ${first + 1} on, so nothing is known at origin ${origin}.`,
      fix: `Write an origin of ${first + 1} or later.`,
    });
  }

  private place(raw: RawTask, column: string): () => CellPlace {
    return () => ({ file: this.table.file, line: raw.line, column });
  }

  finish(): TaskList {
    const { tasks, firstPeriod, passedOverCount } = this;
    if (tasks.length > 0) return { tasks, firstPeriod, suites: [...this.suites], passedOverCount };
    throw inputError({
      file: this.table.file,
      line: null,
      column: null,
      rule: this.suite === null ? "no_tasks" : "unknown_suite",
      what:
        this.suite === null
          ? `no task is of a series of ${this.history.file}.`
          : `no task is of suite ${shown(this.suite)}.`,
      fix: "Check that tasks, history and --suite belong together.",
    });
  }
}

/**
 * Reads the tasks of a history. With a suite only its tasks are taken; without one a file that names suites gives the tasks whose
 * series the history holds. Throws DomainError that names line, column, rule and fix.
 */
export async function readTasks(
  path: string,
  history: History,
  suite: string | null,
): Promise<TaskList> {
  const table = await openTable(path);
  const gatherer = new TaskGatherer(table, history, suite);
  for await (const row of table.rows) gatherer.add(row);
  return gatherer.finish();
}
