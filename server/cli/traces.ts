// whystock traces: what traces take, and the night's proof at once.
import { parseArgs } from "node:util";
import type { WorkerContext } from "@/server/services/context.ts";
import { auditTraces } from "@/server/services/traces/audit-traces.ts";
import {
  measureTracing,
  type TraceCost,
  tracingSteps,
} from "@/server/services/traces/trace-cost.ts";
import { listTraceSizes, type TraceSizes } from "@/server/services/traces/trace-sizes.ts";
import { type Command, EXIT, print, printError, UsageError, withOperator } from "./command.ts";

const HELP = `Usage: npm run whystock -- traces [--prove | --cost RUN] [--json]

Prints what the traces of each run take, and what they would take as leaves only.

  --prove      do the night's proof and moves now, unless they were done today
  --cost RUN   trace this run's decisions again, keeping nothing of it, and print what that takes
  --json       print JSON

Exit code: 0 done, 1 a stored decision does not hold, 2 wrong arguments.`;

const OPTIONS = {
  prove: { type: "boolean" },
  cost: { type: "string" },
  json: { type: "boolean" },
} as const;

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
    const { prove, cost, json } = parseArgs({ args: [...args], options: OPTIONS }).values;
    const runId = cost === undefined ? null : Number(cost);
    if (runId !== null && !(Number.isSafeInteger(runId) && runId > 0))
      throw new UsageError("--cost takes the number of a run.");
    return withOperator(async (ctx) => {
      if (prove) return printProof(ctx, json ?? false);
      if (runId !== null) {
        const spent = await measureTracing(ctx, runId);
        print(json ? JSON.stringify(spent) : costText(spent));
        return EXIT.done;
      }
      const sizes = await listTraceSizes(ctx);
      print(json ? JSON.stringify(sizes) : sizes.map(line).join("\n"));
      return EXIT.done;
    });
  },
};

async function printProof(ctx: WorkerContext, isJson: boolean): Promise<number> {
  const report = await auditTraces(ctx, ctx.clock.now().toISOString().slice(0, 10));
  for (const failure of report?.failures ?? []) printError(JSON.stringify(failure));
  print(isJson ? JSON.stringify(report) : proofText(report));
  return report && report.failures.length > 0 ? EXIT.failed : EXIT.done;
}

function proofText(report: Awaited<ReturnType<typeof auditTraces>>): string {
  if (report === null) return "Proved today already.";
  const { sampledCount, explainedCount, movedRunCount, failures } = report;
  const result = failures.length === 0 ? "all held" : `${failures.length} did not hold`;
  return `${sampledCount} sampled and ${explainedCount} explained decisions re-derived: ${result}; ${movedRunCount} runs moved.`;
}

function costText({ runId, decisionCount, step, total, runSeconds }: TraceCost): string {
  const text = (name: string, { seconds, processorSeconds }: TraceCost["total"]) => {
    const each = (1e6 * processorSeconds) / Math.max(1, decisionCount);
    return `  ${name.padEnd(7)} ${seconds.toFixed(2)} s, processor ${processorSeconds.toFixed(2)} s (${each.toFixed(1)} us a decision)`;
  };
  const share =
    runSeconds === null ? "" : `, ${((100 * total.seconds) / runSeconds).toFixed(1)} % of it`;
  return [
    `Run ${runId}: ${decisionCount} decisions in ${runSeconds?.toFixed(1) ?? "?"} s; tracing them again${share}:`,
    ...tracingSteps.map((name) => text(name, step[name])),
    text("all", total),
  ].join("\n");
}
