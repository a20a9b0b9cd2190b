// A definition as one script of its own: what runs its rule when this build has another. Made from the sources, once per rule.
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";
import type { DefinitionName } from "@/server/repositories/trace.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** Where a definition is written: a module of the repository and what it is called there. */
export interface RuleSource {
  readonly module: string;
  readonly name: string;
}

export const ruleSources: Readonly<Record<DefinitionName, RuleSource>> = {
  capacity: { module: "lib/optimizer/capacity/definition.ts", name: "capacityDefinition" },
  replenishment: {
    module: "lib/optimizer/replenishment/definition.ts",
    name: "replenishmentDefinition",
  },
  positioning: { module: "lib/optimizer/positioning/definition.ts", name: "positioningDefinition" },
  placement: { module: "lib/optimizer/placement/definition.ts", name: "placementDefinition" },
  placementFee: { module: "lib/optimizer/placement/split-fee.ts", name: "splitFeeDefinition" },
};

/** The script that leaves `rule` ({@link RuleText}) in the global scope. The same sources give the same bytes on every machine. */
export function bundleRule({ module, name }: RuleSource): string {
  const contents = `
    import { ${name} } from "./${module}";
    import { ruleText } from "./lib/optimizer/decision/index.ts";
    export const { canonicalText, liftFrom, lifts, evaluate, added, removed } = ruleText(${name});`;
  const { outputFiles } = buildSync({
    stdin: { contents, resolveDir: ROOT, loader: "ts" },
    absWorkingDir: ROOT,
    bundle: true,
    format: "iife",
    globalName: "rule",
    platform: "neutral",
    target: "es2024",
    alias: { "@": ROOT },
    tsconfigRaw: {},
    charset: "utf8",
    legalComments: "none",
    write: false,
  });
  const [script] = outputFiles;
  if (!script) throw new Error(`bundle: ${module} gave nothing`);
  return script.text;
}
