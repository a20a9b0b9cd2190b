"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import Link from "next/link";
import type { Locale } from "@/app/explanation/page-words.ts";
import type { Question } from "@/app/explanation/why-link.ts";
import { useTRPC } from "@/app/trpc/client.tsx";
import { EmptyState } from "@/app/ui/empty-state.tsx";
import { Panel } from "@/app/ui/panel.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/ui/table.tsx";
import { answerWords } from "./answer-words.ts";

interface SimilarAccountsProps {
  readonly account: string;
  readonly question: Extract<Question, { readonly kind: "staffLimitPeers" }>;
  readonly locale: Locale;
}

/** The accounts with the same main cause, the largest changes first; each can be opened. */
export function SimilarAccounts({ account, question, locale }: SimilarAccountsProps) {
  const trpc = useTRPC();
  const words = answerWords(locale);
  const { storageType, monthOn, runId, baseRunId } = question;
  const { data } = useSuspenseQuery(
    trpc.sellerView.similar.queryOptions({
      account,
      storageType,
      monthOn,
      runId,
      baseRunId,
      locale,
    }),
  );
  return (
    <Panel title={words.sameCause} isFlush>
      {data.accounts.length === 0 ? (
        <EmptyState title={words.noOther}>{words.noOtherWhy}</EmptyState>
      ) : (
        <Table caption={words.sameCause} maxHeight="28rem" isDense>
          <TableHead>
            <TableHeader>{words.account}</TableHeader>
            <TableHeader align="end">{words.before}</TableHeader>
            <TableHeader align="end">{words.now}</TableHeader>
            <TableHeader align="end">{words.change}</TableHeader>
          </TableHead>
          <TableBody>
            {data.accounts.map((row) => (
              <TableRow key={row.account}>
                <TableCell label={words.account} isRowHeader>
                  <Link
                    href={`/support/sellers/${row.account}/limits`}
                    prefetch={false}
                    className="font-medium text-accent hover:underline"
                  >
                    {row.accountName}
                  </Link>
                </TableCell>
                <TableCell label={words.before} align="end">
                  {row.from}
                </TableCell>
                <TableCell label={words.now} align="end">
                  {row.to}
                </TableCell>
                <TableCell label={words.change} align="end">
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
