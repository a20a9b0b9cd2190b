// Attributes the change of a column's mean between two groups of rows of a file over the columns that feed it.
import {
  type AttributeOptions,
  attributeChange,
  type CausalGraph,
  causalGraph,
  type Edge,
  type InferredAttribution,
} from "@/lib/optimizer/attribution/index.ts";
import { DomainError } from "@/server/core/errors.ts";
import { inputError, shown } from "../forecasting/input-error.ts";
import { columnAt, numberIn, openTable, type TableFile } from "../forecasting/table-file.ts";

export interface AttributeFileRequest {
  readonly path: string;
  /** Rows with `before` in this column are compared with rows with `after`; others are left out. */
  readonly split: { readonly column: string; readonly before: string; readonly after: string };
  readonly target: string;
  readonly edges: readonly Edge[];
  readonly options: AttributeOptions;
}

export interface AttributedFile extends InferredAttribution {
  readonly rowCount: { readonly before: number; readonly after: number };
}

/** Fewer rows tell a change of mechanism from chance badly; the library asks for as many. */
const MIN_ROWS = 20;

/**
 * Reads the file and attributes. Throws DomainError naming file, line, column and fix for a missing column, a cell that
 * is no number, or a period with too few rows, and for edges that go round in a loop.
 */
export async function attributeFile(request: AttributeFileRequest): Promise<AttributedFile> {
  const graph = graphOf(request);
  const table = await openTable(request.path);
  const { columns, rowCount } = await readPeriods(table, graph, request.split);
  checkRowCount(table, request.split, request.split.before, rowCount.before);
  checkRowCount(table, request.split, request.split.after, rowCount.after);
  const periods = {
    before: columns.map(({ before }) => Float64Array.from(before)),
    after: columns.map(({ after }) => Float64Array.from(after)),
  };
  return { ...attributeChange(graph, periods, request.options), rowCount };
}

function graphOf({ edges, target }: AttributeFileRequest): CausalGraph {
  try {
    return causalGraph(edges, target);
  } catch (error) {
    if (error instanceof RangeError) throw new DomainError("invalid", {}, error.message);
    throw error;
  }
}

interface Column {
  readonly name: string;
  readonly at: number;
  readonly before: number[];
  readonly after: number[];
}

async function readPeriods(
  table: TableFile,
  { node }: CausalGraph,
  { column, before, after }: AttributeFileRequest["split"],
) {
  const splitAt = columnAt(table, column, "which says to which period a row belongs");
  const columns = node.map((name): Column => {
    const at = columnAt(table, name, "named by an edge or as target");
    return { name, at, before: [], after: [] };
  });
  const rowCount = { before: 0, after: 0 };
  for await (const { lineNo, cells } of table.rows) {
    const label = cells[splitAt]?.trim();
    if (label !== before && label !== after) continue;
    const period = label === before ? "before" : "after";
    rowCount[period]++;
    for (const { name, at, [period]: values } of columns)
      values.push(valueIn(table, lineNo, name, cells[at] ?? ""));
  }
  return { columns, rowCount };
}

function valueIn({ file }: TableFile, line: number, column: string, cell: string): number {
  const value = numberIn(cell, () => ({ file, line, column }));
  if (!Number.isNaN(value)) return value;
  throw inputError({
    file,
    line,
    column,
    rule: "missing_value",
    what: "the cell is blank.",
    fix: "Fill it in or remove the row: every row needs all columns of the graph.",
  });
}

function checkRowCount(
  { file }: TableFile,
  { column }: AttributeFileRequest["split"],
  label: string,
  rowCount: number,
): void {
  if (rowCount >= MIN_ROWS) return;
  throw inputError({
    file,
    line: null,
    column,
    rule: "too_short",
    what: `${rowCount} rows have ${shown(label)}.`,
    fix: `Give at least ${MIN_ROWS} rows of each period.`,
  });
}
