import type { Locale } from "@/app/explanation/page-words.ts";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/ui/table.tsx";
import { networkTexts } from "./network-texts.ts";
import {
  type Bottleneck,
  bottleneckName,
  effectSentence,
  lineText,
  periodText,
  type WhatIfView,
} from "./network-words.ts";

interface WhatIfAnswerProps {
  readonly answer: WhatIfView;
  readonly locale: Locale;
}

/** Before and after, and who binds newly or no longer. */
export function WhatIfAnswer({ answer, locale }: WhatIfAnswerProps) {
  const { lines, currency } = answer;
  const texts = networkTexts(locale);
  return (
    <section aria-label={texts.effect} aria-live="polite" className="mt-5 grid gap-4">
      <p className="font-medium">{effectSentence(answer, locale)}</p>
      <Table caption={texts.beforeAfter} isDense>
        <TableHead>
          <TableHeader>{texts.part}</TableHeader>
          <TableHeader align="end">{texts.before}</TableHeader>
          <TableHeader align="end">{texts.after}</TableHeader>
          <TableHeader align="end">{texts.difference}</TableHeader>
        </TableHead>
        <TableBody>
          {lines.map((line) => (
            <TableRow key={line.id}>
              <TableCell label={texts.part} isRowHeader>
                {texts.lines[line.id]}
              </TableCell>
              <TableCell label={texts.before} align="end">
                {lineText(line, line.before, currency, { locale })}
              </TableCell>
              <TableCell label={texts.after} align="end">
                {lineText(line, line.after, currency, { locale })}
              </TableCell>
              <TableCell label={texts.difference} align="end">
                {lineText(line, line.after - line.before, currency, { isSigned: true, locale })}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <Limits title={texts.bindsNewly(answer.bindingCount)} rows={answer.binding} locale={locale} />
      <Limits
        title={texts.bindsNoLonger(answer.releasedCount)}
        rows={answer.released}
        locale={locale}
      />
    </section>
  );
}

interface LimitsProps {
  readonly title: string;
  readonly rows: readonly Bottleneck[];
  readonly locale: Locale;
}

function Limits({ title, rows, locale }: LimitsProps) {
  return (
    <div>
      <h3 className="text-sm font-semibold">{title}</h3>
      <ul className="mt-1 grid gap-0.5 text-sm text-muted">
        {rows.map((row) => (
          <li key={`${bottleneckName(row, locale)}/${row.fromOn}`}>
            {bottleneckName(row, locale)}, {periodText(row, locale)}
          </li>
        ))}
      </ul>
    </div>
  );
}
