// Measures of how easily a text is read.

const WORD = /[\p{L}\p{N}][\p{L}\p{N}'’.,-]*/gu;

export const wordsOf = (text: string): string[] => text.match(WORD) ?? [];

/** Sentences, and parts that a colon or semicolon sets apart: each is read on its own. */
export const sentencesOf = (text: string): string[] =>
  text.split(/(?<=[.!?:;])\s+|(?<=[。：；])/).filter((part) => wordsOf(part).length > 0);

/** Syllables of an English word: groups of vowels, less a silent e (late, jumped); at least one. */
export function syllablesOf(word: string): number {
  const plain = word.toLowerCase().replace(/[^a-z]/g, "");
  const groups =
    plain.replace(/(?<=[^aeiouyl])e$|(?<=[^aeiouytd])e(?=d$)/, "").match(/[aeiouy]+/g) ?? [];
  return Math.max(1, groups.length);
}

/**
 * School grade by Kincaid et al. (1975), "Derivation of new readability formulas":
 * 0.39 words per sentence + 11.8 syllables per word - 15.59.
 */
export function fleschKincaidGrade(text: string): number {
  const words = wordsOf(text);
  const syllables = words.reduce((sum, word) => sum + syllablesOf(word), 0);
  const perSentence = words.length / Math.max(1, sentencesOf(text).length);
  return 0.39 * perSentence + 11.8 * (syllables / Math.max(1, words.length)) - 15.59;
}

/** LIX by Björnsson (1968): words per sentence + percentage of words of more than six letters. */
export function lix(text: string): number {
  const words = wordsOf(text);
  const long = words.filter((word) => word.replace(/[^\p{L}]/gu, "").length > 6).length;
  return (
    words.length / Math.max(1, sentencesOf(text).length) + (100 * long) / Math.max(1, words.length)
  );
}
