// One task in a thread of its own, for processes that hold no pool: the web server, whose code is bundled.
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { openTurns } from "@/server/core/bounded-work.ts";
import type { ThreadAnswer } from "./compute-thread.ts";
import type { TaskInput, TaskName, TaskResult } from "./tasks.ts";

/** The sources themselves, found from the folder the process runs in: a bundle's own place says nothing of them. */
const source = (path: string) => pathToFileURL(join(process.cwd(), path));

/** A click starts a thread: so many at once, so that a page that is clicked often leaves the machine to the others. */
const inTurn = openTurns({ most: 2, mostWaiting: 12 });

/**
 * Computes one task; the caller's thread stays free meanwhile. Rejects as the task does, and with limit_exceeded where too many wait
 * already. The thread ends with it.
 */
export const computeOnce = <Name extends TaskName>(
  name: Name,
  input: TaskInput<Name>,
): Promise<TaskResult<Name>> => inTurn(() => inThread(name, input));

async function inThread<Name extends TaskName>(
  name: Name,
  input: TaskInput<Name>,
): Promise<TaskResult<Name>> {
  const worker = new Worker(source("server/planning/compute-thread.ts"), {
    execArgv: ["--import", source("scripts/module-hooks.ts").href],
  });
  try {
    const answer = await new Promise<ThreadAnswer>((resolve, reject) => {
      worker.on("message", resolve);
      worker.on("error", reject);
      worker.on("exit", (code) => reject(new Error(`compute thread: ended with code ${code}`)));
      worker.postMessage({ name, input });
    });
    if (answer.status === "failed") throw answer.error;
    return answer.result as TaskResult<Name>;
  } finally {
    await worker.terminate();
  }
}
