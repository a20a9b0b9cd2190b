// The stored shape of causes over time: from a day without stock back to what led to it.
import { z } from "zod";
import { CHAIN_LINKS } from "@/lib/optimizer/inventory/index.ts";
import { ToldMessage } from "./measured.ts";
import { Question } from "./question.ts";

const ToldLink = z.strictObject({
  link: z.enum(CHAIN_LINKS),
  day: z.string(),
  text: ToldMessage,
  /** What can be asked about the decision of this link. */
  question: Question.nullable(),
});
export type ToldLink = z.infer<typeof ToldLink>;

export const StockOutFacts = z.strictObject({
  type: z.literal("stockOutChain"),
  /** The day first, then back in time; empty where the ledger, replayed, had stock. */
  links: z.array(ToldLink).max(CHAIN_LINKS.length),
});
export type StockOutFacts = z.infer<typeof StockOutFacts>;
