"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTRPC } from "@/app/trpc/client.tsx";
import { Badge } from "@/app/ui/badge.tsx";
import { DescriptionList } from "@/app/ui/description-list.tsx";
import { EmptyState } from "@/app/ui/empty-state.tsx";
import { formatNumber } from "@/app/ui/format.ts";
import { Panel } from "@/app/ui/panel.tsx";

interface SourceLineProps {
  readonly account: string;
  readonly importId: number;
  readonly lineNo: number;
}

/** One line of a file as it was kept: where every figure ends. */
export function SourceLine(line: SourceLineProps) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.imports.sourceRow.queryOptions(line));
  return (
    <Panel
      title={`Line ${formatNumber(line.lineNo)}`}
      description="What was kept of this line. Data of buyers was dropped when it was read."
    >
      {data.facts.length === 0 ? (
        <EmptyState title="Nothing of this line was kept">
          It was not loaded, or an earlier file had said the same.
        </EmptyState>
      ) : (
        <div className="grid gap-5">
          {data.facts.map((fact, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: facts of one line never change their order
            <section key={at} className="grid gap-2">
              <h3 className="flex flex-wrap items-center gap-2 font-semibold">
                {fact.title}, SKU {fact.sku}
                {fact.isCurrent ? null : <Badge tone="warn">Corrected by a later file</Badge>}
              </h3>
              <DescriptionList
                items={fact.fields.map(({ label, text }) => ({ term: label, value: text }))}
              />
            </section>
          ))}
        </div>
      )}
    </Panel>
  );
}
