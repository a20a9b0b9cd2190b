// What support sends back first: the explanation in its seller's own words, ready to be edited.
import { type Locale, renderMessage, sentencesText } from "@/lib/wording/index.ts";
import type { SellerContext } from "@/server/services/context.ts";
import { getExplanation } from "@/server/services/explanation/get-explanation.ts";

/** The text of a reply about an explanation. It says only what the seller may read, whoever prepares it. */
export async function draftReply(
  ctx: SellerContext,
  explanationId: string,
  locale: Locale = "en",
): Promise<{ readonly body: string }> {
  const { headline, sentences, redactions } = await getExplanation(
    ctx,
    explanationId,
    "seller",
    locale,
  );
  const paragraphs = [
    renderMessage("replyHello", {}, locale),
    renderMessage("replyThanks", {}, locale),
    headline,
    sentencesText(sentences, locale),
    sentencesText(redactions, locale),
    renderMessage("replyAttached", {}, locale),
  ];
  return { body: paragraphs.filter((text) => text !== "").join("\n\n") };
}
