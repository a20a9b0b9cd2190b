// whystock traces: what traces take, and the night's proof at once.
import { parseArgs } from "node:util";
import { auditTraces } from "@/server/services/traces/audit-traces.ts";
import { listTraceSizes, type TraceSizes } from "@/server/services/traces/trace-sizes.ts";
import { type Command, EXIT, print, printError, withOperator } from "./command.ts";

const HELP = `Usage: npm run whystock -- traces [--prove] [--json]

Prints what the traces of each run take, and what they would take as leaves only.

  --prove   do the night's proof and moves now, unless they were done today
  --json    print JSON

Exit code: 0 done, 1 a stored decision does not hold, 2 wrong arguments.`;

const OPTIONS = { prove: { type: "boolean" }, json: { type: "boolean" } } as const;

const line = (size: TraceSizes): string =>
  [
    `run ${size.runId}`,
    size.tier,
    size.definition.padEnd(13),
    `${size.decisionCount} decisions`,
    `${size.keptBytes.toFixed(1)} B each`,
    `${size.leavesBytes.toFixed(1)} B as leaves (${size.leavesAloneBytes.toFixed(1)} B alone)`,
    `${Math.round(100 * size.onBaseShare)} % on the run before`,
  ].join("  ");

export const tracesCommand: Command = {
  summary: "prove stored decisions, and say what their traces take",
  help: HELP,
  run: async (args) => {
    const { prove, json } = parseArgs({ args: [...args], options: OPTIONS }).values;
    return withOperator(async (ctx) => {
      if (prove) {
        const report = await auditTraces(ctx, ctx.clock.now().toISOString().slice(0, 10));
        for (const failure of report?.failures ?? []) printError(JSON.stringify(failure));
        print(json ? JSON.stringify(report) : proofText(report));
        return report && report.failures.length > 0 ? EXIT.failed : EXIT.done;
      }
      const sizes = await listTraceSizes(ctx);
      print(json ? JSON.stringify(sizes) : sizes.map(line).join("\n"));
      return EXIT.done;
    });
  },
};

function proofText(report: Awaited<ReturnType<typeof auditTraces>>): string {
  if (report === null) return "Proved today already.";
  const { sampledCount, explainedCount, movedRunCount, failures } = report;
  const result = failures.length === 0 ? "all held" : `${failures.length} did not hold`;
  return `${sampledCount} sampled and ${explainedCount} explained decisions re-derived: ${result}; ${movedRunCount} runs moved.`;
}
