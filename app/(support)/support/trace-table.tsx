"use client";

import { useState } from "react";
import type { RouterOutputs } from "@/app/trpc/types.ts";
import { Badge } from "@/app/ui/badge.tsx";
import { Button } from "@/app/ui/button.tsx";
import { CopyButton } from "@/app/ui/copy-button.tsx";
import { EmptyState } from "@/app/ui/empty-state.tsx";
import { formatCount } from "@/app/ui/format.ts";
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

type Trace = RouterOutputs["sellerView"]["trace"];
type TraceNode = Trace["nodes"][number];

/** Every node of both decisions as stored: the integers that a replay starts from and ends with. */
export function TraceTable({ trace }: { readonly trace: Trace }) {
  const hasBase = trace.nodes.some((node) => node.from !== null);
  const [isChangedOnly, setIsChangedOnly] = useState(false);
  if (trace.definition === null) {
    return (
      <EmptyState title="There is no trace behind this answer">
        It is computed from reports, not decided by rules.
      </EmptyState>
    );
  }
  const changed = trace.nodes.filter((node) => isChanged(node));
  const shown = hasBase && isChangedOnly ? changed : trace.nodes;
  const description = hasBase
    ? `${trace.definition}: ${formatCount(trace.nodes.length, "node")}, ${changed.length} differ`
    : `${trace.definition}: ${formatCount(trace.nodes.length, "node")}`;
  return (
    <Panel
      title="Raw trace"
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
              {isChangedOnly ? "All nodes" : "Only what differs"}
            </Button>
          ) : null}
          <CopyButton text={JSON.stringify(trace, null, 2)} label="Copy as JSON" hasText />
        </>
      }
      footer="Stored integers in the unit named; read-only."
    >
      <TraceRows nodes={shown} hasBase={hasBase} isMarked={hasBase && !isChangedOnly} />
    </Panel>
  );
}

const isChanged = (node: TraceNode): boolean => node.from !== node.to;

interface TraceRowsProps {
  readonly nodes: readonly TraceNode[];
  readonly hasBase: boolean;
  /** Whether nodes that differ are marked among those that do not. */
  readonly isMarked: boolean;
}

function TraceRows({ nodes, hasBase, isMarked }: TraceRowsProps) {
  return (
    <Table caption="Nodes of the trace" maxHeight="min(75dvh, 52rem)" isDense>
      <TableHead>
        <TableHeader isPinned>Node</TableHeader>
        <TableHeader>Kind</TableHeader>
        {hasBase ? <TableHeader align="end">Before</TableHeader> : null}
        <TableHeader align="end">{hasBase ? "Now" : "Value"}</TableHeader>
        <TableHeader>Unit</TableHeader>
        <TableHeader>Formula</TableHeader>
      </TableHead>
      <TableBody>
        {nodes.map((node) => (
          <TableRow key={node.id}>
            <TableCell label="Node" isRowHeader>
              <span className="flex flex-wrap items-center gap-x-2">
                {node.label}
                {isMarked && isChanged(node) ? <Badge tone="accent">differs</Badge> : null}
              </span>
              <code className="block font-mono text-xs font-normal text-muted">{node.id}</code>
            </TableCell>
            <TableCell label="Kind">{node.kind}</TableCell>
            {hasBase ? (
              <TableCell label="Before" align="end">
                <Stored text={node.from} />
              </TableCell>
            ) : null}
            <TableCell label={hasBase ? "Now" : "Value"} align="end">
              <Stored text={node.to} />
            </TableCell>
            <TableCell label="Unit">{node.unit}</TableCell>
            <TableCell label="Formula">
              {node.formula ? (
                <code className="font-mono text-xs break-words">{node.formula}</code>
              ) : (
                <Missing reason="an input, not computed" />
              )}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function Stored({ text }: { readonly text: string | null }) {
  if (text === null) return <Missing reason="not in this decision" />;
  return <code className="tabular font-mono text-xs">{text}</code>;
}
