// Runs rules' bundles where nothing of the process is: a thread with limits for each, and in it a context that holds the language alone.
import { Worker } from "node:worker_threads";
import type { RuleText } from "@/lib/optimizer/decision/index.ts";

export interface RuleLimits {
  readonly milliseconds: number;
  readonly megabytes: number;
}

const LIMITS: RuleLimits = { milliseconds: 10_000, megabytes: 96 };

// Plain text, because a bundler may not move it: it needs no module of ours. What a rule could reach the thread's own functions
// through is taken away before the rule is loaded, and only texts leave it. Without clock and randomness it can only compute. Each
// call has a context of its own, so that no call finds what another left.
const THREAD = `"use strict";
const { parentPort, workerData } = require("node:worker_threads");
const { constants, createContext, runInContext, Script } = require("node:vm");
const text = (value) => { if (typeof value !== "string") throw new TypeError("not a text"); return value; };
for (const own of [function () {}, async function () {}, function* () {}, async function* () {}])
  delete Object.getPrototypeOf(own).constructor;
const bundle = new Script(workerData);
parentPort.on("message", (call) => {
  const context = createContext(constants.DONT_CONTEXTIFY, { codeGeneration: { strings: false, wasm: false } });
  runInContext('for (const name of ["console", "Date", "WebAssembly", "SharedArrayBuffer", "Atomics"]) delete globalThis[name]; delete Math.random', context);
  bundle.runInContext(context);
  const canonicalText = text(runInContext("rule.canonicalText", context));
  const liftFrom = text(runInContext("rule.liftFrom ?? ''", context));
  const lifts = text(runInContext("rule.lifts ?? ''", context));
  const given = call && JSON.stringify(call.leaves) + "," + JSON.stringify(call.lift ?? 0);
  const result = call && text(runInContext("rule." + call.name + "(" + given + ")", context));
  parentPort.postMessage({ canonicalText, liftFrom, lifts, result });
});`;

/** What a rule is asked: one of its functions ({@link RuleText}) on a text of leaves. */
export type RuleCall =
  | { readonly name: "evaluate"; readonly leaves: string }
  | { readonly name: "added" | "removed"; readonly leaves: string; readonly lift: number };

/** As texts: nothing else leaves the thread. `lifts` is empty where a bundle was made before rules told more than their own. */
export interface RuleAnswer extends Pick<RuleText, "canonicalText" | "liftFrom" | "lifts"> {
  /** null where nothing was asked. */
  readonly result: string | null;
}

/** A bundle's thread: started when it is first asked, and anew after it was lost. One question at a time. */
export interface RuleThread {
  /**
   * What the rule is, and what it answers. Rejects when the rule throws, passes a limit, or answers anything but text. About 50 ms
   * the first time, a millisecond later.
   */
  readonly ask: (call: RuleCall | null) => Promise<RuleAnswer>;
  /** After what it was asked so far. */
  readonly close: () => Promise<void>;
}

export function openRuleThread(
  bundle: string,
  { milliseconds, megabytes }: RuleLimits = LIMITS,
): RuleThread {
  let worker: Worker | null = null;
  let last: Promise<unknown> = Promise.resolve();
  const open = (): Worker => {
    const opened = new Worker(THREAD, {
      eval: true,
      env: {},
      execArgv: [],
      workerData: bundle,
      resourceLimits: { maxOldGenerationSizeMb: megabytes, maxYoungGenerationSizeMb: 16 },
    });
    // Between two questions an error has nobody to tell; the exit that follows makes way for another thread.
    opened.on("error", () => undefined);
    opened.on("exit", () => {
      if (worker === opened) worker = null;
    });
    return opened;
  };
  const end = async () => {
    const ended = worker;
    worker = null;
    await ended?.terminate();
  };
  const answer = async (call: RuleCall | null): Promise<RuleAnswer> => {
    worker ??= open();
    try {
      return await answerOf(worker, call, milliseconds);
    } catch (error) {
      await end();
      throw error;
    }
  };
  const after = <T>(work: () => Promise<T>): Promise<T> => {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  };
  return { ask: (call) => after(() => answer(call)), close: () => after(end) };
}

async function answerOf(
  worker: Worker,
  call: RuleCall | null,
  milliseconds: number,
): Promise<RuleAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<RuleAnswer>();
  const timer = setTimeout(
    () => reject(new Error(`rule: not done in ${milliseconds} ms`)),
    milliseconds,
  );
  const exited = (code: number) => reject(new Error(`rule: its thread ended with ${code}`));
  worker.on("message", resolve).on("error", reject).on("exit", exited);
  // A thread that waits for a question does not keep the process alive.
  worker.ref();
  worker.postMessage(call);
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    worker.off("message", resolve).off("error", reject).off("exit", exited);
    worker.unref();
  }
}

/** Bundles whose threads are kept: runs that are asked about were decided by few versions of a rule. */
const MOST_THREADS = 4;
const threads = new Map<string, RuleThread>();

/** The kept thread of a bundle with this hash; the one that was asked for least lately makes way for another. */
export function ruleThread(bundle: string, bundleSha256: string): RuleThread {
  const thread = threads.get(bundleSha256) ?? openRuleThread(bundle);
  threads.delete(bundleSha256);
  threads.set(bundleSha256, thread);
  for (const [oldest, gone] of threads) {
    if (threads.size <= MOST_THREADS) break;
    threads.delete(oldest);
    void gone.close();
  }
  return thread;
}
