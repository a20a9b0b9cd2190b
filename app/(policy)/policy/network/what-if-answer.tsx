import { formatCount } from "@/app/ui/format.ts";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/ui/table.tsx";
import {
  type Bottleneck,
  bottleneckName,
  effectSentence,
  lineLabels,
  lineText,
  periodText,
  type WhatIfView,
} from "./network-words.ts";

/** Before and after, and who binds newly or no longer. */
export function WhatIfAnswer({ answer }: { readonly answer: WhatIfView }) {
  const { lines, currency } = answer;
  return (
    <section aria-label="What the change would do" aria-live="polite" className="mt-5 grid gap-4">
      <p className="font-medium">{effectSentence(answer)}</p>
      <Table caption="Before and after" isDense>
        <TableHead>
          <TableHeader>Part</TableHeader>
          <TableHeader align="end">Before</TableHeader>
          <TableHeader align="end">After</TableHeader>
          <TableHeader align="end">Difference</TableHeader>
        </TableHead>
        <TableBody>
          {lines.map((line) => (
            <TableRow key={line.id}>
              <TableCell label="Part" isRowHeader>
                {lineLabels[line.id]}
              </TableCell>
              <TableCell label="Before" align="end">
                {lineText(line, line.before, currency)}
              </TableCell>
              <TableCell label="After" align="end">
                {lineText(line, line.after, currency)}
              </TableCell>
              <TableCell label="Difference" align="end">
                {lineText(line, line.after - line.before, currency, true)}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <Limits title="Binds newly" rows={answer.binding} count={answer.bindingCount} />
      <Limits title="Binds no longer" rows={answer.released} count={answer.releasedCount} />
    </section>
  );
}

interface LimitsProps {
  readonly title: string;
  readonly rows: readonly Bottleneck[];
  readonly count: number;
}

function Limits({ title, rows, count }: LimitsProps) {
  return (
    <div>
      <h3 className="text-sm font-semibold">
        {title}: {formatCount(count, "limit")}
      </h3>
      <ul className="mt-1 grid gap-0.5 text-sm text-muted">
        {rows.map((row) => (
          <li key={`${bottleneckName(row)}/${row.fromOn}`}>
            {bottleneckName(row)}, {periodText(row)}
          </li>
        ))}
      </ul>
    </div>
  );
}
