// What the documents say exists: files, commands, formulas held by a test. And what they must not say: paths of one machine.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { isTestSource, listFiles } from "./source-tree.ts";

export interface DocReport {
  readonly problems: readonly string[];
  readonly pageCount: number;
  readonly referenceCount: number;
}

interface Reference {
  readonly kind: "path" | "link" | "command";
  readonly text: string;
  readonly line: number;
}

const DOC_DIRECTORIES = ["app", "server", "lib", "db", "e2e", "scripts", "docs"];
const SOURCE_DIRECTORIES = ["app", "server", "lib", "db", "e2e", "scripts"];
/** A cited path starts in one of our directories and is no pattern: no star, brace or angle bracket. */
const CITED_PATH = /`((?:app|server|lib|db|e2e|scripts|docs|public|\.ci)\/[^`\s*{}<>…]*)`/g;
const LINK = /\]\((?!https?:|mailto:|#)([^)\s#]+)(?:#[^)\s]*)?\)/g;
const COMMAND = /\bnpm (?:run (?:--silent )?|(?=start\b|test\b))([\w:-]+)/g;
const MACHINE_PATH = /(?:^|[\s`"'(=])(\/(?:work|root|home|tmp|Users)\/[\w./-]*)/g;

function referencesIn(text: string): Reference[] {
  return text.split("\n").flatMap((line, index) => {
    const find = (kind: Reference["kind"], pattern: RegExp) =>
      Array.from(line.matchAll(pattern), (match) => ({
        kind,
        text: match[1] ?? "",
        line: index + 1,
      }));
    return [...find("path", CITED_PATH), ...find("link", LINK), ...find("command", COMMAND)];
  });
}

function isGood(
  root: string,
  page: string,
  reference: Reference,
  commands: ReadonlySet<string>,
): boolean {
  if (reference.kind === "command") return commands.has(reference.text);
  if (reference.kind === "link")
    return existsSync(join(root, normalize(join(dirname(page), reference.text))));
  // `lib/units/round.ts:12` cites a line of the file.
  return existsSync(join(root, reference.text.replace(/:\d+(-\d+)?$/, "")));
}

function pageProblems(
  root: string,
  page: string,
  text: string,
  commands: ReadonlySet<string>,
): string[] {
  const missing = referencesIn(text)
    .filter((reference) => !isGood(root, page, reference, commands))
    .map(({ kind, text: cited, line }) =>
      kind === "command"
        ? `${page}:${line}: no script named ${cited}`
        : `${page}:${line}: ${cited} does not exist`,
    );
  const machine = Array.from(
    text.matchAll(MACHINE_PATH),
    (match) => `${page}: path of one machine: ${match[1]}`,
  );
  return [...missing, ...machine];
}

/** A formula page that no test names is a claim that nothing holds. */
function formulaProblems(root: string, pages: readonly string[]): string[] {
  const formulas = pages.filter((page) => /^docs\/formulas\/(?!README\.md)/.test(page));
  if (formulas.length === 0) return [];
  const tests = listFiles(root, SOURCE_DIRECTORIES, [".ts", ".tsx"]).filter(isTestSource);
  const words = tests.map((path) => readFileSync(join(root, path), "utf8")).join("\n");
  return formulas
    .filter((page) => !words.includes(page.slice("docs/".length)))
    .map((page) => `${page}: no test names it`);
}

function scriptNames(root: string): ReadonlySet<string> {
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    scripts?: Record<string, string>;
  };
  return new Set(Object.keys(manifest.scripts ?? {}));
}

/** Checks the documents of the tree at `root`; a tree without documents is a problem in itself. */
export function checkDocRefs(root: string): DocReport {
  const rootPages = readdirSync(root).filter((name) => name.endsWith(".md"));
  const pages = [...rootPages, ...listFiles(root, DOC_DIRECTORIES, [".md"])];
  if (pages.length === 0)
    return {
      problems: ["no documents read: run from the repository root"],
      pageCount: 0,
      referenceCount: 0,
    };
  const commands = scriptNames(root);
  const texts = pages.map((page) => ({ page, text: readFileSync(join(root, page), "utf8") }));
  const problems = texts.flatMap(({ page, text }) => pageProblems(root, page, text, commands));
  const referenceCount = texts.reduce((sum, { text }) => sum + referencesIn(text).length, 0);
  return {
    problems: [...problems, ...formulaProblems(root, pages)],
    pageCount: pages.length,
    referenceCount,
  };
}
