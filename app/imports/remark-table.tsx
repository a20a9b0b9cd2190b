import type { RouterOutputs } from "@/app/trpc/types.ts";
import { Badge, type Tone } from "@/app/ui/badge.tsx";
import { formatNumber } from "@/app/ui/format.ts";
import {
  Missing,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from "@/app/ui/table.tsx";

type Remark = RouterOutputs["imports"]["errors"]["remarks"][number];

const outcomes: Readonly<Record<Remark["outcome"], { label: string; tone: Tone }>> = {
  refused: { label: "Not loaded", tone: "bad" },
  skipped: { label: "Set aside", tone: "neutral" },
  loaded: { label: "Loaded, with a remark", tone: "warn" },
};

/** Rows of a file that were not loaded or remarked on: where, why, and the smallest thing that mends it. */
export function RemarkTable({ remarks }: { readonly remarks: readonly Remark[] }) {
  return (
    <Table caption="Rows that were not loaded or remarked on" maxHeight="36rem">
      <TableHead>
        <TableHeader align="end">Line</TableHeader>
        <TableHeader>Row</TableHeader>
        <TableHeader>Column</TableHeader>
        <TableHeader>Value</TableHeader>
        <TableHeader>What to do</TableHeader>
      </TableHead>
      <TableBody>
        {remarks.map((remark) => (
          <TableRow key={remark.id}>
            <TableCell label="Line" align="end" isRowHeader>
              {formatNumber(remark.lineNo)}
            </TableCell>
            <TableCell label="Row">
              <Badge tone={outcomes[remark.outcome].tone}>{outcomes[remark.outcome].label}</Badge>
            </TableCell>
            <TableCell label="Column">
              {remark.columnName ?? <Missing reason="the whole row" />}
            </TableCell>
            <TableCell label="Value">
              <Value remark={remark} />
            </TableCell>
            <TableCell label="What to do">{remark.fix}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function Value({ remark: { value } }: { readonly remark: Remark }) {
  if (value === null) return <Missing reason="not shown: the row may hold a buyer's data" />;
  if (value === "") return <span className="text-muted">empty</span>;
  return <code className="break-all">{value}</code>;
}
