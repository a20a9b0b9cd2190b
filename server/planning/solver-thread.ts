// A solver in a thread of its own: an aborted or endless solve costs the thread, never the process that holds the jobs.
import { Worker } from "node:worker_threads";
import {
  type BackendModel,
  type LpBackend,
  type PortBackend,
  portBackend,
} from "@/lib/optimizer/solver/index.ts";

/** Solves that name no limit are ended after this long. */
const LONGEST_SOLVE_SECONDS = 1_800;
/** Beyond a solve's own limit: the solver looks at its clock only now and then. */
const GRACE_SECONDS = 10;

const THREAD = new URL("./solver-thread-entry.ts", import.meta.url);
const HOOKS = new URL("../../scripts/module-hooks.ts", import.meta.url);

export interface SolverThread extends LpBackend {
  /** Ends the thread; models opened so far are lost, and the next one starts another thread. */
  readonly close: () => Promise<void>;
}

export interface SolverThreadOptions {
  readonly longestSolveSeconds?: number;
  readonly graceSeconds?: number;
}

interface Running {
  readonly worker: Worker;
  readonly backend: PortBackend;
}

/**
 * Opens a solver thread, started when the first model is opened. A solve that overruns its time limit is answered
 * "stopped" and the thread is ended; a thread that dies fails what was asked of it. Either way the next model starts
 * another thread, so that sessions go on with a fresh model.
 */
export function openSolverThread(options: SolverThreadOptions = {}): SolverThread {
  const { longestSolveSeconds = LONGEST_SOLVE_SECONDS, graceSeconds = GRACE_SECONDS } = options;
  let running: Running | null = null;

  const lose = (mine: Running, error: Error): void => {
    if (running === mine) running = null;
    mine.backend.fail(error);
  };
  const start = (): Running => {
    const worker = new Worker(THREAD, { execArgv: ["--import", HOOKS.href] });
    // Waiting orders keep the process alive by themselves; an idle thread does not.
    worker.unref();
    const mine: Running = {
      worker,
      backend: portBackend({
        post: (message, transfer) => worker.postMessage(message, [...transfer]),
        listen: (handler) => {
          worker.on("message", handler);
        },
      }),
    };
    worker.on("error", (error: Error) => lose(mine, error));
    worker.on("exit", (code) => lose(mine, new Error(`solver thread: ended with code ${code}`)));
    return mine;
  };
  /** Runs one order with the thread held alive. */
  const held = async <T>({ worker }: Running, work: Promise<T>): Promise<T> => {
    worker.ref();
    try {
      return await work;
    } finally {
      worker.unref();
    }
  };
  return {
    async open(program) {
      running ??= start();
      const mine = running;
      const model = await held(mine, mine.backend.open(program));
      return {
        async solve(changes, order) {
          const limitSeconds = Math.min(order.timeLimitSeconds, longestSolveSeconds) + graceSeconds;
          const overrun = Promise.withResolvers<{ readonly status: "stopped" }>();
          const timer = setTimeout(() => {
            overrun.resolve({ status: "stopped" });
            lose(mine, new Error("solver thread: ended at its time limit"));
            void mine.worker.terminate();
          }, limitSeconds * 1_000);
          try {
            return await held(mine, Promise.race([overrun.promise, model.solve(changes, order)]));
          } finally {
            clearTimeout(timer);
          }
        },
        dispose: () => model.dispose(),
      } satisfies BackendModel;
    },
    async close() {
      const mine = running;
      if (!mine) return;
      lose(mine, new Error("solver thread: closed"));
      await mine.worker.terminate();
    },
  };
}
