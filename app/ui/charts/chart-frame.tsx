"use client";

import { ChartNoAxesColumn, Table2 } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import type { Locale } from "@/lib/wording/index.ts";
import { Button } from "../button.tsx";
import {
  type Align,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from "../table.tsx";

/** The chart's numbers as a table: the same figures, as text. The first column names the row. */
export interface ChartTable {
  readonly columns: readonly {
    readonly header: string;
    readonly unit?: string;
    readonly align?: Align;
  }[];
  readonly rows: readonly (readonly ReactNode[])[];
}

interface ChartFrameProps {
  /** What the chart shows; names it for assistive technology. */
  readonly label: string;
  /** The point of the chart in one sentence. */
  readonly takeaway: ReactNode;
  readonly table: ChartTable;
  readonly locale?: Locale;
  readonly children: ReactNode;
}

const words = {
  en: { table: "Show table", chart: "Show chart" },
  de: { table: "Tabelle zeigen", chart: "Bild zeigen" },
  ja: { table: "表を表示", chart: "図を表示" },
} as const satisfies Readonly<Record<Locale, object>>;

/** Every chart stands in this: its takeaway in words, and a table with the same numbers behind one button. */
export function ChartFrame({ label, takeaway, table, locale = "en", children }: ChartFrameProps) {
  const [isTable, setIsTable] = useState(false);
  const id = useId();
  return (
    <figure aria-labelledby={id} data-chart="" className="min-w-0">
      <div className="mb-3 flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <figcaption id={id} className="max-w-prose min-w-0 flex-1 basis-60 text-pretty text-muted">
          <span className="sr-only">{label}. </span>
          {takeaway}
        </figcaption>
        <Button
          tone="quiet"
          size="small"
          aria-pressed={isTable}
          className="-mr-2"
          onClick={() => setIsTable(!isTable)}
          data-print="hide"
        >
          {isTable ? <ChartNoAxesColumn aria-hidden="true" /> : <Table2 aria-hidden="true" />}
          {isTable ? words[locale].chart : words[locale].table}
        </Button>
      </div>
      {isTable ? <FrameTable label={label} table={table} /> : children}
    </figure>
  );
}

function FrameTable({ label, table }: { readonly label: string; readonly table: ChartTable }) {
  const { columns, rows } = table;
  return (
    <div className="overflow-hidden rounded-md border border-line">
      <Table caption={label} maxHeight="24rem" isDense>
        <TableHead>
          {columns.map((column) => (
            <TableHeader key={column.header} align={column.align} unit={column.unit}>
              {column.header}
            </TableHeader>
          ))}
        </TableHead>
        <TableBody>
          {rows.map((cells, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a chart have no other identity and never move
            <TableRow key={at}>
              {columns.map((column, k) => (
                <TableCell
                  key={column.header}
                  label={column.header}
                  align={column.align}
                  isRowHeader={k === 0}
                >
                  {cells[k]}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}
