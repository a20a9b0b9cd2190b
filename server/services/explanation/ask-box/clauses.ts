// Parts of a question that say under which condition, or in spite of what: they name numbers that nobody asks about.

/** What a clause is made of: a point or comma within a figure does not end it. */
const INSIDE = "(?:[^,;?.!]|[.,](?=\\d))";

/** "My limit was cut although I use all of it": what follows is conceded. */
const CONCESSION = new RegExp(
  `\\b(?:although|even though|though|despite|in spite of)\\b${INSIDE}*[,;]?`,
  "g",
);

/** "The seller says that": who asks is not what is asked. */
const REPORTED = new RegExp(
  "^(?:(?:the |a |our |my )?(?:sellers?|merchants?|customers?|clients?|vendors?|he|she|they) (?:\\w+ ){0,2}?" +
    "(?:says?|said|claim(?:s|ed)?|complain(?:s|ed)?|wants? to know|wanted to know|asks?|asked|wonders?|report(?:s|ed)?|thinks?|is asking)" +
    "|(?:i|we) (?:just )?(?:got|received) (?:an? )?(?:e-?mail|mail|message|notice|letter)s? (?:saying|telling \\w+|about))" +
    "(?: that| about| of)?[:,]? ",
);

const SUPPOSED =
  "if|suppose|supposing|assuming|had (?=i\\b|we\\b)|when (?=i\\b|we\\b|my\\b|our\\b)";
/** Where the question itself begins after what it supposes. */
const ASKS =
  "(?= (?:does|do|will|would|can|what|how|why) (?:i|we|my|our|the|it|happens|much|many)\\b)";
const WITH = "all|the|an?|nothing|everything|no|stock|my|our|\\d[\\d.,]*";

const CONDITIONS: readonly RegExp[] = [
  new RegExp(`\\b(?:${SUPPOSED})${INSIDE}*?(?:[,;](?!\\d)|${ASKS}|(?=[?!]|[.](?!\\d)|$))`, "g"),
  // What stands in brackets: "at 5% instead of 6% (share of excess units)".
  /\([^)]*\)/g,
  // "with the advised shipment sent", "with stock in every building", up to the end.
  new RegExp(`\\bwith (?:${WITH}) ${INSIDE}*(?=[,;?.!]|$)`, "g"),
];

const without = (words: string, clauses: readonly RegExp[]): string =>
  clauses.reduce((text, clause) => text.replace(clause, " "), words);

/** A text in small letters without who asks and what is conceded; the whole where nothing else is left. */
export function unconceded(words: string): string {
  const rest = without(words.replace(REPORTED, ""), [CONCESSION]);
  return /\p{L}/u.test(rest) ? rest : words;
}

/** And without what it supposes: the part that names what is asked about. It may be empty of words. */
export const askingPart = (words: string): string => without(unconceded(words), CONDITIONS);

/** What a text in small letters supposes; null where it supposes nothing. */
export function supposedPart(words: string): string | null {
  const clauses = CONDITIONS.flatMap((clause) => words.match(clause) ?? []);
  return clauses.length > 0 ? clauses.join(" ") : null;
}
