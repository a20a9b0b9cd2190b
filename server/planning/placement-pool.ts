// Threads that share the passes of a large placement: each keeps its products, and is told prices.
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import {
  type Economics,
  limitCount,
  type PartPlans,
  partCountOf,
} from "@/lib/optimizer/placement/index.ts";
import type { PlacementThreadData } from "./placement-thread.ts";

const THREAD = new URL("./placement-thread.ts", import.meta.url);
const HOOKS = new URL("../../scripts/module-hooks.ts", import.meta.url);
const MAX_THREADS = 4;

interface Thread {
  readonly worker: Worker;
  readonly asked: readonly number[];
}

export interface PlacementPool {
  readonly evaluate: (price: Float64Array) => Promise<PartPlans>;
  readonly close: () => Promise<void>;
}

/**
 * Opens threads over `economics`. Parts are the same for any number of threads and are added up in their order, so the
 * plan does not depend on it. The products' arrays are shared, not copied.
 */
export function openPlacementPool(
  economics: Economics,
  size: number = Math.min(MAX_THREADS, availableParallelism()),
): PlacementPool {
  const partCount = partCountOf(economics.skuCount);
  const shared = inSharedMemory(economics);
  const threads = Array.from({ length: Math.min(size, partCount) }, (_, k) => {
    const asked = Array.from({ length: partCount }, (_p, part) => part).filter(
      (part) => part % Math.min(size, partCount) === k,
    );
    const workerData: PlacementThreadData = { economics: shared, partCount, asked };
    return {
      asked,
      worker: new Worker(THREAD, { execArgv: ["--import", HOOKS.href], workerData }),
    };
  });
  return {
    evaluate: async (price) => {
      const answers = await Promise.all(threads.map((thread) => ask(thread, price)));
      return joined(threads, answers, partCount, limitCount(economics));
    },
    close: async () => {
      await Promise.all(threads.map(({ worker }) => worker.terminate()));
    },
  };
}

function ask({ worker }: Thread, price: Float64Array): Promise<PartPlans> {
  return new Promise((resolve, reject) => {
    const forget = (): void => {
      worker.off("message", done);
      worker.off("error", fail);
      worker.off("exit", ended);
    };
    const done = (plans: PartPlans): void => {
      forget();
      resolve(plans);
    };
    const fail = (error: Error): void => {
      forget();
      reject(error);
    };
    const ended = (code: number): void => fail(new Error(`placement thread: ended with ${code}`));
    worker.on("message", done);
    worker.on("error", fail);
    worker.on("exit", ended);
    worker.postMessage(price);
  });
}

function joined(
  threads: readonly Thread[],
  answers: readonly PartPlans[],
  partCount: number,
  rowCount: number,
): PartPlans {
  const plans: PartPlans = {
    gain: new Float64Array(partCount),
    bound: new Float64Array(partCount),
    use: new Float64Array(partCount * rowCount),
  };
  threads.forEach(({ asked }, k) => {
    const answer = answers[k];
    asked.forEach((part, n) => {
      plans.gain[part] = answer?.gain[n] ?? Number.NaN;
      plans.bound[part] = answer?.bound[n] ?? Number.NaN;
      plans.use.set(answer?.use.subarray(n * rowCount, (n + 1) * rowCount) ?? [], part * rowCount);
    });
  });
  return plans;
}

/** The same struct with its arrays in memory that threads share. */
function inSharedMemory(economics: Economics): Economics {
  const share = (value: unknown): unknown => {
    if (value instanceof Float64Array) return shareInto(Float64Array, value);
    if (value instanceof Float32Array) return shareInto(Float32Array, value);
    if (value instanceof Int32Array) return shareInto(Int32Array, value);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, share(part)]));
  };
  return share(economics) as Economics;
}

function shareInto<T extends Float64Array | Float32Array | Int32Array>(
  Kind: { readonly BYTES_PER_ELEMENT: number; new (buffer: SharedArrayBuffer): T },
  value: T,
): T {
  const copy = new Kind(new SharedArrayBuffer(value.length * Kind.BYTES_PER_ELEMENT));
  copy.set(value);
  return copy;
}
