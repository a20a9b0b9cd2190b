// The replenishment table as a CSV file, every row of the filtered view, streamed.
import { csvLine } from "@/server/core/csv.ts";
import type { SellerContext } from "@/server/services/context.ts";
import { exportRestockAdvice } from "@/server/services/replenishment/list-restock.ts";
import { RestockFilter, type RestockRowView } from "@/server/services/replenishment/schemas.ts";
import { refusedResponse, sellerContext } from "./seller-request.ts";

const COLUMNS = [
  "sku",
  "title",
  "advised units",
  "send by",
  "on hand units",
  "inbound units",
  "demand units a day",
  "days of supply",
  "lead time days",
  "set by",
  "assumed",
] as const;

/** GET: the rows of `?account=...&search=...&only=...&sort=...&direction=...`. */
export async function handleRestockExport(request: Request): Promise<Response> {
  const params = Object.fromEntries(new URL(request.url).searchParams);
  const filter = RestockFilter.safeParse(params);
  if (!filter.success) return Response.json({ error: "invalid" }, { status: 400 });
  try {
    const ctx = await sellerContext(request.headers, filter.data.account);
    return csvResponse(ctx, filter.data);
  } catch (error) {
    return refusedResponse(error);
  }
}

function csvResponse(ctx: SellerContext, filter: ReturnType<typeof RestockFilter.parse>): Response {
  return new Response(streamOf(csvChunks(ctx, filter)), {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="replenishment-${filter.account}.csv"`,
      "cache-control": "private, no-store",
    },
  });
}

/** Chunks are made as the reader takes them; a reader who leaves ends it. */
const streamOf = (chunks: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> =>
  new ReadableStream({
    async pull(controller) {
      const { value, done } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await chunks.return(undefined);
    },
  });

async function* csvChunks(
  ctx: SellerContext,
  filter: ReturnType<typeof RestockFilter.parse>,
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  yield encoder.encode(csvLine(COLUMNS));
  for await (const rows of exportRestockAdvice(ctx, filter))
    yield encoder.encode(rows.map(rowLine).join(""));
}

const rowLine = (row: RestockRowView): string =>
  csvLine([
    row.sku,
    row.title,
    row.advisedUnits,
    row.sendByOn,
    row.onHandUnits,
    row.inboundUnits,
    row.demandUnitsPerDay,
    row.daysOfSupply,
    row.leadTimeDays,
    row.bindingLabel,
    row.assumed.join(" "),
  ]);
