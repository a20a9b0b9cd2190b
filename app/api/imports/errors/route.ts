import { handleRemarksExport } from "@/server/api/uploads.ts";

export const dynamic = "force-dynamic";

export { handleRemarksExport as GET };
