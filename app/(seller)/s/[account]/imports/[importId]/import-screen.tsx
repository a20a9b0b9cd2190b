"use client";

import { useSuspenseInfiniteQuery, useSuspenseQuery } from "@tanstack/react-query";
import { isUnderWay } from "@/app/imports/import-columns.tsx";
import { ImportFacts } from "@/app/imports/import-facts.tsx";
import { remarkPaging } from "@/app/imports/remark-paging.ts";
import { RemarkTable } from "@/app/imports/remark-table.tsx";
import { SourceLine } from "@/app/imports/source-line.tsx";
import { useTRPC } from "@/app/trpc/client.tsx";
import { Button } from "@/app/ui/button.tsx";
import { CsvLink } from "@/app/ui/csv-link.tsx";
import { EmptyState } from "@/app/ui/empty-state.tsx";
import { PageHeader } from "@/app/ui/page-header.tsx";
import { Panel } from "@/app/ui/panel.tsx";
import { PanelBoundary } from "@/app/ui/panel-boundary.tsx";
import { TableSkeleton } from "@/app/ui/skeleton.tsx";
import { StatusBadge } from "@/app/ui/status-badge.tsx";

interface ImportTarget {
  readonly account: string;
  readonly importId: number;
}

interface ImportScreenProps extends ImportTarget {
  readonly timeZone: string;
  /** A line to look at; null = the file as a whole. */
  readonly line: number | null;
}

const REFRESH_MS = 1000;

export function ImportScreen({ account, importId, timeZone, line }: ImportScreenProps) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery({
    ...trpc.imports.get.queryOptions({ account, importId }),
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? REFRESH_MS : false),
  });
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Imports", href: `/s/${account}/imports` }]}
        title={data.fileName}
        badge={<StatusBadge kind="import" status={data.status} />}
      />
      <div className="grid gap-5">
        {line !== null && line >= 2 ? (
          <PanelBoundary fallback={<TableSkeleton rows={3} what="the line" />}>
            <SourceLine account={account} importId={importId} lineNo={line} />
          </PanelBoundary>
        ) : null}
        <ImportFacts file={data} timeZone={timeZone} />
        {data.status === "loaded" ? (
          <PanelBoundary fallback={<TableSkeleton rows={5} what="rows" />}>
            <Remarks account={account} importId={importId} />
          </PanelBoundary>
        ) : null}
      </div>
    </>
  );
}

function Remarks({ account, importId }: ImportTarget) {
  const trpc = useTRPC();
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useSuspenseInfiniteQuery(
    trpc.imports.errors.infiniteQueryOptions({ account, importId }, remarkPaging),
  );
  const remarks = data.pages.flatMap((page) => page.remarks);
  if (remarks.length === 0)
    return (
      <Panel title="Rows to look at">
        <EmptyState title="Every row was loaded or had been known" />
      </Panel>
    );
  const query = new URLSearchParams({ account, importId: String(importId) });
  return (
    <Panel
      title="Rows to look at"
      description="All other rows are loaded. Mend these in your file and upload it again: rows that are known change nothing."
      actions={<CsvLink href={`/api/imports/errors?${query}`} />}
      isFlush
      footer={
        hasNextPage ? (
          <Button isPending={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Show more rows
          </Button>
        ) : null
      }
    >
      <RemarkTable remarks={remarks} />
    </Panel>
  );
}
