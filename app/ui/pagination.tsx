"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { Button } from "./button.tsx";
import { formatNumber } from "./format.ts";

interface PaginationProps {
  /** From 1. */
  readonly page: number;
  readonly pageSize: number;
  readonly total: number;
  /** What is counted, in the plural: "products". */
  readonly noun: string;
  readonly onPage: (page: number) => void;
}

/** Says which rows are shown of how many (announced when it changes), and turns pages. */
export function Pagination({ page, pageSize, total, noun, onPage }: PaginationProps) {
  const last = Math.max(1, Math.ceil(total / pageSize));
  const from = total === 0 ? 0 : (page - 1) * pageSize + 1;
  const to = Math.min(total, page * pageSize);
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
      <p role="status" className="tabular">
        {total === 0
          ? `No ${noun}`
          : `${formatNumber(from)}–${formatNumber(to)} of ${formatNumber(total)} ${noun}`}
      </p>
      {last > 1 ? (
        <nav aria-label={`Pages of ${noun}`} className="flex items-center gap-2" data-print="hide">
          <Button size="small" disabled={page <= 1} onClick={() => onPage(page - 1)}>
            <ChevronLeft aria-hidden="true" />
            Previous
          </Button>
          <span className="tabular">
            Page {formatNumber(page)} of {formatNumber(last)}
          </span>
          <Button size="small" disabled={page >= last} onClick={() => onPage(page + 1)}>
            Next
            <ChevronRight aria-hidden="true" />
          </Button>
        </nav>
      ) : null}
    </div>
  );
}
