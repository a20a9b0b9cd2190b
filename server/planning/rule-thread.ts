// Runs a rule's bundle where nothing of the process is: a thread with limits, and in it a context that holds the language alone.
import { Worker } from "node:worker_threads";
import type { RuleText } from "@/lib/optimizer/decision/index.ts";

export interface RuleLimits {
  readonly milliseconds: number;
  readonly megabytes: number;
}

const LIMITS: RuleLimits = { milliseconds: 10_000, megabytes: 96 };

// Plain text, because a bundler may not move it: it needs no module of ours. What a rule could reach the thread's own functions
// through is taken away before the rule is loaded, and only texts leave it. Without clock and randomness it can only compute.
const THREAD = `"use strict";
const { parentPort, workerData } = require("node:worker_threads");
const { constants, createContext, runInContext } = require("node:vm");
const text = (value) => { if (typeof value !== "string") throw new TypeError("not a text"); return value; };
for (const own of [function () {}, async function () {}, function* () {}, async function* () {}])
  delete Object.getPrototypeOf(own).constructor;
const context = createContext(constants.DONT_CONTEXTIFY, { codeGeneration: { strings: false, wasm: false } });
runInContext('for (const name of ["console", "Date", "WebAssembly", "SharedArrayBuffer", "Atomics"]) delete globalThis[name]; delete Math.random', context);
runInContext(workerData.bundle, context);
const canonicalText = text(runInContext("rule.canonicalText", context));
const liftFrom = text(runInContext("rule.liftFrom ?? ''", context));
const { call } = workerData;
const result = call && text(runInContext("rule." + call.name + "(" + JSON.stringify(call.leaves) + ")", context));
parentPort.postMessage({ canonicalText, liftFrom, result });`;

/** What a rule is asked: one of its functions ({@link RuleText}) on a text of leaves. */
export interface RuleCall {
  readonly name: "evaluate" | "added" | "removed";
  readonly leaves: string;
}

/** As texts: nothing else leaves the thread. */
export interface RuleAnswer extends Pick<RuleText, "canonicalText" | "liftFrom"> {
  /** null where nothing was asked. */
  readonly result: string | null;
}

/**
 * What the rule of `bundle` is, and what it answers. A thread of its own each time, ended in the end;
 * rejects when the rule throws, passes a limit, or answers anything but text. About 50 ms.
 */
export async function runRule(
  bundle: string,
  call: RuleCall | null,
  { milliseconds, megabytes }: RuleLimits = LIMITS,
): Promise<RuleAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<RuleAnswer>();
  const worker = new Worker(THREAD, {
    eval: true,
    env: {},
    execArgv: [],
    workerData: { bundle, call },
    resourceLimits: { maxOldGenerationSizeMb: megabytes, maxYoungGenerationSizeMb: 16 },
  });
  const timer = setTimeout(
    () => reject(new Error(`rule: not done in ${milliseconds} ms`)),
    milliseconds,
  );
  worker.on("message", resolve);
  worker.on("error", reject);
  worker.on("exit", (code) => reject(new Error(`rule: its thread ended with ${code}`)));
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
