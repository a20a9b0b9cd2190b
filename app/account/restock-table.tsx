"use client";

import type { ReactNode } from "react";
import type { useTableState } from "@/app/ui/use-table-state.ts";
import { ProductTable } from "./product-table.tsx";
import { type RestockPage, type RestockRow, restockColumns } from "./restock-columns.tsx";
import type { restockParams } from "./restock-params.ts";

type TableState = ReturnType<typeof useTableState<typeof restockParams>>;

interface RestockTableProps {
  readonly base: string;
  readonly page: RestockPage;
  readonly table: TableState;
  /** At the end of the toolbar: the export. */
  readonly actions?: ReactNode;
  /** What can be done about a product, at the end of its row. */
  readonly rowAction?: (row: RestockRow) => ReactNode;
}

const filters = [
  { value: "all", label: "All products" },
  { value: "advised", label: "To send" },
  { value: "outOfStock", label: "Out of stock" },
] as const;

/** The replenishment table; state lives in the address. */
export function RestockTable({ base, page, table, actions, rowAction }: RestockTableProps) {
  return (
    <ProductTable
      caption="Advised quantities"
      columns={restockColumns(base, page, rowAction)}
      page={page}
      table={table}
      filters={filters}
      beforeFirstRun="Advice appears once the first planning run has finished."
      actions={actions}
    />
  );
}
