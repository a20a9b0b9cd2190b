import type { ComponentProps, CSSProperties, ReactNode } from "react";
import { className } from "./class-name.ts";
import { dash } from "./format.ts";

// Parts of a plain table. On a phone a row becomes a card; explicit roles keep it a table for assistive technology,
// because browsers drop table semantics from elements that are displayed as blocks.

interface TableRegionProps {
  /** Names the table and the region it scrolls in. */
  readonly caption: string;
  /** Height in which the body scrolls under a sticky header; none lets it grow. */
  readonly maxHeight?: string | undefined;
  readonly isDense?: boolean;
  readonly children: ReactNode;
}

export function Table({ caption, maxHeight, isDense = false, children }: TableRegionProps) {
  return (
    <section
      aria-label={caption}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      data-print="open"
      className="relative overflow-auto outline-offset-[-2px] sm:max-h-(--max-height)"
      style={{ "--max-height": maxHeight ?? "none" } as CSSProperties}
    >
      <table
        // biome-ignore lint/a11y/noRedundantRoles: kept when the phone layout displays it as blocks
        role="table"
        aria-label={caption}
        data-dense={isDense || undefined}
        className="group/table w-full border-separate border-spacing-0 text-sm max-sm:block"
      >
        {children}
      </table>
    </section>
  );
}

export function TableHead({ children }: { readonly children: ReactNode }) {
  return (
    <thead
      // biome-ignore lint/a11y/noRedundantRoles: kept when the phone layout displays it as blocks
      role="rowgroup"
      className="max-sm:hidden"
    >
      {/* biome-ignore lint/a11y/noRedundantRoles: kept when the phone layout displays it as blocks */}
      <tr role="row">{children}</tr>
    </thead>
  );
}

export function TableBody({ children }: { readonly children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noRedundantRoles: kept when the phone layout displays it as blocks
    <tbody role="rowgroup" className="max-sm:block">
      {children}
    </tbody>
  );
}

export function TableRow({ className: extra, ...rest }: ComponentProps<"tr">) {
  return (
    <tr
      // biome-ignore lint/a11y/noRedundantRoles: kept when the phone layout displays it as blocks
      role="row"
      className={className(
        "group/row max-sm:block max-sm:border-b max-sm:border-line max-sm:px-4 max-sm:py-3 max-sm:last:border-b-0",
        extra,
      )}
      {...rest}
    />
  );
}

export type Align = "start" | "end";

interface HeaderCellProps {
  readonly align?: Align | undefined;
  readonly unit?: string | undefined;
  readonly sort?: "ascending" | "descending" | "none" | undefined;
  readonly isPinned?: boolean;
  readonly children: ReactNode;
}

export function TableHeader({ align, unit, sort, isPinned = false, children }: HeaderCellProps) {
  return (
    <th
      scope="col"
      // biome-ignore lint/a11y/noRedundantRoles: kept when the phone layout displays it as blocks
      role="columnheader"
      aria-sort={sort}
      className={className(
        "sticky top-0 z-10 border-b border-line bg-surface px-3 py-2 text-xs font-medium whitespace-nowrap text-muted",
        "first:pl-4 last:pr-4 sm:first:pl-5 sm:last:pr-5",
        align === "end" ? "text-right" : "text-left",
        isPinned && "left-0 z-20",
      )}
    >
      {children}
      {unit ? <span className="font-normal text-faint"> {unit}</span> : null}
    </th>
  );
}

interface CellProps {
  readonly align?: Align | undefined;
  /** The column's name, shown beside the value on a phone. */
  readonly label: string;
  /** The cell that names its row. */
  readonly isRowHeader?: boolean;
  readonly children: ReactNode;
}

const cellClass =
  "border-b border-line bg-surface px-3 py-2 group-last/row:border-b-0 group-hover/row:bg-hover " +
  "first:pl-4 last:pr-4 sm:first:pl-5 sm:last:pr-5 group-data-dense/table:py-1.5 max-sm:border-0 max-sm:px-0! " +
  "max-sm:py-1 max-sm:group-hover/row:bg-surface";

export function TableCell({ align, label, isRowHeader = false, children }: CellProps) {
  if (isRowHeader)
    return (
      <th
        scope="row"
        // biome-ignore lint/a11y/noRedundantRoles: kept when the phone layout displays it as blocks
        role="rowheader"
        className={className(
          cellClass,
          "text-left font-medium max-sm:block max-sm:pb-1.5 sm:sticky sm:left-0",
        )}
      >
        {children}
      </th>
    );
  return (
    <td
      // biome-ignore lint/a11y/noRedundantRoles: kept when the phone layout displays it as blocks
      role="cell"
      className={className(
        cellClass,
        align === "end" ? "text-right" : "text-left",
        "max-sm:flex max-sm:items-baseline max-sm:justify-between max-sm:gap-4 max-sm:text-right",
      )}
    >
      <span className="shrink-0 text-muted sm:hidden">{label}</span>
      <span className="min-w-0 max-sm:text-right">{children}</span>
    </td>
  );
}

/** A value that is not there, and why not. */
export function Missing({ reason }: { readonly reason: string }) {
  return (
    <span title={reason} className="text-faint">
      <span aria-hidden="true">{dash}</span>
      <span className="sr-only">none: {reason}</span>
    </span>
  );
}
