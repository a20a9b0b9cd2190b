"use client";

import { useState } from "react";
import type { RouterOutputs } from "@/app/trpc/types.ts";
import { Badge } from "@/app/ui/badge.tsx";
import { Button } from "@/app/ui/button.tsx";
import { CopyButton } from "@/app/ui/copy-button.tsx";
import { EmptyState } from "@/app/ui/empty-state.tsx";
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
import type { AnswerWords } from "./answer-words.ts";

type Trace = RouterOutputs["sellerView"]["trace"];
type TraceNode = Trace["nodes"][number];

interface TraceTableProps {
  readonly trace: Trace;
  readonly words: AnswerWords;
}

/** Every node of both decisions as stored: the integers that a replay starts from and ends with. */
export function TraceTable({ trace, words }: TraceTableProps) {
  const hasBase = trace.nodes.some((node) => node.from !== null);
  const [isChangedOnly, setIsChangedOnly] = useState(false);
  if (trace.definition === null) {
    return <EmptyState title={words.noTrace}>{words.noTraceWhy}</EmptyState>;
  }
  const changed = trace.nodes.filter((node) => isChanged(node));
  const shown = hasBase && isChangedOnly ? changed : trace.nodes;
  const counted = words.nodeCount(trace.definition, trace.nodes.length);
  const description = hasBase ? words.differing(counted, changed.length) : counted;
  return (
    <Panel
      title={words.trace}
      description={description}
      isFlush
      actions={
        <>
          {hasBase ? (
            <Button
              size="small"
              aria-pressed={isChangedOnly}
              onClick={() => setIsChangedOnly(!isChangedOnly)}
            >
              {isChangedOnly ? words.allNodes : words.onlyDiffering}
            </Button>
          ) : null}
          <CopyButton
            text={JSON.stringify(trace, null, 2)}
            label={words.copyJson}
            doneText={words.copied}
            hasText
          />
        </>
      }
      footer={words.traceNote}
    >
      <TraceRows
        nodes={shown}
        hasBase={hasBase}
        isMarked={hasBase && !isChangedOnly}
        words={words}
      />
    </Panel>
  );
}

const isChanged = (node: TraceNode): boolean => node.from !== node.to;

interface TraceRowsProps {
  readonly nodes: readonly TraceNode[];
  readonly hasBase: boolean;
  /** Whether nodes that differ are marked among those that do not. */
  readonly isMarked: boolean;
  readonly words: AnswerWords;
}

function TraceRows({ nodes, hasBase, isMarked, words }: TraceRowsProps) {
  const last = hasBase ? words.now : words.value;
  return (
    <Table caption={words.nodesOfTrace} maxHeight="min(75dvh, 52rem)" isDense>
      <TableHead>
        <TableHeader isPinned>{words.node}</TableHeader>
        <TableHeader>{words.kind}</TableHeader>
        {hasBase ? <TableHeader align="end">{words.before}</TableHeader> : null}
        <TableHeader align="end">{last}</TableHeader>
        <TableHeader>{words.unit}</TableHeader>
        <TableHeader>{words.formula}</TableHeader>
      </TableHead>
      <TableBody>
        {nodes.map((node) => (
          <TableRow key={node.id}>
            <TableCell label={words.node} isRowHeader>
              <span className="flex flex-wrap items-center gap-x-2">
                {node.label}
                {isMarked && isChanged(node) ? <Badge tone="accent">{words.differs}</Badge> : null}
              </span>
              <code className="block font-mono text-xs font-normal text-muted">{node.id}</code>
            </TableCell>
            <TableCell label={words.kind}>{node.kind}</TableCell>
            {hasBase ? (
              <TableCell label={words.before} align="end">
                <Stored text={node.from} missing={words.notInDecision} />
              </TableCell>
            ) : null}
            <TableCell label={last} align="end">
              <Stored text={node.to} missing={words.notInDecision} />
            </TableCell>
            <TableCell label={words.unit}>{node.unit}</TableCell>
            <TableCell label={words.formula}>
              {node.formula ? (
                <code className="font-mono text-xs break-words">{node.formula}</code>
              ) : (
                <Missing reason={words.isInput} />
              )}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

interface StoredProps {
  readonly text: string | null;
  readonly missing: string;
}

function Stored({ text, missing }: StoredProps) {
  if (text === null) return <Missing reason={missing} />;
  return <code className="tabular font-mono text-xs">{text}</code>;
}
