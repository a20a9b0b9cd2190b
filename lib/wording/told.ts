// Sentences and figures as they are kept: facts, told in a reader's language when they are read.
import { splitLabel, storageTypeLabel, zoneLabel } from "./labels.ts";
import { type Locale, listText } from "./locale.ts";
import type { MessageId } from "./messages-en.ts";
import { dayText, monthText, quantityText } from "./quantity.ts";
import { renderMessage } from "./render.ts";

/** A number with its unit. */
export interface ToldQuantity {
  readonly unit: string;
  readonly value: number;
}

/** What a message is told with; a text stands for itself: a name, a number without a unit. */
export type ToldValue =
  | string
  | ToldQuantity
  | { readonly day: string }
  | { readonly month: string }
  | { readonly zone: string }
  | { readonly split: string }
  | { readonly storageType: string }
  | { readonly names: readonly string[] };

export interface ToldMessage {
  readonly id: MessageId;
  readonly values: Readonly<Record<string, ToldValue>>;
}

export type Told = string | ToldQuantity | ToldMessage;

function valueText(value: ToldValue, locale: Locale): string {
  if (typeof value === "string") return value;
  if ("day" in value) return dayText(value.day, locale);
  if ("month" in value) return monthText(value.month, locale);
  if ("zone" in value) return zoneLabel(value.zone, locale);
  if ("split" in value) return splitLabel(value.split, locale);
  if ("storageType" in value) return storageTypeLabel(value.storageType, locale);
  if ("names" in value) return listText(value.names, locale);
  return quantityText(value.unit, value.value, undefined, locale);
}

/** What was kept, in words. */
export function toldText(told: Told, locale: Locale = "en"): string {
  if (typeof told === "string" || !("id" in told)) return valueText(told, locale);
  const values: Record<string, string> = {};
  for (const [name, value] of Object.entries(told.values)) values[name] = valueText(value, locale);
  return renderMessage(told.id, values, locale);
}
