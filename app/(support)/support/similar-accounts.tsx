"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import Link from "next/link";
import type { Question } from "@/app/explanation/why-link.ts";
import { useTRPC } from "@/app/trpc/client.tsx";
import { EmptyState } from "@/app/ui/empty-state.tsx";
import { Panel } from "@/app/ui/panel.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/ui/table.tsx";

interface SimilarAccountsProps {
  readonly account: string;
  readonly question: Extract<Question, { readonly kind: "staffLimitPeers" }>;
}

/** The accounts with the same main cause, the largest changes first; each can be opened. */
export function SimilarAccounts({ account, question }: SimilarAccountsProps) {
  const trpc = useTRPC();
  const { storageType, monthOn, runId, baseRunId } = question;
  const { data } = useSuspenseQuery(
    trpc.sellerView.similar.queryOptions({ account, storageType, monthOn, runId, baseRunId }),
  );
  return (
    <Panel title="Accounts with the same main cause" isFlush>
      {data.accounts.length === 0 ? (
        <EmptyState title="No other account">This cause moved no other limit most.</EmptyState>
      ) : (
        <Table caption="Accounts with the same main cause" maxHeight="28rem" isDense>
          <TableHead>
            <TableHeader>Account</TableHeader>
            <TableHeader align="end">Before</TableHeader>
            <TableHeader align="end">Now</TableHeader>
            <TableHeader align="end">Change</TableHeader>
          </TableHead>
          <TableBody>
            {data.accounts.map((row) => (
              <TableRow key={row.account}>
                <TableCell label="Account" isRowHeader>
                  <Link
                    href={`/support/sellers/${row.account}/limits`}
                    prefetch={false}
                    className="font-medium text-accent hover:underline"
                  >
                    {row.accountName}
                  </Link>
                </TableCell>
                <TableCell label="Before" align="end">
                  {row.from}
                </TableCell>
                <TableCell label="Now" align="end">
                  {row.to}
                </TableCell>
                <TableCell label="Change" align="end">
                  {row.delta}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </Panel>
  );
}
