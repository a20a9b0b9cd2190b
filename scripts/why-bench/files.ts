// The benchmark as files: worlds that hold all an engine may know, truths apart, and answers of any engine. Format: README.md.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Definition } from "../../lib/optimizer/decision/index.ts";
import { FLOW_EDGES, flowGraph, type InferredWorld } from "./inferred.ts";
import type { InferredAnswer } from "./inferred-score.ts";
import type { Answer, DecisionWorld, PlantedWorld } from "./world.ts";

const ANSWERS_FILE = "answers.json";

const leavesOf = (definition: Definition, leaves: Float64Array): Record<string, number> =>
  Object.fromEntries(
    definition.nodes.slice(0, definition.leafCount).map(({ id }, leaf) => [id, leaves[leaf]!]),
  );

function worldBody({ id, definition, from, to, ...rest }: DecisionWorld): object {
  const { fromValue, toValue, mixes, earlier } = rest;
  return {
    id,
    rule: definition.name,
    ruleVersion: definition.version,
    groups: Object.fromEntries(
      definition.groups.map((group) => [
        group.id,
        group.leaves.map((leaf) => definition.nodes[leaf]!.id),
      ]),
    ),
    from: { leaves: leavesOf(definition, from), stored: fromValue },
    to: { leaves: leavesOf(definition, to), stored: toValue },
    networkMixes: mixes,
    earlier: earlier && worldBody(earlier),
  };
}

/** Writes `worlds.json` and `truths.json` into a folder, which is made where it is absent. */
export function writeWorlds(
  folder: string,
  planted: readonly PlantedWorld[],
  inferred: readonly InferredWorld[],
): void {
  mkdirSync(folder, { recursive: true });
  const write = (name: string, body: object) =>
    writeFileSync(join(folder, name), `${JSON.stringify(body)}\n`);
  write("worlds.json", {
    decisions: planted.map(({ world }) => worldBody(world)),
    inferred: {
      nodes: flowGraph.node,
      edges: FLOW_EDGES,
      target: "received",
      worlds: inferred.map(({ id, periods }) => ({
        id,
        before: periods.before.map((column) => Array.from(column)),
        after: periods.after.map((column) => Array.from(column)),
      })),
    },
  });
  write("truths.json", {
    decisions: planted.map(({ world, truth }) => ({ id: world.id, ...truth })),
    inferred: inferred.map(({ id, worldClass, changed, amounts, isHidden }) => ({
      id,
      worldClass,
      changed,
      amounts: Object.fromEntries(flowGraph.node.map((node, k) => [node, amounts[k]!])),
      isHidden,
    })),
  });
}

export interface Answers {
  readonly decisions: ReadonlyMap<string, Answer>;
  readonly inferred: ReadonlyMap<string, InferredAnswer>;
}

const isAmounts = (value: unknown): value is Record<string, number> =>
  typeof value === "object" &&
  value !== null &&
  Object.values(value).every((amount) => Number.isFinite(amount));

/** Reads `answers.json` of a folder. Throws Error naming the entry and field that is malformed. */
export function readAnswers(folder: string): Answers {
  const path = join(folder, ANSWERS_FILE);
  if (!existsSync(path)) throw new Error(`why-bench: ${path} is not there`);
  const body = JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>;
  const entries = (name: string): readonly Record<string, unknown>[] => {
    const list = body[name] ?? [];
    if (!Array.isArray(list)) throw new Error(`why-bench: "${name}" must be a list`);
    return list.map((entry: Record<string, unknown>, k) => {
      if (typeof entry?.id !== "string") throw new Error(`why-bench: ${name}[${k}] lacks its id`);
      if (!isAmounts(entry.amounts))
        throw new Error(`why-bench: ${name}[${k}].amounts must map causes to finite numbers`);
      return entry;
    });
  };
  const decision = (entry: Record<string, unknown>): Answer => ({
    id: entry.id as string,
    amounts: entry.amounts as Answer["amounts"],
    unexplained: typeof entry.unexplained === "number" ? entry.unexplained : 0,
    root: typeof entry.root === "string" ? entry.root : null,
  });
  const inferred = (entry: Record<string, unknown>): InferredAnswer => ({
    id: entry.id as string,
    amounts: entry.amounts as InferredAnswer["amounts"],
    isHidden: entry.isHidden === true,
  });
  return {
    decisions: new Map(entries("decisions").map((entry) => [entry.id as string, decision(entry)])),
    inferred: new Map(entries("inferred").map((entry) => [entry.id as string, inferred(entry)])),
  };
}
