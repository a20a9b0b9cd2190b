// Text that others wrote (SKUs, titles, names of files) is data wherever it stands: it cannot turn, hide or lengthen what is around it,
// and where it could read as words of ours it stands in quotation marks.
/** Characters that a reader does not see: control and direction marks, tags, private use, halves of pairs. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}]/gu;
const SPACES = /\s+/g;
/** A code or a single word reads as a name. */
const NAME = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}._/#+:-]*[\p{L}\p{M}\p{N}+#])?$/u;
const LONGEST_NAME = 40;
const LONGEST_TEXT = 80;

/** Of `most` characters at most, on one line, without marks that are not seen. */
export function plainText(value: string, most = LONGEST_TEXT): string {
  const seen = value
    .normalize("NFC")
    .replace(SPACES, " ")
    .replace(UNSEEN, "")
    .replace(SPACES, " ")
    .trim();
  const characters = [...seen];
  return characters.length <= most ? seen : `${characters.slice(0, most - 1).join("")}…`;
}

/** A text of others as it stands within ours: a code as it is, anything else in quotation marks, at most 80 characters. */
export function dataText(value: string): string {
  const plain = plainText(value);
  if (NAME.test(plain) && plain.length <= LONGEST_NAME) return plain;
  return `“${plain.replace(/[“”"]/g, "'")}”`;
}
