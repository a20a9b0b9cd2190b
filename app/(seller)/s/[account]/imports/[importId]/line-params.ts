import { parseAsInteger } from "nuqs/server";

/** The line of the file that is looked at; the header is line 1. */
export const lineParams = { line: parseAsInteger };
