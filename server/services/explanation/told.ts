// The stored shape of an answer that is told in sentences: facts that every viewer of the account may read.
import { z } from "zod";
import { ToldMessage } from "./measured.ts";

export const ToldFacts = z.strictObject({
  type: z.literal("told"),
  /** What was replayed, or where the figures were counted. */
  definition: z.string(),
  version: z.string(),
  /** The number that is asked about. */
  unit: z.string(),
  value: z.number().int(),
  headline: ToldMessage,
  sentences: z.array(ToldMessage),
  replayCount: z.number().int(),
});
export type ToldFacts = z.infer<typeof ToldFacts>;
