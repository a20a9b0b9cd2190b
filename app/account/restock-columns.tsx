import Link from "next/link";
import type { ReactNode } from "react";
import { whyHref } from "@/app/explanation/why-link.ts";
import type { RouterOutputs } from "@/app/trpc/types.ts";
import { Badge } from "@/app/ui/badge.tsx";
import type { Column } from "@/app/ui/data-table.tsx";
import { formatMoney, formatNumber, formatUnits } from "@/app/ui/format.ts";
import { formatDayShort } from "@/app/ui/format-date.ts";
import { NumberWithWhy } from "@/app/ui/number-with-why.tsx";
import { Missing } from "@/app/ui/table.tsx";

export type RestockPage = RouterOutputs["replenishment"]["list"];
export type RestockRow = RestockPage["rows"][number];
type Row = RestockRow;

const assumedText = { leadTime: "lead time", stock: "stock", size: "size" } as const;

function Assumed({ row }: { readonly row: Row }) {
  if (row.assumed.length === 0) return null;
  const what = row.assumed.map((key) => assumedText[key]).join(", ");
  return (
    <Badge tone="warn" title={`Nobody has told us the ${what}; the advice assumes it`}>
      {what} assumed
    </Badge>
  );
}

/** What stands beside the quantity: set by hand, and whether the product earns its keep, in money. */
function Judgement({ row, currency }: { readonly row: Row; readonly currency: string | null }) {
  const regret =
    row.carryRegretMicros === null || currency === null
      ? null
      : formatMoney(row.carryRegretMicros, currency);
  return (
    <>
      {row.isOverridden ? (
        <Badge tone="accent" title={`The plan without it: ${formatUnits(row.plannedUnits)}`}>
          set by hand
        </Badge>
      ) : null}
      {row.isWorthCarrying === false ? (
        <Badge tone="warn" title="Expected until the next order arrives">
          not worth carrying: it loses {regret}
        </Badge>
      ) : null}
      {row.isWorthCarrying && regret ? (
        <span className="w-full text-xs text-muted" title="Expected until the next order arrives">
          carrying it earns {regret}
        </span>
      ) : null}
    </>
  );
}

const number = (value: number | null, reason: string) =>
  value === null ? <Missing reason={reason} /> : formatNumber(value);

const factColumns = (currency: string | null): readonly Column<Row>[] => [
  {
    id: "sendByOn",
    header: "Send by",
    isSortable: true,
    cell: (row) =>
      row.sendByOn ? formatDayShort(row.sendByOn) : <Missing reason="nothing to send" />,
  },
  {
    id: "onHandUnits",
    header: "On hand",
    unit: "units",
    align: "end",
    isSortable: true,
    cell: (row) => number(row.onHandUnits, "not told"),
  },
  {
    id: "inboundUnits",
    header: "Inbound",
    unit: "units",
    align: "end",
    isSortable: true,
    cell: (row) => number(row.inboundUnits, "not told"),
  },
  {
    id: "demand",
    header: "Demand",
    unit: "units a day",
    align: "end",
    isSortable: true,
    cell: (row) => formatNumber(row.demandUnitsPerDay, { digits: 2 }),
  },
  {
    id: "daysOfSupply",
    header: "Supply",
    unit: "days",
    align: "end",
    isSortable: true,
    cell: (row) => number(row.daysOfSupply, "no demand"),
  },
  {
    id: "basis",
    header: "Set by",
    cell: (row) => (
      <span className="flex flex-wrap items-center gap-1.5">
        {row.bindingLabel}
        <Assumed row={row} />
        <Judgement row={row} currency={currency} />
      </span>
    ),
  },
];

/** Columns of the replenishment table. `base` is the account's part of the address. */
export function restockColumns(
  base: string,
  page: RestockPage,
  action?: (row: RestockRow) => ReactNode,
): Column<Row>[] {
  const { runId, previousRunId } = page;
  return [
    {
      id: "sku",
      header: "SKU",
      isSortable: true,
      isRowHeader: true,
      cell: (row) => (
        <Link
          href={`${base}/forecast/${row.productId}`}
          title={`What we expect of ${row.sku}`}
          className="group grid rounded-sm hover:text-accent pointer-coarse:py-2"
        >
          <span className="font-medium underline decoration-accent/40 underline-offset-4 group-hover:decoration-accent">
            {row.sku}
          </span>
          <span className="max-w-72 truncate text-xs font-normal text-muted">{row.title}</span>
        </Link>
      ),
    },
    {
      id: "advisedUnits",
      header: "Send",
      unit: "units",
      align: "end",
      isSortable: true,
      cell: (row) => (
        <span className="inline-flex flex-wrap items-center justify-end gap-x-2">
          {runId === null ? (
            formatNumber(row.advisedUnits)
          ) : (
            <NumberWithWhy
              value={formatNumber(row.advisedUnits)}
              subject={`advised units of ${row.sku}`}
              href={whyHref(base, { kind: "restockLevel", productId: row.productId, runId })}
            />
          )}
          {action?.(row)}
        </span>
      ),
    },
    {
      id: "change",
      header: "Since last run",
      align: "end",
      cell: (row) =>
        runId === null || previousRunId === null || row.previousUnits === null ? (
          <Missing reason="first advice" />
        ) : (
          <Link
            className="whitespace-nowrap text-accent underline"
            aria-label={`Why ${row.sku} changed since the last run`}
            href={whyHref(base, {
              kind: "restockChange",
              productId: row.productId,
              runId,
              baseRunId: previousRunId,
            })}
          >
            why changed
          </Link>
        ),
    },
    ...factColumns(page.currency),
  ];
}
