// The TypeScript files of a tree and what each of them imports. Relies on the formatter: an import statement starts a line.
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";

export interface ImportEdge {
  readonly target: string;
  readonly isTypeOnly: boolean;
}

export interface SourceFile {
  /** Path from the root of the tree, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly ImportEdge[];
  /** Names of packages and of Node's own modules. */
  readonly packages: readonly ImportEdge[];
}

const STATEMENT =
  /^[ \t]*(?:import|export)\s+(type\s+)?(?=[\w{*])[^;"'`]*?\bfrom\s*["']([^"']+)["']/gm;
const BARE_OR_DYNAMIC = /^(?!\s*(?:\/\/|\*)).*?\bimport\s*\(?\s*["']([^"']+)["']/gm;

/** Files below `directories` of `root` whose name ends in one of `extensions`, sorted. */
export function listFiles(
  root: string,
  directories: readonly string[],
  extensions: readonly string[],
): string[] {
  return directories
    .map((name) => join(root, name))
    .filter((directory) => existsSync(directory) && statSync(directory).isDirectory())
    .flatMap((directory) => readdirSync(directory, { withFileTypes: true, recursive: true }))
    .filter(
      (entry) => entry.isFile() && extensions.some((extension) => entry.name.endsWith(extension)),
    )
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .filter((path) => !path.includes("node_modules/"))
    .sort();
}

function resolveTarget(root: string, from: string, specifier: string): string | null {
  const base = specifier.startsWith("@/")
    ? specifier.slice(2)
    : normalize(join(dirname(from), specifier));
  const found = ["", ".ts", ".tsx", "/index.ts"].find((suffix) =>
    statSync(join(root, base + suffix), { throwIfNoEntry: false })?.isFile(),
  );
  return found === undefined ? null : base + found;
}

function specifiersOf(text: string): { specifier: string; isTypeOnly: boolean }[] {
  const statements = Array.from(text.matchAll(STATEMENT), (match) => ({
    specifier: match[2] ?? "",
    isTypeOnly: match[1] !== undefined,
  }));
  const others = Array.from(text.matchAll(BARE_OR_DYNAMIC), (match) => ({
    specifier: match[1] ?? "",
    isTypeOnly: false,
  }));
  return [...statements, ...others];
}

export function readSource(root: string, path: string): SourceFile {
  const text = readFileSync(join(root, path), "utf8");
  const imports: ImportEdge[] = [];
  const packages: ImportEdge[] = [];
  for (const { specifier, isTypeOnly } of specifiersOf(text)) {
    const isOurs = specifier.startsWith("@/") || specifier.startsWith(".");
    if (!isOurs) packages.push({ target: specifier, isTypeOnly });
    const target = isOurs ? resolveTarget(root, path, specifier) : null;
    if (target !== null) imports.push({ target, isTypeOnly });
  }
  return { path, text, imports, packages };
}

/** Tests, and what only tests use: neither is shipped. */
export const isTestSource = (path: string): boolean =>
  /\.(test|spec)\.tsx?$/.test(path) ||
  /(^|\/)(testing|fixtures|authorization)\//.test(path) ||
  /(^|\/)(test-[^/]*|fixtures)\.ts$/.test(path);
