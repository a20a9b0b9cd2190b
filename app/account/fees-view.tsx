"use client";

import { useQueryStates } from "nuqs";
import { whyHref } from "@/app/explanation/why-link.ts";
import type { RouterOutputs } from "@/app/trpc/types.ts";
import { ButtonLink } from "@/app/ui/button.tsx";
import { CsvLink } from "@/app/ui/csv-link.tsx";
import { EmptyState } from "@/app/ui/empty-state.tsx";
import { Field } from "@/app/ui/field.tsx";
import { formatNumber } from "@/app/ui/format.ts";
import { Select } from "@/app/ui/input.tsx";
import { NoticeBar } from "@/app/ui/notice-bar.tsx";
import { NumberWithWhy } from "@/app/ui/number-with-why.tsx";
import { Pagination } from "@/app/ui/pagination.tsx";
import { Panel } from "@/app/ui/panel.tsx";
import {
  Missing,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from "@/app/ui/table.tsx";
import { microsToNumber } from "@/lib/units/index.ts";
import { moneyUnit, monthText, quantityText, signedQuantityText } from "@/lib/wording/index.ts";
import { FeeQuestions } from "./fee-questions.tsx";
import { FEES_PAGE_ROWS, feesParams } from "./fees-params.ts";

type Fees = RouterOutputs["fees"]["get"];
type Month = NonNullable<Fees["month"]>;

interface FeesViewProps {
  readonly fees: Fees;
  /** The account's part of the address: "/s/birch" or "/support/sellers/birch". */
  readonly base: string;
  /** The file of the month; null where the reader has no right to it. */
  readonly exportHref: string | null;
}

/** A month's fees by fee and by product, each figure with its why. */
export function FeesView({ fees, base, exportHref }: FeesViewProps) {
  const [state, set] = useQueryStates(feesParams);
  const { month, currency } = fees;
  if (!month || !currency) return <EmptyState title="No fees to show">{fees.note}</EmptyState>;
  return (
    <div className="grid gap-5">
      <div className="flex flex-wrap items-end gap-3" data-print="hide">
        <MonthSelect
          fees={fees}
          month={month}
          onSelect={(chosen) => void set({ month: chosen, page: null })}
        />
        {exportHref ? <CsvLink href={exportHref} /> : null}
      </div>
      <Notices month={month} />
      <FeeQuestions monthOn={month.monthOn} asOfOn={fees.asOfOn} base={base} />
      <ByFee month={month} currency={currency} base={base} />
      <ByProduct
        month={month}
        currency={currency}
        base={base}
        page={state.page}
        onPage={(page) => void set({ page })}
      />
    </div>
  );
}

function MonthSelect({
  fees,
  month,
  onSelect,
}: {
  readonly fees: Fees;
  readonly month: Month;
  readonly onSelect: (monthOn: string) => void;
}) {
  const known = fees.months.filter(({ totalMicros }) => totalMicros !== null).toReversed();
  return (
    <Field label="Month">
      {(ids) => (
        <Select
          {...ids}
          value={month.monthOn}
          onChange={(event) => onSelect(event.target.value)}
          options={known.map(({ monthOn, isComplete }) => ({
            value: monthOn,
            label: monthText(monthOn) + (isComplete ? "" : " (so far)"),
          }))}
        />
      )}
    </Field>
  );
}

function Notices({ month }: { readonly month: Month }) {
  return (
    <>
      {month.isComplete ? null : (
        <NoticeBar title="So far.">
          The month is not over: this is what has been run up until the last report.
        </NoticeBar>
      )}
      {month.unpriced.map(({ label, productCount }) => (
        <NoticeBar key={label} title={`${label}: ${products(productCount)} not counted.`}>
          Their size, weight or building is not known, or the rate card has no rate for them.
        </NoticeBar>
      ))}
    </>
  );
}

const products = (count: number): string => (count === 1 ? "1 product" : `${count} products`);

interface MoneyProps {
  readonly month: Month;
  readonly currency: string;
  readonly base: string;
}

function ByFee({ month, currency, base }: MoneyProps) {
  const unit = moneyUnit(currency);
  const rows = [
    ...month.fees,
    {
      kind: "all" as const,
      label: "All fees",
      micros: month.totalMicros,
      beforeMicros: totalBefore(month),
    },
  ];
  return (
    <Panel
      title={`Fees for ${monthText(month.monthOn)}`}
      description={`By rate card version ${month.cardVersion}, in ${currency}`}
      isFlush
    >
      <Table caption="Amount of each fee">
        <TableHead>
          <TableHeader>Fee</TableHeader>
          <TableHeader align="end">Amount</TableHeader>
          <TableHeader align="end">Month before</TableHeader>
          <TableHeader align="end">Change</TableHeader>
        </TableHead>
        <TableBody>
          {rows.map(({ kind, label, micros, beforeMicros }) => (
            <TableRow key={kind}>
              <TableCell label="Fee" isRowHeader>
                {label}
              </TableCell>
              <TableCell label="Amount" align="end">
                <NumberWithWhy
                  value={quantityText(unit, micros)}
                  subject={label}
                  href={whyHref(base, {
                    kind: "feeLevel",
                    fee: kind,
                    monthOn: month.monthOn,
                    productId: 0,
                  })}
                />
              </TableCell>
              <TableCell label="Month before" align="end">
                {beforeMicros === null ? (
                  <Missing reason="no rate card was in force" />
                ) : (
                  quantityText(unit, beforeMicros)
                )}
              </TableCell>
              <TableCell label="Change" align="end">
                <Change
                  month={month}
                  base={base}
                  row={{ kind, label, micros, beforeMicros }}
                  unit={unit}
                />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Panel>
  );
}

function totalBefore({ fees }: Month): number | null {
  let total = 0;
  for (const { beforeMicros } of fees) {
    if (beforeMicros === null) return null;
    total += beforeMicros;
  }
  return total;
}

interface ChangeProps {
  readonly month: Month;
  readonly base: string;
  readonly unit: string;
  readonly row: {
    readonly kind: Month["fees"][number]["kind"] | "all";
    readonly label: string;
    readonly micros: number;
    readonly beforeMicros: number | null;
  };
}

function Change({ month, base, unit, row }: ChangeProps) {
  if (row.beforeMicros === null || month.beforeOn === null)
    return <Missing reason="no rate card was in force in the month before" />;
  const text = signedQuantityText(unit, row.micros - row.beforeMicros);
  if (row.micros === row.beforeMicros) return <>{text}</>;
  return (
    <NumberWithWhy
      value={text}
      subject={`change of ${row.label}`}
      href={whyHref(base, {
        kind: "feeChange",
        fee: row.kind,
        monthOn: month.monthOn,
        baseMonthOn: month.beforeOn,
        productId: 0,
      })}
    />
  );
}

interface ByProductProps extends MoneyProps {
  readonly page: number;
  readonly onPage: (page: number) => void;
}

function ByProduct({ month, currency, base, page, onPage }: ByProductProps) {
  // A fee that nobody pays in the month has no column.
  const columns = month.fees.flatMap(({ kind, label, micros }, k) =>
    micros !== 0 || month.products.some((row) => row.micros[k] === null)
      ? [{ kind, label, k }]
      : [],
  );
  return (
    <Panel
      title="By product"
      description={`In ${currency}, largest first`}
      isFlush
      footer={
        <Pagination
          page={page}
          pageSize={FEES_PAGE_ROWS}
          total={month.productCount}
          noun="products"
          onPage={onPage}
        />
      }
    >
      <Table caption="Fees by product">
        <TableHead>
          <TableHeader>SKU</TableHeader>
          <TableHeader align="end">All fees</TableHeader>
          {columns.map(({ kind, label }) => (
            <TableHeader key={kind} align="end">
              {label}
            </TableHeader>
          ))}
          <TableHeader align="end">Why</TableHeader>
        </TableHead>
        <TableBody>
          {month.products.map((row) => (
            <TableRow key={row.productId}>
              <TableCell label="SKU" isRowHeader>
                <span title={row.title} className="whitespace-nowrap">
                  {row.sku}
                </span>
              </TableCell>
              <TableCell label="All fees" align="end">
                <NumberWithWhy
                  value={amountText(row.totalMicros)}
                  subject={`fees of ${row.sku}`}
                  href={whyHref(base, {
                    kind: "feeLevel",
                    fee: "all",
                    monthOn: month.monthOn,
                    productId: row.productId,
                  })}
                />
              </TableCell>
              {columns.map(({ kind, label, k }) => (
                <TableCell key={kind} label={label} align="end">
                  <Amount micros={row.micros[k] ?? null} />
                </TableCell>
              ))}
              <TableCell label="Why" align="end">
                <WhyChanged month={month} base={base} row={row} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Panel>
  );
}

/** The currency stands above the table, not in each cell. */
const amountText = (micros: number): string => formatNumber(microsToNumber(micros), { digits: 2 });

function Amount({ micros }: { readonly micros: number | null }) {
  if (micros === null) return <Missing reason="some units have no price" />;
  return <>{amountText(micros)}</>;
}

function WhyChanged({
  month,
  base,
  row,
}: {
  readonly month: Month;
  readonly base: string;
  readonly row: Month["products"][number];
}) {
  if (month.beforeOn === null) return <Missing reason="no rate card was in force before" />;
  return (
    <ButtonLink
      size="small"
      aria-label={`Why the fees of ${row.sku} changed`}
      href={whyHref(base, {
        kind: "feeChange",
        fee: "all",
        monthOn: month.monthOn,
        baseMonthOn: month.beforeOn,
        productId: row.productId,
      })}
    >
      Why it changed
    </ButtonLink>
  );
}
