// What an instance of the known answers looks like, and what an adapter makes of it.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

export interface Instance {
  readonly id: string;
  readonly problemType: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** What is known of the answer. */
  readonly optimal: Readonly<Record<string, unknown>>;
  /** Folder that files named in the inputs are relative to. */
  readonly folder: string;
}

/** Any number from `from` to `to` is right: prices of degenerate programs. */
export interface Between {
  readonly from: number;
  readonly to: number;
}

export interface Solved {
  /**
   * Found values under the names that `optimal` uses. Every name that `optimal` states too is compared: numbers to
   * 0.3 %, lists and records entry by entry. Leave out what is not unique, such as one of several best plans.
   */
  readonly answer: Readonly<Record<string, unknown>>;
  /** Names whose known value comes from a heuristic: a lower found value is right too. */
  readonly noWorseThan?: readonly string[];
}

/** One family of problems, solved through the public faces of lib/optimizer. */
export interface Family {
  readonly name: string;
  readonly covers: (problemType: string) => boolean;
  readonly solve: (instance: Instance) => Solved | Promise<Solved>;
}

/** Text of the file that an input names, unpacked where its name ends in .gz. */
export function inputFile(instance: Instance): string {
  const body = readFileSync(join(instance.folder, stringOf(instance.inputs, "file")));
  return (body[0] === 0x1f && body[1] === 0x8b ? gunzipSync(body) : body).toString("utf8");
}

const refuse = (name: string, expected: string, got: unknown): never => {
  throw new TypeError(
    `input ${name}: expected ${expected}, got ${JSON.stringify(got) ?? "nothing"}`,
  );
};

export function stringOf(record: Readonly<Record<string, unknown>>, name: string): string {
  const value = record[name];
  return typeof value === "string" ? value : refuse(name, "a text", value);
}

/** A number; `fallback` where it is left out. */
export function numberOf(
  record: Readonly<Record<string, unknown>>,
  name: string,
  fallback?: number,
): number {
  const value = record[name] ?? fallback;
  return typeof value === "number" ? value : refuse(name, "a number", value);
}

export function numbersOf(record: Readonly<Record<string, unknown>>, name: string): number[] {
  const value = record[name];
  const isList = Array.isArray(value) && value.every((item) => typeof item === "number");
  return isList ? value : refuse(name, "a list of numbers", value);
}

export function matrixOf(record: Readonly<Record<string, unknown>>, name: string): number[][] {
  const value = record[name];
  if (!Array.isArray(value)) return refuse(name, "a list of lists of numbers", value);
  return value.map((row, k) => numbersOf({ [`${name}[${k}]`]: row }, `${name}[${k}]`));
}

/** A list of records. */
export function recordsOf(
  record: Readonly<Record<string, unknown>>,
  name: string,
): Readonly<Record<string, unknown>>[] {
  const value = record[name];
  const isList =
    Array.isArray(value) && value.every((item) => typeof item === "object" && item !== null);
  return isList ? value : refuse(name, "a list of records", value);
}
