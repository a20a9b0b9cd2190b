import { handleHealthRequest } from "@/server/api/health.ts";

export const dynamic = "force-dynamic";

export { handleHealthRequest as GET };
