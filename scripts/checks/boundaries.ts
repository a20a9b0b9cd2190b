// Import direction on resolved paths, cycles, client code, and words that carry hidden inputs.
import {
  FORBIDDEN_PACKAGES,
  FORBIDDEN_WORDS,
  MAY_IMPORT,
  MAY_IMPORT_TYPES,
  TEST_SUPPORT,
} from "./boundary-rules.ts";
import {
  type ImportEdge,
  isTestSource,
  listFiles,
  readSource,
  type SourceFile,
} from "./source-tree.ts";

export interface BoundaryReport {
  readonly problems: readonly string[];
  readonly fileCount: number;
  readonly edgeCount: number;
}

const ROOTS = ["app", "server", "lib", "db", "e2e", "scripts"];

function layerOf(path: string): string | undefined {
  return Object.keys(MAY_IMPORT)
    .filter((layer) => path.startsWith(`${layer}/`))
    .sort((a, b) => b.length - a.length)[0];
}

const capabilityOf = (path: string): string | undefined =>
  /^lib\/optimizer\/([^/]+)\//.exec(path)?.[1];

function layerProblem(from: string, { target, isTypeOnly }: ImportEdge): string | null {
  const [layer, other] = [layerOf(from), layerOf(target)];
  if (layer === undefined)
    return `${from}: in no known layer; add it to scripts/checks/boundary-rules.ts`;
  if (layer === other || other === undefined || MAY_IMPORT[layer]?.includes(other)) return null;
  const isAllowedType =
    isTypeOnly && MAY_IMPORT_TYPES[layer]?.some((place) => target.startsWith(place));
  if (isAllowedType) return null;
  return `${from} -> ${target}: ${layer} may not import ${isTypeOnly ? "types of " : ""}${other}`;
}

function capabilityProblem(from: string, { target }: ImportEdge): string | null {
  const [own, other] = [capabilityOf(from), capabilityOf(target)];
  if (own === "core" && other !== undefined && other !== "core")
    return `${from} -> ${target}: core imports no capability`;
  const isInside = own === undefined || other === undefined || own === other;
  const isOpen = other === "core" || target.endsWith("/index.ts");
  return isInside || isOpen
    ? null
    : `${from} -> ${target}: go through lib/optimizer/${other}/index.ts`;
}

function edgeProblems(file: SourceFile, edge: ImportEdge): (string | null)[] {
  const { path } = file;
  const isTest = isTestSource(path);
  const isClient = /^["']use client["']/.test(file.text);
  return [
    isTest ? null : layerProblem(path, edge),
    isTest ? null : capabilityProblem(path, edge),
    !isTest && (isTestSource(edge.target) || TEST_SUPPORT.test(edge.target))
      ? `${path} -> ${edge.target}: only tests may import test support`
      : null,
    isClient && !edge.isTypeOnly && edge.target.startsWith("server/")
      ? `${path} -> ${edge.target}: client code may only \`import type\` from server`
      : null,
  ];
}

function packageProblems({ path, packages }: SourceFile): string[] {
  if (isTestSource(path)) return [];
  return packages.flatMap(({ target, isTypeOnly }) =>
    FORBIDDEN_PACKAGES.filter(
      (rule) => path.startsWith(rule.within) && rule.except?.test(path) !== true,
    )
      .filter((rule) => rule.package.test(target) && !isTypeOnly)
      .map(({ because }) => `${path} -> ${target}: ${because}`),
  );
}

function wordProblems({ path, text }: SourceFile): string[] {
  if (isTestSource(path)) return [];
  const rules = FORBIDDEN_WORDS.filter(
    ({ within, except }) => within.test(path) && !except.test(path),
  );
  return text.split("\n").flatMap((line, index) => {
    const code = line.replace(/^\s*(\/\/|\*|\/\*).*/, "");
    return rules
      .filter(({ word }) => word.test(code))
      .map(({ because }) => `${path}:${index + 1}: ${because}`);
  });
}

/** A name that says nothing about what is inside collects everything. */
const nameProblems = ({ path }: SourceFile): string[] =>
  /(^|\/)(utils?|helpers?|common|misc)(\/|\.tsx?$)/.test(path)
    ? [`${path}: name it after what it does`]
    : [];

/** Cycles of value imports, each reported once with its whole path. */
function cycleProblems(files: readonly SourceFile[]): string[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const state = new Map<string, "open" | "done">();
  const problems: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    if (state.get(path) === "done") return;
    if (state.get(path) === "open") {
      problems.push(`cycle: ${[...trail.slice(trail.indexOf(path)), path].join(" -> ")}`);
      return;
    }
    state.set(path, "open");
    for (const { target, isTypeOnly } of byPath.get(path)?.imports ?? [])
      if (!isTypeOnly) visit(target, [...trail, path]);
    state.set(path, "done");
  };
  for (const { path } of files) visit(path, []);
  return problems;
}

/** Checks the tree at `root`; a tree without source files is a problem in itself. */
export function checkBoundaries(root: string): BoundaryReport {
  const files = listFiles(root, ROOTS, [".ts", ".tsx"]).map((path) => readSource(root, path));
  const edgeCount = files.reduce((sum, { imports }) => sum + imports.length, 0);
  const found = files.flatMap((file) => [
    ...file.imports.flatMap((edge) => edgeProblems(file, edge)),
    ...packageProblems(file),
    ...wordProblems(file),
    ...nameProblems(file),
  ]);
  const empty = files.length === 0 ? ["no files read: run from the repository root"] : [];
  const problems = [
    ...empty,
    ...found.filter((problem) => problem !== null),
    ...cycleProblems(files),
  ];
  return { problems: [...new Set(problems)], fileCount: files.length, edgeCount };
}
