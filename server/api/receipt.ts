// A seller's receipt of an answer, as a file.
import { z } from "zod";
import { DomainError } from "@/server/core/errors.ts";
import { getReceipt } from "@/server/services/explanation/receipt.ts";
import { AccountSlug } from "@/server/services/identity/schemas.ts";
import { refusedResponse, sellerContext } from "./seller-request.ts";

const ReceiptQuery = z.strictObject({ account: AccountSlug, explanationId: z.uuid() });

/** GET `?account=...&explanationId=...`: the receipt as JSON, for public/verify-receipt.mjs. */
export async function handleReceipt(request: Request): Promise<Response> {
  try {
    const params = Object.fromEntries(new URL(request.url).searchParams);
    const query = ReceiptQuery.safeParse(params);
    if (!query.success) throw new DomainError("invalid", { reason: "query" });
    const { account, explanationId } = query.data;
    const ctx = await sellerContext(request.headers, account);
    const receipt = await getReceipt(ctx, explanationId);
    return new Response(`${JSON.stringify(receipt, null, 1)}\n`, {
      headers: {
        "content-type": "application/json; charset=utf-8",
        "content-disposition": `attachment; filename="receipt-${explanationId}.json"`,
        "cache-control": "private, no-store",
      },
    });
  } catch (error) {
    return refusedResponse(error);
  }
}
