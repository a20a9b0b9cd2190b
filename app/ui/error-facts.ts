import type { Locale } from "@/lib/wording/index.ts";
import { errorWords } from "./error-words.ts";

export interface ErrorFacts {
  /** What it means for the reader; undefined leaves the general sentence. */
  readonly message: string | undefined;
  readonly requestId: string | undefined;
  /** False where asking again cannot help. */
  readonly isWorthRetrying: boolean;
}

const worthRetrying: ReadonlySet<string> = new Set(["TOO_MANY_REQUESTS", "CONFLICT"]);

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
const textOf = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;

/** What a reader may know of an error: a procedure's code in words, and the id that stands in the server's log. */
export function errorFacts(error: unknown, locale: Locale = "en"): ErrorFacts {
  const words = errorWords(locale);
  const data = fieldOf(error, "data");
  const code = textOf(fieldOf(data, "code"));
  const rule = textOf(fieldOf(fieldOf(fieldOf(data, "domain"), "data"), "rule")) ?? "";
  return {
    message: words.rules[rule] ?? words.codes[code ?? ""],
    requestId: textOf(fieldOf(data, "requestId")) ?? textOf(fieldOf(error, "digest")),
    isWorthRetrying:
      code === undefined || words.codes[code] === undefined || worthRetrying.has(code),
  };
}
