// Reads the known answers of a folder, solves every instance whose type a family covers, and sums up by type.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ALLOWED_SHARE, compare } from "./compare.ts";
import type { Family, Instance } from "./instance.ts";

export interface TypeResult {
  readonly problemType: string;
  readonly instanceCount: number;
  /** Instances whose every compared value is within the allowed distance. */
  readonly rightCount: number;
  readonly worstShare: number;
  readonly ms: number;
  readonly isCovered: boolean;
}

export interface Miss {
  readonly id: string;
  readonly problemType: string;
  readonly why: string;
}

export interface Report {
  readonly types: readonly TypeResult[];
  readonly misses: readonly Miss[];
  /** Files of the folder that hold no instances. */
  readonly skippedFiles: readonly string[];
}

interface Outcome {
  readonly share: number;
  readonly ms: number;
  readonly miss: Miss | null;
}

/**
 * Solves the instances of a folder whose file or type holds one of the words; all without words. Throws Error where the
 * folder cannot be read.
 */
export async function runKnownAnswers(
  folder: string,
  families: readonly Family[],
  nowMs: () => number,
  words: readonly string[] = [],
): Promise<Report> {
  const { instances, skippedFiles } = readInstances(folder, words);
  const types: TypeResult[] = [];
  const misses: Miss[] = [];
  for (const [problemType, group] of byType(instances)) {
    const family = families.find(({ covers }) => covers(problemType));
    const outcomes = family ? await solveAll(group, family, nowMs) : [];
    misses.push(...outcomes.flatMap(({ miss }) => miss ?? []));
    types.push({
      problemType,
      instanceCount: group.length,
      rightCount: outcomes.filter(({ miss }) => !miss).length,
      worstShare: outcomes.reduce((worst, { share }) => Math.max(worst, share), 0),
      ms: outcomes.reduce((sum, { ms }) => sum + ms, 0),
      isCovered: family !== undefined,
    });
  }
  return { types, misses, skippedFiles };
}

async function solveAll(
  group: readonly Instance[],
  family: Family,
  nowMs: () => number,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const instance of group) outcomes.push(await solveOne(instance, family, nowMs));
  return outcomes;
}

async function solveOne(instance: Instance, family: Family, nowMs: () => number): Promise<Outcome> {
  const { id, problemType } = instance;
  const startMs = nowMs();
  try {
    const { worstShare, worst } = compare(instance.optimal, await family.solve(instance));
    const isRight = worstShare <= ALLOWED_SHARE;
    const miss = isRight ? null : { id, problemType, why: worst };
    return { share: worstShare, ms: nowMs() - startMs, miss };
  } catch (error) {
    // An instance that cannot be solved is a miss, and the others still count.
    const why = error instanceof Error ? error.message : String(error);
    return { share: Infinity, ms: nowMs() - startMs, miss: { id, problemType, why } };
  }
}

function readInstances(
  folder: string,
  words: readonly string[],
): { instances: Instance[]; skippedFiles: string[] } {
  const instances: Instance[] = [];
  const skippedFiles: string[] = [];
  const files = readdirSync(folder).filter((name) => name.endsWith(".json"));
  for (const name of files.sort()) {
    const body = JSON.parse(readFileSync(join(folder, name), "utf8")) as { instances?: unknown };
    if (!Array.isArray(body.instances)) skippedFiles.push(name);
    else {
      const found = body.instances.map((item: unknown, k) =>
        toInstance(item, `${name}#${k}`, folder),
      );
      const isWanted = ({ problemType }: Instance) =>
        words.length === 0 || words.some((word) => `${name} ${problemType}`.includes(word));
      instances.push(...found.filter(isWanted));
    }
  }
  return { instances, skippedFiles };
}

function toInstance(item: unknown, place: string, folder: string): Instance {
  const { id, problem_type, inputs, optimal } = (item ?? {}) as Record<string, unknown>;
  const isRecord = (value: unknown) => typeof value === "object" && value !== null;
  return {
    id: typeof id === "string" ? id : place,
    problemType: typeof problem_type === "string" ? problem_type : "(no problem_type)",
    inputs: isRecord(inputs) ? (inputs as Instance["inputs"]) : {},
    optimal: isRecord(optimal) ? (optimal as Instance["optimal"]) : {},
    folder,
  };
}

function byType(instances: readonly Instance[]): Map<string, Instance[]> {
  const groups = new Map<string, Instance[]>();
  for (const instance of instances) {
    const group = groups.get(instance.problemType) ?? [];
    group.push(instance);
    groups.set(instance.problemType, group);
  }
  return groups;
}

/** One line per type, then the misses, then what is not covered. */
export function reportLines({ types, misses, skippedFiles }: Report): string[] {
  const covered = types.filter(({ isCovered }) => isCovered);
  const width = Math.max(0, ...covered.map(({ problemType }) => problemType.length));
  const lines = covered.map(
    ({ problemType, instanceCount, rightCount, worstShare, ms }) =>
      `${problemType.padEnd(width)}  ${rightCount}/${instanceCount} within ${100 * ALLOWED_SHARE} %  worst ${shareText(worstShare)}  ${Math.round(ms)} ms`,
  );
  lines.push(...misses.map(({ id, problemType, why }) => `MISS ${id} (${problemType}): ${why}`));
  for (const { problemType, instanceCount, isCovered } of types) {
    if (!isCovered) lines.push(`not covered: ${problemType} (${instanceCount})`);
  }
  lines.push(...skippedFiles.map((name) => `no instances in ${name}`));
  const solved = covered.reduce((sum, { rightCount }) => sum + rightCount, 0);
  const tried = covered.reduce((sum, { instanceCount }) => sum + instanceCount, 0);
  const left = types.reduce(
    (sum, { isCovered, instanceCount }) => sum + (isCovered ? 0 : instanceCount),
    0,
  );
  lines.push(`${solved} of ${tried} right, ${left} not covered`);
  return lines;
}

function shareText(share: number): string {
  if (share === Infinity) return "no answer";
  return share === 0 ? "0" : `${(100 * share).toPrecision(2)} %`;
}

/** 1 where something is wrong or there is nothing to solve. */
export const exitCode = ({ types, misses }: Report): number =>
  misses.length > 0 || !types.some(({ isCovered }) => isCovered) ? 1 : 0;
