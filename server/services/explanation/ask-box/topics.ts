// What of a number counted from reports a plain question is about, where one number has several sides.

const TOPIC_RULES = [
  ["lostSales", /\b(lose|lost|losing|loss)\b/],
  [
    "reserved",
    /\b(reserved?|(fc|in) transfer|not be bought|can't buy|cannot buy|out of stock while)\b|\b(units|stock|inventory)\b.*\bout of stock\b|\bout of stock\b.*\b(units|stock|inventory)\b/,
  ],
  ["excess", /\b(excess|overstock\w*)\b/],
  ["overPlan", /\bover-?order\w*|\btoo (much|many)\b.*\btoo (little|few) sold\b/],
  [
    "room",
    /\b(room for|fits?|block(s|ed|ing)?|accepts?|(will )?only takes?|(maximum|max|most) (shipment |order )?(quantity|number|amount|units))\b|\b(may|can|could) (i|we) (only |still |now |just )?(send|ship) (only |just |up to |so |this |that |another |more |\d)|\bhow many\b.*\b(may|can|could) (i|we)\b.*\b(send|ship)\b|\b(cubic feet|volume|space)\b.*\bunits\b.*\b(disagree|differ\w*|match\w*|convert\w*)\b/,
  ],
  [
    "cover",
    /\b(how long|how many (days|weeks|months)|run out|weeks of (cover|supply)|last(s)? until|be gone)\b/,
  ],
] as const satisfies readonly (readonly [string, RegExp])[];

export type Topic = (typeof TOPIC_RULES)[number][0];

/** The first topic that a text in small letters names; null without one. */
export const topicOf = (text: string): Topic | null =>
  TOPIC_RULES.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
