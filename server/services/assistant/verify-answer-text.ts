// Prose about an answer, checked against it with the eyes of whoever will show it.
import { z } from "zod";
import { LOCALES, textFacts, verifyText } from "@/lib/wording/index.ts";
import { getExplanation } from "@/server/services/explanation/get-explanation.ts";
import { AccountSlug } from "@/server/services/identity/schemas.ts";
import { accountContext } from "./account-context.ts";
import type { Asking } from "./ask.ts";

export const VerifyTextInput = z.strictObject({
  account: AccountSlug,
  explanationId: z.uuid(),
  text: z.string().min(1).max(4_000),
  locale: z.enum(LOCALES).default("en"),
});

const LISTED_FAILURES = 20;

export const VerifyTextOutput = z.strictObject({
  isVerified: z.boolean(),
  failureCount: z.int(),
  /** In the order of the text, at most 20. */
  failures: z.array(
    z.strictObject({
      rule: z.string(),
      /** Half open; the whole text where something is missing. */
      start: z.int(),
      end: z.int(),
      text: z.string(),
      reason: z.string(),
    }),
  ),
});

/** Which claims of the text the answer does not bear out. */
export async function verifyAnswerText(
  { ctx, person }: Asking,
  { account, explanationId, text, locale }: z.infer<typeof VerifyTextInput>,
): Promise<z.infer<typeof VerifyTextOutput>> {
  const seller = await accountContext(ctx, person, account);
  const reader = await getExplanation(seller, explanationId, undefined, locale);
  // Only against what the reader is shown: were hidden figures told apart from wrong ones, guesses would find them out.
  const failures = verifyText(text, textFacts(reader, [reader]), locale);
  return {
    isVerified: failures.length === 0,
    failureCount: failures.length,
    failures: failures.slice(0, LISTED_FAILURES),
  };
}
