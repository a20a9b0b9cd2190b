// Questions of policy admins about all accounts together, and their answers.
import { z } from "zod";
import { LOCALES } from "@/lib/wording/index.ts";

export const DESK_KINDS = [
  "limitShift",
  "policyShift",
  "adviceShift",
  "cohortShift",
  "movers",
  "networkWorth",
  "leaks",
  "declined",
] as const;
export type DeskKind = (typeof DESK_KINDS)[number];

const Kind = z.enum(DESK_KINDS);

const Language = z.enum(LOCALES).default("en");

export const DeskBoxInput = z.strictObject({
  text: z.string().trim().min(3).max(300),
  locale: Language,
});

/** What a plain question was understood as, the best fit first: the person chooses, then it is asked. */
export const DeskProposal = z.strictObject({
  choices: z.array(z.strictObject({ label: z.string(), kind: Kind })),
  /** Why there is no choice; null where there is one. */
  note: z.string().nullable(),
});
export type DeskProposal = z.infer<typeof DeskProposal>;

export const DeskAnswerInput = z.strictObject({
  kind: Kind,
  locale: Language,
});

/** One end of the bars: "Plan of 3 November 2026", and the sum there. */
const End = z.strictObject({ label: z.string(), text: z.string(), value: z.number() });

const Bar = z.strictObject({
  id: z.string(),
  label: z.string(),
  owner: z.string(),
  ownerLabel: z.string(),
  text: z.string(),
  value: z.number(),
});

/** Told in sentences, with bars where a sum changed and a table where there are many. */
export const DeskAnswer = z.strictObject({
  kind: Kind,
  locale: z.enum(LOCALES),
  title: z.string(),
  headline: z.string(),
  sentences: z.array(z.string()),
  bars: z
    .strictObject({
      unitLabel: z.string(),
      from: End,
      to: End,
      drivers: z.array(Bar),
    })
    .nullable(),
  table: z
    .strictObject({ columns: z.array(z.string()), rows: z.array(z.array(z.string())) })
    .nullable(),
  /** The page that tells more; null where there is none. */
  path: z.string().nullable(),
});
export type DeskAnswer = z.infer<typeof DeskAnswer>;

/** An answer before its kind and language are put beside it. */
export type DeskTold = Omit<DeskAnswer, "kind" | "locale" | "title">;
