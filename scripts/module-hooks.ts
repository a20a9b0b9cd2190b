// What plain Node needs to run this repository's TypeScript (server, worker, CLI, scripts); Next and Vitest resolve "@/..." themselves.
import { enableCompileCache, registerHooks } from "node:module";
import { fileURLToPath } from "node:url";

const root = new URL("../", import.meta.url);

// The second start of a program finds its modules compiled.
enableCompileCache(fileURLToPath(new URL("node_modules/.cache/node", root)));

/** Node parses drizzle-orm's package.json, 180 kB, for each of its files: most of a short command's time. */
const isWithinDrizzle = (specifier: string, parent: string | undefined): boolean =>
  specifier.startsWith(".") && /\/node_modules\/drizzle-orm\/.*\.js$/.test(parent ?? "");

registerHooks({
  resolve: (specifier, context, nextResolve) => {
    if (isWithinDrizzle(specifier, context.parentURL)) {
      const { href } = new URL(specifier, context.parentURL);
      return { url: href, format: "module", shortCircuit: true };
    }
    return nextResolve(
      specifier.startsWith("@/") ? new URL(specifier.slice(2), root).href : specifier,
      context,
    );
  },
});
