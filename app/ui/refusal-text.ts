import type { Locale } from "@/lib/wording/index.ts";
import { errorFacts } from "./error-facts.ts";
import { errorWords } from "./error-words.ts";

/** As much of a failed procedure call as a sentence needs. */
interface FailedCall {
  readonly data?: FailureData | null | undefined;
}

interface FailureData {
  readonly domain?: { readonly data: Readonly<Record<string, unknown>> } | null;
  readonly fieldErrors?: readonly { readonly message: string }[] | null;
}

/**
 * Why an action was refused, in words: the sentence for the broken rule where `words` has one, else what its code means.
 * undefined without an error, so that it can stand where an error may be.
 */
export function refusalText(
  error: FailedCall | null,
  words: Readonly<Record<string, string>>,
  locale: Locale = "en",
): string | undefined {
  if (error === null) return undefined;
  const rule = error.data?.domain?.data.rule;
  const known = typeof rule === "string" ? words[rule] : undefined;
  if (known !== undefined) return known;
  const invalid = error.data?.fieldErrors?.[0]?.message;
  if (invalid !== undefined) return errorWords(locale).notSaved(invalid);
  return errorFacts(error, locale).message ?? errorWords(locale).notDone;
}
