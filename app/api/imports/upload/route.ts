import { handleUpload } from "@/server/api/uploads.ts";

export const dynamic = "force-dynamic";

export { handleUpload as POST };
