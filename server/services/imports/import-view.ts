import type { ImportRow, ReportType } from "@/server/repositories/import.ts";
import type { ImportView } from "./schemas.ts";

const TITLE: Readonly<Record<ReportType, string>> = {
  all_orders_by_order_date: "All Orders, by order date",
  all_orders_by_last_update: "All Orders, by last update",
  fba_inventory: "Manage FBA Inventory",
  inventory_ledger_summary: "Inventory Ledger, summary",
  inventory_planning: "Inventory Planning",
  inbound_shipments: "Inbound shipments",
};

export const reportTitle = (type: ReportType | null): string | null =>
  type === null ? null : TITLE[type];

export function importView({ contentSha256: _, ...row }: ImportRow): ImportView {
  return {
    ...row,
    unknownColumns: [...row.unknownColumns],
    asOfOn: row.status === "loaded" ? row.asOfOn : null,
    reportTitle: reportTitle(row.reportType),
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}
