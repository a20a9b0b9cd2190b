import Link from "next/link";
import type { RouterOutputs } from "@/app/trpc/types.ts";
import type { Column } from "@/app/ui/data-table.tsx";
import { formatCount, formatNumber } from "@/app/ui/format.ts";
import { formatDay, formatInstant } from "@/app/ui/format-date.ts";
import { StatusBadge } from "@/app/ui/status-badge.tsx";

export type ImportRow = RouterOutputs["imports"]["list"]["imports"][number];

export const isUnderWay = ({ status }: Pick<ImportRow, "status">): boolean =>
  status === "queued" || status === "running";

/** What a file is: known once it has been read. */
export const reportText = (row: Pick<ImportRow, "reportTitle" | "status">): string =>
  row.reportTitle ?? (row.status === "failed" ? "Not recognised" : "Not known yet");

/** Rows that were not loaded, as a link to them; nothing to see is plain. */
function BadRows({ base, row }: { readonly base: string; readonly row: ImportRow }) {
  if (row.errorCount === 0) return formatNumber(0);
  return (
    <Link href={`${base}/imports/${row.importId}`} className="font-medium text-bad hover:underline">
      {formatCount(row.errorCount, "row")}
    </Link>
  );
}

/** Columns of the list of imports. */
export const importColumns = (base: string, timeZone: string): readonly Column<ImportRow>[] => [
  {
    id: "fileName",
    header: "File",
    isRowHeader: true,
    cell: (row) => (
      <Link
        href={`${base}/imports/${row.importId}`}
        className="block max-w-xs font-medium text-accent [overflow-wrap:anywhere] hover:underline sm:min-w-44"
      >
        {row.fileName}
      </Link>
    ),
  },
  { id: "report", header: "Report", cell: (row) => reportText(row) },
  {
    id: "status",
    header: "Status",
    cell: (row) => <StatusBadge kind="import" status={row.status} />,
  },
  { id: "asOfOn", header: "Complete to", cell: (row) => formatDay(row.asOfOn) },
  { id: "rows", header: "Rows", align: "end", cell: (row) => formatNumber(row.rowCount) },
  { id: "loaded", header: "Loaded", align: "end", cell: (row) => formatNumber(row.loadedCount) },
  {
    id: "unchanged",
    header: "Unchanged",
    align: "end",
    cell: (row) => formatNumber(row.unchangedCount),
  },
  {
    id: "bad",
    header: "Not loaded",
    align: "end",
    cell: (row) => <BadRows base={base} row={row} />,
  },
  { id: "at", header: "Received", cell: (row) => formatInstant(row.createdAt, timeZone) },
];
