import { MessageFormat } from "messageformat";
import { dataText } from "./data-text.ts";
import { messagesDe } from "./de/messages.ts";
import { isolated } from "./isolate.ts";
import { messagesJa } from "./ja/messages.ts";
import type { Locale } from "./locale.ts";
import { type MessageId, messagesEn } from "./messages-en.ts";

export const MESSAGES: Readonly<Record<Locale, Readonly<Record<MessageId, string>>>> = {
  en: messagesEn,
  de: messagesDe,
  ja: messagesJa,
};

/** Whether a message of this name exists. */
export const isMessageId = (id: unknown): id is MessageId =>
  typeof id === "string" && Object.hasOwn(messagesEn, id);

const compiled = new Map<string, MessageFormat>();

/**
 * A message with its arguments filled in. Throws Error when an argument is missing: a sentence with a hole must never
 * reach a reader. Cost: compiled once per message and locale.
 */
export function renderMessage(
  id: MessageId,
  values: Readonly<Record<string, string>> = {},
  locale: Locale = "en",
): string {
  const key = `${locale}/${id}`;
  let message = compiled.get(key);
  if (!message) {
    // Isolation of our own (isolate.ts): marks only where a value needs them, so that a label is the same text everywhere.
    message = new MessageFormat([locale], MESSAGES[locale][id], { bidiIsolation: "none" });
    compiled.set(key, message);
  }
  const shown: Record<string, string> = {};
  for (const [name, value] of Object.entries(values))
    shown[name] = isolated(name === "sku" ? dataText(value) : value);
  return message.format(shown, (problem) => {
    throw new Error(`message "${id}": ${String(problem)}`);
  });
}
