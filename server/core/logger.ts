// One line of JSON per event, on standard error: standard output belongs to the answers of the commands.
import { type DestinationStream, destination, type Logger, pino, stdTimeFunctions } from "pino";
import { environment } from "./env.ts";

export type { Logger } from "pino";

/** Keys whose values never reach a log line, at the top level and one below it. */
const SECRET_KEYS = [
  "password",
  "passwordHash",
  "token",
  "secret",
  "authorization",
  "cookie",
  "email",
];

export interface LoggerOptions {
  readonly name: "web" | "worker" | "cli" | "test";
  readonly level?: string;
  readonly stream?: DestinationStream;
}

export function createLogger({ name, level, stream }: LoggerOptions): Logger {
  const options = {
    name,
    level: level ?? environment().LOG_LEVEL,
    timestamp: stdTimeFunctions.isoTime,
    base: { pid: process.pid },
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths: SECRET_KEYS.flatMap((key) => [key, `*.${key}`]), censor: "[redacted]" },
  };
  return pino(options, stream ?? destination({ dest: 2, sync: true }));
}

export interface LogIds {
  readonly requestId?: string;
  readonly runId?: number;
  readonly jobId?: string;
  readonly accountId?: number;
}

/** The same logger with the ids that tie its lines to a request, a run or a job. */
export const withIds = (logger: Logger, ids: LogIds): Logger => logger.child(ids);
