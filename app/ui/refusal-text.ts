import { errorFacts } from "./error-facts.ts";

/** As much of a failed procedure call as a sentence needs. */
interface FailedCall {
  readonly data?: FailureData | null | undefined;
}

interface FailureData {
  readonly domain?: { readonly data: Readonly<Record<string, unknown>> } | null;
  readonly fieldErrors?: readonly { readonly message: string }[] | null;
}

const fallback = "This did not work. Nothing was changed; try again in a moment.";

/**
 * Why an action was refused, in words: the sentence for the broken rule where `words` has one, else what its code means.
 * undefined without an error, so that it can stand where an error may be.
 */
export function refusalText(
  error: FailedCall | null,
  words: Readonly<Record<string, string>>,
): string | undefined {
  if (error === null) return undefined;
  const rule = error.data?.domain?.data.rule;
  const known = typeof rule === "string" ? words[rule] : undefined;
  if (known !== undefined) return known;
  const invalid = error.data?.fieldErrors?.[0]?.message;
  if (invalid !== undefined) return `This cannot be saved: ${invalid}.`;
  return errorFacts(error).message ?? fallback;
}
