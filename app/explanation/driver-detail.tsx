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

type Driver = RouterOutputs["why"]["get"]["drivers"][number];
type Leaf = Driver["leaves"][number];

interface DriverDetailProps {
  readonly driver: Driver;
  readonly isChange: boolean;
  readonly renderSources: (leafId: string, side: "from" | "to") => ReactNode;
}

/** What is behind one cause: its inputs before and now, and the rows of reports each rests on. */
export function DriverDetail({ driver, isChange, renderSources }: DriverDetailProps) {
  const [open, setOpen] = useState<{
    readonly leafId: string;
    readonly side: "from" | "to";
  } | null>(null);
  const description = `${driver.amount.text}, ${driver.ownerLabel}`;
  return (
    <Panel title={`Behind “${driver.label}”`} description={description} isFlush>
      {driver.parts.length > 0 ? <Parts parts={driver.parts} /> : null}
      {driver.leaves.length === 0 ? (
        <p className="px-4 pb-4 text-muted sm:px-5">No input of this cause differs.</p>
      ) : (
        <Table caption={`Inputs of ${driver.label}`} maxHeight="26rem">
          <TableHead>
            <TableHeader>Input</TableHeader>
            {isChange ? <TableHeader align="end">Before</TableHeader> : null}
            <TableHeader align="end">Now</TableHeader>
            <TableHeader align="end">Rows of reports</TableHeader>
          </TableHead>
          <TableBody>
            {driver.leaves.map((leaf) => (
              <TableRow key={leaf.id}>
                <TableCell label="Input" isRowHeader>
                  {leaf.label}
                </TableCell>
                {isChange ? (
                  <TableCell label="Before" align="end">
                    <Shown text={leaf.from} leaf={leaf} />
                  </TableCell>
                ) : null}
                <TableCell label="Now" align="end">
                  <Shown text={leaf.to} leaf={leaf} />
                </TableCell>
                <TableCell label="Rows of reports" align="end">
                  <SourceButtons leaf={leaf} isChange={isChange} onOpen={setOpen} />
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
      {open ? (
        <div className="border-t border-line">{renderSources(open.leafId, open.side)}</div>
      ) : null}
    </Panel>
  );
}

function Shown({ text, leaf }: { readonly text: string | null; readonly leaf: Leaf }) {
  if (text !== null) return <>{text}</>;
  return <Missing reason={leaf.isHidden ? "follows from other sellers together" : "none"} />;
}

interface SourceButtonsProps {
  readonly leaf: Leaf;
  readonly isChange: boolean;
  readonly onOpen: (open: { readonly leafId: string; readonly side: "from" | "to" }) => void;
}

function SourceButtons({ leaf, isChange, onOpen }: SourceButtonsProps) {
  if (!leaf.hasSource) return <Missing reason="a rule, a price or an earlier announcement" />;
  return (
    <span className="inline-flex gap-1">
      {isChange ? (
        <Button
          size="small"
          tone="quiet"
          aria-label={`Rows before: ${leaf.label}`}
          onClick={() => onOpen({ leafId: leaf.id, side: "from" })}
        >
          Before
        </Button>
      ) : null}
      <Button
        size="small"
        tone="quiet"
        aria-label={`Rows now: ${leaf.label}`}
        onClick={() => onOpen({ leafId: leaf.id, side: "to" })}
      >
        Now
      </Button>
    </span>
  );
}

function Parts({ parts }: { readonly parts: Driver["parts"] }) {
  return (
    <ul className="grid gap-1 px-4 pb-3 text-muted sm:px-5">
      {parts.map((part) => (
        <li key={part.player} className="flex flex-wrap gap-x-2">
          <span className="font-medium text-ink">{shareText[part.share] ?? part.share}</span>
          <span>{part.label}</span>
          {part.amount === null ? null : <span className="tabular">({part.amount})</span>}
        </li>
      ))}
    </ul>
  );
}

const shareText: Readonly<Record<string, string>> = {
  nearlyAll: "Nearly all:",
  most: "Most:",
  aboutHalf: "About half:",
  part: "Part:",
  aLittle: "A little:",
  none: "Nothing:",
};
