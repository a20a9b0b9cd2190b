// What the operator's commands share: their shape, and the database under the worker's role.

import { systemClock } from "@/server/core/clock.ts";
import { requiredEnv } from "@/server/core/env.ts";
import { newRequestId } from "@/server/core/ids.ts";
import { createLogger } from "@/server/core/logger.ts";
import { type Connection, connect } from "@/server/repositories/database.ts";
import type { WorkerContext } from "@/server/services/context.ts";

/** Done; something could not be done; the command was asked wrongly. */
export const EXIT = { done: 0, failed: 1, usage: 2 } as const;

export interface Command {
  /** One line for the list of commands. */
  readonly summary: string;
  readonly help: string;
  /** Answers the exit code. Throws UsageError for arguments that make no sense. */
  readonly run: (args: readonly string[]) => Promise<number>;
}

/** The command was asked wrongly; the message says how. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

export const print = (text: string): void => void process.stdout.write(`${text}\n`);
export const printError = (text: string): void => void process.stderr.write(`${text}\n`);

/** Runs `work` for the operator, on a pool of its own that is closed in the end. */
export async function withOperator<T>(work: (ctx: WorkerContext) => Promise<T>): Promise<T> {
  const connection: Connection = connect(requiredEnv("DATABASE_WORKER_URL"), {
    max: 3,
    applicationName: "whystock-command",
  });
  try {
    return await work({
      db: connection.db,
      clock: systemClock,
      logger: createLogger({ name: "cli", level: "warn" }),
      requestId: newRequestId(),
      scope: { kind: "worker" },
      actor: { kind: "system", name: "command" },
    });
  } finally {
    await connection.close();
  }
}
