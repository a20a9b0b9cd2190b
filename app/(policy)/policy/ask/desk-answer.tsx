import Link from "next/link";
import { pageWords } from "@/app/explanation/page-words.ts";
import type { RouterOutputs } from "@/app/trpc/types.ts";
import { Waterfall } from "@/app/ui/charts/waterfall.tsx";
import { Panel } from "@/app/ui/panel.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/ui/table.tsx";
import { deskWords } from "./desk-words.ts";

type Answer = RouterOutputs["desk"]["answer"];

/** One answer of the desk: in sentences, with bars where a sum changed and a table where there are many. */
export function DeskAnswerView({ answer }: { readonly answer: Answer }) {
  const { locale, title, headline, sentences, table, path } = answer;
  return (
    <div lang={locale} className="grid gap-5">
      <section aria-label={pageWords(locale).answer} className="max-w-prose">
        <h2 className="mb-1 font-semibold text-muted">{title}</h2>
        <p className="text-lg leading-7 font-medium text-pretty">{headline}</p>
        <ul className="mt-2 grid gap-1 text-pretty text-muted">
          {sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </section>
      <Bars answer={answer} />
      {table && table.rows.length > 0 ? <AnswerTable title={title} table={table} /> : null}
      {path ? (
        <p>
          <Link href={path} className="font-medium text-accent hover:underline">
            {deskWords(locale).pageBehind}
          </Link>
        </p>
      ) : null}
    </div>
  );
}

function Bars({ answer: { bars, title, headline, locale } }: { readonly answer: Answer }) {
  if (!bars) return null;
  return (
    <Panel title={pageWords(locale).movedIt}>
      <Waterfall
        label={title}
        takeaway={headline}
        unit={bars.unitLabel}
        from={bars.from}
        to={bars.to}
        bars={bars.drivers}
      />
    </Panel>
  );
}

interface AnswerTableProps {
  readonly title: string;
  readonly table: NonNullable<Answer["table"]>;
}

function AnswerTable({ title, table: { columns, rows } }: AnswerTableProps) {
  return (
    <Panel title={title} isFlush>
      <Table caption={title} maxHeight="32rem" isDense>
        <TableHead>
          {columns.map((column) => (
            <TableHeader key={column}>{column}</TableHeader>
          ))}
        </TableHead>
        <TableBody>
          {rows.map((cells) => (
            <TableRow key={cells.join("/")}>
              {cells.map((cell, k) => (
                <TableCell key={columns[k]} label={columns[k] ?? ""} isRowHeader={k === 0}>
                  {cell}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Panel>
  );
}
