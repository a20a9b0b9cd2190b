"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { rateSentence } from "@/app/account/override-words.ts";
import { useTRPC } from "@/app/trpc/client.tsx";
import { formatNumber, formatPercent } from "@/app/ui/format.ts";
import { Panel } from "@/app/ui/panel.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/ui/table.tsx";

/** How often people changed this run's advice: the measure of whether they trust it. */
export function OverridePanel({ runId }: { readonly runId: number }) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.runs.overrides.queryOptions({ runId }));
  const { advisedCount, overriddenCount, accounts } = data;
  return (
    <Panel
      title="Quantities set by hand"
      description={
        overriddenCount === 0
          ? "Nobody changed a quantity of this run."
          : rateSentence(overriddenCount, advisedCount, "this run's")
      }
      isFlush={accounts.length > 0}
    >
      {accounts.length === 0 ? null : (
        <Table caption="Accounts that changed quantities">
          <TableHead>
            <TableHeader>Account</TableHeader>
            <TableHeader align="end">Changed</TableHeader>
            <TableHeader align="end">Share of its advice</TableHeader>
            <TableHeader align="end" unit="units">
              Planned
            </TableHeader>
            <TableHeader align="end" unit="units">
              Set
            </TableHeader>
          </TableHead>
          <TableBody>
            {accounts.map((row) => (
              <TableRow key={row.account}>
                <TableCell label="Account" isRowHeader>
                  {row.accountName}
                </TableCell>
                <TableCell label="Changed" align="end">
                  {formatNumber(row.overriddenCount)}
                </TableCell>
                <TableCell label="Share of its advice" align="end">
                  {formatPercent((row.overriddenCount / row.advisedCount) * 1_000_000, {
                    digits: 1,
                  })}
                </TableCell>
                <TableCell label="Planned" align="end">
                  {formatNumber(row.plannedUnits)}
                </TableCell>
                <TableCell label="Set" align="end">
                  {formatNumber(row.overrideUnits)}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </Panel>
  );
}
