import { handleRoots } from "@/server/api/roots.ts";

export const dynamic = "force-dynamic";

export { handleRoots as GET };
