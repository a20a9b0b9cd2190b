// A month's fees by product as a CSV file.
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
    const { columns, lines } = await exportFees(ctx, input.data);
    return new Response([columns, ...lines].map(csvLine).join(""), {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="fees-${account}-${month.slice(0, 7)}.csv"`,
        "cache-control": "private, no-store",
      },
    });
  } catch (error) {
    return refusedResponse(error);
  }
}
