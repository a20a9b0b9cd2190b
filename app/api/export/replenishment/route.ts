import { handleRestockExport } from "@/server/api/restock-export.ts";

export const dynamic = "force-dynamic";

export { handleRestockExport as GET };
