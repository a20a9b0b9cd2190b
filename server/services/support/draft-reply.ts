// What support sends back first: the explanation in its seller's own words, ready to be edited.
import type { SellerContext } from "@/server/services/context.ts";
import { getExplanation } from "@/server/services/explanation/get-explanation.ts";

/** The text of a reply about an explanation. It says only what the seller may read, whoever prepares it. */
export async function draftReply(
  ctx: SellerContext,
  explanationId: string,
): Promise<{ readonly body: string }> {
  const { headline, sentences, redactions } = await getExplanation(ctx, explanationId, "seller");
  const paragraphs = [
    "Hello,",
    "Thank you for your question.",
    headline,
    sentences.join(" "),
    redactions.join(" "),
    "The explanation attached to this answer shows how the number came about, down to the rows of your own reports.",
  ];
  return { body: paragraphs.filter((text) => text !== "").join("\n\n") };
}
