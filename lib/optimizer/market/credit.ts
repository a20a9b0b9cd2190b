import { mulDivFloor } from "../core/integer.ts";

const MILLION = 1_000_000;

/**
 * The highest fee before credit whose rest after credit is at most `fee`: what a request is ranked by. The credit is at
 * most `creditCapShareMillionths` of the fee, so the score is at most fee / (1 - that share). Integers, rounded down.
 */
export function scoreOf(fee: number, credit: number, creditCapShareMillionths: number): number {
  const rest = MILLION - creditCapShareMillionths;
  if (rest <= 0)
    throw new RangeError(
      `scoreOf: creditCapShareMillionths must be below 1000000, got ${creditCapShareMillionths}`,
    );
  return Math.min(fee + credit, mulDivFloor(fee, MILLION, rest));
}

/** The part of the expected credit that the cap lets through at a price. */
export const creditAt = (price: number, credit: number, creditCapShareMillionths: number): number =>
  Math.min(credit, mulDivFloor(price, creditCapShareMillionths, MILLION));

/** Expected credit per m3 and month, from what the account sells per m3 and how its earlier expectations came true. */
export interface ExpectedCreditInput {
  /** Sales value of the last month per m3 of space in use, micros. */
  readonly salesMicrosPerM3Month: number;
  readonly creditShareMillionths: number;
  /** From `calibrationOf`. */
  readonly calibrationMillionths: number;
}

export function expectedCredit(input: ExpectedCreditInput): number {
  const raw = mulDivFloor(input.salesMicrosPerM3Month, input.creditShareMillionths, MILLION);
  return mulDivFloor(raw, input.calibrationMillionths, MILLION);
}

/**
 * How far earlier expected credits came true: earned / expected over the account's past grants, 0..1 (a surplus does
 * not raise it), shrunk towards `priorMillionths` as if one average grant had come in at the prior. Millionths.
 */
export function calibrationOf(
  expectedMicros: readonly number[],
  earnedMicros: readonly number[],
  priorMillionths: number,
): number {
  if (expectedMicros.length !== earnedMicros.length)
    throw new RangeError(
      `calibrationOf: ${expectedMicros.length} expected but ${earnedMicros.length} earned credits`,
    );
  let expected = 0;
  let earned = 0;
  for (let k = 0; k < expectedMicros.length; k++) {
    expected += expectedMicros[k]!;
    earned += Math.min(earnedMicros[k]!, expectedMicros[k]!);
  }
  if (expected === 0) return priorMillionths;
  const average = Math.floor(expected / expectedMicros.length);
  const withPrior = earned + mulDivFloor(average, priorMillionths, MILLION);
  return mulDivFloor(withPrior, MILLION, expected + average);
}
