import Link from "next/link";
import type { RouterOutputs } from "@/app/trpc/types.ts";
import { formatCount } from "@/app/ui/format.ts";
import { formatDay } from "@/app/ui/format-date.ts";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/ui/table.tsx";

type Sources = RouterOutputs["why"]["sources"];

interface SourceRowTableProps {
  readonly sources: Sources;
  /** The page of a line of a report; without it the line is named only. */
  readonly lineHref?: (importId: number, lineNo: number) => string;
}

/** The rows of reports that a value rests on, as they were known then. */
export function SourceRowTable({ sources, lineHref }: SourceRowTableProps) {
  if (sources.note) return <p className="px-4 py-4 text-muted sm:px-5">{sources.note}</p>;
  return (
    <div className="grid">
      <p className="px-4 py-3 text-muted sm:px-5">
        {sources.leafLabel}, as known on {formatDay(sources.asOfOn)}:{" "}
        {formatCount(sources.totalCount, "row")}
        {sources.rows.length < sources.totalCount ? `, newest ${sources.rows.length} shown` : ""}.
      </p>
      <Table caption={`Rows behind ${sources.leafLabel}`} maxHeight="24rem" isDense>
        <TableHead>
          <TableHeader>Report and line</TableHeader>
          <TableHeader>Day</TableHeader>
          <TableHeader>SKU</TableHeader>
          <TableHeader>What it says</TableHeader>
        </TableHead>
        <TableBody>
          {sources.rows.map((row) => (
            <TableRow key={`${row.importId}:${row.lineNo}:${row.text}`}>
              <TableCell label="Report and line" isRowHeader>
                <LineName row={row} href={lineHref?.(row.importId, row.lineNo)} />
              </TableCell>
              <TableCell label="Day">{formatDay(row.day)}</TableCell>
              <TableCell label="SKU">{row.sku}</TableCell>
              <TableCell label="What it says">{row.text}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}

interface LineNameProps {
  readonly row: Sources["rows"][number];
  readonly href: string | undefined;
}

function LineName({ row, href }: LineNameProps) {
  const name = `${row.fileName}, line ${row.lineNo}`;
  if (href === undefined) return <>{name}</>;
  return (
    <Link href={href} className="text-accent hover:underline">
      {name}
    </Link>
  );
}
