// What the two ends of a chart are called: two times, nothing and the whole, or a number and what it is held against.
import { type Locale, renderMessage } from "@/lib/wording/index.ts";
import type { StoredAnswer } from "./answer.ts";
import type { ExplanationView } from "./schemas.ts";

type Reference =
  | "level"
  | "change"
  | NonNullable<Extract<StoredAnswer["facts"], { readonly type: "measured" }>["reference"]>;

function referenceOf({ facts }: Pick<StoredAnswer, "facts">): Reference {
  if (facts.type === "change" || facts.type === "rateChange") return "change";
  if (facts.type !== "measured" || facts.from === null) return "level";
  return facts.reference ?? "change";
}

export function endsOf(
  answer: Pick<StoredAnswer, "facts">,
  locale: Locale,
): ExplanationView["ends"] {
  const reference = referenceOf(answer);
  return {
    from: renderMessage("endFrom", { reference }, locale),
    to: renderMessage("endTo", { reference }, locale),
  };
}
