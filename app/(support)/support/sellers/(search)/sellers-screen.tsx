"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import Link from "next/link";
import { LanguageSelect } from "@/app/explanation/language-select.tsx";
import type { Locale } from "@/app/explanation/page-words.ts";
import { useTRPC } from "@/app/trpc/client.tsx";
import type { RouterOutputs } from "@/app/trpc/types.ts";
import { Button } from "@/app/ui/button.tsx";
import { type Column, DataTable } from "@/app/ui/data-table.tsx";
import { EmptyState } from "@/app/ui/empty-state.tsx";
import { SearchBox, TableToolbar } from "@/app/ui/filters.tsx";
import { PageHeader } from "@/app/ui/page-header.tsx";
import { Panel } from "@/app/ui/panel.tsx";
import { Missing } from "@/app/ui/table.tsx";
import { useTableState } from "@/app/ui/use-table-state.ts";
import { type SellerWords, sellerWords } from "../../seller-words.ts";
import { sellerSearchParams } from "./search-params.ts";

type Found = RouterOutputs["support"]["find"]["accounts"][number];

export function SellersScreen({ locale }: { readonly locale: Locale }) {
  const trpc = useTRPC();
  const words = sellerWords(locale);
  const { state, query, isRefreshing, change, clear } = useTableState(sellerSearchParams);
  const { data } = useSuspenseQuery(trpc.support.find.queryOptions({ search: query.q }));
  const { accounts, isCut } = data;
  return (
    <div lang={locale}>
      <PageHeader
        title={words.sellers}
        description={words.sellersAbout}
        actions={<LanguageSelect locale={locale} />}
      />
      <Panel isFlush footer={<ResultCount count={accounts.length} isCut={isCut} words={words} />}>
        <TableToolbar>
          <SearchBox
            label={words.search}
            value={state.q}
            onSearch={(q) => change({ q: q === "" ? null : q })}
          />
        </TableToolbar>
        <DataTable
          caption={words.found}
          columns={columnsIn(words)}
          rows={accounts}
          rowKey={(row) => `${row.account}/${row.productId ?? ""}`}
          isRefreshing={isRefreshing}
          empty={
            <EmptyState
              title={words.nothing}
              action={<Button onClick={clear}>{words.showAll}</Button>}
            >
              {words.nothingWhy}
            </EmptyState>
          }
        />
      </Panel>
    </div>
  );
}

interface ResultCountProps {
  readonly count: number;
  readonly isCut: boolean;
  readonly words: SellerWords;
}

function ResultCount({ count, isCut, words }: ResultCountProps) {
  const found = words.results(count);
  return <span role="status">{isCut ? words.cut(found) : found}</span>;
}

const columnsIn = (words: SellerWords): readonly Column<Found>[] => [
  {
    id: "account",
    header: words.account,
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
  { id: "seller", header: words.seller, cell: (row) => row.sellerName },
  { id: "marketplace", header: words.marketplace, cell: (row) => row.marketplaceId },
  {
    id: "sku",
    header: words.sku,
    cell: (row) =>
      row.sku ? (
        <Link
          href={`/support/sellers/${row.account}/replenishment?q=${encodeURIComponent(row.sku)}`}
          className="py-1 font-medium text-accent hover:underline"
        >
          {row.sku}
        </Link>
      ) : (
        <Missing reason={words.byName} />
      ),
  },
];
