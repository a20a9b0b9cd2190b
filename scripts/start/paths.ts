import { resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const repositoryRoot: string = fileURLToPath(new URL("../../", import.meta.url)).replace(
  /\/$/,
  "",
);

/** The data folder: WHYSTOCK_DATA (relative to the repository root, or absolute), else `.whystock`. */
export const dataDirectory = (
  source: Readonly<Record<string, string | undefined>> = process.env,
): string => resolve(repositoryRoot, source.WHYSTOCK_DATA || ".whystock");
