"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { type InStock, InStockChart } from "@/app/account/in-stock-chart.tsx";
import { InStockQuestions } from "@/app/account/in-stock-questions.tsx";
import { StockPanels, WhyOut, WhyStock } from "@/app/account/stock-panels.tsx";
import { whyHref } from "@/app/explanation/why-link.ts";
import { useTRPC } from "@/app/trpc/client.tsx";
import { AsOf } from "@/app/ui/as-of.tsx";
import { ButtonLink } from "@/app/ui/button.tsx";
import { EmptyState } from "@/app/ui/empty-state.tsx";
import { formatNumber } from "@/app/ui/format.ts";
import { formatDay } from "@/app/ui/format-date.ts";
import { PageHeader } from "@/app/ui/page-header.tsx";
import { Panel } from "@/app/ui/panel.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/ui/table.tsx";

export function InventoryScreen({ account }: { readonly account: string }) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.inventory.inStock.queryOptions({ account }));
  return (
    <>
      <PageHeader
        title="Inventory"
        description="How often what sells was in stock"
        actions={<AsOf completeToOn={data.asOfOn} />}
      />
      {data.note ? (
        <EmptyState title="No in-stock rate">{data.note}</EmptyState>
      ) : (
        <div className="grid gap-5">
          <Panel title="In-stock rate">
            <InStockChart inStock={data} />
            <WhyChanged base={`/s/${account}`} inStock={data} />
            {data.asOfOn && data.rateMillionths !== null && (
              <InStockQuestions base={`/s/${account}`} toOn={data.asOfOn} />
            )}
          </Panel>
          <StockPanels base={`/s/${account}`} inStock={data} />
          <Lowest base={`/s/${account}`} inStock={data} />
        </div>
      )}
    </>
  );
}

const SPANS = [
  { weeks: 4, label: "four weeks" },
  { weeks: 13, label: "a quarter" },
  { weeks: 52, label: "a year" },
] as const;

function WhyChanged({ base, inStock }: { readonly base: string; readonly inStock: InStock }) {
  const now = inStock.series.at(-1);
  if (!now || now.rateMillionths === null) return null;
  const questions = SPANS.flatMap(({ weeks, label }) => {
    const before = inStock.series.at(-1 - weeks);
    if (!before || before.rateMillionths === null) return [];
    return [{ label, from: before.day }];
  });
  return (
    <div className="mt-4 flex flex-wrap items-center gap-2" data-print="hide">
      <span className="text-muted">Why has it changed in</span>
      {questions.map(({ label, from }) => (
        <ButtonLink
          key={label}
          size="small"
          href={whyHref(base, { kind: "inStockChange", fromOn: from, toOn: now.day })}
          title={`Since ${formatDay(from)}`}
        >
          {label}
        </ButtonLink>
      ))}
    </div>
  );
}

function Lowest({ base, inStock }: { readonly base: string; readonly inStock: InStock }) {
  return (
    <Panel
      title="What holds the rate down"
      description="Products that sell and were out of stock in the last 30 days, largest effect first"
      isFlush
    >
      {inStock.lowest.length === 0 ? (
        <p className="px-4 pb-4 text-muted sm:px-5">
          Everything that sells was in stock every day.
        </p>
      ) : (
        <Table caption="Products that hold the in-stock rate down">
          <TableHead>
            <TableHeader>SKU</TableHeader>
            <TableHeader>Title</TableHeader>
            <TableHeader align="end" unit="days">
              In stock
            </TableHeader>
            <TableHeader align="end" unit="days">
              Offered
            </TableHeader>
            <TableHeader align="end" unit="units">
              Sold
            </TableHeader>
            <TableHeader align="end">Units on hand</TableHeader>
            <TableHeader align="end">Out of stock</TableHeader>
          </TableHead>
          <TableBody>
            {inStock.lowest.map((row) => (
              <TableRow key={row.productId}>
                <TableCell label="SKU" isRowHeader>
                  {row.sku}
                </TableCell>
                <TableCell label="Title">{row.title}</TableCell>
                <TableCell label="In stock (days)" align="end">
                  {formatNumber(row.buyableDays)}
                </TableCell>
                <TableCell label="Offered (days)" align="end">
                  {formatNumber(row.offeredDays)}
                </TableCell>
                <TableCell label="Sold (units)" align="end">
                  {formatNumber(row.soldUnits)}
                </TableCell>
                <TableCell label="Units on hand" align="end">
                  <WhyStock base={base} inStock={inStock} row={row} />
                </TableCell>
                <TableCell label="Out of stock" align="end">
                  <WhyOut base={base} row={row} />
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </Panel>
  );
}
