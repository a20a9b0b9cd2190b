"use client";

import { type ReactNode, useState } from "react";
import type { RouterOutputs } from "@/app/trpc/types.ts";
import { Button } from "@/app/ui/button.tsx";
import { Panel } from "@/app/ui/panel.tsx";
import {
  Missing,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from "@/app/ui/table.tsx";
import type { PageWords } from "./page-words.ts";

type Driver = RouterOutputs["why"]["get"]["drivers"][number];
type Leaf = Driver["leaves"][number];

/** What an input's two values are called; `from` is null where there is one only. */
interface Ends {
  readonly from: string | null;
  readonly to: string;
}

interface DriverDetailProps {
  readonly driver: Driver;
  readonly ends: Ends;
  readonly renderSources: (leafId: string, side: "from" | "to") => ReactNode;
  readonly words: PageWords;
}

/** What is behind one cause: its inputs at both ends, and the rows of reports each rests on. */
export function DriverDetail({ driver, ends, renderSources, words }: DriverDetailProps) {
  const [open, setOpen] = useState<{
    readonly leafId: string;
    readonly side: "from" | "to";
  } | null>(null);
  const description = `${driver.amount.text}, ${driver.ownerLabel}`;
  return (
    <Panel title={words.behind(driver.label)} description={description} isFlush>
      {driver.parts.length > 0 ? <Parts parts={driver.parts} words={words} /> : null}
      {driver.leaves.length === 0 ? (
        <p className="px-4 pb-4 text-muted sm:px-5">{words.noInput}</p>
      ) : (
        <Table caption={words.inputsOf(driver.label)} maxHeight="26rem">
          <TableHead>
            <TableHeader>{words.input}</TableHeader>
            {ends.from === null ? null : <TableHeader align="end">{ends.from}</TableHeader>}
            <TableHeader align="end">{ends.to}</TableHeader>
            <TableHeader align="end">{words.rows}</TableHeader>
          </TableHead>
          <TableBody>
            {driver.leaves.map((leaf) => (
              <TableRow key={leaf.id}>
                <TableCell label={words.input} isRowHeader>
                  {leaf.label}
                </TableCell>
                {ends.from === null ? null : (
                  <TableCell label={ends.from} align="end">
                    <Shown text={leaf.from} leaf={leaf} words={words} />
                  </TableCell>
                )}
                <TableCell label={ends.to} align="end">
                  <Shown text={leaf.to} leaf={leaf} words={words} />
                </TableCell>
                <TableCell label={words.rows} align="end">
                  <SourceButtons leaf={leaf} ends={ends} onOpen={setOpen} words={words} />
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
      {open ? (
        <div lang="en" className="border-t border-line">
          {renderSources(open.leafId, open.side)}
        </div>
      ) : null}
    </Panel>
  );
}

interface ShownProps {
  readonly text: string | null;
  readonly leaf: Leaf;
  readonly words: PageWords;
}

function Shown({ text, leaf, words }: ShownProps) {
  if (text !== null) return <>{text}</>;
  return <Missing reason={leaf.isHidden ? words.hiddenValue : words.none} />;
}

interface SourceButtonsProps {
  readonly leaf: Leaf;
  readonly ends: Ends;
  readonly onOpen: (open: { readonly leafId: string; readonly side: "from" | "to" }) => void;
  readonly words: PageWords;
}

function SourceButtons({ leaf, ends, onOpen, words }: SourceButtonsProps) {
  if (!leaf.hasSource) return <Missing reason={words.noSource} />;
  return (
    <span className="inline-flex gap-1">
      {ends.from === null ? null : (
        <Button
          size="small"
          tone="quiet"
          aria-label={words.rowsOf(leaf.label, ends.from)}
          onClick={() => onOpen({ leafId: leaf.id, side: "from" })}
        >
          {ends.from}
        </Button>
      )}
      <Button
        size="small"
        tone="quiet"
        aria-label={words.rowsOf(leaf.label, ends.to)}
        onClick={() => onOpen({ leafId: leaf.id, side: "to" })}
      >
        {ends.to}
      </Button>
    </span>
  );
}

function Parts({ parts, words }: { readonly parts: Driver["parts"]; readonly words: PageWords }) {
  return (
    <ul className="grid gap-1 px-4 pb-3 text-muted sm:px-5">
      {parts.map((part) => (
        <li key={part.player} className="flex flex-wrap gap-x-2">
          <span className="font-medium text-ink">{words.shares[part.share] ?? part.share}</span>
          <span>{part.label}</span>
          {part.amount === null ? null : <span className="tabular">({part.amount})</span>}
        </li>
      ))}
    </ul>
  );
}
