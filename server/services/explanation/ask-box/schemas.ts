import { z } from "zod";
import { LOCALES } from "@/lib/wording/index.ts";
import { Question } from "../question.ts";

export const AskBoxInput = z.strictObject({
  account: z.string().min(1),
  text: z.string().trim().min(3).max(300),
  /** The product that the page is about, for questions that name none. */
  productId: z.number().int().positive().nullable().default(null),
  /** That the choices are told in; a question says itself in which language it is. */
  locale: z.enum(LOCALES).default("en"),
});

/** What a plain question was understood as: the person chooses, then it is asked. */
export const AskBoxProposal = z.strictObject({
  choices: z.array(z.strictObject({ label: z.string(), question: Question })),
  /** A page that tells more where no question fits: a part of the account's address. */
  page: z.strictObject({ label: z.string(), path: z.string() }).nullable(),
  /** What is missing, or why it is not answered; null when there is a choice that fits. */
  note: z.string().nullable(),
});
export type AskBoxProposal = z.infer<typeof AskBoxProposal>;
