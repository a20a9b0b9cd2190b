// A month's fees by product as a CSV file.
import { FEE_KINDS } from "@/lib/optimizer/fees/index.ts";
import { microsToNumber } from "@/lib/units/index.ts";
import { groupLabel } from "@/lib/wording/index.ts";
import { csvLine } from "@/server/core/csv.ts";
import { exportFees } from "@/server/services/fees/export-fees.ts";
import { FeesExportInput } from "@/server/services/fees/schemas.ts";
import { refusedResponse, sellerContext } from "./seller-request.ts";

/** GET: the rows of `?account=...&month=2026-10-01`. An empty cell cannot be priced. */
export async function handleFeesExport(request: Request): Promise<Response> {
  const input = FeesExportInput.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!input.success) return Response.json({ error: "invalid" }, { status: 400 });
  const { account, month } = input.data;
  try {
    const ctx = await sellerContext(request.headers, account);
    const { currency, rows } = await exportFees(ctx, input.data);
    const labels = FEE_KINDS.map((kind) => groupLabel("fees", kind).toLowerCase());
    const lines = rows.map(({ sku, title, totalMicros, micros }) =>
      csvLine([sku, title, microsToNumber(totalMicros), ...micros.map(amount), currency]),
    );
    return new Response(
      [csvLine(["sku", "title", "total", ...labels, "currency"]), ...lines].join(""),
      {
        headers: {
          "content-type": "text/csv; charset=utf-8",
          "content-disposition": `attachment; filename="fees-${account}-${month.slice(0, 7)}.csv"`,
          "cache-control": "private, no-store",
        },
      },
    );
  } catch (error) {
    return refusedResponse(error);
  }
}

const amount = (micros: number | null): number | null =>
  micros === null ? null : microsToNumber(micros);
