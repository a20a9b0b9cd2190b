// Length of files; the length and complexity of functions are held by Biome (biome.json).
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { listFiles } from "./source-tree.ts";

export interface SizeReport {
  readonly problems: readonly string[];
  readonly fileCount: number;
  readonly lineCount: number;
}

const ROOTS = ["app", "server", "lib", "db", "e2e", "scripts"];
const FILE_LINES_MAX = 400;
/** Tables of numbers and names are data, not code to be read. */
const DATA = /(^|\/)data\//;

function countLines(text: string): number {
  const lines = text.split("\n").length;
  return text.endsWith("\n") ? lines - 1 : lines;
}

/** Checks the tree at `root`; a tree without source files is a problem in itself. */
export function checkSizes(root: string): SizeReport {
  const files = listFiles(root, ROOTS, [".ts", ".tsx", ".mjs"]).filter((path) => !DATA.test(path));
  const sized = files.map((path) => ({
    path,
    lines: countLines(readFileSync(join(root, path), "utf8")),
  }));
  const tooLong = sized
    .filter(({ lines }) => lines > FILE_LINES_MAX)
    .map(
      ({ path, lines }) =>
        `${path}: ${lines} lines, at most ${FILE_LINES_MAX}: split it by what changes together`,
    );
  const empty = files.length === 0 ? ["no files read: run from the repository root"] : [];
  const lineCount = sized.reduce((sum, { lines }) => sum + lines, 0);
  return { problems: [...empty, ...tooLong], fileCount: files.length, lineCount };
}
