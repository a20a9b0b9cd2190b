import { parseAsPage } from "@/app/ui/table-params.ts";

export const importParams = { page: parseAsPage.withDefault(1) };
