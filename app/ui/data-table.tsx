"use client";

import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import type { ReactNode } from "react";
import { className } from "./class-name.ts";
import { Select } from "./input.tsx";
import {
  type Align,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from "./table.tsx";
import { type Sort, type SortText, sortOf, sortText } from "./table-params.ts";

export interface Column<Row> {
  /** Also the sort parameter, when sortable. */
  readonly id: string;
  readonly header: string;
  /** "ft³", "days": stands in the header, not in each cell. */
  readonly unit?: string;
  readonly align?: Align;
  readonly isSortable?: boolean;
  /** The column that names the row: give it a real link to the row's page. Exactly one per table. */
  readonly isRowHeader?: boolean;
  readonly cell: (row: Row) => ReactNode;
}

interface DataTableProps<Row> {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string | number;
  readonly sort?: string | undefined;
  readonly onSort?: (sort: string) => void;
  /** Shown instead of the table when there are no rows: an EmptyState that knows whether filters are the reason. */
  readonly empty: ReactNode;
  /** True while newer rows load: the present ones stay, dimmed. */
  readonly isRefreshing?: boolean;
  readonly maxHeight?: string;
}

/** Rows as sorted and filtered by the server; state lives in the URL (useTableState). Cards on a phone. */
export function DataTable<Row>({
  caption,
  columns,
  rows,
  rowKey,
  sort,
  onSort,
  empty,
  isRefreshing = false,
  maxHeight = "min(70dvh, 46rem)",
}: DataTableProps<Row>) {
  if (rows.length === 0) return <>{empty}</>;
  const current = sort ? sortOf(sort as SortText<string>) : null;
  return (
    <div
      aria-busy={isRefreshing}
      className={className("transition-opacity", isRefreshing && "opacity-60")}
    >
      {onSort ? <NarrowSort columns={columns} sort={sort} onSort={onSort} /> : null}
      <Table caption={caption} maxHeight={maxHeight}>
        <TableHead>
          {columns.map((column) => (
            <SortableHeader key={column.id} column={column} current={current} onSort={onSort} />
          ))}
        </TableHead>
        <TableBody>
          {rows.map((row) => (
            <TableRow key={rowKey(row)}>
              {columns.map((column) => (
                <TableCell
                  key={column.id}
                  label={column.unit ? `${column.header} (${column.unit})` : column.header}
                  align={column.align}
                  isRowHeader={column.isRowHeader ?? false}
                >
                  {column.cell(row)}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}

interface SortableHeaderProps<Row> {
  readonly column: Column<Row>;
  readonly current: Sort | null;
  readonly onSort: ((sort: string) => void) | undefined;
}

function SortableHeader<Row>({ column, current, onSort }: SortableHeaderProps<Row>) {
  const { id, header, unit, align, isSortable, isRowHeader = false } = column;
  if (!isSortable || !onSort)
    return (
      <TableHeader align={align} unit={unit} isPinned={isRowHeader}>
        {header}
      </TableHeader>
    );
  const isCurrent = current?.column === id;
  const direction = isCurrent ? (current.isDescending ? "descending" : "ascending") : "none";
  const Icon = !isCurrent ? ChevronsUpDown : current.isDescending ? ArrowDown : ArrowUp;
  // The first press on a number shows the largest first; on a text, A first.
  const isDescending = isCurrent ? !current.isDescending : align === "end";
  return (
    <TableHeader align={align} sort={direction} isPinned={isRowHeader}>
      <button
        type="button"
        onClick={() => onSort(sortText({ column: id, isDescending }))}
        className={className(
          "group -mx-1 inline-flex items-center gap-1 rounded-sm px-1 py-0.5 hover:text-ink",
          align === "end" && "flex-row-reverse",
          isCurrent && "text-ink",
        )}
      >
        {header}
        {unit ? <span className="order-[-1] font-normal text-faint">{unit}</span> : null}
        <Icon
          aria-hidden="true"
          className={className("size-3 shrink-0", !isCurrent && "text-faint group-hover:text-ink")}
        />
      </button>
    </TableHeader>
  );
}

interface NarrowSortProps<Row> {
  readonly columns: readonly Column<Row>[];
  readonly sort: string | undefined;
  readonly onSort: (sort: string) => void;
}

/** Cards have no header row to press, so a phone sorts by a select. */
function NarrowSort<Row>({ columns, sort, onSort }: NarrowSortProps<Row>) {
  const options = columns
    .filter((column) => column.isSortable)
    .flatMap(({ id, header, align }) => {
      const words =
        align === "end"
          ? (["low to high", "high to low"] as const)
          : (["A to Z", "Z to A"] as const);
      return [
        { value: id, label: `${header}, ${words[0]}` },
        { value: `-${id}`, label: `${header}, ${words[1]}` },
      ];
    });
  if (options.length === 0) return null;
  return (
    <div className="px-4 pb-2 sm:hidden">
      <Select
        aria-label="Sort by"
        options={options}
        value={sort ?? ""}
        onChange={(event) => onSort(event.target.value)}
      />
    </div>
  );
}
