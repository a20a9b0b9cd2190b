import {
  groupLabel,
  inSentence,
  listText,
  type MessageId,
  quantityText,
  renderMessage,
} from "@/lib/wording/index.ts";
import type { Peers, StoredAnswer } from "./answer.ts";
import type { AnswerView } from "./change-view.ts";
import type { Reader } from "./reader.ts";
import { subjectText } from "./subject.ts";
import { plainView } from "./what-if-view.ts";

const NAMED_OTHERS = 3;

/** How many share the cause, in which direction, of which size, and what moved the others. */
export function peersView(answer: StoredAnswer, facts: Peers, { locale }: Reader): AnswerView {
  const tell = (id: MessageId, values: Readonly<Record<string, string>>) =>
    renderMessage(id, values, locale);
  const count = (value: number) => quantityText("count", value, undefined, locale);
  const isOfLimits = facts.sameAccountCount === undefined;
  const nameOf = (cause: string) => groupLabel(isOfLimits ? "limits" : "advice", cause, locale);
  const subject = inSentence(subjectText(answer, locale), locale);
  const others = facts.others
    .slice(0, NAMED_OTHERS)
    .map((one) => `${nameOf(one.cause)} (${count(one.count)})`);
  const told = others.length > 0 ? [tell("peersOthers", { causes: listText(others, locale) })] : [];
  if (facts.cause === null) {
    const headline = tell("peersNoCause", { subject });
    return plainView(answer, { facts, headline, sentences: told, replayCount: 0 }, locale);
  }
  const [small = 0, middle = 0, large = 0] = facts.bySize.map(({ sameCount }) => sameCount);
  const sentences = [
    ...(facts.sameAccountCount === undefined
      ? []
      : [tell("advicePeersAccounts", { accounts: count(facts.sameAccountCount) })]),
    tell(isOfLimits ? "peersWays" : "advicePeersWays", {
      lower: count(facts.sameFallCount),
      higher: count(facts.sameRiseCount),
    }),
    ...(facts.bySize.length === 3
      ? [tell("peersSizes", { small: count(small), middle: count(middle), large: count(large) })]
      : []),
    ...told,
  ];
  const headline = tell(isOfLimits ? "peersHeadline" : "advicePeersHeadline", {
    subject,
    cause: nameOf(facts.cause),
    same: count(facts.sameCount),
    all: count(facts.otherCount),
  });
  return plainView(answer, { facts, headline, sentences, replayCount: 0 }, locale);
}
