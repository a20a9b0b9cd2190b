// Found against known: relative distance of numbers, entry by entry in lists and records.
import type { Between, Solved } from "./instance.ts";

/** Allowed where the source computed on a grid; exact methods are far nearer. */
export const ALLOWED_SHARE = 0.003;
/** Distance from a known 0 that counts as none. */
const NEAR_ZERO = 1e-6;

export interface Comparison {
  /** Names compared. */
  readonly names: readonly string[];
  /** Largest relative distance; Infinity where something is not comparable at all. */
  readonly worstShare: number;
  /** Name, known and found value of the worst. */
  readonly worst: string;
}

/** Compares every name that both hold. */
export function compare(
  known: Readonly<Record<string, unknown>>,
  { answer, noWorseThan = [] }: Solved,
): Comparison {
  const names = Object.keys(answer).filter((name) => name in known);
  let worstShare = names.length === 0 ? Infinity : 0;
  let worst = names.length === 0 ? "nothing that the known answer states was found" : "";
  for (const name of names) {
    const share = distance(known[name], answer[name], noWorseThan.includes(name));
    if (share > worstShare || Number.isNaN(share)) {
      worstShare = Number.isNaN(share) ? Infinity : share;
      worst = `${name}: known ${brief(known[name])}, found ${brief(answer[name])}`;
    }
  }
  return { names, worstShare, worst };
}

const brief = (value: unknown): string => (JSON.stringify(value) ?? "nothing").slice(0, 80);

function distance(known: unknown, found: unknown, isLowerRight: boolean): number {
  if (typeof known === "number") return numberDistance(known, found, isLowerRight);
  if (known === null || typeof known !== "object") return known === found ? 0 : Infinity;
  if (found === null || typeof found !== "object") return Infinity;
  const keys = Object.keys(known);
  if (Array.isArray(known) !== (Array.isArray(found) || ArrayBuffer.isView(found))) return Infinity;
  if (keys.length !== Object.keys(found).length) return Infinity;
  let worst = 0;
  for (const key of keys) {
    const share = distance(
      (known as Record<string, unknown>)[key],
      (found as Record<string, unknown>)[key],
      isLowerRight,
    );
    if (!(share <= worst)) worst = share;
  }
  return worst;
}

const isBetween = (value: unknown): value is Between =>
  typeof value === "object" && value !== null && "from" in value && "to" in value;

function numberDistance(known: number, found: unknown, isLowerRight: boolean): number {
  if (isBetween(found)) {
    if (known >= found.from && known <= found.to) return 0;
    return numberDistance(known, known < found.from ? found.from : found.to, false);
  }
  if (typeof found !== "number") return Infinity;
  if (isLowerRight && found <= known) return 0;
  const off = Math.abs(found - known);
  if (off === 0 || known === found) return 0;
  if (known === 0) return off <= NEAR_ZERO ? 0 : Infinity;
  return off / Math.abs(known);
}
