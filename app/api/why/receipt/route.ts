import { handleReceipt } from "@/server/api/receipt.ts";

export const dynamic = "force-dynamic";

export { handleReceipt as GET };
