// Parts of a question that say under which condition, or in spite of what: they name numbers that nobody asks about.

/** "My limit was cut although I use all of it": what follows is conceded. */
const CONCESSION = /\b(?:although|even though|though|despite|in spite of)\b[^,;?.!]*[,;]?/g;

const CONDITIONS: readonly RegExp[] = [
  // Up to a comma, or to where the question itself begins.
  /\b(?:if|suppose|supposing|assuming|had (?=i\b|we\b)|when (?=i\b|we\b|my\b|our\b))[^,;?.!]*?(?:[,;]|(?= (?:does|do|will|would|can|what|how|why) (?:i|we|my|our|the|it|happens|much|many)\b)|(?=[?.!]|$))/g,
  // "with the advised shipment sent", "with stock in every building", up to the end.
  /\bwith (?:all|the|an?|nothing|everything|no|stock|my|our|\d[\d.,]*) [^,;?.!]*(?=[,;?.!]|$)/g,
];

const without = (words: string, clauses: readonly RegExp[]): string =>
  clauses.reduce((text, clause) => text.replace(clause, " "), words);

/** A text in small letters without what it concedes; the whole where nothing else is left. */
export function unconceded(words: string): string {
  const rest = without(words, [CONCESSION]);
  return /\p{L}/u.test(rest) ? rest : words;
}

/** And without what it supposes: the part that names what is asked about. It may be empty of words. */
export const askingPart = (words: string): string => without(unconceded(words), CONDITIONS);
