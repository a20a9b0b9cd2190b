import Link from "next/link";
import type { RouterOutputs } from "@/app/trpc/types.ts";
import { formatCount } from "@/app/ui/format.ts";
import { formatDay } from "@/app/ui/format-date.ts";
import { Pagination } from "@/app/ui/pagination.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/ui/table.tsx";
import { forecastOriginText } from "./source-words.ts";

type Sources = RouterOutputs["why"]["sources"];

interface SourceRowTableProps {
  readonly sources: Sources;
  /** Rows before the page that is shown. */
  readonly offset: number;
  readonly onOffset: (offset: number) => void;
  /** The page of a line of a report; without it the line is named only. */
  readonly lineHref?: (importId: number, lineNo: number) => string;
  /** Where the account's forecasts are. */
  readonly forecastHref: string;
}

/** The rows of reports that a value rests on, as they were known then. */
export function SourceRowTable({
  sources,
  offset,
  onOffset,
  lineHref,
  forecastHref,
}: SourceRowTableProps) {
  if (sources.note)
    return (
      <div className="grid">
        <ForecastOrigin forecast={sources.forecast} href={forecastHref} />
        <p className="px-4 py-4 text-muted sm:px-5">{sources.note}</p>
      </div>
    );
  return (
    <div className="grid">
      <ForecastOrigin forecast={sources.forecast} href={forecastHref} />
      <p className="px-4 py-3 text-muted sm:px-5">
        {sources.leafLabel}, as known on {formatDay(sources.asOfOn)}:{" "}
        {formatCount(sources.totalCount, "row")}, newest first.
      </p>
      <Table caption={`Rows behind ${sources.leafLabel}`} maxHeight="24rem" isDense>
        <TableHead>
          <TableHeader>Report and line</TableHeader>
          <TableHeader>Day</TableHeader>
          <TableHeader>SKU</TableHeader>
          <TableHeader>What it says</TableHeader>
        </TableHead>
        <TableBody>
          {sources.rows.map((row) => (
            <TableRow key={`${row.importId}:${row.lineNo}:${row.text}`}>
              <TableCell label="Report and line" isRowHeader>
                <LineName row={row} href={lineHref?.(row.importId, row.lineNo)} />
              </TableCell>
              <TableCell label="Day">{formatDay(row.day)}</TableCell>
              <TableCell label="SKU">{row.sku}</TableCell>
              <TableCell label="What it says">{row.text}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {sources.totalCount > sources.pageRows ? (
        <div className="px-4 py-3 sm:px-5">
          <Pagination
            page={offset / sources.pageRows + 1}
            pageSize={sources.pageRows}
            total={sources.totalCount}
            noun="rows"
            onPage={(page) => onOffset((page - 1) * sources.pageRows)}
          />
        </div>
      ) : null}
    </div>
  );
}

interface ForecastOriginProps {
  readonly forecast: Sources["forecast"];
  readonly href: string;
}

/** The forecast between the rows and the value: how and from what it was made. */
function ForecastOrigin({ forecast, href }: ForecastOriginProps) {
  if (!forecast) return null;
  const { productId, dataSha256 } = forecast;
  return (
    <div className="grid gap-1 border-b border-line px-4 py-3 sm:px-5">
      <p>
        {forecastOriginText(forecast)}{" "}
        <Link
          href={productId === null ? href : `${href}/${productId}`}
          className="text-accent hover:underline"
        >
          {productId === null ? "See the forecasts" : "See this product's forecast"}
        </Link>
      </p>
      {dataSha256 === null ? null : (
        <p className="text-xs break-all text-muted">
          Hash of the history it was made from: <code>{dataSha256}</code>
        </p>
      )}
    </div>
  );
}

interface LineNameProps {
  readonly row: Sources["rows"][number];
  readonly href: string | undefined;
}

function LineName({ row, href }: LineNameProps) {
  const name = `${row.fileName}, line ${row.lineNo}`;
  if (href === undefined) return <>{name}</>;
  return (
    <Link href={href} className="text-accent hover:underline">
      {name}
    </Link>
  );
}
