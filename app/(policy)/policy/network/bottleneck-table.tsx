import type { Locale } from "@/app/explanation/page-words.ts";
import { EmptyState } from "@/app/ui/empty-state.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/ui/table.tsx";
import { LimitPrice } from "./limit-price.tsx";
import { networkTexts } from "./network-texts.ts";
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
  readonly locale: Locale;
}

/** Limits that bind, by name, with what one more of each would bring. */
export function BottleneckTable({
  caption,
  runId,
  rows,
  currency,
  maxHeight,
  locale,
}: BottleneckTableProps) {
  const texts = networkTexts(locale);
  if (rows.length === 0)
    return <EmptyState title={texts.noBottleneck}>{texts.noBottleneckWhy}</EmptyState>;
  return (
    <Table caption={caption} maxHeight={maxHeight}>
      <TableHead>
        <TableHeader>{texts.limit}</TableHeader>
        <TableHeader>{texts.when}</TableHeader>
        <TableHeader align="end">{texts.plannedCapacity}</TableHeader>
        <TableHeader align="end">{texts.expectedLoad}</TableHeader>
        <TableHeader align="end">{texts.oneMore}</TableHeader>
        <TableHeader>{texts.howFar}</TableHeader>
      </TableHead>
      <TableBody>
        {rows.map((row, rank) => {
          const [name, period] = [bottleneckName(row, locale), periodText(row, locale)];
          return (
            <TableRow key={`${name}/${row.fromOn}`}>
              <TableCell label={texts.limit} isRowHeader>
                {name}
              </TableCell>
              <TableCell label={texts.when}>{period}</TableCell>
              <TableCell label={texts.plannedCapacity} align="end">
                {amountText(row.function, row.capacity, locale)}
              </TableCell>
              <TableCell label={texts.expectedLoad} align="end">
                {amountText(row.function, row.load, locale)}
              </TableCell>
              <TableCell label={texts.oneMore} align="end">
                {priceText(row.function, row.priceMicros, currency, locale)}
              </TableCell>
              <TableCell label={texts.howFar}>
                <LimitPrice runId={runId} rank={rank} name={`${name}, ${period}`} locale={locale} />
              </TableCell>
            </TableRow>
          );
        })}
      </TableBody>
    </Table>
  );
}
