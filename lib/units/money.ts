import type { Micros } from "./brands.ts";
import { roundHalfEven } from "./round.ts";

const DECIMAL = /^(-?)(\d{1,9})(?:[.,](\d{1,8}))?$/;

/** Parses a plain decimal ("4.25", "4,25") into micros without passing through a float; null when it is not one. */
export function decimalToMicros(text: string): Micros | null {
  const match = DECIMAL.exec(text.trim());
  if (!match) return null;
  const fraction = (match[3] ?? "").padEnd(8, "0");
  const micros = Number(match[2]) * 1_000_000 + roundHalfEven(Number(fraction) / 100);
  return (match[1] === "-" ? -micros : micros) as Micros;
}

/** Micros as a number of currency units, for display only. */
export const microsToNumber = (micros: number): number => micros / 1_000_000;
