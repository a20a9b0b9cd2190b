"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTRPC } from "@/app/trpc/client.tsx";
import type { RouterOutputs } from "@/app/trpc/types.ts";
import { Button } from "@/app/ui/button.tsx";
import { type Column, DataTable } from "@/app/ui/data-table.tsx";
import { EmptyState } from "@/app/ui/empty-state.tsx";
import { SearchBox, TableToolbar } from "@/app/ui/filters.tsx";
import { formatCount } from "@/app/ui/format.ts";
import { PageHeader } from "@/app/ui/page-header.tsx";
import { Panel } from "@/app/ui/panel.tsx";
import { Missing } from "@/app/ui/table.tsx";
import { useTableState } from "@/app/ui/use-table-state.ts";
import { sellerSearchParams } from "./search-params.ts";

type Found = RouterOutputs["support"]["find"]["accounts"][number];

export function SellersScreen() {
  const trpc = useTRPC();
  const { state, query, isRefreshing, change, clear } = useTableState(sellerSearchParams);
  const { data } = useSuspenseQuery(trpc.support.find.queryOptions({ search: query.q }));
  const { accounts, isCut } = data;
  return (
    <>
      <PageHeader
        title="Sellers"
        description="Find an account by its name, its seller, or a SKU, ASIN or FNSKU. Opening one is on record."
      />
      <Panel isFlush footer={<ResultCount count={accounts.length} isCut={isCut} />}>
        <TableToolbar>
          <SearchBox
            label="Seller, account or SKU"
            value={state.q}
            onSearch={(q) => change({ q: q === "" ? null : q })}
          />
        </TableToolbar>
        <DataTable
          caption="Accounts found"
          columns={columns}
          rows={accounts}
          rowKey={(row) => `${row.account}/${row.productId ?? ""}`}
          isRefreshing={isRefreshing}
          empty={
            <EmptyState
              title="Nothing found"
              action={<Button onClick={clear}>Show all accounts</Button>}
            >
              No seller, account or SKU matches this search. A SKU is found by its beginning.
            </EmptyState>
          }
        />
      </Panel>
    </>
  );
}

function ResultCount({ count, isCut }: { readonly count: number; readonly isCut: boolean }) {
  const found = formatCount(count, "result");
  return <span role="status">{isCut ? `First ${found}: search to narrow them down` : found}</span>;
}

const columns: readonly Column<Found>[] = [
  {
    id: "account",
    header: "Account",
    isRowHeader: true,
    cell: (row) => (
      <Link
        href={`/support/sellers/${row.account}`}
        className="block py-1 hover:text-accent hover:underline"
      >
        {row.accountName}
        <span className="block text-xs font-normal text-muted">{row.account}</span>
      </Link>
    ),
  },
  { id: "seller", header: "Seller", cell: (row) => row.sellerName },
  { id: "marketplace", header: "Marketplace", cell: (row) => row.marketplaceId },
  {
    id: "sku",
    header: "SKU found",
    cell: (row) =>
      row.sku ? (
        <Link
          href={`/support/sellers/${row.account}/replenishment?q=${encodeURIComponent(row.sku)}`}
          className="py-1 font-medium text-accent hover:underline"
        >
          {row.sku}
        </Link>
      ) : (
        <Missing reason="found by name" />
      ),
  },
];
