// biome-ignore lint/style/noRestrictedImports: reads the known answers, which lie beside the repository.
import { existsSync, readFileSync } from "node:fs";

const folder = "../shared/testbeds/";

export interface KnownInstance {
  readonly id: string;
  readonly problem_type: string;
  // biome-ignore lint/suspicious/noExplicitAny: each kind of instance has fields of its own
  readonly inputs: any;
  // biome-ignore lint/suspicious/noExplicitAny: each kind of instance has fields of its own
  readonly optimal: any;
}

export const isPresent = (file: string): boolean => existsSync(folder + file);

/** Instances of a file whose kind starts with one of the words; none where the file is absent. */
export function knownInstances(file: string, ...kinds: string[]): readonly KnownInstance[] {
  if (!isPresent(file)) return [];
  const { instances } = JSON.parse(readFileSync(folder + file, "utf8")) as {
    instances: KnownInstance[];
  };
  return instances.filter(({ problem_type }) =>
    kinds.some((kind) => problem_type.startsWith(kind)),
  );
}
