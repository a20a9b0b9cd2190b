// What answers of the desk are told with.
import {
  type Locale,
  type MessageId,
  monthText,
  quantityText,
  renderMessage,
  storageTypeLabel,
} from "@/lib/wording/index.ts";
import type { Tx } from "@/server/repositories/database.ts";
import type { StaffScope } from "@/server/repositories/scope.ts";
import type { StaffContext } from "@/server/services/context.ts";

export interface DeskReader {
  readonly locale: Locale;
  readonly tell: (id: MessageId, values?: Readonly<Record<string, string>>) => string;
  readonly count: (value: number) => string;
  /** A word of tables: "account", "before". */
  readonly word: (id: string) => string;
  /** "The sum of all standard-size limits for December 2026". */
  readonly sumOf: (storageType: string, monthOn: string) => string;
}

export function deskReader(locale: Locale): DeskReader {
  const tell = (id: MessageId, values: Readonly<Record<string, string>> = {}) =>
    renderMessage(id, values, locale);
  return {
    locale,
    tell,
    count: (value) => quantityText("count", value, undefined, locale),
    word: (id) => tell("deskWord", { id }),
    sumOf: (storageType, monthOn) =>
      tell("deskSum", {
        storageType: storageTypeLabel(storageType, locale),
        month: monthText(monthOn, locale),
      }),
  };
}

/** In which transaction and whose eyes an answer is made. */
export interface Desk {
  readonly ctx: StaffContext;
  readonly tx: Tx;
  readonly scope: StaffScope;
}
