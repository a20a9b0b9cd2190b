import { EmptyState } from "@/app/ui/empty-state.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/ui/table.tsx";
import { LimitPrice } from "./limit-price.tsx";
import {
  amountText,
  type Bottleneck,
  bottleneckName,
  periodText,
  priceText,
} from "./network-words.ts";

interface BottleneckTableProps {
  readonly caption: string;
  readonly runId: number;
  readonly rows: readonly Bottleneck[];
  readonly currency: string;
  readonly maxHeight?: string;
}

/** Limits that bind, by name, with what one more of each would bring. */
export function BottleneckTable({
  caption,
  runId,
  rows,
  currency,
  maxHeight,
}: BottleneckTableProps) {
  if (rows.length === 0)
    return (
      <EmptyState title="No limit binds">
        Every centre and lane has room for what is expected.
      </EmptyState>
    );
  return (
    <Table caption={caption} maxHeight={maxHeight}>
      <TableHead>
        <TableHeader>Limit</TableHeader>
        <TableHeader>When</TableHeader>
        <TableHeader align="end">Planned capacity</TableHeader>
        <TableHeader align="end">Expected load</TableHeader>
        <TableHeader align="end">One more would save</TableHeader>
        <TableHeader>How far the price holds</TableHeader>
      </TableHead>
      <TableBody>
        {rows.map((row, rank) => (
          <TableRow key={`${bottleneckName(row)}/${row.fromOn}`}>
            <TableCell label="Limit" isRowHeader>
              {bottleneckName(row)}
            </TableCell>
            <TableCell label="When">{periodText(row)}</TableCell>
            <TableCell label="Planned capacity" align="end">
              {amountText(row.function, row.capacity)}
            </TableCell>
            <TableCell label="Expected load" align="end">
              {amountText(row.function, row.load)}
            </TableCell>
            <TableCell label="One more would save" align="end">
              {priceText(row.function, row.priceMicros, currency)}
            </TableCell>
            <TableCell label="How far the price holds">
              <LimitPrice
                runId={runId}
                rank={rank}
                name={`${bottleneckName(row)}, ${periodText(row)}`}
              />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
