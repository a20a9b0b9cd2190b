// Resolves "@/..." to the repository root for plain Node (server, worker, CLI, scripts); Next and Vitest have their own alias.
import { registerHooks } from "node:module";

const root = new URL("../", import.meta.url);
registerHooks({
  resolve: (specifier, context, nextResolve) =>
    nextResolve(
      specifier.startsWith("@/") ? new URL(specifier.slice(2), root).href : specifier,
      context,
    ),
});
