import { handleApiRequest } from "@/server/api/http.ts";

export const dynamic = "force-dynamic";

export { handleApiRequest as GET, handleApiRequest as POST };
