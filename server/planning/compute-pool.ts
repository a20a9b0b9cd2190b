// A pool of compute threads. A thread that dies fails its task and is replaced; the task's job is retried by the queue.
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { TaskMessage, ThreadAnswer } from "./compute-thread.ts";
import type { Compute, TaskName } from "./tasks.ts";

interface Pending {
  readonly message: TaskMessage;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

const THREAD = new URL("./compute-thread.ts", import.meta.url);
const HOOKS = new URL("../../scripts/module-hooks.ts", import.meta.url);

class Pool {
  private readonly size: number;
  private readonly idle: Worker[] = [];
  private readonly busy = new Map<Worker, Pending>();
  private readonly waiting: Pending[] = [];
  private isClosed = false;

  constructor(size: number) {
    this.size = size;
  }

  run(message: TaskMessage): Promise<unknown> {
    if (this.isClosed) return Promise.reject(new Error("compute pool: closed"));
    return new Promise((resolve, reject) => {
      this.waiting.push({ message, resolve, reject });
      this.dispatch();
    });
  }

  async close(): Promise<void> {
    this.isClosed = true;
    for (const { reject } of this.waiting.splice(0)) reject(new Error("compute pool: closed"));
    await Promise.all([...this.idle.splice(0), ...this.busy.keys()].map((w) => w.terminate()));
  }

  private dispatch(): void {
    while (this.waiting.length > 0) {
      const worker =
        this.idle.pop() ?? (this.busy.size < this.size ? this.openThread() : undefined);
      if (!worker) return;
      const pending = this.waiting.shift();
      if (!pending) return;
      this.busy.set(worker, pending);
      worker.ref();
      worker.postMessage(pending.message);
    }
  }

  private openThread(): Worker {
    const worker = new Worker(THREAD, { execArgv: ["--import", HOOKS.href] });
    worker.on("message", (answer: ThreadAnswer) => {
      const pending = this.busy.get(worker);
      this.busy.delete(worker);
      // An idle thread does not keep the process alive.
      worker.unref();
      this.idle.push(worker);
      if (answer.status === "done") pending?.resolve(answer.result);
      else pending?.reject(answer.error);
      this.dispatch();
    });
    const lose = (error: Error) => {
      const at = this.idle.indexOf(worker);
      if (at >= 0) this.idle.splice(at, 1);
      const pending = this.busy.get(worker);
      this.busy.delete(worker);
      pending?.reject(error);
      if (!this.isClosed) this.dispatch();
    };
    worker.on("error", lose);
    worker.on("exit", (code) => lose(new Error(`compute thread: ended with code ${code}`)));
    return worker;
  }
}

/** Opens a pool of `size` threads (default: one per core, at most 4), started when they are first needed. */
export function openComputePool(size: number = Math.min(4, availableParallelism())): Compute {
  const pool = new Pool(size);
  const run = (name: TaskName, input: unknown) => pool.run({ name, input } as TaskMessage);
  return { run: run as Compute["run"], close: () => pool.close() };
}

/** Runs `work` on a pool of its own, closed in the end whatever happens. */
export async function withComputePool<T>(
  work: (compute: Compute) => Promise<T>,
  size?: number,
): Promise<T> {
  const compute = openComputePool(size);
  try {
    return await work(compute);
  } finally {
    await compute.close();
  }
}
