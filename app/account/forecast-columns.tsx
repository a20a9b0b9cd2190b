import Link from "next/link";
import { Badge } from "@/app/ui/badge.tsx";
import type { Column } from "@/app/ui/data-table.tsx";
import { Missing } from "@/app/ui/table.tsx";
import { changeText, demandText, type ForecastPage, hitsText } from "./forecast-words.ts";

type Row = ForecastPage["rows"][number];

/** What is special about a product's forecast. */
export function ForecastBadges({
  row,
}: {
  readonly row: Pick<Row, "isNew" | "isDiscontinued" | "isAdjusted" | "stockOutWeeks">;
}) {
  const { isNew, isDiscontinued, isAdjusted, stockOutWeeks } = row;
  if (!(isNew || isDiscontinued || isAdjusted || stockOutWeeks)) return null;
  return (
    <span className="flex flex-wrap items-center gap-1.5 max-sm:justify-end">
      {isNew ? (
        <Badge
          tone="accent"
          title="On offer for less than 13 weeks: the forecast leans on products of like category, price and size"
        >
          new
        </Badge>
      ) : null}
      {isDiscontinued ? <Badge title="Sells what it has left">discontinued</Badge> : null}
      {stockOutWeeks ? (
        <Badge
          tone="warn"
          title="Weeks of the last 13 in which stock ran out: sales are taken as less than demand"
        >
          {stockOutWeeks} wk out of stock
        </Badge>
      ) : null}
      {isAdjusted ? (
        <Badge tone="good" title="Your own adjustment or promotion is in it">
          adjusted
        </Badge>
      ) : null}
    </span>
  );
}

const changeCell = ({ changeUnits }: Row) =>
  changeUnits === null ? <Missing reason="not forecast before" /> : changeText(changeUnits);

function accuracyCell({ accuracy }: Row) {
  if (accuracy.toldWeeks === 0) return <Missing reason={hitsText(accuracy)} />;
  return (
    <span title={hitsText(accuracy)}>
      {accuracy.hitWeeks} of {accuracy.toldWeeks}
    </span>
  );
}

/** Columns of the forecast table. `base` is the account's part of the address. */
export const forecastColumns = (base: string): readonly Column<Row>[] => [
  {
    id: "sku",
    header: "SKU",
    isSortable: true,
    isRowHeader: true,
    cell: (row) => (
      <Link
        href={`${base}/forecast/${row.productId}`}
        className="group grid min-w-32 rounded-sm hover:text-accent pointer-coarse:py-2"
      >
        <span className="font-medium whitespace-nowrap underline decoration-accent/40 underline-offset-4 group-hover:decoration-accent">
          {row.sku}
        </span>
        <span className="max-w-52 truncate text-xs font-normal text-muted">{row.title}</span>
      </Link>
    ),
  },
  {
    id: "next4",
    header: "Next 4 weeks",
    unit: "units",
    align: "end",
    isSortable: true,
    cell: (row) => demandText(row.next4Units),
  },
  {
    id: "next13",
    header: "Next 13 weeks",
    unit: "units",
    align: "end",
    isSortable: true,
    cell: (row) => demandText(row.next13Units),
  },
  {
    id: "change",
    header: "Since last run",
    unit: "units",
    align: "end",
    isSortable: true,
    cell: changeCell,
  },
  {
    id: "accuracy",
    header: "Inside our range",
    unit: "weeks",
    align: "end",
    isSortable: true,
    cell: accuracyCell,
  },
  {
    id: "status",
    header: "Status and method",
    cell: (row) => (
      <span className="grid gap-1">
        <ForecastBadges row={row} />
        <span className="text-xs text-muted">
          {row.methodLabel}
          {row.modelVersion ? ` (${row.modelVersion})` : null}
        </span>
      </span>
    ),
  },
];
