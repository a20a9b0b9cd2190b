// A language that nobody speaks: English with accents and a third longer, to see what a translation does to a text.
import { type Model, parseMessage, stringifyMessage } from "messageformat";

const ACCENTED: Readonly<Record<string, string>> = Object.fromEntries(
  Array.from("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", (letter, k) => [
    letter,
    Array.from("áƀçđéƒǧħíĵķłɱñóƥɋřšŧúṽŵẋýžÁɃÇĐÉƑǦĦÍĴĶŁṀÑÓƤɊŘŠŦÚṼŴẊÝŽ")[k] ?? letter,
  ]),
);

const longer = (text: string): string =>
  text.replace(/\p{L}+/gu, (word) => {
    const accented = Array.from(word, (letter) => ACCENTED[letter] ?? letter).join("");
    return accented + accented.slice(0, Math.ceil(accented.length / 3));
  });

const pattern = (parts: Model.Pattern): Model.Pattern =>
  parts.map((part) => (typeof part === "string" ? longer(part) : part));

/** The message with every literal text accented and longer; arguments and choices as they are. */
export function pseudoMessage(source: string): string {
  const message = parseMessage(source);
  return stringifyMessage(
    message.type === "message"
      ? { ...message, pattern: pattern(message.pattern) }
      : {
          ...message,
          variants: message.variants.map((one) => ({ ...one, value: pattern(one.value) })),
        },
  );
}
