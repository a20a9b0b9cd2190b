"use client";

import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { importColumns, isUnderWay } from "@/app/imports/import-columns.tsx";
import { SettingForm } from "@/app/imports/setting-form.tsx";
import { UploadPanel } from "@/app/imports/upload-panel.tsx";
import { useTRPC } from "@/app/trpc/client.tsx";
import { DataTable } from "@/app/ui/data-table.tsx";
import { EmptyState } from "@/app/ui/empty-state.tsx";
import { PageHeader } from "@/app/ui/page-header.tsx";
import { Pagination } from "@/app/ui/pagination.tsx";
import { Panel } from "@/app/ui/panel.tsx";
import { PanelBoundary } from "@/app/ui/panel-boundary.tsx";
import { TableSkeleton } from "@/app/ui/skeleton.tsx";
import { useTableState } from "@/app/ui/use-table-state.ts";
import { importParams } from "./import-params.ts";

interface ImportsScreenProps {
  readonly account: string;
  readonly timeZone: string;
}

const PAGE_ROWS = 25;
/** How often the list is read while a file is on its way. */
const REFRESH_MS = 1000;

export function ImportsScreen({ account, timeZone }: ImportsScreenProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const refresh = () => void queryClient.invalidateQueries(trpc.imports.list.pathFilter());
  return (
    <>
      <PageHeader
        title="Imports"
        description="Reports you upload become the facts that forecasts, limits and advice rest on. The same file twice changes nothing."
      />
      <div className="grid gap-5">
        <UploadPanel account={account} onSent={refresh} />
        <PanelBoundary fallback={<TableSkeleton rows={5} what="imports" />}>
          <ImportList account={account} timeZone={timeZone} />
        </PanelBoundary>
        <PanelBoundary fallback={<TableSkeleton rows={2} what="settings" />}>
          <SettingForm account={account} />
        </PanelBoundary>
      </div>
    </>
  );
}

function ImportList({ account, timeZone }: ImportsScreenProps) {
  const trpc = useTRPC();
  const { query, isRefreshing, goTo } = useTableState(importParams);
  const { data } = useSuspenseQuery({
    ...trpc.imports.list.queryOptions({ account, page: query.page }),
    refetchInterval: ({ state }) => (state.data?.imports.some(isUnderWay) ? REFRESH_MS : false),
  });
  return (
    <Panel
      title="Imported files"
      isFlush
      footer={
        <Pagination
          page={query.page}
          pageSize={PAGE_ROWS}
          total={data.totalCount}
          noun="imports"
          onPage={goTo}
        />
      }
    >
      <DataTable
        caption="Imported files, newest first"
        columns={importColumns(`/s/${account}`, timeZone)}
        rows={data.imports}
        rowKey={(row) => row.importId}
        isRefreshing={isRefreshing}
        empty={
          <EmptyState title="No imports yet">
            Upload All Orders first: with it alone there is a forecast. Stock and sizes come with
            Manage FBA Inventory or Inventory Planning.
          </EmptyState>
        }
      />
    </Panel>
  );
}
