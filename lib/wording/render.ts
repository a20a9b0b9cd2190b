import { MessageFormat } from "messageformat";
import { type MessageId, messagesEn } from "./messages-en.ts";

const CATALOGUES = { en: messagesEn } as const;
export type Locale = keyof typeof CATALOGUES;

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
    message = new MessageFormat([locale], CATALOGUES[locale][id], { bidiIsolation: "none" });
    compiled.set(key, message);
  }
  return message.format({ ...values }, (problem) => {
    throw new Error(`message "${id}": ${String(problem)}`);
  });
}
