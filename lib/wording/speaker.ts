import { inSentence, type Locale } from "./locale.ts";
import type { MessageId } from "./messages-en.ts";
import { quantityText } from "./quantity.ts";
import { renderMessage } from "./render.ts";

/** What words of one language are made with. */
export interface Speaker {
  readonly locale: Locale;
  readonly tell: (id: MessageId, values?: Readonly<Record<string, string>>) => string;
  readonly quantity: (unit: string, value: number, currency?: string) => string;
  readonly within: (label: string) => string;
}

export const speakerOf = (locale: Locale): Speaker => ({
  locale,
  tell: (id, values = {}) => renderMessage(id, values, locale),
  quantity: (unit, value, currency) => quantityText(unit, value, currency, locale),
  within: (label) => inSentence(label, locale),
});
