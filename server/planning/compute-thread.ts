// Entry of a compute thread: one task at a time, so that the process that holds the jobs stays responsive.
import { parentPort } from "node:worker_threads";
import { runTask, type TaskInput, type TaskName } from "./tasks.ts";

export interface TaskMessage {
  readonly name: TaskName;
  readonly input: TaskInput<TaskName>;
}

export type ThreadAnswer =
  | { readonly status: "done"; readonly result: unknown }
  | { readonly status: "failed"; readonly error: Error };

async function answer({ name, input }: TaskMessage): Promise<ThreadAnswer> {
  try {
    return { status: "done", result: await runTask(name, input) };
  } catch (error) {
    return { status: "failed", error: error instanceof Error ? error : new Error(String(error)) };
  }
}

parentPort?.on("message", (message: TaskMessage) => {
  void answer(message).then((reply) => parentPort?.postMessage(reply));
});
