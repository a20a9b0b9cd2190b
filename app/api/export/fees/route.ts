import { handleFeesExport } from "@/server/api/fees-export.ts";

export const dynamic = "force-dynamic";

export { handleFeesExport as GET };
