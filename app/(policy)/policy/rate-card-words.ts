// What the figures of a rate card are called: its part, the size it is for, and the figure.
import type { Locale } from "@/app/explanation/page-words.ts";
import { policyTexts } from "./policy-texts.ts";

/** "aged.microsPerFt3[2]" -> "Aged inventory surcharge: per ft³, row 3". */
export function cardFieldLabel(path: string, locale: Locale = "en"): string {
  const { parts, tiers, figures, row } = policyTexts(locale).card;
  const [part = "", ...rest] = path.split(".");
  const names = rest.map((name) => name.replace(/\[\d\]$/, ""));
  const label = names.map((name) => tiers[name] ?? figures[name] ?? name).join(", ");
  const at = /\[(\d)\]$/.exec(path)?.[1];
  const text = `${parts[part] ?? part}${locale === "ja" ? "：" : ": "}${label}`;
  return at === undefined ? text : row(text, Number(at) + 1);
}
