export interface ErrorFacts {
  /** What it means for the reader; undefined leaves the general sentence. */
  readonly message: string | undefined;
  readonly requestId: string | undefined;
  /** False where asking again cannot help. */
  readonly isWorthRetrying: boolean;
}

const words: Readonly<Record<string, string>> = {
  UNAUTHORIZED: "Your session has ended. Sign in again to go on.",
  FORBIDDEN: "You may not see this.",
  NOT_FOUND: "This does not exist, or it belongs to an account you are not a member of.",
  TOO_MANY_REQUESTS: "That was asked too often. Wait a minute and try again.",
  CONFLICT: "Somebody changed this in the meantime. Reload to see it as it is now.",
  PRECONDITION_FAILED: "This cannot be done in its present state. Reload to see it as it is now.",
};
/** Refusals that a page may meet wherever it computes further with a plan. */
const ruleWords: Readonly<Record<string, string>> = {
  other_rules:
    "An earlier version of the rules made this plan, and this can be computed with the present version only. The next plan brings it back.",
};
const worthRetrying: ReadonlySet<string> = new Set(["TOO_MANY_REQUESTS", "CONFLICT"]);

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
const textOf = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;

/** What a reader may know of an error: a procedure's code in words, and the id that stands in the server's log. */
export function errorFacts(error: unknown): ErrorFacts {
  const data = fieldOf(error, "data");
  const code = textOf(fieldOf(data, "code"));
  const rule = textOf(fieldOf(fieldOf(fieldOf(data, "domain"), "data"), "rule")) ?? "";
  return {
    message: ruleWords[rule] ?? words[code ?? ""],
    requestId: textOf(fieldOf(data, "requestId")) ?? textOf(fieldOf(error, "digest")),
    isWorthRetrying: code === undefined || words[code] === undefined || worthRetrying.has(code),
  };
}
